// What mixtures of experts add.
extension ConfigArgument {
  static let mixtures = [
    special(
      "experts", .count, "experts of a layer, if it is a mixture",
      made: { .whole($0.experts?.count ?? 0) }, spell: expertCount),
    count(
      "experts_per_token", "of them, those that a token takes",
      ["num_experts_per_tok", "top_k_experts", "moe_k", "moe_topk"], or: .null,
      made: \.experts?.active),
    count(
      "moe_intermediate", "width inside an expert, if it differs", ["moe_intermediate_size"],
      or: .null, made: \.experts?.intermediate),
    special(
      "shared_intermediate", .count, "width of an MLP that every token takes; else none",
      made: { .whole($0.experts?.shared ?? 0) }, spell: sharedWidth),
    special(
      "dense_layers", .count, "first layers without experts; else none", spell: denseLayers),
    special(
      "moe_step", .count, "each so-manieth layer has experts; else all", spell: sparseSteps),
    truth(
      "norm_topk_prob", "whether the scores of a token's experts sum up to one; else as its family",
      ["norm_topk_prob"], made: \.experts?.normalised),
    count(
      "n_group", "groups of experts; else as its family", ["n_group"], made: \.experts?.groups),
    count(
      "topk_group", "of these, those that a token takes from; else as its family",
      ["topk_group"], made: \.experts?.activeGroups),
    count(
      "moe_latent", "width that the experts read and give; else hidden", ["moe_latent_size"]),
    count(
      "hash_layers", "layers that look up a token's experts; else none", ["num_hash_layers"],
      or: .zero),
  ]

  /// Its width, and in classes that count MLPs of an expert's width, how many that is.
  private static let sharedWidth: @Sendable (Description) -> [String: JSON] = { description in
    let width = description.whole("shared_intermediate") ?? 0
    let one = description.whole("moe_intermediate") ?? description.whole("intermediate") ?? 1
    // What is no multiple is no whole number to the class either.
    let count = width % one == 0 ? JSON.whole(width / one) : .number(Double(width) / Double(one))
    return [
      "shared_expert_intermediate_size": .whole(width),
      "moe_shared_expert_intermediate_size": .whole(width),
      "shared_intermediate_size": .whole(width), "n_shared_experts": count,
      "num_shared_experts": count, "moe_num_shared_experts": count,
    ]
  }

  private static let denseLayers: @Sendable (Description) -> [String: JSON] = { description in
    let dense = description.whole("dense_layers") ?? 0
    let first = min(dense, description.layers ?? 0)
    var fields: [String: JSON] = [
      "first_k_dense_replace": .whole(dense), "num_dense_layers": .whole(dense),
      "moe_layer_start_index": .whole(dense),
      "mlp_only_layers": .list((0..<first).map(JSON.whole)),
    ]
    if let layers = description.layers, description.has("experts") {
      let step = description.whole("moe_step") ?? 1
      fields["mlp_layer_types"] = .list(
        (0..<layers).map { .text($0 >= dense && ($0 + 1) % step == 0 ? "sparse" : "dense") })
    }
    return fields
  }

  private static let sparseSteps: @Sendable (Description) -> [String: JSON] = { description in
    guard let step = description["moe_step"] else { return [:] }
    return [
      "decoder_sparse_step": step, "interleave_moe_layer_step": step, "moe_layer_interval": step,
    ]
  }

  private static let expertCount: @Sendable (Description) -> [String: JSON] = { description in
    let keys = ["num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts"]
    let count = description["experts"] ?? .whole(0)
    var fields = Dictionary(uniqueKeysWithValues: keys.map { ($0, count) })
    fields["enable_moe_block"] = .truth(description.has("experts"))
    return fields
  }
}
