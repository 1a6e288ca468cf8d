/// The parameters that the scan's kernel reads.
struct ScanWeights {
  let convolution: View
  let convolutionBias: View
  let timeBias: View
  let skip: View
  let norm: View
  let output: View
  let outputBias: View
}

/// `mamba_split_conv1d_scan_combined`: convolution, scan, gated norm and the projection out in one.
///
/// It keeps what it reads, and the scan's result. The rest is computed again in backward, where the
/// gradients of all parameters are made, be they asked for or not.
///
/// Source: mamba_ssm 2.3.2 ops/triton/ssd_combined.py `MambaSplitConv1dScanCombinedFn`.
func stateSpaceScan(
  _ projected: borrowing Tensor, decay: borrowing Tensor, _ weights: ScanWeights, _ d: ScanSizes
) -> Tensor {
  let (machine, format) = (projected.machine, projected.format)
  let (input, rate, hasNorm) = (projected.view, decay.view, !weights.norm.isNone)
  let channels = machine.convolve(d, format)
  let scan = machine.scan(d, format, gates: !hasNorm)
  let roots =
    hasNorm ? machine.new(d.tokens * d.groups, .fp32, .reciprocalRoot) : machine.hold(.none)
  var out = hasNorm ? machine.new(d.values, format, .product) : scan.gated
  let narrow = machine.loweredAnew(out)
  let weight = machine.loweredAnew(machine.hold(weights.output))
  out = narrow
  let bias = machine.loweredAnew(machine.hold(weights.outputBias))
  let result = machine.new(d.tokens * d.hidden, weight.format, .product)
  machine.workspace(for: d.projection)
  let inputs = [
    input, weights.convolution, weights.convolutionBias, weights.timeBias, rate, weights.skip,
    weights.norm, weights.output, weights.outputBias,
  ]
  let copy = (weight.view, bias.view)
  let kept = (scan.values.view, roots.view)
  let output = machine.function(.scan, result, of: inputs) { rule in
    for view in [input, kept.0, rate, kept.1, copy.0, copy.1] where !view.isNone {
      rule.keep(view)
    }
    var scratch = Scratch(rule)
    scratch.scanBackward(d, format, weights, product: copy.0.format)
  }
  _ = channels.format
  _ = scan.steps.format
  _ = scan.decays.format
  _ = scan.states.format
  _ = scan.last.format
  _ = out.format
  return output
}

/// What the scan gives, and what lives beside that until the kernel's function returns.
private struct Scan: ~Copyable {
  let steps: Tensor
  let decays: Tensor
  let states: Tensor
  let last: Tensor
  let gated: Tensor
  let values: Tensor
}

extension Machine {
  fileprivate func convolve(_ d: ScanSizes, _ format: Format) -> Tensor {
    let elements = d.tokens * d.channels
    let aligned = d.isAligned ? hold(.none) : new(elements, format, .copy)
    let result = new(elements, format, .convolution)
    _ = aligned.format
    return result
  }

  /// Source: the same, `_mamba_chunk_scan_combined_fwd`.
  fileprivate func scan(_ d: ScanSizes, _ format: Format, gates: Bool) -> Scan {
    let steps = new(d.rates, .fp32, .decay)
    let decays = new(d.rates, .fp32, .decay)
    let wide = new(d.states, .fp32, .states)
    let states = new(d.states, format, .states)
    let last = new(d.lastStates, .fp32, .states)
    _ = consume wide
    let products = new(d.products, .fp32, .product)
    let first = new(d.values, format, .scan)
    let second = gates ? new(d.values, format, .scan) : first.share()
    _ = products.format
    return Scan(
      steps: steps, decays: decays, states: states, last: last, gated: first, values: second)
  }

  /// What autocast computes in, without its cache: `x.to(dtype)`.
  fileprivate func loweredAnew(_ x: borrowing Tensor) -> Tensor {
    guard let format = autocast, !x.view.isNone else { return x.share() }
    return x.format == format ? x.share() : new(x.elements, format, .converted)
  }
}
