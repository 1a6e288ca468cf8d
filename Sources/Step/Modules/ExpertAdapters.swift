import MemoryModel

/// A weight that is a parameter of its module and no linear module: the router's, or one of all
/// experts; with PEFT's adapter where it has one.
struct AdaptedParameter {
  let view: View
  let module: Module
  /// Features of each row, and rows of one expert.
  let input: Size
  let output: Size
  /// How many experts it is of.
  let experts: Size
  private(set) var adapter: LowRankFactors?

  init(_ load: Loader, _ name: Name = .weight, experts: Size, _ output: Size, by input: Size) {
    (self.experts, self.input, self.output, module) = (experts, input, output, load.parent)
    view = load.parameter(experts * output, by: input, load.unpacked, name, matrices: experts)
  }

  /// Source: peft 0.21 tuners/lora/layer.py `ParamWrapper.update_layer`.
  ///
  /// - Parameter fused: of how many modules it was made, each with a rank of its own.
  mutating func adapt(_ load: Loader, _ adapter: Adapter, fused: Int = 1) {
    let load = load.at(module)
    let (rank, format) = (load.dimensions.rank * fused, Format(adapter.dtype))
    self.adapter = LowRankFactors(
      a: load.adapter(rank * experts, by: input, format, .adapterA, beside: view.format),
      b: load.adapter(output, by: rank * experts, format, .adapterB, beside: view.format),
      rank: rank,
      isScaled: adapter.alpha != Double(adapter.rank))
  }
}

/// The two factors of what is added to a parameter.
struct LowRankFactors {
  let a: View
  let b: View
  let rank: Size
  /// Whether `alpha / r` is another number than one.
  let isScaled: Bool
}

/// Parameters of experts: `baddbmm` of the weight and both factors.
extension AdaptedParameter {
  struct Factors: ~Copyable {
    let left: Tensor
    let right: Tensor
  }

  /// The factors in the weight's format, once the parametrization has been registered, which computes
  /// the weight for its checks; nil without an adapter.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `ParamWrapper.get_delta_factors`, `_activate_lora`; torch
  /// 2.15 nn/utils/parametrize.py `register_parametrization`, `ParametrizationList.__init__`.
  func activate(on machine: Machine) -> Factors? {
    guard let adapter else { return nil }
    let left = machine.hold(adapter.b).permuted().to(view.format)
    let right = machine.hold(adapter.a).to(view.format)
    let factors = Factors(left: left, right: right)
    machine.withoutGraph { _ = folded(factors, on: machine) }
    return factors
  }

  /// The weight as the module reads it.
  func folded(_ factors: borrowing Factors?, on machine: Machine) -> Tensor {
    switch factors {
    case .some(let factors): folded(factors, on: machine)
    case nil: machine.hold(view)
    }
  }

  /// `baddbmm(weight, left, right, alpha=scaling)`: the left factor is permuted, and copied for each
  /// product.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `_LoraFactorsProxy.forward`; torch 2.15
  /// csrc/autograd/FunctionsManual.cpp `maybe_multiply`.
  private func folded(_ factors: borrowing Factors, on machine: Machine) -> Tensor {
    let (left, right, format) = (factors.left.view, factors.right.view, view.format)
    let (rows, columns) = (factors.left.elements, factors.right.elements)
    let isScaled = adapter?.isScaled == true
    let times = rows * input
    let result = machine.operation(
      .product, experts * output * input, format, view, left, right
    ) { rule in
      rule.keep(right)
      rule.keep(left)
      let copies = isScaled ? UInt8(2) : 0
      if isScaled { rule.temporary(rows, format) }
      if isScaled { rule.workspace(for: times) }
      rule.gradient(1, rows, format)
      if isScaled { rule.free(0) } else { rule.workspace(for: times) }
      if isScaled { rule.temporary(columns, format) } else { rule.gradient(2, columns, format) }
      rule.temporary(rows, format)
      rule.workspace(for: times)
      rule.free(copies)
      if isScaled { rule.gradient(2, columns, format) }
    }
    let copy = machine.new(rows, format, .copy)
    machine.workspace(for: times)
    _ = copy.format
    return result
  }
}

extension Tensor {
  /// `reshape(rows, rank, experts).permute(2, 0, 1)`, a view: its gradient is copied for the reshape.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `ParamWrapper.get_delta_factors`.
  fileprivate func permuted() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.part, elements, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }
}

/// The router's weight, which is of one expert: the product of the factors is added to it.
extension AdaptedParameter {
  /// What is in scope while the router runs: what is added, and the weight as the router reads it.
  struct Active: ~Copyable {
    let delta: Tensor
    let weight: Tensor
  }

  /// Source: peft 0.21 tuners/lora/layer.py `Linear.get_delta_weight`, `_LoraParameterProxy.forward`.
  func activated(on machine: Machine) -> Active {
    guard let adapter else { return Active(delta: machine.hold(.none), weight: machine.hold(view)) }
    var delta = machine.linear(
      machine.hold(adapter.b), adapter.a, from: adapter.rank, to: input
    ).scaled()
    delta = delta.to(view.format)
    machine.withoutGraph { _ = machine.hold(view) + delta }
    let weight = machine.hold(view) + delta
    return Active(delta: delta, weight: weight)
  }
}
