import MemoryModel

extension Architecture.Family {
  package static let graniteMoEHybrid = Self("granitemoehybrid", .graniteMoEHybrid)
}

/// `GraniteMoeHybridConfig` and `GraniteMoeHybridForCausalLM` of transformers 5.23
/// (models/granitemoehybrid): Granite 4.
extension ConfigClass {
  static let graniteMoEHybrid = ConfigClass(
    modelType: "granitemoehybrid", name: "GraniteMoeHybridConfig",
    dimensions: [
      ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"],
      ["shared_intermediate_size"], ["vocab_size"],
    ],
    // The MLP that all tokens take is the only one of a dense model.
    spelled: [
      "intermediate": {
        [
          $0.has("experts") ? "intermediate_size" : "shared_intermediate_size":
            $0["intermediate"] ?? .null
        ]
      },
      "shared_intermediate": {
        guard $0.has("experts") else { return [:] }
        return ["shared_intermediate_size": $0["shared_intermediate"] ?? .null]
      },
    ]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .graniteMoEHybrid, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    try config.addAttentionBias(to: &model)
    model.rotaryTables = try config.text("position_embedding_type") == "rope" ? 1 : 0
    let shared = try config.count("shared_intermediate_size", or: 1024, upTo: 1 << 24)
    if try config.count("num_local_experts", or: 8, from: 0, upTo: 1 << 16) > 0 {
      try config.addExperts(
        count: ["num_local_experts"], or: 8, active: 2, intermediate: model.intermediate,
        to: &model
      ) { $0.isAdapted = false }
      model.experts?.shared = shared
    } else {
      model.intermediate = shared
    }
    let pattern = try config.pattern(
      of: model.layers, ["linear_attention": "M", "full_attention": "*"],
      in: ["layers_block_type", "layer_types"])
    let silent = String(repeating: "M", count: model.layers)
    if (pattern ?? silent).contains("M") { model.mamba2 = try config.mamba2(of: model) }
    try config.build(&model, pattern ?? silent, of: "M*", at: "layer_types")
    return model
  }
}
