/// The sizes that an attention kernel asks for.
struct Heads {
  let batch: Size
  let seq: Size
  let heads: Size
  let kvHeads: Size
  let headDim: Size

  var isGrouped: Bool { heads > kvHeads }
}

/// `_scaled_dot_product_flash_attention`: keeps its inputs, its output and one fp32 number a row.
///
/// Source: torch 2.15 flash_attn/flash_api.cpp `mha_bwd`: dq in fp32 by rows in steps of 128 and
/// heads in steps of 32, or 64 beyond 128; dk and dv for every head where heads are grouped.
func flashAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ heads: Heads
) -> Tensor {
  let machine = q.machine
  let v = machine.lowered(v)
  let k = machine.lowered(k)
  let q = machine.lowered(q)
  let (query, key, value) = (q.view, k.view, v.view)
  let (elements, keys, format) = (q.elements, k.elements, q.format)
  let result = machine.new(elements, format, .attention)
  let sums = machine.new(heads.batch * heads.heads * heads.seq, .fp32, .logSumExp)
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
    rule.gradient(0, elements, format)
    rule.gradient(1, keys, format)
    rule.gradient(2, keys, format)
    let rows = heads.seq.multiple(of: 128)
    let width = heads.headDim.multiple(of: heads.headDim > 128 ? 64 : 32)
    rule.temporary(heads.batch * heads.heads * rows, .fp32)
    rule.temporary(heads.batch * rows * heads.heads * width, .fp32)
    if heads.isGrouped {
      rule.temporary(elements, format)
      rule.temporary(elements, format)
    }
  }
}
