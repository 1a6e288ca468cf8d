import Catalog
import Language

extension Vocabulary {
  /// All that the language is given to speak of: its words, the setup, the catalog.
  package static let vram = Vocabulary(
    words: [
      .transformer, .tower, .hf, .card,
      .full, .lora, .qlora, .chunked,
      .estimate, .fits, .explain, .sweep, .largest, .smallest, .compare, .ruleOfThumb,
      .scenario, .use, .setup,
      .models, .gpus, .optimizers, .methods,
      .where, .sort, .select, .first, .map,
      .print, .assert,
      .help, .tour, .load, .save, .history, .undo, .reset, .quit,
    ] + Word.sums + Word.numbers,
    slots: SetupSlot.all, library: .catalog)
}

extension Vocabulary {
  /// What stands behind the dot of a word's answer, known before it is asked.
  package static func fields(of word: String) -> [String] {
    switch word {
    case "estimate": EstimateValue.fields
    case "rule_of_thumb": RuleValue.fields
    case "fits": FitsValue.fields
    case "transformer", "hf": ModelValue.fields
    case "tower": TowerValue.fields
    case "card": CardValue.fields
    case "scenario": ScenarioValue.fields
    case "models": Word.modelColumns + ["count"]
    case "gpus": Word.cardColumns + ["count"]
    default: []
    }
  }

  /// The names of the catalog for a kind of thing.
  package static func catalog(of kind: String) -> [String] {
    switch kind {
    case ModelValue.kind: Catalog.names(of: .model).map(\.name)
    case CardValue.kind: Catalog.names(of: .gpu).map(\.name)
    default: []
    }
  }

  /// The words that make a kind of thing.
  package static func makers(of kind: String) -> [String] {
    switch kind {
    case ModelValue.kind: ["hf", "transformer"]
    case TowerValue.kind: ["tower"]
    case CardValue.kind: ["card"]
    case MethodValue.kind: ["full", "lora", "qlora"]
    case ChunkedLoss.kind: ["chunked"]
    case ScenarioValue.kind: ["scenario"]
    default: []
    }
  }

  /// The words of a group.
  package func words(in group: Word.Group) -> [Word] { words.filter { $0.group == group } }
}
