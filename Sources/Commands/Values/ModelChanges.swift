import Language
import MemoryModel
import Step

// `llama8b with (layers: 16)`: a model as it would be with other dimensions.
extension ModelValue {
  private typealias Path<T> = WritableKeyPath<Architecture, T> & Sendable

  private static let dimensions: [(name: String, path: Path<Int>)] = [
    ("hidden", \.hidden), ("layers", \.layers), ("heads", \.heads), ("kv_heads", \.kvHeads),
    ("head_dim", \.headDim), ("intermediate", \.intermediate), ("vocab", \.vocab),
  ]

  /// What some families choose, and others have always or never.
  static let choices: [(name: String, path: WritableKeyPath<Architecture, Bool> & Sendable)] = [
    ("qkv_bias", \.qkvBias), ("output_bias", \.outputBias), ("mlp_bias", \.mlpBias),
    ("qk_norm", \.qkNorm),
  ]

  private static let switches = [("tied", \Architecture.tied)] + choices

  private static let changeable =
    ["name"] + dimensions.map(\.name) + switches.map(\.name) + ["storage"]

  func with(_ changes: [Change], in session: Session) throws(Fault) -> Value? {
    var changed = architecture
    var said: [String] = []
    var name: String?
    for change in changes {
      if change.name == "name" {
        if case .text(let text) = try change.admitted(by: .text, in: session) { name = text }
        continue
      }
      if change.name == "storage" {
        let value = try change.admitted(by: .choices(of: Storage.Dtype.self), in: session)
        if case .choice(let name) = value, let dtype = Storage.Dtype(spelling: name) {
          changed.storage = changed.storage.unpacked(into: dtype)
        }
        continue
      }
      try Self.apply(change, to: &changed, session)
      said.append("\(change.name): \(change.value.spelling(session.style))")
    }
    let layers = changed.layers
    changed.layers = architecture.layers
    if layers != architecture.layers { changed.resize(layers: layers) }
    changed.name =
      name ?? architecture.name + (said.isEmpty ? "" : " with \(said.joined(separator: ", "))")
    do throws(Refusal) {
      try changed.validate()
    } catch {
      guard let last = changes.last else { return nil }
      throw error.fault(at: last.place)
    }
    for (name, path) in Self.choices where changed.ignores(path, unlike: architecture) {
      guard let change = changes.last(where: { $0.name == name }) else { continue }
      throw .ignored(name, by: changed.family, at: change.place)
    }
    var facts = facts
    // What was published is not about this one.
    if !said.isEmpty {
      (facts.parameters, facts.source, facts.hub, facts.notes) = (nil, nil, nil, [])
    }
    return .entity(ModelValue(changed, facts: facts))
  }

  private static func apply(
    _ change: Change, to architecture: inout Architecture, _ session: Session
  ) throws(Fault) {
    if let dimension = dimensions.first(where: { $0.name == change.name }) {
      let value = try change.admitted(by: .whole(from: 1), in: session)
      architecture[keyPath: dimension.path] = Int(value.quantity?.number ?? 1)
    } else if let one = switches.first(where: { $0.name == change.name }) {
      let value = try change.admitted(by: .truth, in: session)
      architecture[keyPath: one.path] = value.truth ?? false
    } else {
      throw change.unknown(in: kind, changeable, session)
    }
  }
}

extension Architecture {
  /// Whether a field was given another value that the family's modules do not ask for.
  func ignores(
    _ field: WritableKeyPath<Architecture, Bool>, unlike other: Architecture
  ) -> Bool {
    self[keyPath: field] != other[keyPath: field] && !asks(for: field)
  }
}

extension Fault {
  /// What a family does not let its models choose.
  static func ignored(_ name: String, by family: Architecture.Family, at place: Place) -> Fault {
    .value(
      "The family \(family.rawValue) does not choose `\(name)`: its modules have it always, or never.",
      at: place, hint: "leave it out")
  }
}
