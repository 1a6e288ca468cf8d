import MemoryModel

extension Architecture.Family {
  package static let graniteMoE = Self("granitemoe", .graniteMoE)
  package static let graniteMoEShared = Self("granitemoeshared", .graniteMoE)
}

/// `GraniteMoeConfig` and `GraniteMoeForCausalLM` of transformers 5.23 (models/granitemoe), and the same
/// with an expert that every token takes (models/granitemoeshared).
extension ConfigClass {
  static let graniteMoE = ConfigClass(modelType: "granitemoe", name: "GraniteMoeConfig") {
    (config, name) throws(ImportFault) in
    try config.graniteMoE(.graniteMoE, name, shared: 0)
  }

  static let graniteMoEShared = ConfigClass(
    modelType: "granitemoeshared", name: "GraniteMoeSharedConfig"
  ) { (config, name) throws(ImportFault) in
    let width = try config.count("shared_intermediate_size", or: 0, from: 0, upTo: 1 << 24)
    return try config.graniteMoE(.graniteMoEShared, name, shared: width)
  }
}

extension Config {
  fileprivate func graniteMoE(
    _ family: Architecture.Family, _ name: String, shared: Int
  ) throws(ImportFault) -> Architecture {
    var model = try model(
      family, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.scaledBranches = true
    try addAttentionBias(to: &model)
    try addExperts(
      count: ["num_local_experts"], or: 8, active: 2, intermediate: model.intermediate,
      shared: shared, to: &model
    ) { $0.isAdapted = false }
    return model
  }
}
