import MemoryModel

/// An MLP without a gate: up, activation, down.
struct PlainMLP {
  var up: Linear
  var down: Linear
  let activation: Architecture.Activation
  /// Its parameters, where it has some.
  let xielu: XIELU?

  /// - Parameters:
  ///   - up, down: the names of its modules.
  init(
    _ load: Loader, _ up: StaticString, _ down: StaticString, _ form: Linear.Form = .linear
  ) {
    let (d, bias) = (load.dimensions, load.setup.architecture.mlpBias)
    self.up = Linear(load, up, d.hidden, d.intermediate, bias: bias, form: form)
    self.down = Linear(load, down, d.intermediate, d.hidden, bias: bias, form: form)
    activation = load.setup.architecture.activation
    xielu = activation == .xielu ? XIELU(load) : nil
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    up.adapt(load, adapter)
    down.adapt(load, adapter)
  }

  /// Source: transformers 5.23 models/gpt2/modeling_gpt2.py `GPT2MLP.forward`, but for dropout.
  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var x = up(x)
    x = activate(x)
    x = down(x)
    return x
  }

  func activate(_ x: borrowing Tensor) -> Tensor {
    if let xielu { return xielu(x) }
    switch activation {
    // What the last computes, has parameters.
    case .kernel, .xielu: return gelu(x)
    case .recomputed: return bloomGelu(x)
    case .written: return newGELU(x)
    case .relu: return relu(x)
    case .squaredRelu: return squaredRelu(x)
    }
  }
}
