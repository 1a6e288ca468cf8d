import MemoryModel

extension Architecture.Family {
  package static let deepseekV3 = Self("deepseek_v3", .deepseekV3)
}

/// `DeepseekV3Config` and `DeepseekV3ForCausalLM` of transformers 5.23 (models/deepseek_v3): DeepSeek V3
/// and R1. The layer that predicts a second token (`num_nextn_predict_layers`) is not built there.
extension ConfigClass {
  static let deepseekV3 = ConfigClass(modelType: "deepseek_v3", name: "DeepseekV3Config") {
    (config, name) throws(ImportFault) in
    try config.deepSeekV3(name)
  }

  /// Kimi K2, whose own code is a copy of DeepSeek's.
  static let kimiK2 = ConfigClass(modelType: "kimi_k2", name: "DeepseekV3Config") {
    (config, name) throws(ImportFault) in
    try config.deepSeekV3(name)
  }
}

extension Config {
  fileprivate func deepSeekV3(_ name: String) throws(ImportFault) -> Architecture {
    var model = try latentModel(
      .deepseekV3, name,
      DenseDefaults(
        vocab: 129280, hidden: 7168, intermediate: 18432, layers: 61, heads: 128, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 1536, keyRank: 512, plain: 128, rotated: 64, value: 128))
    try addDeepSeekExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 256, active: 8, intermediate: 2048,
      shared: 1, dense: 3, to: &model
    ) {
      $0.groups = 8
      $0.activeGroups = 4
    }
    return model
  }
}
