import MemoryModel

extension Config {
  /// The experts of a mixture.
  ///
  /// - Parameters:
  ///   - keys: the key of their number, with its other spellings.
  ///   - activeKeys: the same of how many a token takes.
  ///   - intermediate: the width inside one of them.
  ///   - shared: the width of the MLP that every token takes; 0 without.
  ///   - imply: sets what the family's modules do without asking the config.
  func addExperts(
    count keys: [String], or standard: Int, active: Int,
    activeKeys: [String] = ["num_experts_per_tok"], intermediate: Int, shared: Int = 0,
    to model: inout Architecture, _ imply: (inout Architecture.Experts) -> Void = { _ in }
  ) throws(ImportFault) {
    let count = try count(keys, or: standard, upTo: 1 << 16)
    let active = try self.active(activeKeys, or: active)
    guard active <= count else {
      let key = activeKeys.first(where: has) ?? activeKeys[0]
      throw fault("\(key) is \(active), and a layer has \(count) experts.", at: key)
    }
    var experts = Architecture.Experts(count: count, active: active, intermediate: intermediate)
    experts.shared = shared
    imply(&experts)
    model.experts = experts
  }

  /// How the router chooses, where the file may say it.
  ///
  /// - Parameter normalised: what a silent file means; nil for what the family's models have.
  func addRouting(
    normalised: Bool? = nil, to model: inout Architecture
  ) throws(ImportFault) {
    guard var experts = model.experts else { return }
    experts.normalised = try flag("norm_topk_prob", or: normalised ?? experts.normalised)
    experts.groups = try optionalCount("n_group", upTo: 1 << 16) ?? experts.groups
    experts.activeGroups = try optionalCount("topk_group", upTo: 1 << 16) ?? experts.activeGroups
    model.experts = experts
  }

  /// How many experts a token takes: a number, or one for each layer that is the same for all.
  private func active(_ keys: [String], or standard: Int) throws(ImportFault) -> Int {
    guard let key = keys.first(where: has), holdsList(key), let listed = try counts(key) else {
      return try count(keys, or: standard, upTo: 1 << 16)
    }
    guard Set(listed).count == 1, let active = listed.first, active > 0 else {
      throw fault("\(key) differs from layer to layer: I read models where it does not.", at: key)
    }
    return active
  }

  /// The width of an MLP.
  func width(_ key: String, or standard: Int) throws(ImportFault) -> Int {
    try count(key, or: standard, upTo: 1 << 24)
  }

  /// Which layers of Qwen's mixtures have experts: each `decoder_sparse_step`-th, but those that
  /// `mlp_only_layers` lists.
  ///
  /// Source: transformers 5.23 models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeDecoderLayer.__init__`.
  func sparseLayers(of layers: Int) throws(ImportFault) -> [Bool] {
    let step = try count("decoder_sparse_step", or: 1, upTo: 1 << 14)
    let plain = Set(try counts("mlp_only_layers") ?? [])
    return (0..<layers).map { ($0 + 1) % step == 0 && !plain.contains($0) }
  }

  /// Which layers `mlp_layer_types` gives experts, or nil where the file does not list them.
  func mixtureTypes(of layers: Int) throws(ImportFault) -> [Bool]? {
    let key = "mlp_layer_types"
    guard let types = try texts(key) else { return nil }
    guard types.count >= layers else {
      throw fault("\(key) lists \(types.count) layers and num_hidden_layers is \(layers).", at: key)
    }
    return types.prefix(layers).map { $0 == "sparse" }
  }
}
