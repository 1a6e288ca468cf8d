import MemoryModel

extension Architecture.Family {
  package static let glmMoEDSA = Self("glm_moe_dsa", .deepseekV32)
}

/// `GlmMoeDsaConfig` and `GlmMoeDsaForCausalLM` of transformers 5.23 (models/glm_moe_dsa): GLM-5. Layers
/// may look at the tokens that an earlier one chose.
extension ConfigClass {
  static let glmMoEDSA = ConfigClass(modelType: "glm_moe_dsa", name: "GlmMoeDsaConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.indexedModel(
      .glmMoEDSA, name,
      DenseDefaults(
        vocab: 154880, hidden: 6144, intermediate: 12288, layers: 78, heads: 64, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 2048, keyRank: 512, plain: 192, rotated: 64, value: 256),
      indexHeads: 32, handsOn: true)
    let first = try config.count("first_k_dense_replace", or: 3, from: 0, upTo: 1 << 14)
    let hasExperts =
      try config.mixtureTypes(of: model.layers) ?? (0..<model.layers).map { $0 >= first }
    let reuses = try config.reusedChoices(of: model.layers)
    model.build(
      layers: zip(hasExperts, reuses).map {
        Architecture.Build(.attention, $0 ? .experts : .mlp, reusesChoice: $1)
      })
    return model
  }
}

extension Config {
  /// Which layers have no indexer: by `indexer_types`, by a letter a layer in `index_topk_pattern`, or
  /// by `index_topk_freq` and `index_skip_topk_offset`.
  fileprivate func reusedChoices(of layers: Int) throws(ImportFault) -> [Bool] {
    let keys = ["indexer_types", "index_topk_pattern"]
    guard let key = keys.first(where: isSet) else {
      let every = try count("index_topk_freq", or: 1, from: 0, upTo: 1 << 14)
      let offset = try count("index_skip_topk_offset", or: 2, from: 0, upTo: 1 << 14)
      let sharing = Architecture.Indexer.Sharing(every: every, offset: offset)
      return (0..<layers).map(sharing.isReuse)
    }
    let reuses = try holdsList(key) ? listedChoices(key) : choiceLetters(key)
    guard reuses.count >= layers else {
      throw fault(
        "\(key) lists \(reuses.count) layers and num_hidden_layers is \(layers).", at: key)
    }
    if reuses.first == true {
      throw fault("\(key): the first layer has no earlier one to share with.", at: key)
    }
    return Array(reuses.prefix(layers))
  }

  private func listedChoices(_ key: String) throws(ImportFault) -> [Bool] {
    try choices(texts(key) ?? [], shared: "shared", full: "full", at: key)
  }

  private func choiceLetters(_ key: String) throws(ImportFault) -> [Bool] {
    try choices((text(key) ?? "").map(String.init), shared: "S", full: "F", at: key)
  }

  private func choices(
    _ items: [String], shared: String, full: String, at key: String
  ) throws(ImportFault) -> [Bool] {
    for item in items where item != shared && item != full {
      throw fault("\(key) holds \(quoted(item)): it must hold \(full) and \(shared).", at: key)
    }
    return items.map { $0 == shared }
  }
}
