/// A decoder-only transformer by its dimensions: everything that its memory depends on.
///
/// The names are those of a Hugging Face `config.json` where the field has one
/// (`hidden` is `hidden_size`, `kv_heads` is `num_key_value_heads`, …).
package struct Architecture: Sendable, Hashable {
  /// The name that people call it by: `Llama 3.1 8B`.
  package var name: String
  package var family: Family
  /// Width of the residual stream.
  package var hidden: Int
  package var layers: Int
  package var heads: Int
  /// Heads of keys and values; equal to `heads` without grouped-query attention.
  package var kvHeads: Int
  /// Width of one head. Not always `hidden / heads`: Qwen3 and Mistral Nemo state their own.
  package var headDim: Int
  /// Width inside the MLP.
  package var intermediate: Int
  package var vocab: Int
  /// Whether the head shares the embedding's weight.
  package var tied: Bool
  /// Whether the projections to q, k and v have a bias (Qwen2; Llama by `attention_bias`).
  package var qkvBias: Bool
  /// Whether the projection out of attention has a bias (Llama by `attention_bias`).
  package var outputBias: Bool
  /// Whether the MLP's projections have a bias (Llama by `mlp_bias`).
  package var mlpBias: Bool
  /// Whether queries and keys are normalised head by head (Qwen3).
  package var qkNorm: Bool
  /// How its norms compute.
  package var norm = NormStyle.rms
  /// Where a layer has its norms.
  package var normPlacement = NormPlacement.before
  /// Whether the norm of queries and keys spans all heads (OLMo 2).
  package var qkNormWhole = false
  /// Whether queries that are not rotated are scaled by their positions (Llama 4).
  package var scalesQueries = false
  /// Whether attention scores go through a tanh (Gemma 2).
  package var attentionSoftcap = false
  /// Whether the logits go through a tanh (Gemma 2).
  package var finalSoftcap = false
  /// Pairs of rotary tables: two where local and global layers have their own (Gemma 3).
  package var rotaryTables = 1
  /// Whether the MLP has a gate; without one it is up, activation, down.
  package var gatedMLP = true
  package var activation = Activation.kernel
  /// Whether attention and MLP read the same input and join the stream together (GPT-NeoX).
  package var parallelResidual = false
  /// Learned positions: rows of their table. 0 where they are rotary.
  package var positions = 0
  /// Rows of the tables that its positions are looked up in, or made for, whatever the sequence: GPT-J's
  /// sines, MPT's slopes. 0 without such tables.
  package var maxPositions = 0
  /// Whether what the embedding gives goes through dropout while training (GPT-2).
  package var embeddingDropout = false
  /// Whether each branch ends with dropout while training (GPT-2).
  package var residualDropout = false
  /// The branch that ends with dropout, where the other does not: the sum of both, where they join
  /// the stream together, is the MLP's.
  package var soleDropout: Branch? = nil
  /// How queries, keys and values come out of one module.
  package var fusedSplit = FusedSplit.views
  /// Whether that result is clamped first (MPT by `clip_qkv`).
  package var clipsQKV = false
  /// Whether its linear modules are a class of its own, which multiplies with the transposed weight and
  /// adds the bias to the result, and which transformers does not pack (Falcon).
  ///
  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconLinear`;
  /// integrations/bitsandbytes.py `replace_with_bnb_linear`, `type(module) is nn.Linear`.
  package var hasOwnLinear = false
  /// Whether every layer gets a mask, padded or not (Falcon).
  ///
  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconModel.forward`,
  /// `allow_is_causal_skip=False`.
  package var masksAlways = false
  /// Rows of the embedding beyond the vocabulary: of tokens that are read, and never predicted (Mllama).
  package var inputTokens = 0
  /// Where its tables and layers lie.
  package var paths = Paths()
  /// Whether a norm stands behind the embedding (BLOOM).
  package var embeddingNorm = false
  /// Slopes in place of rotated positions; nil without.
  package var alibi: ALiBi? = nil
  /// Whether only a part of each head is rotated, so that queries and keys are concatenated.
  package var partialRotary = false
  /// Features of a head that are rotated; nil where all are.
  package var rotaryDim: Int? = nil
  /// Layers that do not rotate, by their places (SmolLM3).
  package var unrotatedLayers: Set<Int> = []
  /// The pair of tables that each layer rotates by, where layers have bases of their own; nil in those
  /// that do not rotate. Empty where all read one pair, or those of their kind (Granite by
  /// `layer_rope_theta`).
  package var tablesOfLayers: [Int?] = []
  /// Whether each head has a learned sink beside the scores (gpt-oss).
  package var attentionSinks = false
  /// Experts of every layer in place of its MLP; nil for a dense model.
  package var experts: Experts? = nil
  /// Sizes of the mixers that some layers have beside attention, or in its place.
  package var mamba2: Mamba2? = nil
  package var gatedDelta: GatedDelta? = nil
  package var shortConvolution: ShortConvolution? = nil
  package var lightning: Lightning? = nil
  /// Layers that are built differently, each kind at its first; empty where all are alike.
  package internal(set) var stretches: [Stretch] = []
  /// The same layer by layer; empty where all are alike but for a window.
  var order: [Build] = []
  /// Keys and values by way of a narrow tensor; nil where they are made at once.
  package internal(set) var latent: LatentAttention? = nil
  /// Keys that are values too, most of them of several tokens each; nil where each token has its own.
  package var compressed: CompressedAttention? = nil
  /// Several residual streams, which are mixed around each branch; nil where there is one.
  package var hyper: HyperConnections? = nil
  /// Other sizes of the attention in layers without a window; nil where all are alike.
  package var global: GlobalAttention? = nil
  /// The last layers that reuse keys and values; nil where each has its own.
  package var shared: SharedKeys? = nil
  /// An embedding for every layer beside the first one; nil without.
  package var perLayerInput: PerLayerInput? = nil
  /// Several streams instead of one, of which each layer computes one (Gemma 3n).
  package var altUp: AltUp? = nil
  /// Whether dropout drops attention's probabilities while training (GPT-2).
  package var attentionDropout = false
  /// Whether such a norm has weights of its own for each head (Cohere).
  package var qkNormEachHead = false
  /// Whether scores are multiplied out in fp32, by code of the model's own (GPT-J).
  package var fp32Scores = false
  /// Whether a branch is scaled before it joins the stream (Granite).
  package var scaledBranches = false
  /// Whether the head has a bias (Phi).
  package var headBias = false
  /// Whether a norm stands behind the last layer: all have one but OPT 350M.
  package var lastNorm = true
  /// Whether the checkpoint is a classifier's, or has no head: that of a language model is meant.
  package var assumesHead = false
  /// Width of the embedding's rows, where a linear module makes them the stream's (OPT 350M).
  package var embeddingWidth: Int? = nil
  /// How the checkpoint holds its weights.
  package var storage = Storage()
  /// What sees and hears for the text model; nil where it reads text alone.
  package var tower: Tower? = nil
  /// Layers that predict further tokens, which are loaded and take no part in training (MiMo).
  package var predictionLayers = 0
  /// Tokens that a layer attends to, where that is bounded: a mask is made once `seq` reaches it.
  package var slidingWindow: Int?
  /// The layers that the window holds for; `layers` when all do, 0 without a window.
  package var slidingLayers: Int
  /// Which layers those are, where that does not follow from their count.
  var listedWindows: [Bool] = []

  /// What joins the residual stream.
  package enum Branch: String, Sendable { case attention, mlp }

  /// A model whose layers are Llama's; what differs is set on the value.
  package init(
    name: String, family: Family, hidden: Int, layers: Int, heads: Int, kvHeads: Int,
    headDim: Int, intermediate: Int, vocab: Int, tied: Bool = false, qkvBias: Bool = false,
    outputBias: Bool = false, mlpBias: Bool = false, qkNorm: Bool = false,
    slidingWindow: Int? = nil, slidingLayers: Int = 0
  ) {
    self.name = name
    self.family = family
    self.hidden = hidden
    self.layers = layers
    self.heads = heads
    self.kvHeads = kvHeads
    self.headDim = headDim
    self.intermediate = intermediate
    self.vocab = vocab
    self.tied = tied
    self.qkvBias = qkvBias
    self.outputBias = outputBias
    self.mlpBias = mlpBias
    self.qkNorm = qkNorm
    self.slidingWindow = slidingWindow
    self.slidingLayers = slidingLayers
  }
}

