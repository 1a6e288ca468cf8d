import MemoryModel

// The sizes of mixers that are not attention, by the names of Qwen3-Next's and Falcon H1's config.
extension Loader {
  private var sizes: SizeTable { machine.sizes }

  /// Tokens that a convolution reads for each that it gives.
  var convolutionKernel: Size {
    let model = setup.architecture
    let kernel =
      model.gatedDelta?.convKernel ?? model.mamba2?.convKernel ?? model.shortConvolution?.kernel
    return sizes.dimension("conv_kernel", kernel ?? 0)
  }

  /// Those of gated delta nets.
  var deltaHeads: DeltaHeads {
    let delta = setup.architecture.gatedDelta
    return DeltaHeads(
      batch: dimensions.batch, seq: dimensions.seq,
      keyHeads: sizes.dimension("linear_key_heads", delta?.keyHeads ?? 0),
      valueHeads: sizes.dimension("linear_value_heads", delta?.valueHeads ?? 0),
      keyDim: sizes.dimension("linear_key_head_dim", delta?.keyHeadDim ?? 0),
      valueDim: sizes.dimension("linear_value_head_dim", delta?.valueHeadDim ?? 0))
  }

  /// Those of Mamba-2.
  var scan: ScanSizes {
    let mamba2 = setup.architecture.mamba2
    return ScanSizes(
      batch: dimensions.batch, seq: dimensions.seq,
      heads: sizes.dimension("mamba_heads", mamba2?.heads ?? 0),
      headDim: sizes.dimension("mamba_head_dim", mamba2?.headDim ?? 0),
      groups: sizes.dimension("mamba_groups", mamba2?.groups ?? 0),
      state: sizes.dimension("mamba_state", mamba2?.state ?? 0),
      chunk: sizes.dimension("chunk_size", mamba2?.chunk ?? 0), hidden: dimensions.hidden)
  }
}
