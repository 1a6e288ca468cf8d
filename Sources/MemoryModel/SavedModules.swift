private let peft: StaticString = "peft 0.21 utils/other.py ModulesToSaveWrapper.update"

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

extension Regime {
  /// Whether copies of tables are trained beside adapters.
  var savesTables: Bool { !trainsBase && (trainsEmbedding || trainsHead) }
}

extension Tensors {
  /// What PEFT copies to train it beside adapters: all parameters of a module.
  ///
  /// A head that is tied to the embedding has a copy of its own; the two then go separate ways. On a
  /// CPU, a tiny Llama had the same count of trained parameters, tied or not.
  func saved(_ regime: Regime) -> [Tensor<A>] {
    var all: [Tensor<A>] = []
    if regime.trainsEmbedding {
      all.append(
        Tensor(
          name: "trained embedding", kind: .embedding, rows: sizes.rows, columns: sizes.embedding))
    }
    if regime.trainsHead {
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

extension Phases {
  /// The trained copies, in the format of what they are copies of: PEFT casts its adapters alone
  /// (peft 0.21 tuners/tuners_utils.py `cast_adapter_dtype`). The originals stay.
  func enterSaved<K: Account>(into account: inout K) where K.Unit == A {
    for tensor in saved {
      account.enter(.adapters, tensor.name, stored(tensor).block(), peft)
    }
  }
}
