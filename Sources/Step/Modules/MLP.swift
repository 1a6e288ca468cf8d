import MemoryModel

/// What a layer has behind its attention.
protocol FeedForward {
  mutating func adapt(_ load: Loader, _ adapter: Adapter)
  func callAsFunction(_ x: borrowing Tensor) -> Tensor
}

/// `LlamaMLP`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaMLP.forward`.
struct MLP: FeedForward {
  var gate: Linear
  var up: Linear
  var down: Linear

  /// - Parameter packsDown: whether bitsandbytes packs the last of them.
  init(_ load: Loader, _ intermediate: Size, bias: Bool, packsDown: Bool = true) {
    let hidden = load.dimensions.hidden
    gate = Linear(load, "gate_proj", hidden, intermediate, bias: bias)
    up = Linear(load, "up_proj", hidden, intermediate, bias: bias)
    down = Linear(load, "down_proj", intermediate, hidden, bias: bias, packs: packsDown)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    gate.adapt(load, adapter)
    up.adapt(load, adapter)
    down.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { down(silu(gate(x)) * up(x)) }
}

/// `Phi3MLP`: gate and up are the halves of one module's result.
///
/// Source: transformers 5.23 models/phi3/modeling_phi3.py `Phi3MLP.forward`.
struct FusedMLP: FeedForward {
  var gateUp: Linear
  var down: Linear

  init(
    _ load: Loader, _ intermediate: Size,
    names: (gateUp: StaticString, down: StaticString) = ("gate_up_proj", "down_proj")
  ) {
    let hidden = load.dimensions.hidden
    gateUp = Linear(load, names.gateUp, hidden, 2 * intermediate)
    down = Linear(load, names.down, intermediate, hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    gateUp.adapt(load, adapter)
    down.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let states = gateUp(x).chunk()
    let product = states.second * silu(states.first)
    let result = down(product)
    _ = states.first.format
    return result
  }
}
