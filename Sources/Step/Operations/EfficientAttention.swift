/// `_scaled_dot_product_efficient_attention`, which takes a mask, in the format of the queries.
///
/// Source: torch 2.15 ATen/native/transformers/attention.cpp `convert_boolean_attn_mask`,
/// cuda/attention.cu `_efficient_attention_forward`, cuda/attention_backward.cu
/// `_efficient_attention_backward`.
func efficientAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: View?, _ heads: Heads
) -> Tensor {
  let machine = q.machine
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
  // kernel_forward.h `kNeedsOutputAccumulatorBuffer`: heads beyond 128 do not fit into registers.
  if heads.headDim > 128 && format.bytes == 2 { _ = machine.new(elements, .fp32, .workspace) }
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

extension Machine {
  /// A mask of truths as one that is added to scores.
  fileprivate func wideMask(of mask: View, _ format: Format) -> Tensor {
    new(Size(table: sizes, index: mask.elements), format, .mask)
  }
}
