import Catalog
import Language

extension Word {
  static let models = Word(
    "models", .catalog, "the models that are known by name",
    examples: [Example("models.count"), Example("models[0].name")],
    related: ["gpus", "hf", "transformer"]
  ) { (_, frame) throws(Fault) in
    var rows: [[Value]] = []
    for name in Catalog.names(of: .model) where name.aliasOf == nil {
      guard case .entity(let entity as ModelValue) = try frame.session.library(name.name) else {
        continue
      }
      let fields = ["released", "parameters", "layers", "hidden", "context"]
      rows.append(
        [.text(name.name), .entity(entity)] + fields.map { entity.field($0) ?? .nothing })
    }
    let columns = ["name", "model", "released", "parameters", "layers", "hidden", "context"]
    return .entity(Table(columns: columns.map { Table.Column($0) }, rows: rows))
  }

  static let gpus = Word(
    "gpus", .catalog, "the cards that are known by name",
    examples: [Example("gpus.count"), Example("rtx4090.usable")],
    related: ["models", "card", "fits"]
  ) { (_, frame) throws(Fault) in
    var rows: [[Value]] = []
    for name in Catalog.names(of: .gpu) where name.aliasOf == nil {
      guard case .entity(let entity as CardValue) = try frame.session.library(name.name) else {
        continue
      }
      let fields = ["memory", "usable", "year", "price"]
      rows.append(
        [.text(name.name), .entity(entity)] + fields.map { entity.field($0) ?? .nothing })
    }
    let columns = ["name", "card", "memory", "usable", "year", "price"]
    return .entity(Table(columns: columns.map { Table.Column($0) }, rows: rows))
  }
}

extension Library {
  /// The catalog, an entry of which is read when it is asked for.
  static let catalog = Library(
    source: { name in
      Catalog.entry(named: name).map { Source($0.text, name: $0.file) }
    },
    names: { Entry.Kind.allCases.flatMap { Catalog.names(of: $0).map(\.name) } })
}
