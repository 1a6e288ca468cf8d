extension Machine {
  /// A product with a 4-bit weight, which is dequantised for it, in forward and again in backward.
  ///
  /// Source: bitsandbytes 0.50 autograd/_functions.py `MatMul4Bit`, functional.py
  /// `dequantize_4bit`, which converts the scales first.
  func linear4bit(
    _ x: borrowing Tensor, _ weight: Weight4Bit, hasBias: Bool = false
  ) -> Tensor {
    let compute = weight.compute(for: x.format)
    // nn/modules.py `Linear4bit.forward`: `x.to(compute_dtype)`, and back to the input's format.
    let own = x.format
    let x = x.to(compute)
    let (view, input, output) = (x.view, weight.input, weight.output)
    let rows = x.elements / input
    let dequantised = dequantise(weight)
    let result = operation(.product, rows * output, compute, view) { rule in
      if weight.isDoubleQuantised {
        rule.temporary(weight.blocks, .fp32)
        rule.temporary(weight.elements, compute)
        rule.free(0)
      } else {
        rule.temporary(weight.elements, compute)
      }
      rule.product(0, rows * input, compute)
    }
    if !hasBias { workspace() }
    _ = consume dequantised
    return result.to(own)
  }

  private func dequantise(_ weight: Weight4Bit) -> Tensor {
    guard weight.isDoubleQuantised else { return new(weight.elements, .bf16, .dequantised) }
    let scales = new(weight.blocks, .fp32, .dequantised)
    let dequantised = new(weight.elements, .bf16, .dequantised)
    _ = consume scales
    return dequantised
  }
}

/// A weight of 4 bits as bitsandbytes packs it: two in a byte, a scale for each 64 of them.
///
/// Source: bitsandbytes 0.50 functional.py `quantize_4bit`, `QuantState`.
struct Weight4Bit {
  let input: Size
  let output: Size
  let isDoubleQuantised: Bool

  var elements: Size { input * output }

  /// The format of its products: that of the weights which are not packed, in half precision.
  ///
  /// Source: bitsandbytes 0.50 nn/modules.py `Linear4bit.set_compute_type`.
  func compute(for input: Format) -> Format { input == .fp16 ? .fp16 : .bf16 }
  /// Weights with a scale in common.
  var blocks: Size { elements.parts(of: 64) }

  /// Packs a weight that has been loaded: its scales are quantised once more, with an offset, and
  /// the weight itself is let go.
  func load(on machine: Machine, from format: Format) {
    func make(_ elements: Size, _ format: Format, _ name: Name) -> Int32 {
      machine.allocate(elements, format, name, .weight)
    }
    let loaded = machine.allocate(elements, format, .weight, .temporary)
    let scales = make(blocks, .fp32, .scales)
    _ = make(elements / 2, .uint8, .packed)
    _ = make(machine.count(16), .fp32, .code)
    if isDoubleQuantised {
      _ = make(machine.count(1), .fp32, .offset)
      let centred = machine.allocate(blocks, .fp32, .scales, .temporary)
      _ = make(blocks.parts(of: 256), .fp32, .scalesOfScales)
      _ = make(blocks, .uint8, .scales)
      _ = make(machine.count(256), .fp32, .code)
      machine.release(centred)
      machine.release(scales)
    }
    machine.release(loaded)
  }
}
