import MemoryModel

/// Experts, and an MLP that every token takes, whose result is added: `DeepseekV3MoE`, and those of
/// GLM-4.5, dots.llm1, Solar Open and K-EXAONE.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py `Glm4MoeMoE.forward`.
struct SharedBlock<Gate: Router>: FeedForward {
  var block: SparseBlock<Gate>
  var shared: MLP

  init(
    _ load: Loader, gateIsFirst: Bool = false, bias: Bool = false,
    name: StaticString = "shared_experts"
  ) {
    block = SparseBlock(load, gateIsFirst: gateIsFirst)
    shared = MLP(load.inside(name), load.dimensions.sharedWidth, bias: bias)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    block.adapt(load, adapter)
    shared.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let routed = block.gate(x.flat())
    let output = block.experts(x.flat(), routed)
    return output + shared(x)
  }
}

/// The same where the MLP runs before the router: `Ernie4_5_MoeSparseMoeBlock`.
///
/// Source: transformers 5.23 models/ernie4_5_moe/modeling_ernie4_5_moe.py
/// `Ernie4_5_MoeSparseMoeBlock.forward`.
struct SharedFirstBlock<Gate: Router>: FeedForward {
  var modules: SharedBlock<Gate>

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    let shared = modules.shared(x)
    let routed = modules.block.gate(x)
    let output = modules.block.experts(x, routed)
    return output + shared
  }
}

/// `Qwen2MoeSparseMoeBlock`: that MLP's result is weighted.
///
/// Source: transformers 5.23 models/qwen2_moe/modeling_qwen2_moe.py `Qwen2MoeSparseMoeBlock.forward`.
struct GatedSharedBlock: FeedForward {
  var modules: SharedBlock<TopKRouter>
  var sharedGate: Linear

  init(_ load: Loader) {
    modules = SharedBlock(load, gateIsFirst: true, name: "shared_expert")
    sharedGate = Linear(
      load.with(.experts), "shared_expert_gate", load.dimensions.hidden, load.machine.count(1))
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    modules.adapt(load, adapter)
    sharedGate.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    var shared = modules.shared(x)
    let routed = modules.block.gate(x)
    let output = modules.block.experts(x, routed)
    shared = sharedGate(x).sigmoid() * shared
    return output + shared
  }
}

/// `HYV3MoE`: both are added up in fp32 where a config does not say otherwise.
///
/// Source: transformers 5.23 models/hy_v3/modeling_hy_v3.py `HYV3MoE.forward`.
struct HYV3Block: FeedForward {
  var modules: SharedBlock<HYV3Router>
  let sumsInFP32: Bool

  init(_ load: Loader) {
    modules = SharedBlock(load, gateIsFirst: true, bias: load.setup.architecture.mlpBias)
    sumsInFP32 = load.setup.architecture.experts?.sumsInFP32 == true
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    let routed = modules.block.gate(x)
    let output = modules.block.experts(x, routed)
    guard sumsInFP32 else { return output + modules.shared(x) }
    return (output.to(.fp32) + modules.shared(x).to(.fp32)).to(x.format)
  }
}
