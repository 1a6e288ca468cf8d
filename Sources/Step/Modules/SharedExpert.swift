import MemoryModel

/// `Qwen2MoeSparseMoeBlock`: experts, and an MLP with a gate that every token takes.
///
/// Source: transformers 5.23 models/qwen2_moe/modeling_qwen2_moe.py `Qwen2MoeSparseMoeBlock.forward`.
struct GatedSharedBlock: FeedForward {
  var gate: TopKRouter
  var experts: Experts
  var shared: MLP
  var sharedGate: Linear

  init(_ load: Loader) {
    let d = load.dimensions
    gate = TopKRouter(load)
    experts = Experts(load)
    shared = MLP(load.inside("shared_expert"), d.sharedWidth, bias: false)
    sharedGate = Linear(load, "shared_expert_gate", d.hidden, load.machine.count(1))
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    gate.adapt(load, adapter)
    experts.adapt(load, adapter)
    shared.adapt(load, adapter)
    sharedGate.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var shared = shared(x)
    let routed = gate(x)
    let output = experts(x, routed)
    shared = sharedGate(x).sigmoid() * shared
    return output + shared
  }
}

/// `DeepseekV3MoE`, and those of GLM-4.5, dots.llm1 and Solar Open: experts, and an MLP that every token
/// takes, whose result is added.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py `Glm4MoeMoE.forward`.
struct SharedBlock: FeedForward {
  var experts: Experts
  var gate: GroupRouter
  var shared: MLP

  init(_ load: Loader) {
    experts = Experts(load)
    gate = GroupRouter(load)
    shared = MLP(load.inside("shared_experts"), load.dimensions.sharedWidth, bias: false)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    experts.adapt(load, adapter)
    gate.adapt(load, adapter)
    shared.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let routed = gate(x)
    let output = experts(x, routed)
    return output + shared(x)
  }
}
