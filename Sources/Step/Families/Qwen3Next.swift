import MemoryModel

/// Qwen3-Next and Qwen3.5: gated delta nets, and gated attention in some layers.
///
/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py,
/// models/qwen3_5/modeling_qwen3_5.py.
struct Qwen3Next: Family {
  /// Whether a position is three numbers, as Qwen3.5's models that see have them.
  let positionsHaveAxes: Bool

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let build = model.build(of: place)
    let mixer: DeltaOrAttention =
      build.mixer == .gatedDelta
      ? .delta(
        GatedDeltaNet(
          load.inside("linear_attn"), load.deltaHeads, fused: model.gatedDelta?.fused == true))
      : .attention(GatedAttention(load.inside("self_attn"), d.attention))
    let inside = load.inside("mlp")
    return build.feed == .experts
      ? layer(load, mixer, GatedSharedBlock(inside))
      : layer(load, mixer, MLP(inside, d.intermediate, bias: false))
  }

  private func layer<Feed: FeedForward>(
    _ load: Loader, _ mixer: DeltaOrAttention, _ mlp: Feed
  ) -> any DecoderLayer {
    let hidden = load.dimensions.hidden
    return LlamaLayer(
      attention: mixer, mlp: mlp, inputNorm: Norm(load, "input_layernorm", hidden),
      postNorm: Norm(load, "post_attention_layernorm", hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    positionsHaveAxes
      ? TogetherRotary(
        ofThreeKinds: model.machine, model.dimensions, axes: .interleaved, as: x.format)
      : TogetherRotary(model.machine, model.dimensions, as: x.format)
  }
}

/// `Qwen3NextDecoderLayer` mixes tokens by one of these, and is Llama's layer beside.
enum DeltaOrAttention: SelfAttention {
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