extension Architecture {
  /// Refuses dimensions that no model can have.
  package func validate() throws(Refusal) {
    try atLeastOne(hidden, "hidden", "features of the residual stream")
    try atLeastOne(layers, "layers", "layers")
    if layers > Self.mostLayers {
      throw Refusal(
        "layers is \(layers); expected at most \(Self.mostLayers).",
        hint: "the deepest models that people train have fewer than 200")
    }
    try atLeastOne(heads, "heads", "attention heads")
    try atLeastOne(kvHeads, "kv_heads", "heads of keys and values")
    try atLeastOne(headDim, "head_dim", "features of a head")
    try atLeastOne(intermediate, "intermediate", "features inside the MLP")
    try atLeastOne(vocab, "vocab", "tokens of the vocabulary")
    if kvHeads > heads || heads % kvHeads != 0 {
      throw Refusal(
        "kv_heads is \(kvHeads), which does not divide heads, \(heads).",
        hint: "each head of keys and values serves the same number of query heads")
    }
    if slidingLayers < 0 || slidingLayers > layers {
      throw Refusal("\(slidingLayers) of \(layers) layers have a sliding window.")
    }
    if let experts {
      try atLeastOne(experts.count, "experts", "experts")
      try atLeastOne(experts.active, "active", "experts for each token")
      try atLeastOne(experts.intermediate, "moe_intermediate", "features inside an expert")
      if experts.active > experts.count {
        throw Refusal("Each token takes \(experts.active) of \(experts.count) experts.")
      }
    }
    if let embeddingWidth { try atLeastOne(embeddingWidth, "word_embed_proj_dim", "features") }
    try latent?.validate()
    try validateCompression()
    try validateShapes()
    try validateStretches()
    try validateMixers()
    try tower?.validate()
    if let slidingWindow { try atLeastOne(slidingWindow, "sliding_window", "tokens") }
  }

