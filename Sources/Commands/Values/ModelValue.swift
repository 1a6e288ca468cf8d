import Language
import MemoryModel
import Step

/// A model as a value of the language.
final class ModelValue: Entity {
  static let kind = "a model"

  /// The setup of which nothing but the model is asked for: what each question starts from, so that
  /// the architecture, which is large, is copied for none.
  let setup: Setup
  var architecture: Architecture { _read { yield setup.architecture } }
  /// What was published of it.
  let facts: Facts
  /// Its name in the catalog, if it is there.
  let id: String?

  /// What the memory does not depend on.
  struct Facts: Sendable {
    var hub: String?
    var released: String?
    var context: Int?
    var source: String?
    /// The published count of parameters, to the last one.
    var parameters: Int?
    /// What is worth telling about how its file was read.
    var notes: [String] = []
  }

  init(_ architecture: Architecture, facts: Facts = Facts(), id: String? = nil) {
    setup = Setup(architecture: architecture)
    self.facts = facts
    self.id = id
  }

  var kind: String { Self.kind }

  static let fields = [
    "name", "family", "parameters", "hidden", "layers", "heads", "kv_heads", "head_dim",
    "intermediate", "experts", "experts_per_token", "vocab", "tied", "storage", "tower", "context",
    "released",
    "hub",
    "source",
  ]

  /// The sizes of its kind too: of experts, of Mamba-2.
  var fields: [String] { Self.fields + sizes.map(\.name).filter { !Self.fields.contains($0) } }

  /// What stands under no name of its own: the tower has a value for its sizes.
  private var sizes: [(name: String, value: Int)] {
    architecture.sizes.filter { !$0.name.hasPrefix("tower_") }
  }

  func field(_ name: String) -> Value? {
    switch name {
    case "name": .text(architecture.name)
    case "family": .text(architecture.family.rawValue)
    case "parameters": .parameters(architecture.parameters)
    case "hidden": .whole(architecture.hidden)
    case "layers": .whole(architecture.layers)
    case "heads": .whole(architecture.heads)
    case "kv_heads": .whole(architecture.kvHeads)
    case "head_dim": .whole(architecture.headDim)
    case "intermediate": .whole(architecture.intermediate)
    case "experts": architecture.experts.map { .whole($0.count) } ?? .missing
    case "experts_per_token": architecture.experts.map { .whole($0.active) } ?? .missing
    case "vocab": .whole(architecture.vocab)
    case "tied": .truth(architecture.tied)
    case "storage": architecture.storage.name.map { .choice($0) } ?? .missing
    case "tower": architecture.tower.map { .entity(TowerValue($0)) } ?? .missing
    case "context": facts.context.map { .whole($0) } ?? .missing
    case "released": facts.released.map { .text($0) } ?? .missing
    case "hub": facts.hub.map { .text($0) } ?? .missing
    case "source": facts.source.map { .text($0) } ?? .missing
    default: sizes.first { $0.name == name }.map { .whole($0.value) }
    }
  }

  func text(_ style: Style) -> String { architecture.name }

  func view(_ style: Style) -> View {
    let a = architecture
    let count = Figures.prose(a.parameters)
    var lines: [View.Block] = [
      .line(Markup(a.name, .strong) + Markup(" · \(a.family.rawValue) · \(count) parameters")),
      .line(
        Markup(
          "\(a.layers) layers · hidden \(Figures.prose(a.hidden)) · \(a.heads) heads, "
            + "\(a.kvHeads) of keys and values, \(a.headDim) wide · "
            + "\(a.inner) · vocab \(Figures.prose(a.vocab))" + (a.tied ? ", tied" : ""))),
    ]
    if let tower = a.tower {
      lines.append(
        .line(Markup("with a vision tower of \(Figures.short(tower.parameters)), frozen")))
    }
    if let stored = a.storage.sentence { lines.append(.line(Markup(stored))) }
    lines += facts.notes.map { .line(Markup("note: \($0)", .muted)) }
    if let source = facts.source { lines.append(.line(Markup("source: \(source)", .muted))) }
    return View(lines)
  }

  var datum: Datum {
    let members = Self.fields.compactMap { name in
      field(name).map { Datum.Member(name, $0.bare) }
    }
    return .object([Datum.Member("kind", .text("model"))] + members)
  }

  func equals(_ other: any Entity) -> Bool {
    (other as? ModelValue)?.architecture == architecture
  }

  func called(_ name: String) -> Value {
    id == nil ? .entity(ModelValue(architecture, facts: facts, id: name)) : .entity(self)
  }
}

extension Architecture {
  /// What a layer has behind its attention, in a few words.
  fileprivate var inner: String {
    guard let experts else { return "intermediate \(Figures.prose(intermediate))" }
    return "\(experts.count) experts of \(Figures.prose(experts.intermediate)), "
      + "\(experts.active) for each token"
  }
}

extension Storage {
  /// How the checkpoint holds its weights, as a model's page says it; nil where nothing says it.
  fileprivate var sentence: String? {
    let plain = dtype?.rawValue ?? "bf16"
    switch packing {
    case nil: return dtype.map { "weights in \($0.rawValue)" }
    case let packing? where isUnpacked:
      return "published in \(packing.title); weights in \(plain) are meant"
    case .fourBit(let four)?:
      return "linear modules in \(four.title) "
        + "\(four.quantization.doubleQuant ? "with" : "without") double quantisation\(four.exceptions), the rest in "
        + plain
    case .unmodelled(let format)?:
      return "weights in \(format.title): what training on them takes is not modelled yet"
    }
  }
}

extension Storage.FourBit {
  fileprivate var exceptions: String { kept.isEmpty ? "" : " but for some" }
}
