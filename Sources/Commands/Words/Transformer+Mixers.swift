import Language
import MemoryModel

/// What families have whose layers have other mixers than attention, or beside it.
func addMixers(_ arguments: Arguments, to model: inout Architecture) throws(Refusal) {
  if let width = arguments.whole("moe_latent") { model.experts?.latent = width }
  addMamba2(arguments, to: &model)
  if var delta = model.gatedDelta {
    delta.keyHeads = arguments.whole("linear_key_heads") ?? delta.keyHeads
    delta.valueHeads = arguments.whole("linear_value_heads") ?? delta.valueHeads
    delta.keyHeadDim = arguments.whole("linear_key_head_dim") ?? delta.keyHeadDim
    delta.valueHeadDim = arguments.whole("linear_value_head_dim") ?? delta.valueHeadDim
    delta.convKernel = arguments.whole("conv_kernel") ?? delta.convKernel
    model.gatedDelta = delta
  }
  if let kernel = arguments.whole("conv_kernel") { model.shortConvolution?.kernel = kernel }
  if let block = arguments.whole("block_size") { model.lightning?.block = block }
  guard !model.family.letters.isEmpty else { return }
  let pattern = arguments.text("layer_pattern") ?? model.family.pattern(of: model.layers) ?? ""
  guard pattern.count == model.layers else {
    throw Refusal(
      "layer_pattern has \(pattern.count) letters for \(model.layers) layers.",
      hint: "give a letter of \(model.family.letters) for each layer")
  }
  let dense = arguments.whole("dense_layers")
  let hasExperts = dense.map { dense in (0..<model.layers).map { $0 >= dense } }
  try model.build(pattern: pattern, hasExperts: model.experts == nil ? nil : hasExperts)
}

private func addMamba2(_ arguments: Arguments, to model: inout Architecture) {
  guard let heads = arguments.whole("mamba_heads"), let width = arguments.whole("mamba_head_dim"),
    let state = arguments.whole("mamba_state")
  else { return }
  var mamba2 = Architecture.Mamba2(
    heads: heads, headDim: width, state: state, groups: arguments.whole("mamba_groups") ?? 1)
  mamba2.convKernel = arguments.whole("conv_kernel") ?? mamba2.convKernel
  // Falcon H1 has its norm by `mamba_rms_norm`, which is off unless it is given.
  mamba2.norm = arguments.truth("mamba_rms_norm") ?? (model.family != .falconH1)
  if model.family == .nemotronH { mamba2.chunk = 128 }
  model.mamba2 = mamba2
}

/// The same rules as those of all arguments, for those of the mixers.
func mixerRules(
  _ family: Architecture.Family, _ arguments: Arguments
) -> [(name: String, isKnown: Bool, isNeeded: Bool, why: String)] {
  let letters = family.letters
  let isHybrid = letters.count > 1
  let (scans, updates) = (letters.contains { "MH".contains($0) }, letters.contains("D"))
  // Some Granite 4 have attention alone.
  let needsScan = scans && arguments.text("layer_pattern")?.contains { "MH".contains($0) } ?? true
  let (none, plain) = ("it has no Mamba-2", "it has no delta net")
  let isLightning = letters.contains("L")
  return [
    (
      "layer_pattern", isHybrid, isHybrid && !updates && !isLightning, "all its layers are alike"
    ),
    ("moe_latent", family == .nemotronH, false, "its experts take the stream's width"),
    ("conv_kernel", letters.contains { "MHDC".contains($0) }, false, "it has no convolution"),
    ("block_size", isLightning, false, "its attention is not cut into blocks"),
    ("mamba_heads", scans, needsScan, none),
    ("mamba_head_dim", scans, needsScan, none),
    ("mamba_state", scans, needsScan, none),
    ("mamba_groups", scans, false, none),
    ("mamba_rms_norm", family == .falconH1, false, "its Mamba-2 always ends with one, or has none"),
    ("linear_key_heads", updates, false, plain),
    ("linear_value_heads", updates, false, plain),
    ("linear_key_head_dim", updates, false, plain),
    ("linear_value_head_dim", updates, false, plain),
  ]
}
