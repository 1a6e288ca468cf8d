import Language
import MemoryModel
import Step

extension Word {
  static let transformer = Word(
    "transformer", .shape, "a model by its dimensions, under the names of its config.json",
    [
      Parameter(
        "family", .choices(Architecture.Family.allCases.map(\.rawValue)), .required,
        "whose layers it has"),
      Parameter("hidden", dimension, .required, "width of the residual stream"),
      Parameter("layers", dimension, .required, "how many layers"),
      Parameter("heads", dimension, .required, "attention heads"),
      Parameter("kv_heads", dimension, .optional, "heads of keys and values; else heads"),
      Parameter("head_dim", dimension, .optional, "width of a head; else hidden / heads"),
      Parameter("intermediate", dimension, .required, "width inside the MLP"),
      Parameter("vocab", dimension, .required, "tokens of the vocabulary"),
      Parameter("tied", .truth, .optional, "whether the head is the embedding; else as its family"),
      Parameter("qkv_bias", .truth, .optional, "bias of q, k and v; else as its family"),
      Parameter("output_bias", .truth, .optional, "bias behind attention; else as its family"),
      Parameter("mlp_bias", .truth, .optional, "biases of the MLP; else as its family"),
      Parameter("qk_norm", .truth, .optional, "norms of queries and keys; else as its family"),
      Parameter("sliding_window", dimension, .optional, "tokens that a layer attends to"),
      Parameter(
        "sliding_layers", dimension, .optional, "layers with that window; else as its family"),
      Parameter("positions", dimension, .optional, "rows of learned positions, if it has such"),
      Parameter("dropout", .truth, .optional, "whether branches end with it; else as its family"),
      Parameter(
        "prediction_layers", dimension, .optional, "layers that predict further tokens: mimo"),
    ] + Parameter.mixtures + Parameter.latent + Parameter.compressed + [
      Parameter(
        "global_head_dim", dimension, .optional, "of gemma4_text's layers without a window"),
      Parameter("global_kv_heads", dimension, .optional, "of the same, where keys are values too"),
      Parameter("kv_shared_layers", dimension, .optional, "last layers that reuse earlier keys"),
      Parameter("double_wide_mlp", .truth, .optional, "whether those have an MLP twice as wide"),
      Parameter("per_layer_input", dimension, .optional, "width of an embedding for each layer"),
      Parameter("per_layer_vocab", dimension, .optional, "tokens that it knows; else vocab"),
      Parameter(
        "layer_pattern", .text, .optional,
        "a letter a layer: * attention, X to images, S compressed sparse, A heavily compressed, L "
          + "lightning attention, M Mamba-2, D delta net, C convolution, - MLP, E experts"),
      Parameter("moe_latent", dimension, .optional, "width that the experts read and give"),
      Parameter(
        "conv_kernel", dimension, .optional, "tokens of the convolution; else as its family"),
      Parameter(
        "block_size", dimension, .optional, "tokens of lightning attention's blocks; else 256"),
      Parameter("mamba_heads", dimension, .optional, "heads of Mamba-2"),
      Parameter("mamba_head_dim", dimension, .optional, "width of such a head"),
      Parameter("mamba_state", dimension, .optional, "width of its state"),
      Parameter("mamba_groups", dimension, .optional, "groups of such heads; else 1"),
      Parameter("mamba_rms_norm", .truth, .optional, "a norm behind Mamba-2: falcon_h1; else off"),
      Parameter("linear_key_heads", dimension, .optional, "a delta net's heads of keys; else 16"),
      Parameter("linear_value_heads", dimension, .optional, "its heads of values; else 32"),
      Parameter("linear_key_head_dim", dimension, .optional, "width of its keys; else 128"),
      Parameter("linear_value_head_dim", dimension, .optional, "width of its values; else 128"),
      Parameter(
        "tower", .entity(TowerValue.kind), .optional, "what sees and hears for it, if anything"),
      Parameter(
        "storage", .choices(Storage.spellings), .optional, "the format of its weights; else bf16"),
      Parameter(
        "published", .choices(Storage.spellings), .optional,
        "that of its checkpoint, where weights in another are meant"),
      Parameter("name", .text, .optional, "what people call it"),
      Parameter(
        "parameters", .whole(from: 1, of: .parameters), .optional,
        "the published count, which is checked"),
      Parameter("context", dimension, .optional, "the longest sequence it was made for"),
      Parameter("released", .text, .optional, "year and month"),
      Parameter("hub", .text, .optional, "org/name on the Hugging Face hub"),
      Parameter("source", .text, .optional, "where these facts are from"),
    ],
    makes: ModelValue.kind,
    examples: [
      Example(
        """
        transformer(family: llama, hidden: 2048, layers: 16, heads: 32, kv_heads: 8, \
        intermediate: 8192, vocab: 128256, tied: on).parameters
        """)
    ],
    related: ["hf", "tower", "models"]
  ) { (arguments, _) throws(Fault) in
    let architecture = try architecture(arguments)
    let facts = ModelValue.Facts(
      hub: arguments.text("hub"), released: arguments.text("released"),
      context: arguments.whole("context"), source: arguments.text("source"),
      parameters: arguments.whole("parameters"))
    if let published = facts.parameters, published != architecture.parameters {
      throw .value(
        "These dimensions make \(Figures.prose(architecture.parameters)) parameters, not "
          + "\(Figures.prose(published)).", at: arguments.place(of: "parameters"),
        hint: "leave `parameters` out, or mend the dimension that is wrong")
    }
    return .entity(ModelValue(architecture, facts: facts))
  }
}