  /// A model is gone through layer by layer: more would take seconds, and no model has them.
  private static let mostLayers = 10_000

  private func validateShapes() throws(Refusal) {
    if let global {
      try atLeastOne(global.headDim, "global_head_dim", "features of a head")
      try atLeastOne(global.kvHeads, "num_global_key_value_heads", "heads of keys and values")
      if heads % global.kvHeads != 0 {
        throw Refusal("num_global_key_value_heads is \(global.kvHeads), no divisor of \(heads).")
      }
    }
    if let perLayerInput {
      try atLeastOne(perLayerInput.width, "hidden_size_per_layer_input", "features")
      try atLeastOne(perLayerInput.vocab, "vocab_size_per_layer_input", "tokens")
    }
    if let altUp {
      try atLeastOne(altUp.inputs, "altup_inputs", "streams")
      try atLeastOne(altUp.laurelRank, "laurel_rank", "features")
    }
    guard let shared else { return }
    let own = layers - shared.layers
    if shared.windowed < 0 || shared.windowed > min(shared.layers, slidingLayers) || own < 1
      || shared.layers - shared.windowed > layers - slidingLayers
    {
      throw Refusal(
        "\(shared.layers) of \(layers) layers, \(shared.windowed) of them with a window, cannot "
          + "reuse the keys of the others.")
    }
  }
}
