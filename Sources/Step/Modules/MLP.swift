import MemoryModel

/// `LlamaMLP`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaMLP.forward`.
struct MLP {
  var gate: Linear
  var up: Linear
  var down: Linear

  init(_ load: Loader, _ intermediate: Size, bias: Bool) {
    let hidden = load.dimensions.hidden
    gate = Linear(load, "gate_proj", hidden, intermediate, bias: bias)
    up = Linear(load, "up_proj", hidden, intermediate, bias: bias)
    down = Linear(load, "down_proj", intermediate, hidden, bias: bias)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    gate.adapt(load, adapter)
    up.adapt(load, adapter)
    down.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { down(silu(gate(x)) * up(x)) }
}
