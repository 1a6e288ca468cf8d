/// The sizes of Mamba-2's scan.
struct ScanSizes {
  let batch: Size
  let seq: Size
  let heads: Size
  let headDim: Size
  let groups: Size
  let state: Size
  /// Tokens that the scan takes at once: `chunk_size`.
  let chunk: Size
  let hidden: Size

  var tokens: Size { batch * seq }
  var inner: Size { heads * headDim }
  /// What the convolution goes over: the scan's input, B and C.
  var channels: Size { inner + groups * state * 2 }
  /// Features that `in_proj` gives: the gate, those channels, and time steps.
  var projected: Size { inner + channels + heads }
  var values: Size { tokens * inner }
  /// Multiplications of the projection out.
  var projection: Size { tokens * hidden * inner }
  var chunks: Size { batch * seq.parts(of: chunk) }
  /// A number for each head and token of whole chunks.
  var rates: Size { chunks * heads * chunk }
  var states: Size { chunks * inner * state }
  var lastStates: Size { batch * inner * state }
  /// Products of B and C inside of the chunks.
  var products: Size { chunks * groups * chunk * chunk }
  /// B, or C.
  var projections: Size { tokens * groups * state }
  /// Whether the channels of a token begin where the kernel of the convolution can read them; they are
  /// copied otherwise.
  ///
  /// Source: mamba_ssm 2.3.2 ops/triton/ssd_combined.py `ensure_stride`.
  var isAligned: Bool { projected.multiple(of: 8) == projected }
  /// Programs that share the heads of a group in backward, so that all multiprocessors are busy.
  ///
  /// Source: mamba_ssm 2.3.2 ops/triton/ssd_chunk_state.py `_chunk_state_bwd_db`: `nsplits`.
  var splits: Size {
    let ratio = heads / groups
    let busy = (chunks * heads).parts(of: heads.table.multiprocessors)
    return ratio.parts(of: Size.smaller(busy, ratio))
  }
  /// Rows of partial sums for the gradient of the norm's weight: fewer where a group of features takes
  /// more warps.
  ///
  /// Source: mamba_ssm 2.3.2 ops/triton/layernorm_gated.py `_layer_norm_bwd`: `nrow_groups`.
  var normRows: Size {
    let group = inner / groups
    let programs = group > 512 ? 1 : group > 256 ? 2 : 4
    return groups.table.constant(groups.table.multiprocessors * programs).parts(of: groups)
  }
}
