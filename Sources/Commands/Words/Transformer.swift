import Language
import MemoryModel

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
      Parameter(
        "tied", .truth, .defaulted(.truth(false), shown: "off"),
        "whether the head shares the embedding's weight"),
      Parameter("qkv_bias", .truth, .optional, "bias of q, k and v; qwen2 has it"),
      Parameter(
        "output_bias", .truth, .defaulted(.truth(false), shown: "off"),
        "bias behind attention"),
      Parameter("mlp_bias", .truth, .defaulted(.truth(false), shown: "off"), "biases of the MLP"),
      Parameter("qk_norm", .truth, .optional, "norms of queries and keys; qwen3 has them"),
      Parameter("sliding_window", dimension, .optional, "tokens that a layer attends to"),
      Parameter("sliding_layers", dimension, .optional, "layers with that window; else all"),
      Parameter("name", .text, .optional, "what people call it"),
      Parameter(
        "parameters", .whole(from: 1, of: .parameters), .optional,
        "the published count, which is checked"),
      Parameter("context", dimension, .optional, "the longest sequence it was made for"),
      Parameter("released", .text, .optional, "year and month"),
      Parameter("hub", .text, .optional, "org/name on the Hugging Face hub"),
      Parameter("source", .text, .optional, "where these facts are from"),
    ],
    examples: [
      Example(
        """
        transformer(family: llama, hidden: 2048, layers: 16, heads: 32, kv_heads: 8, \
        intermediate: 8192, vocab: 128256, tied: on).parameters
        """)
    ],
    related: ["hf", "models"]
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
  let hidden = arguments.whole("hidden") ?? 0
  let heads = arguments.whole("heads") ?? 1
  let layers = arguments.whole("layers") ?? 0
  let window = arguments.whole("sliding_window")
  guard arguments.isGiven("head_dim") || hidden % heads == 0 else {
    throw .value(
      "\(heads) heads do not divide a width of \(hidden).", at: arguments.place,
      hint: "give the width of a head: `head_dim: 128`")
  }
  let architecture = Architecture(
    name: arguments.text("name") ?? "a \(family.rawValue) model", family: family, hidden: hidden,
    layers: layers, heads: heads, kvHeads: arguments.whole("kv_heads") ?? heads,
    headDim: arguments.whole("head_dim") ?? hidden / heads,
    intermediate: arguments.whole("intermediate") ?? 0, vocab: arguments.whole("vocab") ?? 0,
    tied: arguments.truth("tied") ?? false,
    qkvBias: arguments.truth("qkv_bias") ?? (family == .qwen2),
    outputBias: arguments.truth("output_bias") ?? false,
    mlpBias: arguments.truth("mlp_bias") ?? false,
    qkNorm: arguments.truth("qk_norm") ?? (family == .qwen3), slidingWindow: window,
    slidingLayers: arguments.whole("sliding_layers") ?? (window == nil ? 0 : layers))
  do throws(Refusal) {
    try architecture.validate()
    return architecture
  } catch {
    throw error.fault(at: arguments.place)
  }
}
