/// `_scaled_dot_product_efficient_attention`, which takes a mask, in the format of the queries, and heads
/// of values that are not as wide as those of keys.
///
/// Source: torch 2.15 ATen/native/transformers/attention.cpp `convert_boolean_attn_mask`, cuda/attention_backward.cu
/// `_efficient_attention_backward`.
func efficientAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: View?, _ heads: Heads
) -> Tensor {
  let machine = q.machine
  // Arguments are converted from the last to the first.
  let added = mask.map { machine.addedMask($0) } ?? machine.hold(.none)
  let values = machine.lowered(v)
  let keys = machine.lowered(k)
  let queries = machine.lowered(q)
  let (query, key, value) = (queries.view, keys.view, values.view)
  let (keyElements, valueElements, format) = (keys.elements, values.elements, queries.format)
  let kernel = EfficientKernel(heads, keyElements, valueElements, format)
  let wide = machine.wideMask(of: added, format, heads.seq)
  let bias = wide.view
  // attention.cu `_efficient_attention_forward`: the seed and the offset of dropout, used or not.
  let seed = machine.new(machine.count(1), .int64, .seed)
  let offset = machine.new(machine.count(1), .int64, .seed)
  let result = machine.new(kernel.rows * kernel.valueDim, format, .attention)
  let elements = result.elements
  let times = heads.multiplications(isMasked: mask != nil, values: kernel.valueDim)
  machine.note(times.forward, of: .attention)
  // attention.cpp `should_compute_logsumexp`: none without gradients.
  let sums =
    machine.state.pointee.recordsGraph
    ? machine.new(heads.batch * heads.heads * heads.seq.multiple(of: 32), .fp32, .logSumExp)
    : machine.hold(.none)
  if kernel.sumsOutput { _ = machine.new(elements, .fp32, .workspace) }
  return machine.operation(
    .attention, elements, format, query, key, value, in: result.view.storage
  ) { rule in
    rule.keep(query)
    rule.keep(key)
    rule.keep(value)
    if !bias.isNone { rule.keep(bias) }
    rule.keep(rule.result)
    rule.keep(sums.view)
    rule.keep(seed.view)
    rule.keep(offset.view)
    rule.kernel(.attention, times.backward)
    rule.gradient(0, queries.elements, format)
    rule.gradient(1, keyElements, format)
    rule.gradient(2, valueElements, format)
    if heads.isGrouped {
      rule.temporary(queries.elements, format)
      rule.temporary(queries.elements, format)
    }
    kernel.computeDelta(rule)
    rule.brief(kernel.workspace)
  }
}

/// The kernel that is launched: the first whose widest head is wide enough.
///
/// Source: torch 2.15 ATen/native/transformers/cuda/mem_eff_attention/kernels/cutlassB.h, cutlassF.h
/// `dispatch_cutlassB_bf16_sm80`, `dispatch_cutlassB_f32_sm80`, `dispatch_cutlassF_bf16_sm80`.
private struct EfficientKernel {
  let heads: Heads
  let headDim: Size
  let valueDim: Size
  let isHalf: Bool
  /// Rows of queries, and of keys, in a tile of backward: `kBlockSizeI`, `kBlockSizeJ`.
  let tile: (queries: Int, keys: Int)
  /// The widest head of the kernel is more than its registers hold.
  let isWide: Bool

  init(_ heads: Heads, _ keys: Size, _ values: Size, _ format: Format) {
    self.heads = heads
    headDim = heads.headDim
    valueDim = keys == values ? headDim : headDim * values / keys
    isHalf = format.bytes == 2
    let widest = Size.larger(headDim, valueDim)
    isWide = widest > 128
    tile = widest > 64 ? (128, isHalf && !isWide ? 128 : 64) : (64, 64)
  }

  /// Heads of all tokens.
  var rows: Size { heads.batch * heads.heads * heads.seq }

  /// Forward writes sums in fp32 first where they do not stay in registers.
  ///
  /// Source: kernel_forward.h `kNeedsOutputAccumulatorBuffer`; attention.cu
  /// `_efficient_attention_forward`.
  var sumsOutput: Bool { isHalf && isWide }

  /// Sums of the products of output and gradient: in fp32 by operations of their own.
  ///
  /// Source: kernel_backward.h `kKernelComputesDelta`; attention_backward.cu
  /// `_efficient_attention_backward`.
  func computeDelta(_ rule: Rule) {
    if isHalf { return rule.temporary(rows, .fp32) }
    rule.temporary(rows * valueDim, .fp32)
    rule.temporary(rows, .fp32)
    rule.temporary(rows, .fp32)
    rule.free(0)
    rule.free(1)
  }

  /// Bytes: dq in tiles of fp32 with a lock each; dk and dv too, where they do not stay in registers.
  ///
  /// Source: kernel_backward.h `Params::workspace_strideBH`, `GradQTempStorage`.
  var workspace: Size {
    let tiles = heads.seq.parts(of: tile.queries) * headDim.parts(of: tile.keys)
    let queries = tiles * (4 + tile.queries * tile.keys)
    guard sumsOutput else { return heads.batch * heads.heads * queries * 4 }
    let columns = headDim.multiple(of: tile.queries) + valueDim.multiple(of: tile.queries)
    let keys = splits * tile.keys * columns
    return heads.batch * heads.heads * (keys + queries) * 4
  }

  /// Parts of the keys that blocks of threads work on at the same time.
  ///
  /// Source: attention_backward.cu `_efficient_attention_backward`: "Keys splitting heuristic".
  private var splits: Size {
    let all = heads.seq.parts(of: tile.keys)
    let blocks = heads.batch * heads.heads
    if blocks > 200 { return blocks.table.constant(1) }
    // The whole part of 200 / blocks.
    let most = (201 - blocks).multiple(of: blocks) / blocks
    return Size.smaller(all, most)
  }
}

extension Machine {
  /// A mask that is added to scores, as autocast hands it on; one of truths as it is.
  fileprivate func addedMask(_ mask: View) -> Tensor {
    mask.format == .bool ? hold(mask) : lowered(hold(mask))
  }

  /// A mask of truths as one that is added to scores, `where` of two numbers; rows that are no multiple
  /// of 8 are filled up.
  ///
  /// Source: torch 2.15 ATen/native/transformers/attention.cpp `convert_boolean_attn_mask`,
  /// `preprocess_mask`, `pad_bias`.
  fileprivate func wideMask(
    of mask: borrowing Tensor, _ format: Format, _ seq: Size
  ) -> Tensor {
    if mask.view.isNone { return mask.share() }
    let wide = mask.format == .bool ? added(for: mask, format) : mask.share()
    let width = seq.multiple(of: 8)
    return width > seq ? new(mask.elements / seq * width, format, .mask) : wide.share()
  }

  private func added(for mask: borrowing Tensor, _ format: Format) -> Tensor {
    let zero = new(count(1), format, .mask)
    let least = new(count(1), format, .mask)
    let wide = new(mask.elements, format, .mask)
    _ = (zero.format, least.format)
    return wide
  }
}
