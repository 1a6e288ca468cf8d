import MemoryModel

/// What is left of attention where a model multiplies queries and keys in fp32, by code of its own:
/// GPT-J, CodeGen and GPT-Neo.
struct WideAttention {
  let heads: Heads
  /// Features of a head that are rotated, and rows of the table of their sines.
  let rotaryDim: Size
  let positions: Size
  let drops: Bool

  init(_ load: Loader, _ heads: Heads) {
    self.heads = heads
    rotaryDim = load.dimensions.rotaryDim
    positions = load.dimensions.maxPositions
    drops = load.setup.architecture.residualDropout
  }

  /// - Parameter masking: what the model does to the scores: it scales and masks them.
  ///
  /// Source: transformers 5.23 models/gptj/modeling_gptj.py `GPTJAttention._attn`.
  func attend(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor,
    masking: (inout Tensor) -> Void
  ) -> Tensor {
    let query = q.to(.fp32)
    let key = k.to(.fp32)
    var weights = q.machine.matmul(
      query, isByToken: true, key, isByToken: true, heads.matrix, over: heads.headDim,
      .scores, heads)
    masking(&weights)
    weights = weights.softmax(as: .fp32)
    weights = weights.to(v.format)
    if heads.drops { weights = dropout(weights) }
    let output = weighValues(weights, v, heads)
    _ = (query.format, key.format)
    q.machine.discard(weights)
    return output
  }

  /// `resid_dropout`.
  func dropped(_ x: consuming Tensor) -> Tensor { drops ? dropout(x) : x }
}
