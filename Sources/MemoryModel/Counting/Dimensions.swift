/// The sizes that tensors are written in, each under its name.
struct Dimensions<A: Amount>: Sendable {
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
  /// Attention by way of narrow tensors, whose sizes few models have.
  private let narrow: Architecture.LatentAttention?
  /// Attention to entries of several tokens, and whether the layers make them.
  let compressed: Architecture.CompressedAttention?
  let mixes: Architecture.Mixer
  let intermediate: A
  let vocab: A
  /// Rows of the embedding: the vocabulary, and tokens that the head does not give.
  let rows: A
  let rank: A
  let experts: A
  /// Width inside one expert.
  let expertWidth: A
  /// Width of what each layer gets from an embedding of its own.
  let perLayer: A
  let mixer: MixerSizes<A>
  /// Whether `q_proj` gives a gate as wide as the queries too.
  private let gatesAttention: Bool
  private let gatesExperts: Bool
  private let latent: Int
  private let altUp: Architecture.AltUp?
  private let hyper: Architecture.HyperConnections?

  init(_ setup: Setup, _ shape: LayerShape) {
    let architecture = setup.architecture
    let isGlobal = shape.names.isGlobal
    hidden = .count(architecture.hidden, "hidden")
    embedding = architecture.embeddingWidth.map { .count($0, "word_embed_proj_dim") } ?? hidden
    layers = .count(architecture.layers, "layers")
    heads = .count(architecture.heads, "heads")
    kvHeads = .count(shape.kvHeads, isGlobal ? "global_kv_heads" : "kv_heads")
    headDim = .count(shape.headDim, isGlobal ? "global_head_dim" : "head_dim")
    queries = heads * headDim
    keys = kvHeads * headDim
    narrow = architecture.latent
    compressed = architecture.compressed
    mixes = shape.mixer
    intermediate = .count(
      shape.intermediate, shape.feed == .experts ? "shared_intermediate" : "intermediate")
    vocab = .count(architecture.vocab, "vocab")
    let further = architecture.family.inputTokens
    rows = further == 0 ? vocab : vocab + .count(further)
    rank = .count(setup.method.adapter?.rank ?? 0, "r")
    experts = .count(architecture.experts?.count ?? 0, "experts")
    expertWidth = .count(architecture.experts?.intermediate ?? 0, "moe_intermediate")
    perLayer = .count(architecture.perLayerInput?.width ?? 0, "per_layer_width")
    latent = architecture.experts?.latent ?? 0
    altUp = architecture.altUp
    hyper = architecture.hyper
    mixer = MixerSizes(architecture, shape.mixer)
    gatesAttention = architecture.attentionGate
    gatesExperts = architecture.experts?.gated ?? true
  }

  /// Width of what experts read and give.
  var expertInput: A { latent > 0 ? .count(latent, "moe_latent") : hidden }

  /// Streams, and the width of them all: one, but in Gemma 3n and DeepSeek V4.
  var streams: A {
    if let hyper { return .count(hyper.streams, "hc_mult") }
    return .count(altUp?.inputs ?? 1, "altup_inputs")
  }
  var stream: A { altUp == nil && hyper == nil ? hidden : streams * hidden }
  private var laurel: A { .count(altUp?.laurelRank ?? 0, "laurel_rank") }

  func input(of projection: Projection) -> A {
    switch projection {
    case .q, .k, .v, .qkv, .gate, .up, .gateUp: hidden
    case .router, .perLayerGate, .perLayerModel, .routerWeight: hidden
    case .inProj, .inProjZ, .inProjB, .inProjA, .inProjBA, .sharedGate, .latentIn: hidden
    case .modalityRouter, .laurelLeft, .altUp, .crossQ, .crossK, .crossV: hidden
    case .correctionCoefs, .predictionCoefs: streams
    case .laurelRight: laurel
    case .outProj: mixer.inner
    case .expertsGateUp, .latentOut: expertInput
    case .o: attended
    case .crossO: queries
    case .qA, .kvA: hidden
    case .kv, .compressorKV, .compressorGate, .indexKV, .indexGate: hidden
    case .indexK, .indexWeights: hidden
    case .qB, .indexQ: queryRank
    case .oA: groupWidth
    case .oB: outputGroups * outputRank
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
    case .q: gatesAttention ? .count(2) * queries : queries
    case .qB, .crossQ: queries
    case .qA: queryRank
    case .kvA: keyRank + rotated
    case .kvB: expanded
    case .kv: headDim
    case .oA: outputGroups * outputRank
    case .compressorKV, .compressorGate: series * headDim
    case .indexKV, .indexGate: .count(2) * indexHeadDim
    case .indexQ: indexQueries
    case .indexK: indexHeadDim
    case .indexWeights: indexHeads
    case .k, .v, .crossK, .crossV: keys
    case .o, .oB, .crossO, .down, .perLayerUp, .outProj, .latentOut, .predictionIn: hidden
    case .expertsDown, .latentIn: expertInput
    case .inProj: mixer.projected
    case .inProjZ: mixer.inner
    case .inProjB, .inProjA: mixer.heads
    case .inProjBA: .count(2) * mixer.heads
    case .sharedGate: .count(1)
    case .modalityRouter, .correctionCoefs: streams
    case .predictionCoefs: streams * streams
    case .laurelLeft: laurel
    case .laurelRight, .altUp: hidden
    case .gate, .up: intermediate
    case .qkv: queries + .count(2) * keys
    case .gateUp: .count(2) * intermediate
    case .router, .routerWeight: experts
    case .expertsGateUp: gatesExperts ? .count(2) * expertWidth : expertWidth
    case .perLayerGate: perLayer
    case .perLayerModel: layers * perLayer
    case .embeddingIn: hidden
    case .embeddingOut: embedding
    }
  }
}

extension Dimensions {
  /// Width of all values: that of the keys, unless heads of values have their own.
  var values: A { narrow.map { heads * .count($0.valueDim, "v_head_dim") } ?? keys }
  /// Width of attention's output before it is projected.
  var attended: A { narrow == nil ? queries : values }
  /// Width of what queries are made of, and of what keys and values are, where that is narrow.
  var queryRank: A { .count(compressed?.queryRank ?? narrow?.queryRank ?? 0, "q_lora_rank") }
  var keyRank: A { .count(narrow?.keyRank ?? 0, "kv_lora_rank") }
  /// Width of the part of a head that positions rotate.
  var rotated: A {
    let stated = compressed?.rotatedDim ?? narrow?.rotatedDim
    return stated.map { .count($0, "qk_rope_head_dim") } ?? headDim
  }
  /// Heads of the indexer, the width of one, and of its queries.
  var indexHeads: A {
    .count(compressed?.indexHeads ?? narrow?.indexer?.heads ?? 0, "index_n_heads")
  }
  var indexHeadDim: A {
    .count(compressed?.indexHeadDim ?? narrow?.indexer?.headDim ?? 0, "index_head_dim")
  }
  var indexQueries: A { indexHeads * indexHeadDim }
  /// Width of the keys' plain part and the values of all heads, which one module makes.
  var expanded: A { queries - heads * rotated + values }
}
