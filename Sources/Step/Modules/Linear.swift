import MemoryModel

/// `nn.Linear` or a class of a family's own, or bitsandbytes' `Linear4bit`; with PEFT's adapter around
/// it where it has one.
struct Linear {
  let module: Module
  let part: Part
  let input: Size
  let output: Size
  let weight: Weight
  let bias: View?
  let form: Form
  var adapter: LowRank?

  enum Weight {
    case plain(View)
    case packed(Weight4Bit)
  }

  /// Which class it is where it is not packed.
  enum Form {
    case linear
    /// transformers 5.23 pytorch_utils.py `Conv1D`: `addmm` with a weight that is not transposed.
    case conv1D
    /// transformers 5.23 models/falcon/modeling_falcon.py `FalconLinear`: no `nn.Linear` to
    /// bitsandbytes, which does not pack it.
    case falcon
  }

  /// What its result is of attention, which targets may name.
  enum Part { case query, key, value, queryKeyValue, output, other }

  /// - Parameter packs: whether bitsandbytes packs its weight, where weights are quantised.
  init(
    _ load: Loader, _ name: StaticString, _ input: Size, _ output: Size, bias: Bool = false,
    as part: Part = .other, form: Form = .linear, packs: Bool = true
  ) {
    self.init(
      at: load.inside(name), input, output, bias: bias, as: part, form: form, packs: packs)
  }

  /// The module that the loader stands at.
  init(
    at load: Loader, _ input: Size, _ output: Size, bias: Bool = false, as part: Part = .other,
    form: Form = .linear, packs: Bool = true
  ) {
    let load = load.linear(part)
    module = load.parent
    self.part = part
    self.form = form
    self.input = input
    self.output = output
    if packs && form != .falcon, let quantization = load.quantization {
      let outer = load.machine.enter(module)
      defer { load.machine.leave(to: outer) }
      let packed = Weight4Bit(
        input: input, output: output, isDoubleQuantised: quantization.doubleQuant,
        loaded: load.format, compute: load.compute)
      packed.load(on: load.machine)
      weight = .packed(packed)
    } else {
      let (rows, columns) = form == .conv1D ? (input, output) : (output, input)
      weight = .plain(load.parameter(rows, by: columns, load.unpacked))
    }
    self.bias = bias ? load.parameter(output, load.unpacked, .bias) : nil
  }

  /// The format of its weight; of a packed one bitsandbytes' `compute_dtype`.
  var computed: Format {
    switch weight {
    case .plain(let weight): weight.format
    case .packed(let weight): weight.compute
    }
  }

  /// Its weight, where that is not packed.
  var plain: View { if case .plain(let weight) = weight { weight } else { .none } }

