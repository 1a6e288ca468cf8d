// Backward of Mamba-2's kernel.
//
// Source: mamba_ssm 2.3.2 ops/triton/ssd_combined.py `MambaSplitConv1dScanCombinedFn.backward`.
extension Scratch {
  /// - Parameter product: the format in which `out_proj` was computed.
  mutating func scanBackward(
    _ d: ScanSizes, _ format: Format, _ weights: ScanWeights, product: Format
  ) {
    let hasNorm = !weights.norm.isNone
    // What `out_proj` has read, written anew by the norm; without one, by the scan itself.
    _ = make(d.values, format)
    if !d.isAligned { free(make(d.tokens * d.channels, format)) }
    _ = make(d.tokens * d.channels, format)
    rule.gradient(0, d.tokens * d.projected, format)
    _ = make(d.tokens * d.channels, format)
    _ = make(d.values, product)
    rule.workspace(for: d.projection)
    if hasNorm { normBackward(d, format, weights.norm) }
    chunksBackward(d, format, product, weights, recomputes: !hasNorm)
    outputGradients(d, format, weights, product: product)
    if !d.isAligned { free(make(d.tokens * d.channels, format)) }
    convolutionGradients((1, weights.convolution), (2, weights.convolutionBias))
    validate(d, weights, product: product)
  }

  /// Source: mamba_ssm 2.3.2 ops/triton/layernorm_gated.py `_layer_norm_bwd`.
  private mutating func normBackward(_ d: ScanSizes, _ format: Format, _ weight: View) {
    _ = make(d.values, format)
    let parts = make(d.normRows * d.inner)
    if weight.format == .fp32 {
      rule.gradient(6, d.inner, .fp32)
    } else {
      let sum = make(d.inner)
      convert(sum, 6, weight)
    }
    free(parts)
  }

  /// Source: the same, `_mamba_chunk_scan_combined_bwd`.
  private mutating func chunksBackward(
    _ d: ScanSizes, _ format: Format, _ product: Format, _ weights: ScanWeights, recomputes: Bool
  ) {
    let input = make(d.tokens * d.heads, format)
    let steps = make(d.rates)
    let decays = make(d.rates)
    let products = make(d.products)
    let wide = make(d.states)
    let passed = make(d.states)
    let last = make(d.lastStates)
    free(wide)
    let skips = d.chunk.parts(of: 32) * d.chunks * d.heads
    // `_chunk_scan_bwd_dz`: the gated result, which `out_proj` reads, and the gradient behind the gate.
    var ungated: UInt8?
    if recomputes {
      let skip = make(skips)
      _ = make(d.values, format)
      ungated = make(d.values, product)
      free(skip)
    }
    let gradients = make(d.states)
    let narrow = make(d.states, format)
    let states = format == .fp32 ? passed : make(d.states, format)
    // ssd_state_passing.py `_state_passing_bwd`: blocks of 64.
    let blocks = (d.headDim * d.state).parts(of: 64)
    let chunkDecays = sum(d.chunks * d.heads * blocks, d.chunks * d.heads)
    free(gradients)
    if format != .fp32 { free(passed) }
    let skip = make(skips)
    let stepGradients = make(d.rates)
    rule.gradient(5, d.heads, weights.skip.format)
    free(skip)
    let next = make(d.rates)
    let b = sum(d.projections * d.splits, d.projections)
    let previous = make(d.rates)
    let c = sum(d.projections * d.splits, d.projections)
    let productGradients = sum(d.products * d.splits, d.products)
    let flipped = make(d.rates)
    let summed = make(d.rates)
    free(flipped)
    let before = make(d.rates)
    free(summed)
    // ssd_chunk_scan.py `_chunk_scan_bwd_ddAcs_stable`: blocks of 32.
    let decay = sum(d.rates * d.chunk.parts(of: 32), d.rates)
    free(make(d.rates))
    rule.gradient(3, d.heads, .fp32)
    rule.gradient(4, d.heads, .fp32)
    free(input, steps, decays, products, last, narrow, states, chunkDecays, stepGradients, next)
    free(b, previous, c, productGradients, before, decay)
    if let ungated { free(ungated) }
  }

  private mutating func outputGradients(
    _ d: ScanSizes, _ format: Format, _ weights: ScanWeights, product: Format
  ) {
    // Autocast lowers what `einsum` reads.
    let lowered = format == product ? nil : make(d.values, product)
    rule.gradient(7, d.inner * d.hidden, product)
    rule.workspace(for: d.projection)
    if let lowered { free(lowered) }
    if weights.outputBias.isNone { return }
    rule.gradient(8, d.hidden, product)
    rule.brief(d.hidden.columnSums(rows: d.tokens))
  }

  /// Gradients in other formats than their parameters'.
  ///
  /// Source: torch 2.15 csrc/autograd/engine.cpp `validate_outputs`.
  private func validate(_ d: ScanSizes, _ weights: ScanWeights, product: Format) {
    let (time, output) = (weights.timeBias, weights.output)
    if time.node != 0 && time.format != .fp32 { rule.reduce(3, d.heads, time.format, rows: nil) }
    if output.node != 0 && output.format != product {
      rule.reduce(7, d.inner * d.hidden, output.format, rows: nil)
    }
    let bias = weights.outputBias
    if !bias.isNone && bias.node != 0 && bias.format != product {
      rule.reduce(8, d.hidden, bias.format, rows: nil)
    }
  }
}
