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

  /// The same with the stream that it is added to, while its variables are there.
  ///
  /// Source: transformers 5.23 models/bloom/modeling_bloom.py `BloomMLP.forward`,
  /// models/mpt/modeling_mpt.py `MptMLP.forward`.
  func callAsFunction(
    _ x: borrowing Tensor, residual: borrowing Tensor, drops: Bool
  ) -> Tensor {
    let inner = activate(up(x))
    let narrowed = down(inner)
    let output = residual + (drops ? dropout(narrowed) : narrowed.share())
    _ = (inner.format, narrowed.format)
    return output
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
