import MemoryModel

/// `BambaMixer`, `NemotronHMamba2Mixer`, `GraniteMoeHybridMambaLayer`, `FalconH1Mixer`: Mamba-2.
///
/// While training, all behind `in_proj` is one kernel of mamba_ssm, which transformers takes where it
/// is installed. It reads `out_proj` as it is stored: that is not packed, and an adapter around it is
/// not used.
///
/// Source: transformers 5.23 models/bamba/modeling_bamba.py `BambaMixer.forward`.
struct Mamba2 {
  let timeBias: View
  let logDecay: View
  let skip: View
  let convolution: View
  let convolutionBias: View
  var input: Linear
  let norm: View
  let output: Linear
  let sizes: ScanSizes
  /// Whether PEFT refuses to adapt `out_proj`.
  let keepsOutput: Bool
  /// Factors for the features of `in_proj` (Falcon H1).
  let factors: View?
  let isPadded: Bool

  init(_ load: Loader, hasFactors: Bool = false) {
    let (load, d, model) = (load.with(.mixers), load.dimensions, load.setup.architecture)
    let (mamba2, sizes) = (model.mamba2, load.scan)
    self.sizes = sizes
    isPadded = load.setup.padding
    keepsOutput = model.mamba2?.keepsOutput == true
    timeBias = load.parameter(sizes.heads, load.unpacked, .bias)
    logDecay = load.parameter(sizes.heads, load.unpacked, .decay)
    skip = load.parameter(sizes.heads, load.unpacked)
    factors = hasFactors ? load.buffer(sizes.projected) : nil
    let conv = load.inside("conv1d")
    convolution = conv.parameter(
      sizes.channels, by: load.convolutionKernel, load.unpacked, matrices: sizes.channels)
    convolutionBias =
      mamba2?.convBias == true ? conv.parameter(sizes.channels, load.unpacked, .bias) : .none
    input = Linear(load, "in_proj", d.hidden, sizes.projected, bias: mamba2?.inBias == true)
    norm =
      mamba2?.norm == true ? load.inside("norm").parameter(sizes.inner, load.unpacked) : .none
    output = Linear(
      load, "out_proj", sizes.inner, d.hidden, bias: mamba2?.outBias == true, packs: false)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    input.adapt(load, adapter)
    if !keepsOutput { output.adaptUnused(load, adapter) }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var x = isPadded ? x.maskingPadding() : x.share()
    // Falcon H1: `ssm_in_multiplier`.
    if factors != nil { x = x.scaled() }
    var projected = input(x)
    if let factors { projected = projected.multiplied(byColumn: x.machine.hold(factors)) }
    let decay = -(x.machine.hold(logDecay).to(.fp32).exponential())
    return stateSpaceScan(projected, decay: decay, weights, sizes)
  }

  private var weights: ScanWeights {
    ScanWeights(
      convolution: convolution, convolutionBias: convolutionBias, timeBias: timeBias, skip: skip,
      norm: norm, output: output.plain, outputBias: output.bias ?? .none)
  }
}
