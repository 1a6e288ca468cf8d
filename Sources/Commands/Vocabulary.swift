import Language

extension Vocabulary {
  /// All that the language is given to speak of: its words, the setup, the catalog.
  package static let vram = Vocabulary(
    words: [
      .transformer, .hf, .card,
      .full, .lora, .qlora, .chunked,
      .estimate, .fits, .explain, .sweep, .setup,
      .models, .gpus,
      .print, .assert,
      .help, .load, .quit,
    ] + Word.numbers,
    slots: SetupSlot.all, library: .catalog)
}

extension Vocabulary {
  /// What stands behind the dot of a word's answer, known before it is asked.
  package static func fields(of word: String) -> [String] {
    switch word {
    case "estimate": EstimateValue.fields
    case "fits": FitsValue.fields
    case "transformer", "hf": ModelValue.fields
    case "card": CardValue.fields
    default: []
    }
  }
}
