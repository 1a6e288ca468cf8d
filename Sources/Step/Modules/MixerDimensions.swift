import MemoryModel

extension Architecture {
  /// The sizes of its mixers that are not attention, by the names of Qwen3-Next's and Falcon H1's config.
  var mixerDimensions: [String: Int] {
    var values = ["rotary_dim": Int(Double(headDim) * partialRotaryFactor)]
    if let gatedDelta {
      values["linear_key_heads"] = gatedDelta.keyHeads
      values["linear_value_heads"] = gatedDelta.valueHeads
      values["linear_key_head_dim"] = gatedDelta.keyHeadDim
      values["linear_value_head_dim"] = gatedDelta.valueHeadDim
      values["conv_kernel"] = gatedDelta.convKernel
    }
    if let mamba2 {
      values["mamba_heads"] = mamba2.heads
      values["mamba_head_dim"] = mamba2.headDim
      values["mamba_state"] = mamba2.state
      values["mamba_groups"] = mamba2.groups
      values["conv_kernel"] = mamba2.convKernel
      values["chunk_size"] = mamba2.chunk
    }
    if let shortConvolution { values["conv_kernel"] = shortConvolution.kernel }
    if let lightning { values["block_size"] = lightning.block }
    return values
  }
}

extension Dimensions {
  /// Features of a head that are rotated.
  var rotaryDim: Size { named("rotary_dim") }

  /// Those of gated delta nets.
  var deltaHeads: DeltaHeads {
    DeltaHeads(
      batch: batch, seq: seq, keyHeads: named("linear_key_heads"),
      valueHeads: named("linear_value_heads"), keyDim: named("linear_key_head_dim"),
      valueDim: named("linear_value_head_dim"))
  }

  /// Those of Mamba-2.
  var scan: ScanSizes {
    ScanSizes(
      batch: batch, seq: seq, heads: named("mamba_heads"), headDim: named("mamba_head_dim"),
      groups: named("mamba_groups"), state: named("mamba_state"), chunk: named("chunk_size"),
      hidden: hidden)
  }
}