private let dimension = Kind.whole(from: 1)

private func architecture(_ arguments: Arguments) throws(Fault) -> Architecture {
  let family = arguments.text("family").flatMap(Architecture.Family.init) ?? .llama
  try checkDivision(arguments)
  var model = Architecture(
    of: family, name: arguments.text("name") ?? "a \(family.rawValue) model",
    hidden: arguments.whole("hidden") ?? 0, layers: arguments.whole("layers") ?? 0,
    heads: arguments.whole("heads") ?? 1, kvHeads: arguments.whole("kv_heads"),
    headDim: arguments.whole("head_dim"), intermediate: arguments.whole("intermediate") ?? 0,
    vocab: arguments.whole("vocab") ?? 0)
  try checkFamily(of: model, arguments)
  let plain = model
  model.tied = arguments.truth("tied") ?? model.tied
  model.qkvBias = arguments.truth("qkv_bias") ?? model.qkvBias
  model.outputBias = arguments.truth("output_bias") ?? model.outputBias
  model.mlpBias = arguments.truth("mlp_bias") ?? model.mlpBias
  model.qkNorm = arguments.truth("qk_norm") ?? model.qkNorm
  model.positions = arguments.whole("positions") ?? model.positions
  model.residualDropout = arguments.truth("dropout") ?? model.residualDropout
  model.predictionLayers = arguments.whole("prediction_layers") ?? 0
  if let window = arguments.whole("sliding_window") {
    model.slidingWindow = window
    model.slidingLayers =
      arguments.whole("sliding_layers") ?? family.windowedLayers(of: model.layers)
  }
  model.storage = storage(arguments)
  model.addMixture(arguments)
  model.addLatentAttention(arguments)
  model.addCompressedAttention(arguments)
  addGemma4(arguments, to: &model)
  if case .entity(let entity)? = arguments["tower"], let value = entity as? TowerValue {
    model.tower = value.tower
  }
  do throws(Refusal) {
    try addMixers(arguments, to: &model)
    try model.validate()
  } catch {
    throw error.fault(at: arguments.place)
  }
  for (name, path) in ModelValue.choices where model.ignores(path, unlike: plain) {
    throw .ignored(name, by: family, at: arguments.place(of: name))
  }
  return model
}

