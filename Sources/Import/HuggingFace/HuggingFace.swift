import MemoryModel
import Step

/// Reads a Hugging Face `config.json` as transformers does: a key that is missing has the default of
/// the family's config class.
package enum HuggingFace {
  /// What a config says of a model, and what is worth telling about how it was read.
  package struct Reading: Sendable, Hashable {
    package let architecture: Architecture
    /// Sentences: a quantised checkpoint, a dimension that the file leaves to a default.
    package let notes: [String]
    /// The most tokens that the file says the model takes, where it says so.
    package let context: Int?
  }

  /// So many bytes of a file are enough to read a config, or to see that it is none.
  package static let mostBytes = JSONParser.largestSize + 1

  /// The families that can be read, by their `model_type`.
  package static var families: [String] { ConfigClass.all.map(\.modelType) }

  /// The models around a text model that can be read, by their `model_type`.
  package static var wrappers: [String] { Wrapper.all.map(\.modelType) }

  /// The architecture that a config describes.
  ///
  /// - Parameters:
  ///   - json: the text of the file.
  ///   - name: what the model is to be called.
  package static func architecture(json: String, name: String) throws(ImportFault) -> Architecture {
    try reading(of: Array(json.utf8), name: name).architecture
  }

  /// The architecture that a config describes, from the file's bytes.
  package static func architecture(
    bytes: [UInt8], name: String
  ) throws(ImportFault) -> Architecture {
    try reading(of: bytes, name: name).architecture
  }

  /// The same with notes, from the file's bytes.
  package static func reading(of bytes: [UInt8], name: String) throws(ImportFault) -> Reading {
    let config = try Config(bytes)
    try checkHead(of: config)
    let (text, family): (Config, ConfigClass)
    var architecture: Architecture
    if let wrapper = try wrapper(of: config) {
      (text, family) = try wrapper.text(of: config)
      architecture = try wrapper.architecture(config, name)
    } else {
      (text, family) = (config, try configClass(of: config))
      architecture = try family.architecture(config, name)
    }
    try checkSize(of: architecture)
    architecture.assumesHead = config.classWithoutHead != nil
    architecture.storage = try config.storage(of: architecture, text)
    return Reading(
      architecture: architecture,
      notes: notes(on: text, readAs: family) + notes(on: config),
      context: try text.optionalCount("max_position_embeddings", upTo: 1 << 40)
        ?? (architecture.positions > 0 ? architecture.positions : nil))
  }

  /// Refuses a model that is trained on something else than the next token.
  private static func checkHead(of config: Config) throws(ImportFault) {
    guard let name = config.classWithOtherHead, let modelType = try config.text("model_type"),
      Unread.named(modelType) == nil
    else { return }
    throw config.fault(
      "The checkpoint is of \(quoted(name)): its head, and the loss of it, are not modelled.",
      at: "architectures",
      hint:
        "Of its kin I read language models: the checkpoint of \(quoted(modelType)) that it was made "
        + "from.")
  }

  /// The class of a model that wraps a text model, or nil where the config is of a text model.
  private static func wrapper(of config: Config) throws(ImportFault) -> Wrapper? {
    guard let modelType = try config.text("model_type") else { return nil }
    if let wrapper = Wrapper.all.first(where: { $0.modelType == modelType }) { return wrapper }
    guard config.has("text_config") else { return nil }
    throw config.fault(
      "I do not read \(quoted(modelType)) yet: a text model inside a larger one (text_config).",
      at: "model_type",
      hint: known(near: modelType) + " Describe it with transformer(…, tower: tower(…)).")
  }

  private static func configClass(of config: Config) throws(ImportFault) -> ConfigClass {
    guard let modelType = try config.text("model_type") else {
      let isAdapter = config.has("peft_type")
      throw ImportFault(
        isAdapter ? "This is an adapter, and no model." : "The config has no model_type.",
        hint: config.kindOfFile)
    }
    if let unread = Unread.named(modelType) {
      throw config.fault(
        "\(quoted(modelType)) is \(unread.what): that is not modelled.", at: "model_type",
        hint: unread.hint)
    }
    guard let family = ConfigClass.all.first(where: { $0.modelType == modelType }) else {
      throw config.fault(
        "I do not know the family \(quoted(modelType)) yet: what its layers hold is not written down.",
        at: "model_type",
        hint: known(near: modelType) + " A model of the same shape: transformer(…).")
    }
    return family
  }

  /// What is read of the kin of a model that is not: names that begin with the same letters.
  private static func known(near modelType: String) -> String {
    let all = (families + wrappers).sorted()
    let kin = modelType.prefix { $0.isLetter }
    let near = kin.isEmpty ? [] : all.filter { $0.hasPrefix(kin) }
    if near.isEmpty { return "I read \(all.count) others: `families` lists them." }
    return "Of its kin I read \(near.joined(separator: ", ")); `families` lists all \(all.count)."
  }

  /// Refuses what no machine could train, so that no product of dimensions overflows later, and what no
  /// model can be.
  static func checkSize(of model: Architecture) throws(ImportFault) {
    let total = max(Double(model.parameters), Double(model.tower?.parameters ?? 0))
    guard total < 1e14 else {
      throw ImportFault(
        "These dimensions make more than \(Int(total / 1e12)) trillion parameters.",
        hint: "Is one of hidden_size, intermediate_size, num_hidden_layers, vocab_size wrong?")
    }
    do throws(Refusal) {
      try model.validate()
    } catch {
      throw ImportFault(error.message, hint: error.hint)
    }
  }

  private static func notes(on config: Config, readAs family: ConfigClass) -> [String] {
    var notes: [String] = []
    let missing = family.dimensions.filter { !$0.contains(where: config.has) }.compactMap(\.first)
    if !missing.isEmpty {
      let verb = missing.count == 1 ? "is" : "are"
      notes.append(
        "\(missing.joined(separator: ", ")) \(verb) not in the file: "
          + "the default of \(family.name) stands.")
    }
    return notes
  }

  private static func notes(on config: Config) -> [String] {
    var notes: [String] = []
    if let saved = config.classWithoutHead {
      notes.append(
        "The checkpoint is of \(saved): it is counted and trained here as a language model, with "
          + "its head and logits.")
    }
    return notes
  }
}
