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
