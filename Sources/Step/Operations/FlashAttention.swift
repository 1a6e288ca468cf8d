/// The sizes that an attention kernel asks for.
struct Heads {
  let batch: Size
  let seq: Size
  let heads: Size
  let kvHeads: Size
  let headDim: Size

  var isGrouped: Bool { heads > kvHeads }
}

extension Heads {
  /// `head_size_rounded`.
  fileprivate var roundedDim: Size { headDim.multiple(of: headDim > 128 ? 64 : 32) }

  /// Parts of the keys that blocks of threads work on at the same time, each with a result of its own.
  ///
  /// Source: torch 2.15 flash_attn/flash_api.cpp `set_params_splitkv`.
  fileprivate var keySplits: Size {
    let keys = seq.parts(of: headDim > 128 ? 64 : headDim > 64 ? 128 : 256)
    return (batch * heads * seq.parts(of: 64)).keySplits(of: keys)
  }
}

/// `_scaled_dot_product_flash_attention`: keeps its inputs, its output and one fp32 number a row.
///
/// Source: torch 2.15 flash_attn/flash_api.cpp `mha_bwd`: dq in fp32 by rows in steps of 128 and
/// heads in steps of 32, or 64 beyond 128; dk and dv for every head where heads are grouped.
///
/// - Parameter headsFirst: whether the result lies with the heads first, as queries do that a
///   concatenation gave: backward copies it.
func flashAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ heads: Heads,
  headsFirst: Bool = false
) -> Tensor {
  let machine = q.machine
  let v = machine.lowered(v)
  let k = machine.lowered(k)
  let q = machine.lowered(q)
  let (query, key, value) = (q.view, k.view, v.view)
  let (elements, keys, format) = (q.elements, k.elements, q.format)
  let result = machine.new(elements, format, .attention)
  let sums = machine.new(heads.batch * heads.heads * heads.seq, .fp32, .logSumExp)
  let splits = heads.keySplits
  if splits > 1 {
    _ = machine.new(splits * heads.batch * heads.heads * heads.seq, .fp32, .logSumExp)
    _ = machine.new(
      splits * heads.batch * heads.heads * heads.seq * heads.roundedDim, .fp32, .attention)
  }
  let seed = machine.new(machine.count(2), .int64, .seed)
  return machine.operation(
    .attention, elements, format, query, key, value, in: result.view.storage
  ) { rule in
    rule.keep(query)
    rule.keep(key)
    rule.keep(value)
    rule.keep(rule.result)
    rule.keep(sums.view)
    rule.keep(seed.view)
    // cuda/attention_backward.cu `_flash_attention_backward`: `out.contiguous()`.
    if headsFirst { rule.temporary(elements, format) }
    rule.gradient(0, elements, format)
    rule.gradient(1, keys, format)
    rule.gradient(2, keys, format)
    let rows = heads.seq.multiple(of: 128)
    rule.temporary(heads.batch * heads.heads * rows, .fp32)
    rule.temporary(heads.batch * rows * heads.heads * heads.roundedDim, .fp32)
    if heads.isGrouped {
      rule.temporary(elements, format)
      rule.temporary(elements, format)
    }
  }
}

/// `_scaled_dot_product_efficient_attention`, which takes a mask, in the format of the queries. Beside
/// one, and for heads that are too wide for flash, keys and values are repeated for every head.
///
/// Source: transformers 5.23 integrations/sdpa_attention.py `sdpa_attention_forward`; torch 2.15
/// ATen/native/transformers/attention.cpp `convert_boolean_attn_mask`, cuda/attention_backward.cu
/// `_efficient_attention_backward`.
func efficientAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: View?, _ heads: Heads
) -> Tensor {
  let machine = q.machine
  let repeats = mask != nil || heads.headDim > 256
  let k = repeats ? k.repeated(heads) : k.share()
  let v = repeats ? v.repeated(heads) : v.share()
  let values = machine.lowered(v)
  let keys = machine.lowered(k)
  let queries = machine.lowered(q)
  let (query, key, value) = (queries.view, keys.view, values.view)
  let (elements, keyElements, format) = (queries.elements, keys.elements, queries.format)
  let wide = mask.map { machine.wideMask(of: $0, format) } ?? machine.hold(.none)
  let bias = wide.view
  let result = machine.new(elements, format, .attention)
  let rows = heads.batch * heads.heads * heads.seq.multiple(of: 32)
  let sums = machine.new(rows, .fp32, .logSumExp)
  return machine.operation(
    .attention, elements, format, query, key, value, in: result.view.storage
  ) { rule in
    rule.keep(query)
    rule.keep(key)
    rule.keep(value)
    if !bias.isNone { rule.keep(bias) }
    rule.keep(rule.result)
    rule.keep(sums.view)
    rule.gradient(0, elements, format)
    rule.gradient(1, keyElements, format)
    rule.gradient(2, keyElements, format)
    rule.temporary(heads.batch * heads.heads * heads.seq, .fp32)
    // kernel_backward.h `AttentionBackwardKernel::Params::workspace_elements_gq`: dq in fp32, in
    // tiles of 64 rows with a lock each.
    if format.bytes == 2 {
      rule.brief(heads.batch * heads.heads * heads.seq.parts(of: 64) * (64 * heads.headDim + 4) * 4)
    }
  }
}

extension Tensor {
  /// Keys or values for every query head: `expand`, `reshape`.
  ///
  /// Source: transformers 5.23 integrations/sdpa_attention.py `repeat_kv`.
  fileprivate func repeated(_ heads: Heads) -> Tensor {
    guard heads.isGrouped else { return share() }
    let (own, format) = (elements, format)
    let all = own / heads.kvHeads * heads.heads
    return machine.operation(.repeated, all, format, view) { $0.gradient(0, own, format) }
  }
}

extension Machine {
  /// A mask of truths as one that is added to scores.
  fileprivate func wideMask(of mask: View, _ format: Format) -> Tensor {
    new(Size(table: sizes, index: mask.elements), format, .mask)
  }
}
