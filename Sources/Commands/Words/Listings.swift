import Catalog
import Import
import Language
import MemoryModel

extension Word {
  static let models = Word(
    "models", .catalog, "the models that are known by name",
    examples: [
      Example("models.count"), Example("models | where(family == \"qwen3\") | sort(parameters)"),
      Example("models | where(experts > 0 and parameters < 50B)"),
    ],
    related: ["gpus", "hf", "transformer", "parameters"]
  ) { (_, frame) throws(Fault) in .entity(try frame.session.listing(.model, modelColumns)) }

  static let gpus = Word(
    "gpus", .catalog, "the cards that are known by name",
    examples: [
      Example("where(gpus, memory >= 24 GiB and year >= 2025)"),
      Example("where(gpus, vendor == \"AMD\") | sort(bandwidth, descending: on) | first(3)"),
      Example("rtx4090.usable"),
    ],
    related: ["models", "card", "fits"]
  ) { (_, frame) throws(Fault) in .entity(try frame.session.listing(.gpu, cardColumns)) }

  /// What stands in the lists: the name, then fields of each thing, or the thing itself.
  static let modelColumns = [
    Table.Column("name"), Table.Column("family"), Table.Column("released"),
    Table.Column("parameters"), Table.Column("context"), .aside("model"), .aside("layers"),
    .aside("hidden"), .aside("heads"), .aside("kv_heads"), .aside("intermediate"),
    .aside("experts"), .aside("experts_per_token"), .aside("vocab"), .aside("hub"),
  ]
  static let cardColumns = [
    Table.Column("name"), Table.Column("card"), Table.Column("memory"), Table.Column("usable"),
    Table.Column("year"), Table.Column("price"), .aside("vendor"), .aside("architecture"),
    .aside("bandwidth"), .aside("bf16_tflops"), .aside("capability"), .aside("unified"),
    .aside("usable_source"),
  ]
}

extension Table.Column {
  fileprivate static func aside(_ name: String) -> Table.Column { Self(name, isAside: true) }
}

extension Session {
  /// The entries of a kind, each read.
  fileprivate func listing(_ kind: Entry.Kind, _ columns: [Table.Column]) throws(Fault) -> Table {
    var rows: [[Value]] = []
    for name in Catalog.names(of: kind) where name.aliasOf == nil {
      guard case .entity(let entity) = try library(name.name) else { continue }
      rows.append(
        columns.map { column in
          switch column.name {
          case "name": .text(name.name)
          case "model", "card": .entity(entity)
          default: entity.field(column.name) ?? .missing
          }
        })
    }
    return Table(columns: columns, rows: rows)
  }
}

extension Word {
  static let families = Word(
    "families", .catalog, "the families that hf(…) reads, by the model_type of their config.json",
    examples: [
      Example("families.count"), Example("where(families, tower).name | first(3)"),
      Example("families | where(name == \"llama\")"),
    ],
    related: ["hf", "models", "transformer"]
  ) { (_, _) throws(Fault) in
    let wrappers = Set(HuggingFace.wrappers)
    let rows = (HuggingFace.families + wrappers).sorted().map { name -> [Value] in
      let isTraced = Evidence.hasSteps(of: name)
      return [.text(name), .truth(wrappers.contains(name)), .truth(isTraced)]
    }
    return .entity(
      Table(
        columns: [
          Table.Column("name"), Table.Column("tower", title: "with a tower"),
          Table.Column("traced", title: "whole steps traced"),
        ], rows: rows))
  }

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
        kept.bytes.map { .number($0) } ?? .missing, .truth(kept.isPaged), .text(kept.text),
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
