extension Adapter {
  /// The tables that `save` names. Any other name is refused.
  package func tables(in architecture: Architecture) throws(Refusal) -> [Architecture.Table] {
    var tables: [Architecture.Table] = []
    for name in save {
      guard let table = architecture.table(named: name) else {
        throw Refusal(
          "save names '\(name)', which is neither the embedding nor the head of "
            + "\(architecture.name).",
          hint: "name \(architecture.tableNames.joined(separator: ", ")) or both; nothing else "
            + "that PEFT can train whole is modelled")
      }
      tables.append(table)
    }
    return tables
  }
}
