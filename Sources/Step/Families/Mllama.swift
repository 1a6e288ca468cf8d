import MemoryModel

/// Llama 3.2 Vision's text model over text alone: Llama, whose forward passes the layers by that look at
/// images.
///
/// Source: transformers 5.23 models/mllama/modeling_mllama.py.
struct Mllama: Family {
  let attendsEagerly = false
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    if model.build(of: place).mixer == .crossAttention { return LookingLayer(load.withoutGraph) }
    let attention = Attention(load.inside("self_attn"), d.attention)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: false)
    return LlamaLayer(
      attention: OLMo2Attention(modules: attention), mlp: mlp,
      inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  /// `self.lm_head(hidden_states).float()`.
  ///
  /// Source: the same, `MllamaForCausalLM.forward`.
  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor { model.head(x).to(.fp32) }

  /// The last layer that runs is alive when no other is: it is alike to none, be it the model's last or not.
  func kind(_ model: Architecture, _ place: Int) -> Int {
    let last = (0..<model.layers).last { model.build(of: $0).mixer != .crossAttention }
    return place == last ? -1 : model.kind(of: place)
  }
}

/// `MllamaCrossAttentionDecoderLayer`, which is skipped without states of images.
///
/// Source: transformers 5.23 models/mllama/modeling_mllama.py `MllamaTextModel.forward`.
struct LookingLayer: DecoderLayer {
  let attentionGate: View
  let mlpGate: View
  var attention: Attention
  let inputNorm: Norm
  var mlp: MLP
  let postNorm: Norm

  init(_ load: Loader) {
    let (d, one) = (load.dimensions, load.machine.count(1))
    // A module's own parameters come before those of its children.
    attentionGate = load.with(.attention).parameter(one, load.unpacked)
    mlpGate = load.parameter(one, load.unpacked)
    attention = Attention(load.inside("cross_attn"), d.attention, hasNorms: true)
    inputNorm = Norm(load, "input_layernorm", d.hidden)
    mlp = MLP(load.inside("mlp"), d.intermediate, bias: false)
    postNorm = Norm(load, "post_attention_layernorm", d.hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load.withoutGraph, adapter)
    mlp.adapt(load.withoutGraph, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor { x.share() }
}
