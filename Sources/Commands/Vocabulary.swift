import Catalog
import Language

extension Vocabulary {
  /// All that the language is given to speak of: its words, the setup, the catalog.
  package static let vram = Vocabulary(
    words: [
      .transformer, .tower, .hf, .card,
      .full, .lora, .qlora, .adapter, .chunked, .every, .defaultAllocator, .expandableSegments,
      .estimate, .fits, .explain, .timeline, .inference, .time, .cost, .parameterCount, .sweep,
      .largest,
      .smallest, .advise, .oom, .gap, .frontier, .compare, .ruleOfThumb,
      .scenario, .use, .setup,
      .models, .families, .gpus, .optimizers, .methods,
      .where, .sort, .select, .map, .grouping, .join, .contains, .read, .environment, .number,
      .plot, .print, .assert,
      .help, .tour, .lesson, .load, .save, .history, .undo, .reset, .quit,
    ] + Word.picks + Word.sums + Word.numbers + Word.roots,
    slots: SetupSlot.slots, library: .catalog, foreignNames: { .known },
    foreignFile: { Shortage.diagnostic(for: $0) ?? ForeignFile.diagnostic(for: $0) })
}

extension Vocabulary {
  /// What stands behind the dot of a word's answer, known before it is asked.
  package static func fields(of word: String) -> [String] {
    switch word {
    case "estimate": EstimateValue.fields
    case "rule_of_thumb": RuleValue.fields
    case "fits": FitsValue.fields
    case "timeline": TimelineValue.fields
    case "plot": PlotValue.fields
    case "inference": InferenceValue.fields
    case "advise": AdviceValue.fields
    case "oom": OomValue.fields
    case "gap": GapValue.fields
    case "time": TimeValue.fields
    case "cost": CostValue.fields
    case "transformer", "hf": ModelValue.fields
    case "tower": TowerValue.fields
    case "card": CardValue.fields
    case "scenario": ScenarioValue.fields
    case "parameters": ParametersValue.fields
    default: []
    }
  }

  /// The names of the catalog that begin so, for one kind of thing or for all. Of names that differ
  /// in underscores alone, `rtx3080ti` and `rtx3080_ti`, the entry's own is enough where it is one.
  package static func catalog(of kind: String?, beginningWith prefix: String) -> [String] {
    let kinds: [Entry.Kind] =
      switch kind {
      case nil: Entry.Kind.allCases
      case ModelValue.kind: [.model]
      case CardValue.kind: [.gpu]
      default: []
      }
    return kinds.flatMap { Catalog.names(of: $0) }.filter { name in
      guard name.name.hasPrefix(prefix) else { return false }
      guard let own = name.aliasOf, own.hasPrefix(prefix) else { return true }
      return own.filter { $0 != "_" } != name.name.filter { $0 != "_" }
    }.map(\.name)
  }

  /// The words of a group.
  package func words(in group: Word.Group) -> [Word] { words.filter { $0.group == group } }
}

extension Session {
  /// What completion says of an entry of the catalog: `Llama 3.1 8B, 8.03B parameters`.
  package func note(onEntry name: String) -> String {
    guard case .entity(let entity)? = try? library(name) else { return "" }
    switch entity {
    case let model as ModelValue:
      let architecture = model.architecture
      return "\(architecture.name), \(Figures.short(architecture.parameters)) parameters"
    case let card as CardValue:
      return "\(card.facts.name), \(style.text(card.field("memory") ?? .nothing))"
    default: return entity.kind
    }
  }
}
