import MemoryModel

extension Architecture.Family {
  package static let gptNeo = Self("gpt_neo", .gptNeo)
}

/// `GPTNeoConfig` and `GPTNeoForCausalLM` of transformers 5.23 (models/gpt_neo). `attribute_map` lets a
/// file spell its keys as other families do; where it has both, those win. Layers with a window have
/// a mask of the same size as the others.
extension ConfigClass {
  static let gptNeo = ConfigClass(
    modelType: "gpt_neo", name: "GPTNeoConfig",
    dimensions: [
      ["hidden_size"], ["num_layers", "num_hidden_layers"], ["num_heads", "num_attention_heads"],
      ["vocab_size"],
    ],
    // Kinds of attention by turns, as the class has them for its own number of layers.
    spelled: [
      "layers": { description in
        let kinds = (0..<(description.layers ?? 0)).map {
          JSON.text($0 % 2 == 0 ? "global" : "local")
        }
        return [
          "num_hidden_layers": description["layers"] ?? .null, "attention_layers": .list(kinds),
        ]
      }
    ]
  ) { (config, name) throws(ImportFault) in
    let hidden = try config.count("hidden_size", or: 2048, upTo: 1 << 20)
    var model = Architecture(
      of: .gptNeo, name: name, hidden: hidden,
      layers: try config.count(["num_hidden_layers", "num_layers"], or: 24, upTo: 1 << 14),
      heads: try config.count(["num_attention_heads", "num_heads"], or: 16, upTo: 1 << 16),
      intermediate: try config.optionalCount("intermediate_size", upTo: 1 << 24) ?? 4 * hidden,
      vocab: try config.count("vocab_size", or: 50257, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    (model.outputBias, model.mlpBias) = (true, true)
    model.rotaryTables = 0
    model.paths = .init(root: "transformer", embedding: "wte", positions: "wpe", layers: "h")
    model.fp32Scores = true
    // GPTNeoSelfAttention raises where the heads do not divide the width.
    try config.checkHeads(of: model)
    try config.checkAttention(of: model)
    model.tied = try config.flag("tie_word_embeddings", or: true)
    model.positions = try config.count("max_position_embeddings", or: 2048, upTo: 1 << 20)
    model.activation = try config.activation("activation_function", or: .written)
    model.embeddingDropout = try config.share("embed_dropout", or: 0) > 0
    model.attentionDropout = try config.share("attention_dropout", or: 0) > 0
    try config.addResidualDropout("resid_dropout", or: 0, to: &model)
    return model
  }
}

extension Config {
  /// `validate_architecture`: each layer has a kind of attention, which `attention_layers` lists, or
  /// else `attention_types`, whose default is of 24 layers.
  fileprivate func checkAttention(of model: Architecture) throws(ImportFault) {
    let isListed = isSet("attention_layers")
    let key = isListed ? "attention_layers" : "attention_types"
    let kinds = try isListed ? texts(key) ?? [] : attentionTypes()
    guard kinds.count == model.layers else {
      throw fault(
        "\(key) is of \(kinds.count) layers and num_layers is \(model.layers).",
        at: has(key) ? key : "num_layers")
    }
    if let kind = kinds.first(where: { $0 != "global" && $0 != "local" }) {
      throw fault(
        "\(key) holds \(quoted(kind)).", at: key, hint: "This family has global and local.")
    }
  }

  /// `[[["global", "local"], 12]]`: kinds of attention, and how often they are repeated.
  private func attentionTypes() throws(ImportFault) -> [String] {
    let key = "attention_types"
    if !isSet(key) { return (0..<24).map { $0 % 2 == 0 ? "global" : "local" } }
    let wrong = fault(
      "\(key) is \(self[key]?.shown ?? "missing"): it must hold lists of kinds with their number.",
      at: key, hint: "As [[[\"global\", \"local\"], 12]] has it.")
    guard case .list(let groups)? = self[key] else { throw wrong }
    var all: [String] = []
    for group in groups {
      guard case .list(let pair) = group, pair.count > 1, case .list(let items) = pair[0],
        case .whole(let times) = pair[1], times >= 0, times <= 1 << 14, items.count <= 1 << 14
      else { throw wrong }
      var kinds: [String] = []
      for item in items {
        guard case .text(let kind) = item else { throw wrong }
        kinds.append(kind)
      }
      guard all.count + times * kinds.count <= 1 << 14 else { throw wrong }
      all += (0..<times).flatMap { _ in kinds }
    }
    return all
  }
}
