import MemoryModel

extension Architecture.Family {
  package static let minimax = Self("minimax", .minimax)
}

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
    model.normPlacement = .inStream
    model.scaledBranches = true
    try config.addWindow(or: nil, to: &model)
    try config.addExperts(
      count: ["num_experts", "num_local_experts"], or: 8, active: 2,
      intermediate: model.intermediate, to: &model
    ) {
      $0.fp32Scores = true
      $0.wereNumbered = true
    }
    model.lightning = Architecture.Lightning(
      block: try config.count("block_size", or: 256, upTo: 1 << 20))
    let listed = try config.pattern(
      of: model.layers, ["linear_attention": "L", "full_attention": "*"])
    let silent = String((0..<model.layers).map { $0 % 2 == 0 ? "*" : "L" })
    try config.build(&model, listed ?? silent, of: "L*", at: "layer_types")
    return model
  }
}
