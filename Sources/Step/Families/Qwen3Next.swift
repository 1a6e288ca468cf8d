import MemoryModel

/// Qwen3-Next and Qwen3.5: gated delta nets, and gated attention in some layers.
///
/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py,
/// models/qwen3_5/modeling_qwen3_5.py.
struct Qwen3Next: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let mixer: Qwen3NextLayer.Mixer =
      model.build(of: place).mixer == .gatedDelta
      ? .delta(
        GatedDeltaNet(
          load.inside("linear_attn"), load.deltaHeads, fused: model.family == .qwen3Next))
      : .attention(GatedAttention(load.inside("self_attn"), d.attention))
    let inside = load.inside("mlp")
    let mlp: any FeedForward =
      model.build(of: place).feed == .experts
      ? GatedSharedBlock(inside) : MLP(inside, d.intermediate, bias: false)
    return Qwen3NextLayer(
      mixer: mixer, mlp: mlp,
      inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    model.setup.architecture.family == .qwen3Next
      ? TogetherRotary(model.machine, model.dimensions, as: x.format)
      : TogetherRotary(ofThreeKinds: model.machine, model.dimensions, as: x.format)
  }
}

/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py
/// `Qwen3NextDecoderLayer.forward`.
struct Qwen3NextLayer: DecoderLayer {
  var mixer: Mixer
  var mlp: any FeedForward
  let inputNorm: Norm
  let postNorm: Norm

  enum Mixer {
    case delta(GatedDeltaNet)
    case attention(GatedAttention)

    mutating func adapt(_ load: Loader, _ adapter: Adapter) {
      switch self {
      case .delta(var delta):
        delta.adapt(load, adapter)
        self = .delta(delta)
      case .attention(var attention):
        attention.adapt(load, adapter)
        self = .attention(attention)
      }
    }

    func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
      switch self {
      case .delta(let delta): delta(x)
      case .attention(let attention): attention(x, shared)
      }
    }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    mixer.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = mixer(x, shared)
    x = residual + x
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = residual + x
    return x
  }
}
