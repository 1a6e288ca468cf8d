extension Machine {
  /// A product with a 4-bit weight, in its format, with the result in the input's.
  ///
  /// Source: bitsandbytes 0.50 nn/modules.py `Linear4bit.forward`.
  func linear4bit(_ x: borrowing Tensor, _ weight: Weight4Bit, bias: View? = nil) -> Tensor {
    let own = x.format
    let x = x.to(weight.compute)
    return multiply4bit(x, weight, addingBias: bias != nil).to(own)
  }

  /// The weight is dequantised for the product, in forward and again in backward.
  ///
  /// Source: bitsandbytes 0.50 autograd/_functions.py `MatMul4Bit`; backends/cuda/ops.py
  /// `_dequant_linear_fallback`, whose variables last until it returns.
  private func multiply4bit(
    _ x: borrowing Tensor, _ weight: Weight4Bit, addingBias: Bool
  ) -> Tensor {
    let (view, compute, input, output) = (x.view, x.format, weight.input, weight.output)
    let rows = x.elements / input
    let times = rows * output * input
    // Autocast lowers what the product in there is given.
    let format = autocast ?? compute
    let unscaled = weight.isDoubleQuantised ? new(weight.blocks, .fp32, .scales) : hold(.none)
    let scales = weight.isDoubleQuantised ? new(weight.blocks, .fp32, .scales) : hold(.none)
    let dequantised = new(weight.elements, compute, .dequantised)
    let w = lowered(dequantised)
    let a = withoutGraph { lowered(x) }
    let result = operation(.product, rows * output, format, view) { rule in
      rule.dequantise(weight, as: format)
      // torch 2.15 ATen/native/LinearAlgebra.cpp `_matmul_impl`: `_unsafe_view` of the product, which
      // autograd does not track as a view.
      rule.gradient(0, rows * input, format)
      rule.workspace(for: times)
      if format != compute { rule.reduce(0, rows * input, compute, rows: nil) }
    }
    workspace(for: times, addingBias: addingBias)
    _ = (unscaled.format, scales.format, dequantised.format, w.format, a.format)
    return result
  }

  /// A 4-bit weight in the format in which it was loaded.
  ///
  /// Source: bitsandbytes 0.50 functional.py `dequantize_4bit`, which makes the scales first.
  func dequantise(_ weight: Weight4Bit) -> Tensor {
    let scales = weight.isDoubleQuantised ? new(weight.blocks, .fp32, .scales) : hold(.none)
    let dequantised = new(weight.elements, weight.loaded, .dequantised)
    _ = scales.format
    return dequantised
  }
}

extension Rule {
  /// `dequantize_4bit(…).to(…)`.
  fileprivate func dequantise(_ weight: Weight4Bit, as format: Format) {
    var made: UInt8 = 0
    if weight.isDoubleQuantised {
      temporary(weight.blocks, .fp32)
      made += 1
    }
    temporary(weight.elements, weight.loaded)
    if weight.isDoubleQuantised { free(0) }
    if weight.loaded == format { return }
    temporary(weight.elements, format)
    free(made)
  }
}

/// A weight of 4 bits as bitsandbytes packs it: two in a byte, a scale for each 64 of them.
///
/// Source: bitsandbytes 0.50 functional.py `quantize_4bit`, `QuantState`.
struct Weight4Bit {
  let input: Size
  let output: Size
  let isDoubleQuantised: Bool
  /// Its format before it was packed: `QuantState.dtype`.
  let loaded: Format
  /// `bnb_4bit_compute_dtype`.
  let compute: Format

  var elements: Size { input * output }
  /// Weights with a scale in common.
  var blocks: Size { elements.parts(of: 64) }

  /// Packs a weight that has been loaded: its scales are quantised once more, with an offset, and
  /// the weight itself is let go.
  func load(on machine: Machine) {
    func make(_ elements: Size, _ format: Format, _ name: Name) -> Int32 {
      machine.allocate(elements, format, name, .weight)
    }
    let whole = machine.allocate(elements, loaded, .weight, .temporary)
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
    machine.release(whole)
  }

  func copy(on machine: Machine) -> Int32 {
    machine.allocate(elements / 2, .uint8, .packed, .temporary)
  }

  /// Scales, scales of them and both tables.
  func copyScales(on machine: Machine) -> [Int32] {
    func make(_ elements: Size, _ format: Format, _ name: Name) -> Int32 {
      machine.allocate(elements, format, name, .temporary)
    }
    let table = make(machine.count(16), .fp32, .code)
    guard isDoubleQuantised else { return [make(blocks, .fp32, .scales), table] }
    return [
      make(blocks, .uint8, .scales), table, make(blocks.parts(of: 256), .fp32, .scalesOfScales),
      make(machine.count(256), .fp32, .code),
    ]
  }
}
