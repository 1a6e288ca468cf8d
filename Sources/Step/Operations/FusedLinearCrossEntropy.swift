extension Machine {
  /// Liger's fused linear cross entropy: the logits of a chunk of tokens at a time, and in forward the
  /// gradients of hidden states and head, which the node holds for backward.
  ///
  /// Source: liger_kernel 0.8.5 ops/fused_linear_cross_entropy.py
  /// `fused_linear_cross_entropy_forward`, `LigerFusedLinearCrossEntropyFunction`.
  func fusedLinearCrossEntropy(
    _ x: borrowing Tensor, _ weight: View, from input: Size, to output: Size
  ) -> Tensor {
    let (view, tokens, trains) = (x.view, x.elements / input, weight.node != 0)
    let xGradient = new(x.elements, x.format, .gradient)
    let weightGradient = trains ? new(input * output, weight.format, .gradient) : hold(.none)
    let losses = new(tokens, .fp32, .loss)
    withoutGraph {
      let chunks = LossChunks(of: tokens, from: input, to: output)
      for rows in chunks.rows { multiply(rows, of: view, weight, from: input, to: output) }
    }
    let sum = new(count(1), .fp32, .loss)
    let (first, second) = (xGradient.view, weightGradient.view)
    let loss = operation(.loss, count(1), .fp32, view, weight) { rule in
      rule.keep(first)
      rule.handOver(0, first)
      guard trains else { return }
      rule.keep(second)
      rule.handOver(1, second)
    }
    _ = (losses.format, sum.format)
    return loss
  }

  /// A chunk's logits, whose gradients take their place, and what those give for hidden states and
  /// weight.
  private func multiply(
    _ rows: Size, of x: View, _ weight: View, from input: Size, to output: Size
  ) {
    // A slice, and a transposed view of the weight: no leaves, which autocast would remember.
    let chunk = View(storage: x.storage, elements: (rows * input).index, format: x.format)
    let transposed = View(
      storage: weight.storage, elements: weight.elements, format: weight.format)
    let logits = linear(hold(chunk), transposed, from: input, to: output, .logits)
    _ = linear(logits, weight, from: output, to: input)
    guard weight.node != 0 else { return }
    // `addmm` into the gradient that is there: autocast has no rule for what names its result.
    let factor = logits.to(x.format)
    workspace()
    _ = factor.format
  }
}

/// As many tokens at a time as make their logits about as large as all hidden states: up to the next
/// power of two.
private struct LossChunks {
  private(set) var rows: [Size] = []

  init(of tokens: Size, from input: Size, to output: Size) {
    let wanted = tokens.parts(of: output.parts(of: input))
    var size = 1
    while wanted > size { size *= 2 }
    let chunk = tokens.table.constant(size)
    while !(chunk * (rows.count + 1) > tokens) { rows.append(chunk) }
    let rest = tokens - chunk * rows.count
    if rest > 0 { rows.append(rest) }
  }
}
