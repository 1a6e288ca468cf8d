/// What of a norm does not lie row by row: LayerNorm copies it, a mean sums over the rows of a matrix.
///
/// Source: torch 2.15 ATen/native/cuda/layer_norm_kernel.cu `layer_norm_cuda`, `layer_norm_backward_cuda`:
/// `contiguous`.
struct TransposedRows: OptionSet {
  let rawValue: UInt8
  static let input = Self(rawValue: 1)
  static let gradient = Self(rawValue: 2)
}

extension Machine {
  /// `native_layer_norm` over the last dimension: keeps its input, a mean and a reciprocal root for
  /// each row in fp32. Autocast computes it in fp32.
  ///
  /// Source: torch 2.15 ATen/native/cuda/layer_norm_kernel.cu `layer_norm_cuda`,
  /// `layer_norm_backward_cuda`; ATen/autocast_mode.h, the list of fp32.
  func layerNorm(
    _ x: borrowing Tensor, _ weight: View, _ bias: View, width: Size,
    transposed: TransposedRows = []
  ) -> Tensor {
    let shift = widened(hold(bias))
    let scale = widened(hold(weight))
    let x = widened(x)
    return nativeLayerNorm(x.view, scale.view, shift.view, width: width, transposed: transposed)
  }

  /// The same where autocast is switched off.
  func nativeLayerNorm(
    _ input: View, _ gamma: View, _ beta: View, width: Size, transposed: TransposedRows = []
  ) -> Tensor {
    let (elements, format) = (Size(table: sizes, index: input.elements), input.format)
    let rows = elements / width
    let copy = transposed.contains(.input) ? new(elements, format, .copy) : hold(.none)
    defer { _ = copy.format }
    let result = allocate(elements, format, .normed, state.pointee.role)
    let mean = new(rows, .fp32, .mean)
    let root = new(rows, .fp32, .reciprocalRoot)
    let y = operation(.normed, elements, format, input, gamma, beta, in: result) { rule in
      rule.keep(input)
      if !gamma.isNone { rule.keep(gamma) }
      if !beta.isNone { rule.keep(beta) }
      rule.keep(mean.view)
      rule.keep(root.view)
      if transposed.contains(.input) { rule.temporary(elements, format) }
      if input.node != 0 { rule.gradient(0, elements, format) }
      if transposed.contains(.gradient) { rule.temporary(elements, format) }
      if gamma.node != 0 { rule.gradient(1, width, gamma.format) }
      if beta.node != 0 { rule.gradient(2, width, beta.format) }
      guard let parts = gradientParts(rows, width) else { return }
      let trained = [gamma, beta].filter { $0.node != 0 }
      for weight in trained { rule.temporary(parts * width, weight.format) }
      for _ in trained { rule.brief(width.columnSums(rows: parts)) }
    }
    release(result)
    return y
  }

  /// So many parts the gradients of weights are summed up in, which are summed then; nil where the rows
  /// are few, or the columns are enough for the card.
  ///
  /// Source: torch 2.15 ATen/native/cuda/layer_norm_kernel.cu `LaunchGammaBetaBackwardCUDAKernel`.
  private func gradientParts(_ rows: Size, _ width: Size) -> Size? {
    let columns = 32
    guard rows > 64 * 1024, count(columns * (sizes.multiprocessors / 2)) > width else { return nil }
    let blocks = width.parts(of: columns)
    let most = count(32 * 1024)
    // The whole part of the quotient.
    return .smaller((most + 1 - blocks).multiple(of: blocks) / blocks, rows.parts(of: 32))
  }

  /// A tensor as an operation reads it that autocast computes in fp32.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.cpp `cached_cast`, which holds no copies of that format.
  func widened(_ x: borrowing Tensor) -> Tensor {
    autocast == nil || x.view.isNone ? x.share() : x.to(.fp32)
  }
}
