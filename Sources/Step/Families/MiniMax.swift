import MemoryModel

/// MiniMax-Text-01: lightning attention, softmax attention in some layers, and experts. Each branch is
/// added to what its norm gave.
///
/// Source: transformers 5.23 models/minimax/modeling_minimax.py.
struct MiniMax: Family {
  /// A window makes masks for layers of both kinds.
  func check(_ model: Architecture) throws(Refusal) {
    if model.slidingWindow != nil {
      throw Refusal(
        "sliding_window: a window is not modelled for \(model.name).",
        hint: "leave it out, as MiniMax-Text-01 does")
    }
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let inside = load.inside("self_attn")
    if load.setup.architecture.build(of: place).mixer == .lightning {
      return MiniMaxLayer(load, LightningAttention(inside))
    }
    return MiniMaxLayer(load, Attention(inside, load.dimensions.attention))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }
}

/// Source: the same, `MiniMaxDecoderLayer.forward`.
struct MiniMaxLayer<Attention: SelfAttention>: DecoderLayer {
  var attention: Attention
  let inputNorm: Norm
  let postNorm: Norm
  var mlp: SparseBlock<TopKRouter>

  init(_ load: Loader, _ attention: Attention) {
    let hidden = load.dimensions.hidden
    self.attention = attention
    inputNorm = Norm(load, "input_layernorm", hidden)
    postNorm = Norm(load, "post_attention_layernorm", hidden)
    mlp = SparseBlock(load.inside("mlp"))
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var x = inputNorm(x)
    var residual = x.share()
    x = attention(x, shared)
    x = residual.scaled() + x.scaled()
    x = postNorm(x)
    residual = x.share()
    x = mlp(x)
    x = residual.scaled() + x.scaled()
    return x
  }
}
