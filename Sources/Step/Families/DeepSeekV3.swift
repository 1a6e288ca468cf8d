import MemoryModel

/// DeepSeek V3, GLM-4.7 Flash and A.X K1, whose first layers have an MLP, and Youtu, whose layers all
/// have one.
///
/// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py,
/// models/glm4_moe_lite/modeling_glm4_moe_lite.py, models/axk1/modeling_axk1.py,
/// models/youtu/modeling_youtu.py.
struct DeepSeekV3: Family {
  func check(_ model: Architecture) throws(Refusal) {
    _ = try latent(of: model)
    if model.experts?.routesAsLoaded == true {
      throw Refusal(
        "model: the router of Mistral 4 and its scale of queries are not modelled yet.",
        hint: "ask for a Mistral before it, or for a DeepSeek V3")
    }
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    LatentLayer(load, place) { load in
      let block = SharedBlock<GroupRouter>(load)
      return load.setup.architecture.experts?.isNormed == true
        ? NormedBlock(block: block, norm: Norm(load, "post_mlp_layernorm", load.dimensions.hidden))
        : block
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { latentRotary(model, x) }
}

extension Family {
  /// Attention by way of narrow tensors, which the family's models have.
  func latent(of model: Architecture) throws(Refusal) -> Architecture.LatentAttention {
    if let latent = model.latent { return latent }
    throw Refusal(
      "kv_lora_rank: \(model.name) does not say what its keys and values are made of.",
      hint: "state kv_lora_rank, qk_nope_head_dim, qk_rope_head_dim and v_head_dim")
  }

  /// Cosines and sines of the rotated part of a head.
  func latentRotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let (machine, seq) = (model.machine, model.dimensions.seq)
    let latent = model.setup.architecture.latent
    let width = LatentSizes(machine.sizes, latent).rotated
    return latent?.rotatesPairs == true
      ? PairRotary(machine, seq, width: width, as: x.format)
      : Rotary(machine, seq, width: width, as: x.format)
  }
}

/// `DeepseekV3DecoderLayer`, with MiniCPM3's scale of both branches where it has one.
///
/// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py
/// `DeepseekV3DecoderLayer.forward`, models/minicpm3/modeling_minicpm3.py `MiniCPM3DecoderLayer.forward`.
struct LatentLayer: DecoderLayer {
  var attention: LatentAttention
  var mlp: any FeedForward
  let inputNorm: Norm
  let postNorm: Norm
  let scalesBranches: Bool

  /// - Parameter sparse: makes what stands in the place of the MLP where the layer has experts.
  init(_ load: Loader, _ place: Int, _ sparse: (Loader) -> any FeedForward) {
    let (model, d) = (load.setup.architecture, load.dimensions)
    attention = LatentAttention(load.inside("self_attn"))
    let inside = load.inside("mlp")
    mlp =
      model.build(of: place).feed == .experts
      ? sparse(inside) : MLP(inside, d.intermediate, bias: model.mlpBias)
    inputNorm = Norm(load, "input_layernorm", d.hidden)
    postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    scalesBranches = model.scaledBranches
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = attention(x, shared)
    x = residual + scaled(x)
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = residual + scaled(x)
    return x
  }

  private func scaled(_ branch: borrowing Tensor) -> Tensor {
    scalesBranches ? branch.scaled() : branch.share()
  }
}

/// `AXK1MoE`: a norm behind experts and MLP.
///
/// Source: transformers 5.23 models/axk1/modeling_axk1.py `AXK1MoE.forward`.
struct NormedBlock: FeedForward {
  var block: SharedBlock<GroupRouter>
  let norm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { block.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { norm(block(x)) }
}
