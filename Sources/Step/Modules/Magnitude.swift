import MemoryModel

extension Linear {
  /// DoRA's magnitudes as they begin: the norms of the weight with the adapter in it. What that takes
  /// is made when the adapter is put around the module.
  ///
  /// Source: peft 0.21 tuners/lora/dora.py `DoraLinearLayer.update_layer`.
  func measure(_ load: Loader, _ format: Format) -> View {
    measuring(load) { load.adapter(output, format, .magnitude, beside: computed) }
  }

  /// The same of a module that is never called.
  func measureUnused(_ load: Loader, _ format: Format) {
    measuring(load) { _ = load.storeAdapter(output, format, .magnitude, beside: computed) }
  }

  private func measuring<T>(_ load: Loader, _ store: () -> T) -> T {
    let machine = load.machine
    let copies = copied(machine)
    let loaded = unpacked(machine)
    // fp16 is multiplied in fp32.
    let isWide = loaded.format == .fp16
    var product = machine.new(input * output, isWide ? .fp32 : loaded.format, .product)
    machine.workspace(for: input * output * load.dimensions.rank)
    if isWide { product = product.to(loaded.format) }
    do {
      let scaled = machine.new(input * output, loaded.format, .scaled)
      let sum = machine.new(input * output, loaded.format, .sum)
      _ = consume scaled
      _ = sum.format
    }
    let magnitude = store()
    for copy in copies { machine.release(copy) }
    _ = (product.format, loaded.format)
    return magnitude
  }

  /// A packed weight is copied, with its scales twice: as the weight's own and as the module's.
  private func copied(_ machine: Machine) -> [Int32] {
    guard case .packed(let weight) = weight else { return [] }
    return weight.copyScales(on: machine) + [weight.copy(on: machine)]
      + weight.copyScales(on: machine)
  }

  /// peft 0.21 utils/integrations.py `dequantize_module_weight`.
  fileprivate func unpacked(_ machine: Machine) -> Tensor {
    switch weight {
    case .plain(let weight): machine.hold(weight)
    case .packed(let weight): machine.dequantise(weight)
    }
  }
}

extension LowRank {
  /// peft 0.21 tuners/lora/variants.py `DoraLinearVariant.forward`.
  func decompose(
    _ module: Linear, _ x: borrowing Tensor, _ result: borrowing Tensor, _ magnitude: View
  ) -> Tensor {
    if drops {
      let x = dropout(x)
      return result + scaled(module, x, nil, magnitude)
    }
    return result + scaled(module, x, result.view, magnitude)
  }

  /// `(m - 1) * base + m * lora_B(lora_A(x)) * scaling`, `m` being the magnitude over the norm of the
  /// weight with the adapter in it. Nothing is trained through that norm.
  ///
  /// Source: peft 0.21 tuners/lora/dora.py `DoraLinearLayer.forward`.
  private func scaled(
    _ module: Linear, _ x: borrowing Tensor, _ result: View?, _ magnitude: View
  ) -> Tensor {
    let machine = x.machine
    let own = ownWeight(module, machine)
    let ownInFormat = inFormat(x.format, own.weight)
    let weight = inFormat(x.format, module.unpacked(machine))
    let norm = norm(of: weight, rows: module.output)
    let ratio = machine.divide(magnitude, norm.view)
    let low = machine.linear(
      machine.linear(x, a, from: module.input, to: rank), b, from: rank, to: module.output)
    let base = base(module, x, result, weight)
    let less = ratio.plusConstant()
    let scaledBase = machine.multiply(less.view, base.view, byColumn: true)
    _ = consume less
    let scaledLow = machine.multiply(ratio.view, low.view, byColumn: true).scaled()
    let sum = scaledBase + scaledLow
    _ = (ownInFormat.format, own.eye.format, own.narrow.format, weight.format, norm.format)
    return sum
  }

  private func inFormat(_ format: Format, _ x: consuming Tensor) -> Tensor { x.to(format) }

  /// The base's result without its bias; with dropout it is computed once more of what was not dropped.
  private func base(
    _ module: Linear, _ x: borrowing Tensor, _ result: View?, _ weight: borrowing Tensor
  ) -> Tensor {
    guard let result else {
      return x.machine.linear(x, weight.view, from: module.input, to: module.output)
    }
    let whole = x.machine.hold(result)
    guard let bias = module.bias else { return whole }
    return x.machine.subtract(bias, from: whole)
  }

  /// The adapter's weight, and what its graph keeps until it is let go, since nothing is trained
  /// through it.
  private struct OwnWeight: ~Copyable {
    let weight: Tensor
    let eye: Tensor
    let narrow: Tensor
  }

  /// `lora_B(lora_A(x_eye)).T`.
  ///
  /// Source: peft 0.21 tuners/lora/dora.py `get_lora_weight`.
  private func ownWeight(_ module: Linear, _ machine: Machine) -> OwnWeight {
    let eye = machine.new(module.input * module.input, format, .identity)
    // Autocast remembers the adapters' copies with their graph.
    let first = machine.lowered(machine.hold(a))
    let lowEye = machine.lowered(eye)
    let narrow = machine.withoutGraph {
      machine.linear(lowEye, first.view, from: module.input, to: rank)
    }
    let kept = machine.keepsGraph ? lowEye.share() : machine.hold(.none)
    _ = consume lowEye
    let second = machine.lowered(machine.hold(b))
    let wide = machine.withoutGraph {
      machine.linear(narrow, second.view, from: rank, to: module.output)
    }
    _ = (eye.format, first.format, second.format)
    let keptNarrow = machine.keepsGraph ? narrow.share() : machine.hold(.none)
    return OwnWeight(weight: wide, eye: kept, narrow: keptNarrow)
  }

  /// peft 0.21 tuners/lora/dora.py `get_weight_norm`: autocast computes norms in fp32.
  private func norm(of weight: borrowing Tensor, rows: Size) -> Tensor {
    let machine = weight.machine
    let scaled = machine.new(weight.elements, weight.format, .scaled)
    let sum = machine.new(weight.elements, weight.format, .sum)
    _ = consume scaled
    let norm = machine.new(rows, machine.autocast == nil ? weight.format : .fp32, .norm)
    let own = norm.to(weight.format)
    _ = (sum.format, norm.format)
    return own
  }
}

extension Machine {
  /// Whether what autograd keeps is there: not while a checkpoint's forward is recorded.
  fileprivate var keepsGraph: Bool { state.pointee.recordsGraph && state.pointee.frame == 0 }

  /// `div.Tensor` of equal sizes by what asks for no gradient.
  fileprivate func divide(_ a: View, _ b: View) -> Tensor {
    let elements = Size(table: sizes, index: a.elements)
    let format = a.format.promoted(with: b.format)
    return operation(.product, elements, format, a, b) { rule in
      rule.keep(b)
      rule.gradient(0, elements, format)
      if a.format != format { rule.reduce(0, elements, a.format, rows: nil) }
    }
  }

  /// `sub.Tensor` of a frozen bias.
  fileprivate func subtract(_ bias: View, from x: borrowing Tensor) -> Tensor {
    let (elements, own) = (x.elements, x.format)
    let format = own.promoted(with: bias.format)
    return operation(.difference, elements, format, x.view) { rule in
      if format == own { rule.pass(0) } else { rule.gradient(0, elements, own) }
    }
  }
}
