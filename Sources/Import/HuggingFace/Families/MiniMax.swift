import MemoryModel

/// `MiniMaxConfig` and `MiniMaxForCausalLM` of transformers 5.23 (models/minimax): MiniMax-Text-01 and
/// MiniMax-M1.
extension ConfigClass {
  static let minimax = ConfigClass(modelType: "minimax", name: "MiniMaxConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .minimax, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    try config.addWindow(or: nil, to: &model)
    try config.addExperts(
      count: ["num_experts", "num_local_experts"], or: 8, active: 2,
      intermediate: model.intermediate, to: &model)
    model.lightning = Architecture.Lightning(
      block: try config.count("block_size", or: 256, upTo: 1 << 20))
    try config.build(
      &model,
      try config.pattern(of: model.layers, ["linear_attention": "L", "full_attention": "*"]),
      at: "layer_types")
    return model
  }
}