  /// Puts an adapter around the module, where targets reach it.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `LoraLayer.update_layer`.
  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    guard adapter.targets.reach(self, load) else { return }
    let load = load.at(module)
    let (rank, format) = (load.dimensions.rank, Format(adapter.dtype))
    let a = load.adapter(rank, by: input, format, .adapterA, beside: computed)
    let b = load.adapter(output, by: rank, format, .adapterB, beside: computed)
    self.adapter = LowRank(
      a: a, b: b, magnitude: adapter.dora ? measure(load, format) : nil, rank: rank,
      format: format, drops: adapter.dropout > 0)
  }

  /// The same where a kernel reads the weight, and the module is never called: its adapter gets no
  /// gradient, and so no optimizer's state.
  func adaptUnused(_ load: Loader, _ adapter: Adapter) {
    guard adapter.targets.reach(self, load) else { return }
    let load = load.at(module)
    let (rank, format) = (load.dimensions.rank, Format(adapter.dtype))
    load.storeAdapter(rank * input, format, .adapterA, beside: computed)
    load.storeAdapter(output * rank, format, .adapterB, beside: computed)
    if adapter.dora { measureUnused(load, format) }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(module)
    defer { x.machine.leave(to: outer) }
    guard let adapter else { return base(x) }
    switch weight {
    case .plain: return adapter.besidePlain(self, x)
    case .packed: return adapter.besidePacked(self, x)
    }
  }

  func base(_ x: borrowing Tensor) -> Tensor {
    switch weight {
    case .plain(let weight): plain(x, weight)
    case .packed(let weight): packed(x, weight)
    }
  }

  private func plain(_ x: borrowing Tensor, _ weight: View) -> Tensor {
    switch form {
    case .linear: x.machine.linear(x, weight, bias: bias, from: input, to: output)
    case .conv1D: x.machine.addmm(bias ?? .none, x, weight, from: input, to: output)
    case .falcon: transposed(x, weight)
    }
  }

  /// `input @ weight.T + bias`: autocast caches no copy of a transposed weight.
  ///
  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconLinear.forward`; torch 2.15
  /// ATen/autocast_mode.cpp `cached_cast`.
  private func transposed(_ x: borrowing Tensor, _ weight: View) -> Tensor {
    let machine = x.machine
    let result = machine.multiply(x, transposed: weight, from: input, to: output)
    guard let bias else { return result }
    return result + machine.hold(bias)
  }

  /// bitsandbytes 0.50 nn/modules.py `Linear4bit.forward`, which converts the bias where it stands.
  private func packed(_ x: borrowing Tensor, _ weight: Weight4Bit) -> Tensor {
    if let bias { x.machine.convert(bias, to: weight.compute) }
    return x.machine.linear4bit(x, weight, bias: bias)
  }
}

extension Loader {
  /// For the weight of an `nn.Linear`, or of a class derived from it, which bitsandbytes does not pack.
  var derivedLinear: Loader {
    var load = self
    load.isLinear = true
    return load
  }

  /// For the parameters of a linear module.
  fileprivate func linear(_ part: Linear.Part) -> Loader {
    part == .other ? derivedLinear : derivedLinear.with(.attention)
  }
}

/// A low-rank adapter: `lora_B(lora_A(dropout(x))) * scaling` is added to a module's result; with DoRA
/// both are scaled.
struct LowRank {
  let a: View
  let b: View
  /// DoRA's trained norm of each row of the weight.
  let magnitude: View?
  let rank: Size
  let format: Format
  let drops: Bool

  /// peft 0.21 tuners/lora/layer.py `Linear.forward`.
  fileprivate func besidePlain(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    var result = module.base(x)
    let own = result.format
    let x = x.to(format)
    if let magnitude {
      result = decompose(module, x, result, magnitude)
    } else {
      result = result + delta(module, x).scaled()
    }
    return result.to(own)
  }

  /// peft 0.21 tuners/lora/bnb.py `Linear4bit.forward`.
  fileprivate func besidePacked(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    var result = module.base(x)
    result = result.clone()
    let own = result.format
    let converts = x.machine.autocast == nil
    let x = converts ? x.to(format) : x.share()
    if let magnitude {
      result = decompose(module, x, result, magnitude)
      return converts ? result.to(own) : result
    }
    var output = delta(module, x).scaled()
    if converts { output = output.to(own) }
    return result + output
  }

  /// `lora_B(lora_A(dropout(x)))`.
  private func delta(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    x.machine.linear(narrowed(module, x), b, from: rank, to: module.output)
  }

  private func narrowed(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    x.machine.linear(drops ? dropout(x) : x.share(), a, from: module.input, to: rank)
  }
}

extension Adapter.Targets {
  /// Whether PEFT adapts a module: by its path in the layer, or by what follows a dot of it.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `check_target_module_exists`.
  fileprivate func reach(_ linear: Linear, _ load: Loader) -> Bool {
    var path: String { load.machine.state.pointee.record.modules.path(linear.module) }
    let model = load.setup.architecture
    // Such a name means tensors of the experts alone.
    if model.experts != nil && model.namesExperts(path) { return false }
    switch self {
    case .allLinear: return true
    case .attention: return linear.part != .other
    case .qv:
      return linear.part == .query || linear.part == .value || linear.part == .queryKeyValue
    case .modules(let names):
      return names.contains { path == $0 || path.hasSuffix("." + $0) }
    }
  }
}
