import Import
import Language
import MemoryModel
import Step

extension Word {
  static let transformer = Word(
    "transformer", .shape, "a model by its dimensions, under the names of its config.json",
    [
      Parameter(
        "family", .choices(HuggingFace.families), .required,
        "whose layers it has")
    ] + ConfigArgument.all.map(\.parameter) + [
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

extension ConfigArgument {
  fileprivate var parameter: Parameter {
    let kind: Language.Kind =
      switch kind {
      case .count: dimension
      case .number: .number(Language.Kind.NumberKind(from: 0, whole: false))
      case .truth: .truth
      case .text: .text
      case .choice(let names): .choices(names)
      }
    return Parameter(name, kind, isRequired ? .required : .optional, summary)
  }

  fileprivate func value(in arguments: Arguments) -> Value? {
    switch kind {
    case .count: arguments.whole(name).map(Value.whole)
    case .number: arguments.number(name).map(Value.number)
    case .truth: arguments.truth(name).map(Value.truth)
    case .text, .choice: arguments.text(name).map(Value.text)
    }
  }
}

/// What the family's class reads, and what stands around that.
private func architecture(_ arguments: Arguments) throws(Fault) -> Architecture {
  let family = arguments.text("family") ?? ""
  var values: [String: ConfigArgument.Value] = [:]
  for argument in ConfigArgument.all { values[argument.name] = argument.value(in: arguments) }
  var model: Architecture
  do throws(DescriptionFault) {
    model = try HuggingFace.architecture(
      of: family, values, name: arguments.text("name") ?? "a \(family) model")
  } catch {
    throw .value(
      error.message, at: error.argument.map(arguments.place) ?? arguments.place, hint: error.hint)
  }
  model.storage = storage(arguments)
  if case .entity(let entity)? = arguments["tower"], let value = entity as? TowerValue {
    model.tower = value.tower
    do throws(Refusal) { try model.validate() } catch { throw error.fault(at: arguments.place) }
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
