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
/// heads in steps of 32, or 64 beyond 128; dk and dv for every head where heads are grouped. The
/// output lies as the queries do (`mha_fwd`: `empty_like(q)`).
///
/// - Parameters:
///   - headsFirst: whether that is with the heads first: backward copies the output into the
///   other order (ATen/native/transformers/cuda/attention_backward.cu `_flash_attention_backward`).
///   - copiesGradient: whether the output's gradient lies so too.
func flashAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ heads: Heads,
  headsFirst: Bool = false, copiesGradient: Bool = false
) -> Tensor {
  let machine = q.machine
  let v = machine.lowered(v)
  let k = machine.lowered(k)
  let q = machine.lowered(q)
  let (query, key, value) = (q.view, k.view, v.view)
  let (elements, keys, format) = (q.elements, k.elements, q.format)
  let result = machine.new(elements, format, .attention)
  let times = heads.multiplications(isMasked: false)
  machine.note(times.forward, of: .attention)
  let rows = heads.batch * heads.heads * heads.seq
  let sums = machine.new(rows, .fp32, .logSumExp)
  let splits = heads.keySplits
  // `set_params_splitkv`: not with dropout.
  let isSplit = !heads.drops && splits > 1
  let partialSums = isSplit ? machine.new(splits * rows, .fp32, .logSumExp) : machine.hold(.none)
  let partial =
    isSplit ? machine.new(splits * rows * heads.roundedDim, .fp32, .attention) : machine.hold(.none)
  let seed = machine.new(machine.count(2), .int64, .seed)
  _ = consume partial
  _ = consume partialSums
  return machine.operation(
    .attention, elements, format, query, key, value, in: result.view.storage
  ) { rule in
    rule.keep(query)
    rule.keep(key)
    rule.keep(value)
    rule.keep(rule.result)
    rule.keep(sums.view)
    rule.keep(seed.view)
    rule.kernel(.attention, times.backward)
    if copiesGradient { rule.temporary(elements, format) }
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