/// How its weights are stored, and how its checkpoint holds them where that is another.
private func storage(_ arguments: Arguments) -> Storage {
  let own = arguments.text("storage").flatMap { Storage(spelling: $0) }
  guard let published = arguments.text("published").flatMap({ Storage(spelling: $0) }) else {
    return own ?? Storage()
  }
  return published.unpacked(into: own?.dtype ?? .bf16)
}

/// What gemma4_text and gemma3n_text have.
private func addGemma4(_ arguments: Arguments, to model: inout Architecture) {
  if let headDim = arguments.whole("global_head_dim") {
    let kvHeads = arguments.whole("global_kv_heads")
    model.global = Architecture.GlobalAttention(
      headDim: headDim, kvHeads: kvHeads ?? model.kvHeads, keysAreValues: kvHeads != nil)
  }
  if let layers = arguments.whole("kv_shared_layers") {
    model.shared = Architecture.SharedKeys(
      layers: layers, windowed: model.windowedLayers(ofLast: layers),
      doublesMLP: arguments.truth("double_wide_mlp") ?? false)
  }
  if let width = arguments.whole("per_layer_input") {
    model.perLayerInput = Architecture.PerLayerInput(
      width: width, vocab: arguments.whole("per_layer_vocab") ?? model.vocab)
  }
}

private func checkDivision(_ arguments: Arguments) throws(Fault) {
  let (hidden, heads) = (arguments.whole("hidden") ?? 0, arguments.whole("heads") ?? 1)
  let isStated = arguments.isGiven("head_dim") || arguments.isGiven("kv_lora_rank")
  if isStated || hidden % heads == 0 { return }
  throw .value(
    "\(heads) heads do not divide a width of \(hidden).", at: arguments.place,
    hint: "give the width of a head: `head_dim: 128`")
}

/// Refuses arguments that the family has no module for, and asks for those that it cannot be
/// without.
private func checkFamily(of model: Architecture, _ arguments: Arguments) throws(Fault) {
  let family = model.family
  let hasBoth = family.globalLayerEvery != nil
  let (learns, sizesGlobal) = (family.learnsPositions, family.sizesGlobalLayersApart)
  let (open, alike) = ("its layers attend to all tokens", "all its layers are alike")
  var rules: [(name: String, isKnown: Bool, isNeeded: Bool, why: String)] = [
    (
      "kv_heads", family.groupsHeads, false,
      family.compresses
        ? "its heads share one of keys" : "each of its heads has its own keys and values"
    ),
    ("sliding_window", family.hasWindow, hasBoth, open),
    ("sliding_layers", family.hasWindow && !family.compresses, false, open),
    ("positions", learns, learns, "its positions are rotary"),
    ("dropout", family.hasDropout, false, "its branches end without"),
    ("prediction_layers", family == .mimo, false, "it predicts the next token alone"),
    ("global_head_dim", sizesGlobal, sizesGlobal, alike),
    ("global_kv_heads", sizesGlobal, false, alike),
    ("kv_shared_layers", family.sharesKeys, false, "each layer has its own keys"),
    ("double_wide_mlp", sizesGlobal, false, alike),
    (
      "per_layer_input", family.sharesKeys, family == .gemma3n,
      "its embedding is the first layer's alone"
    ),
    (
      "per_layer_vocab", family.sharesKeys && arguments.isGiven("per_layer_input"), false,
      "its embedding is the first layer's alone"
    ),
  ]
  rules += family.mixtureRules(arguments) + mixerRules(family, arguments)
  for rule in rules {
    let isGiven = arguments.isGiven(rule.name)
    if isGiven && !rule.isKnown {
      throw .value(
        "The family \(family.rawValue) has no `\(rule.name)`: \(rule.why).",
        at: arguments.place(of: rule.name), hint: "leave it out")
    }
    if rule.isNeeded && !isGiven {
      throw .value(
        "The family \(family.rawValue) needs `\(rule.name)`.", at: arguments.place,
        hint: "its config.json has it")
    }
  }
}
