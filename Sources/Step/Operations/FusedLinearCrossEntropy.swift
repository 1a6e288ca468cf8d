/// Liger's fused linear cross entropy: the logits of a chunk of tokens at a time, and in forward the
/// gradients of hidden states, head and bias, which the node holds for backward.
///
/// Source: liger_kernel 0.8.5 ops/fused_linear_cross_entropy.py
/// `fused_linear_cross_entropy_forward`, `LigerFusedLinearCrossEntropyFunction`.
struct FusedLinearCrossEntropy {
  let machine: Machine
  let x: View
  let weight: View
  let bias: View
  let input: Size
  let output: Size

  private var tokens: Size { Size(table: machine.sizes, index: x.elements) / input }

  func callAsFunction() -> Tensor {
    let xGradient = machine.new(tokens * input, x.format, .gradient)
    let weightGradient =
      weight.node == 0
      ? machine.hold(.none) : machine.new(input * output, weight.format, .gradient)
    // Of a bias it is made, be it trained or not.
    let biasGradient =
      bias.isNone ? machine.hold(.none) : machine.new(output, bias.format, .gradient)
    let losses = machine.new(tokens, .fp32, .loss)
    let targets = machine.new(tokens, .bool, .mask)
    machine.withoutGraph { computeChunks() }
    let kept = [xGradient.view, weightGradient.view, biasGradient.view]
    let loss = machine.operation(.loss, machine.count(1), .fp32, x, weight, bias) { rule in
      for gradient in kept where !gradient.isNone { rule.keep(gradient) }
      for (input, trained) in [x, weight, bias].enumerated() where trained.node != 0 {
        rule.handOver(UInt8(input), kept[input])
      }
    }
    _ = (losses.format, targets.format)
    return loss
  }

  /// Whether products are written into what is there: autocast converts nothing of them.
  ///
  /// Source: `_can_use_mm_out`.
  private var writesInPlace: Bool {
    x.format == weight.format && (machine.autocast ?? x.format) == x.format
  }

  private func computeChunks() {
    let chunks = LossChunks(of: tokens, from: input, to: output)
    let hasBuffer = writesInPlace && (bias.isNone || bias.format == x.format)
    let buffer =
      hasBuffer ? machine.new(chunks.size * output, x.format, .logits) : machine.hold(.none)
    for rows in chunks.rows {
      // A slice, which is no leaf that autocast would remember.
      let chunk = View(storage: x.storage, elements: (rows * input).index, format: x.format)
      // The kernel writes their gradients into the logits.
      let gradients = hasBuffer ? logits(rows, in: buffer) : logits(of: chunk)
      takeInputGradient(gradients)
      takeWeightGradient(gradients, chunk)
      if !bias.isNone { _ = sums(gradients, rows) }
    }
  }

  private func logits(_ rows: Size, in buffer: borrowing Tensor) -> Tensor {
    machine.workspace(for: rows * output * input)
    var part = buffer.view
    part.elements = (rows * output).index
    return machine.hold(part)
  }

  /// `x @ weight.t() + bias`.
  private func logits(of chunk: View) -> Tensor {
    // The transposed view is no leaf.
    let transposed = View(
      storage: weight.storage, elements: weight.elements, format: weight.format)
    let logits = machine.linear(
      machine.hold(chunk), transposed, from: input, to: output, .logits)
    return bias.isNone ? logits : logits + machine.hold(bias)
  }

  private func takeInputGradient(_ gradients: borrowing Tensor) {
    if writesInPlace && gradients.format == x.format {
      return machine.workspace(for: gradients.elements * input)
    }
    _ = machine.linear(gradients, weight, from: output, to: input)
  }

  /// `addmm` into the gradient that is there, whose inputs autocast does not convert; a product of its
  /// own in fp32 where their formats are not those of it.
  private func takeWeightGradient(_ gradients: borrowing Tensor, _ chunk: View) {
    guard weight.node != 0 else { return }
    let isHalf = gradients.format.bytes == 2
    let adds = isHalf && (weight.format == .fp32 || weight.format == gradients.format)
    let x = machine.hold(chunk)
    guard adds && machine.stack.capability >= 80 else {
      let product = machine.transposedProduct(
        gradients, x, input * output, for: gradients.elements * input)
      _ = product.to(.fp32)
      return
    }
    let factor = x.to(gradients.format)
    machine.workspace(for: gradients.elements * input)
    _ = factor.format
  }

  /// `sum(dim=0)`.
  private func sums(_ gradients: borrowing Tensor, _ rows: Size) -> Tensor {
    let sums = machine.new(output, gradients.format, .sum)
    machine.take(output.columnSums(rows: rows))
    return sums
  }
}

/// As many tokens at a time as make their logits about as large as all hidden states: up to the next
/// power of two.
private struct LossChunks {
  /// Of the first; the last may have fewer.
  let size: Size
  private(set) var rows: [Size] = []

  init(of tokens: Size, from input: Size, to output: Size) {
    let wanted = tokens.parts(of: output.parts(of: input))
    var power = 1
    while wanted > power { power *= 2 }
    let chunk = tokens.table.constant(power)
    size = .smaller(chunk, tokens)
    while !(chunk * (rows.count + 1) > tokens) { rows.append(chunk) }
    let rest = tokens - chunk * rows.count
    if rest > 0 { rows.append(rest) }
  }
}

extension Machine {
  /// `a.t() @ b`.
  fileprivate func transposedProduct(
    _ a: borrowing Tensor, _ b: borrowing Tensor, _ elements: Size, for multiplications: Size
  ) -> Tensor {
    let second = lowered(b)
    let first = lowered(a)
    let product = new(elements, first.format.promoted(with: second.format), .product)
    workspace(for: multiplications)
    return product
  }

  fileprivate func take(_ bytes: Size) {
    if bytes > 0 { release(allocate(bytes, .uint8, .workspace, .temporary)) }
  }
}
