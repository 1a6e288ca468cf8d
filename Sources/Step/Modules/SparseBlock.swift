import MemoryModel

/// Experts with the router that chooses them: `MixtralSparseMoeBlock`, `Qwen3MoeSparseMoeBlock`.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralSparseMoeBlock.forward`.
struct SparseBlock: FeedForward {
  let gate: TopKRouter
  var experts: Experts

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {}

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let routed = gate(x)
    return experts(x, routed)
  }
}
