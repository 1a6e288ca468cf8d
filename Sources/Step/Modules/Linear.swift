import MemoryModel

/// `nn.Linear`, or bitsandbytes' `Linear4bit`; with PEFT's adapter around it where it has one.
struct Linear {
  let name: Module
  let input: Size
  let output: Size
  let weight: Weight
  let bias: View?
  var adapter: LowRank?

  enum Weight {
    case plain(View)
    case packed(Weight4Bit)
  }

  init(_ load: Loader, _ name: Module, _ input: Size, _ output: Size, bias: Bool = false) {
    self.name = name
    self.input = input
    self.output = output
    let outer = load.machine.enter(name)
    defer { load.machine.leave(to: outer) }
    if let quantization = load.setup.method.quantization {
      let packed = Weight4Bit(
        input: input, output: output, isDoubleQuantised: quantization.doubleQuant)
      packed.load(on: load.machine, from: load.format)
      weight = .packed(packed)
    } else {
      weight = .plain(load.parameter(output, by: input, load.unpacked))
    }
    self.bias = bias ? load.parameter(output, load.unpacked, .bias) : nil
  }

  /// Puts an adapter around the module.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `LoraLayer.update_layer`.
  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    let outer = load.machine.enter(name)
    defer { load.machine.leave(to: outer) }
    let (rank, format) = (load.dimensions.rank, Format(adapter.dtype))
    self.adapter = LowRank(
      a: load.adapter(rank, by: input, format, .adapterA),
      b: load.adapter(output, by: rank, format, .adapterB), rank: rank, format: format,
      drops: adapter.dropout > 0)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(name)
    defer { x.machine.leave(to: outer) }
    guard let adapter else { return base(x) }
    switch weight {
    case .plain: return adapter.besidePlain(self, x)
    case .packed: return adapter.besidePacked(self, x)
    }
  }

  fileprivate func base(_ x: borrowing Tensor) -> Tensor {
    switch weight {
    case .plain(let weight): x.machine.linear(x, weight, bias: bias, from: input, to: output)
    case .packed(let weight): x.machine.linear4bit(x, weight)
    }
  }
}

/// A low-rank adapter: `lora_B(lora_A(dropout(x))) * scaling` is added to a module's result.
struct LowRank {
  let a: View
  let b: View
  let rank: Size
  let format: Format
  let drops: Bool

  /// peft 0.21 tuners/lora/layer.py `Linear.forward`.
  fileprivate func besidePlain(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    var result = module.base(x)
    let own = result.format
    let x = x.to(format)
    result = result + delta(module, x).scaled()
    return result.to(own)
  }

  /// peft 0.21 tuners/lora/bnb.py `Linear4bit.forward`.
  fileprivate func besidePacked(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    var result = module.base(x)
    result = result.clone()
    if x.machine.autocast != nil {
      let output = delta(module, x).scaled()
      return result + output
    }
    let own = result.format
    let x = x.to(format)
    var output = delta(module, x).scaled()
    output = output.to(own)
    return result + output
  }

  private func delta(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    x.machine.linear(narrowed(module, x), b, from: rank, to: module.output)
  }

  private func narrowed(_ module: Linear, _ x: borrowing Tensor) -> Tensor {
    x.machine.linear(drops ? dropout(x) : x.share(), a, from: module.input, to: rank)
  }
}
