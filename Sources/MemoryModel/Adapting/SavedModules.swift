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

extension Tensors {
  /// What PEFT copies to train it beside adapters: all parameters of a module.
  ///
  /// A head that is tied to the embedding has a copy of its own; the two then go separate ways. On a
  /// CPU, a tiny Llama had the same count of trained parameters, tied or not.
  func saved(_ tables: [Architecture.Table]) -> [Tensor<A>] {
    var all: [Tensor<A>] = []
    if tables.contains(.embedding) {
      all.append(
        Tensor(
          name: "trained embedding", kind: .embedding, rows: sizes.rows, columns: sizes.embedding))
    }
    if tables.contains(.head) {
      all.append(
        Tensor(name: "trained head", kind: .head, rows: sizes.vocab, columns: sizes.embedding))
      if architecture.headBias {
        all.append(
          Tensor(name: "trained head's bias", kind: .bias, rows: sizes.vocab, columns: .count(1)))
      }
    }
    return all
  }
}
