/// Attention written out. It gives its weights too, which the layer holds until it returns.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `eager_attention_forward`; with capped
/// scores the same of models/gemma2/modeling_gemma2.py.
func eagerAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: Mask?, _ heads: Heads,
  _ scores: Scores, isByToken: Bool
) -> Tensor {
  let keys = k.repeated(heads)
  let values = v.repeated(heads)
  var weights = q.machine.matmul(
    q, isByToken: isByToken, keys, isByToken: heads.lieApart(keys, isByToken: isByToken),
    heads.matrix, over: q.elements / heads.rows, .scores, heads
  ).scaled()
  if scores.isCapped {
    weights = weights.scaled()
    weights = weights.tanh()
    weights = weights.scaled()
  }
  if let mask { weights = weights + mask.tensor }
  let output =
    switch scores.sinks {
    case nil: weigh(weights, values, as: q.format, heads, scores)
    case .column(let sinks): weighBesideColumn(weights, values, sinks, heads, scores)
    case .scale(let sinks): weighAndScale(weights, values, sinks, as: q.format, heads, scores)
    }
  _ = (keys.format, values.format)
  return output
}

private func weigh(
  _ weights: consuming Tensor, _ values: borrowing Tensor, as format: Format, _ heads: Heads,
  _ scores: Scores
) -> Tensor {
  switch scores.probabilities {
  case .narrowed: weights = weights.softmax(as: .fp32).to(format)
  case .asValues:
    weights = weights.autocastSoftmax()
    weights = weights.to(values.format)
  case .asScores: weights = weights.autocastSoftmax()
  }
  if heads.drops { weights = dropout(weights) }
  var output = weighValues(weights, values, heads, scores)
  output = output.clone()
  output.machine.discard(weights)
  return output
}

/// A column of sinks takes part in the softmax, and is dropped.
///
/// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `eager_attention_forward`.
private func weighBesideColumn(
  _ weights: consuming Tensor, _ values: borrowing Tensor, _ sinks: View, _ heads: Heads,
  _ scores: Scores
) -> Tensor {
  let column = weights.machine.sinkColumn(sinks, heads)
  var combined = weights.withColumn(column)
  combined = combined - combined.rowMaxima(heads.rows)
  let probabilities = combined.softmax(as: combined.format)
  let kept = probabilities.withoutColumn(heads.rows)
  weights = (heads.drops ? dropout(kept) : kept.share()).to(values.format)
  var output = weighValues(weights, values, heads, scores)
  output = output.clone()
  _ = combined.format
  output.machine.discard(weights)
  return output
}

/// Sinks scale the output by `sigmoid(logsumexp(scores) - sink)`, the last of it in fp32.
///
/// Source: transformers 5.23 models/granite_swa/modeling_granite_swa.py `eager_attention_forward`.
private func weighAndScale(
  _ weights: consuming Tensor, _ values: borrowing Tensor, _ sinks: View, as format: Format,
  _ heads: Heads, _ scores: Scores
) -> Tensor {
  let sums = weights.logSumExp(heads.rows)
  let scale = (sums - weights.machine.hold(sinks)).to(.fp32).sigmoid()
  weights = weights.softmax(as: .fp32).to(format)
  if heads.drops { weights = dropout(weights) }
  var output = weighValues(weights, values, heads, scores)
  output = output * scale.to(output.format)
  output = output.clone()
  _ = (sums.format, scale.format)
  output.machine.discard(weights)
  return output
}

/// `matmul` of probabilities and values.
func weighValues(
  _ weights: borrowing Tensor, _ values: borrowing Tensor, _ heads: Heads,
  _ scores: Scores = Scores()
) -> Tensor {
  let output = weights.machine.matmul(
    weights, isByToken: false, values, isByToken: heads.lieApart(values, isByToken: true),
    heads.keys.map { values.elements / $0 * heads.seq } ?? values.elements,
    over: heads.keys ?? heads.seq, .attention, heads
  )
  return scores.turnsOutput ? output.share() : output.byHead(heads)
}

extension Heads {
  /// Whether the heads of keys or values, repeated where they are grouped, do not follow each other in
  /// memory. One head for all is repeated as a view, which autocast makes a copy of for all heads where
  /// it converts it.
  ///
  /// Source: torch 2.15 ATen/native/TensorConversions.cpp `_to_copy`: what is expanded becomes dense.
  fileprivate func lieApart(_ x: borrowing Tensor, isByToken: Bool) -> Bool {
    if !isGrouped { return isByToken }
    let isConverted = x.machine.autocast.map { $0 != x.format } ?? false
    return !(kvHeads > 1) && !isConverted
  }
}
