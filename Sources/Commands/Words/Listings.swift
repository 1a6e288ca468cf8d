import Catalog
import Language
import MemoryModel

extension Word {
  static let modelColumns = [
    "name", "model", "released", "parameters", "layers", "hidden", "context",
  ]
  static let cardColumns = ["name", "card", "memory", "usable", "year", "price"]

  static let models = Word(
    "models", .catalog, "the models that are known by name",
    examples: [
      Example("models.count"), Example("models | where(parameters < 10B) | sort(parameters)"),
    ],
    related: ["gpus", "hf", "transformer"]
  ) { (_, frame) throws(Fault) in
    var rows: [[Value]] = []
    for name in Catalog.names(of: .model) where name.aliasOf == nil {
      guard case .entity(let entity as ModelValue) = try frame.session.library(name.name) else {
        continue
      }
      rows.append(
        [.text(name.name), .entity(entity)]
          + modelColumns.dropFirst(2).map { entity.field($0) ?? .nothing })
    }
    return .entity(Table(columns: modelColumns.map { Table.Column($0) }, rows: rows))
  }

  static let gpus = Word(
    "gpus", .catalog, "the cards that are known by name",
    examples: [
      Example("where(gpus, memory >= 24 GiB and year >= 2020)"), Example("rtx4090.usable"),
    ],
    related: ["models", "card", "fits"]
  ) { (_, frame) throws(Fault) in
    var rows: [[Value]] = []
    for name in Catalog.names(of: .gpu) where name.aliasOf == nil {
      guard case .entity(let entity as CardValue) = try frame.session.library(name.name) else {
        continue
      }
      rows.append(
        [.text(name.name), .entity(entity)]
          + cardColumns.dropFirst(2).map { entity.field($0) ?? .nothing })
    }
    return .entity(Table(columns: cardColumns.map { Table.Column($0) }, rows: rows))
  }
}

extension Word {
  static let optimizers = Word(
    "optimizers", .catalog, "the optimizers, and what each keeps between steps",
    examples: [
      Example("optimizers.count"), Example("where(optimizers, paged).name"),
      Example("sort(optimizers, bytes) | first(3)"),
    ],
    related: ["methods", "sweep"]
  ) { (_, _) throws(Fault) in
    let rows = Optimizer.allCases.map { optimizer -> [Value] in
      let aliases = Optimizer.aliases.filter { $0.value == optimizer }.map(\.key).sorted()
      let kept = optimizer.kept
      return [
        .text(optimizer.rawValue), .text(aliases.joined(separator: ", ")),
        kept.bytes.map { .number($0) } ?? .nothing, .truth(kept.isPaged), .text(kept.text),
      ]
    }
    return .entity(
      Table(
        columns: [
          Table.Column("name"), Table.Column("also"),
          Table.Column("bytes", title: "bytes per fp32 weight"),
          Table.Column("paged"), Table.Column("states", title: "what it keeps"),
        ], rows: rows))
  }

  static let methods = Word(
    "methods", .catalog, "the methods of tuning, as they are without arguments",
    examples: [
      Example("methods.name"), Example("estimate(model: llama8b, method: methods.method)"),
    ],
    related: ["full", "lora", "qlora", "optimizers"]
  ) { (_, _) throws(Fault) in
    let rows: [[Value]] = [
      ("full", Method.full, Word.full), ("lora", .lora(Adapter()), .lora),
      ("qlora", .qlora(Adapter(), Quantization()), .qlora),
    ].map { name, method, word in
      [.text(name), .entity(MethodValue(method)), .text(word.summary)]
    }
    return .entity(
      Table(
        columns: [
          Table.Column("name"), Table.Column("method"),
          Table.Column("meaning", title: "what it does"),
        ], rows: rows))
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
