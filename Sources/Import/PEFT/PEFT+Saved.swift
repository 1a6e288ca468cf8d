import MemoryModel

extension Config {
  /// The modules that are trained whole beside the adapters: the embedding, the head or both. Others
  /// are refused.
  ///
  /// Source: peft 0.21 utils/other.py `_set_trainable`, tuners/lora/model.py
  /// `_add_modules_to_save_to_tie`.
  func saved(in model: Architecture?) throws(ImportFault) -> [String] {
    let key = "modules_to_save"
    guard isOn(key) else { return [] }
    var saved: [String] = []
    for name in try texts(key) ?? [] {
      let last = String(name.split(separator: ".").last ?? "")
      guard model.map({ $0.table(named: name) != nil }) ?? Self.tables.contains(last) else {
        throw fault(
          "\(key) holds \(quoted(name)): of what is trained whole beside adapters, only embedding "
            + "and head are modelled.", at: key,
          hint: model.map { "In \($0.name) they are \($0.tableNames.joined(separator: " and "))." }
            ?? "They are embed_tokens and lm_head in most models.")
      }
      if !saved.contains(last) { saved.append(last) }
    }
    if isOn("ensure_weight_tying") && model?.tied != false {
      throw fault(
        "ensure_weight_tying is true: one trained copy for the embedding and a head that is tied to "
          + "it is not modelled.", at: "ensure_weight_tying",
        hint: "Without it each module of \(key) has a copy of its own.")
    }
    return saved
  }

  /// What the families call embedding and head.
  private static let tables: Set = ["embed_tokens", "embed_in", "embeddings", "wte", "lm_head"]
}
