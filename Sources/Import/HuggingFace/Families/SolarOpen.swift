import MemoryModel

extension Architecture.Family {
  package static let solarOpen = Self("solar_open", .solarOpen)
}

/// `SolarOpenConfig` and `SolarOpenForCausalLM` of transformers 5.23 (models/solar_open): all layers have
/// experts, whatever `first_k_dense_replace` and `intermediate_size` say.
extension ConfigClass {
  static let solarOpen = ConfigClass(
    modelType: "solar_open", name: "SolarOpenConfig",
    dimensions: [
      ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"], ["moe_intermediate_size"],
      ["vocab_size"],
    ],
    // Experts are its only MLPs.
    spelled: [
      "intermediate": { ["moe_intermediate_size": $0["intermediate"] ?? .null] },
      "moe_intermediate": { _ in [:] },
    ]
  ) { (config, name) throws(ImportFault) in
    let width = try config.width("moe_intermediate_size", or: 1280)
    var model = try config.model(
      .solarOpen, name,
      DenseDefaults(
        vocab: 196608, hidden: 4096, intermediate: width, layers: 48, heads: 64, kvHeads: 8,
        headDim: 128), intermediate: width)
    model.qkvBias = try config.flag("attention_bias", or: false)
    let shared = try config.count("n_shared_experts", or: 1, from: 0, upTo: 1 << 10)
    try config.addExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 128, active: 8, intermediate: width,
      shared: shared * width, to: &model
    ) { $0.fp32Scores = true }
    try config.addRouting(to: &model)
    return model
  }
}
