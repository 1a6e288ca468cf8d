import MemoryModel

/// Experts with the router that chooses them: `MixtralSparseMoeBlock`, `Qwen3MoeSparseMoeBlock`.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralSparseMoeBlock.forward`.
struct SparseBlock: FeedForward {
  var gate: TopKRouter
  var experts: Experts

  let gateIsFirst: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if gateIsFirst { gate.adapt(load, adapter) }
    experts.adapt(load, adapter)
    if !gateIsFirst { gate.adapt(load, adapter) }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let routed = gate(x)
    return experts(x, routed)
  }
}
