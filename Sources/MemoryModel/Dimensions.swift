/// The sizes that every module's statement is written in, each under its name.
struct Dimensions<A: Amount>: Sendable {
  let batch: A
  let seq: A
  /// `batch * seq`.
  let tokens: A
  let hidden: A
  /// Width of the embedding's rows: `hidden` in nearly every model.
  let embedding: A
  let layers: A
  let heads: A
  let kvHeads: A
  let headDim: A
  /// Width of all queries: `heads * head_dim`.
  let queries: A
  /// Width of all keys, or of all values: `kv_heads * head_dim`.
  let keys: A
  /// Width of all values: that of the keys, unless heads of values have their own.
  let values: A
  /// Width of attention's output before it is projected.
  let attended: A
  /// Width of what queries are made of, and of what keys and values are, where that is narrow.
  let queryRank: A
  let keyRank: A
  /// Width of the part of a head that positions rotate.
  let rotated: A
  let intermediate: A
  let vocab: A
  let rank: A
  let experts: A
  /// Width inside one expert.
  let expertWidth: A
  /// Width of what each layer gets from an embedding of its own.
  let perLayer: A

  init(_ setup: Setup, _ shape: LayerShape) {
    let architecture = setup.architecture
    let isGlobal = shape.names.isGlobal
    batch = .count(setup.batch, "batch")
    seq = .count(setup.seq, "seq")
    tokens = batch * seq
    hidden = .count(architecture.hidden, "hidden")
    embedding = architecture.embeddingWidth.map { .count($0, "word_embed_proj_dim") } ?? hidden
    layers = .count(architecture.layers, "layers")
    heads = .count(architecture.heads, "heads")
    kvHeads = .count(shape.kvHeads, isGlobal ? "global_kv_heads" : "kv_heads")
    headDim = .count(shape.headDim, isGlobal ? "global_head_dim" : "head_dim")
    queries = heads * headDim
    keys = kvHeads * headDim
    if let latent = architecture.latent {
      values = heads * .count(latent.valueDim, "v_head_dim")
      queryRank = .count(latent.queryRank ?? 0, "q_lora_rank")
      keyRank = .count(latent.keyRank, "kv_lora_rank")
      rotated = .count(latent.rotatedDim, "qk_rope_head_dim")
    } else {
      values = keys
      (queryRank, keyRank, rotated) = (.count(0), .count(0), headDim)
    }
    attended = architecture.latent == nil ? queries : values
    intermediate = .count(
      shape.intermediate, shape.feed == .experts ? "shared_intermediate" : "intermediate")
    vocab = .count(architecture.vocab, "vocab")
    rank = .count(setup.method.adapter?.rank ?? 0, "r")
    experts = .count(architecture.experts?.count ?? 0, "experts")
    expertWidth = .count(architecture.experts?.intermediate ?? 0, "moe_intermediate")
    perLayer = .count(architecture.perLayerInput?.width ?? 0, "per_layer_width")
  }

  /// Width of the keys' plain part and the values of all heads, which one module makes.
  var expanded: A { queries - heads * rotated + values }

  func input(of projection: Projection) -> A {
    switch projection {
    case .q, .k, .v, .qkv, .gate, .up, .gateUp: hidden
    case .router, .perLayerGate, .perLayerModel, .routerWeight, .expertsGateUp: hidden
    case .o: attended
    case .qA, .kvA, .sharedGate: hidden
    case .qB: queryRank
    case .kvB: keyRank
    case .down: intermediate
    case .perLayerUp: perLayer
    case .expertsDown: expertWidth
    case .embeddingIn: embedding
    case .embeddingOut: hidden
    case .predictionIn: .count(2) * hidden
    }
  }

  /// The rank of a module's adapter: for the tensors of experts one for each expert, and twice
  /// for gate and up in one.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `ParamWrapper.update_layer`.
  func rank(of projection: Projection) -> A {
    switch projection {
    case .expertsGateUp: .count(2) * rank * experts
    case .expertsDown: rank * experts
    default: rank
    }
  }

  func output(of projection: Projection) -> A {
    switch projection {
    case .q, .qB: queries
    case .qA: queryRank
    case .kvA: keyRank + rotated
    case .kvB: expanded
    case .sharedGate: .count(1)
    case .k, .v: keys
    case .o, .down, .perLayerUp, .expertsDown, .predictionIn: hidden
    case .gate, .up: intermediate
    case .qkv: queries + .count(2) * keys
    case .gateUp: .count(2) * intermediate
    case .router, .routerWeight: experts
    case .expertsGateUp: .count(2) * expertWidth
    case .perLayerGate: perLayer
    case .perLayerModel: layers * perLayer
    case .embeddingIn: hidden
    case .embeddingOut: embedding
    }
  }
}
