import MemoryModel

extension Architecture.Family {
  package static let ernie4MoE = Self("ernie4_5_moe", .ernie4MoE)
}

/// `Ernie4_5_MoeConfig` and `Ernie4_5_MoeForCausalLM` of transformers 5.23 (models/ernie4_5_moe).
extension ConfigClass {
  static let ernie4MoE = ConfigClass(modelType: "ernie4_5_moe", name: "Ernie4_5_MoeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .ernie4MoE, name,
      DenseDefaults(
        vocab: 103424, hidden: 2560, intermediate: 12288, layers: 28, heads: 20, kvHeads: 4,
        headDim: nil, tied: true))
    let hasBias = try config.flag("use_bias", or: false)
    (model.qkvBias, model.outputBias, model.mlpBias) = (hasBias, hasBias, hasBias)
    model.headBias = hasBias
    let width = try config.width("moe_intermediate_size", or: 1536)
    let shared = try config.count("moe_num_shared_experts", or: 2, from: 0, upTo: 1 << 10)
    try config.addExperts(
      count: ["num_experts", "moe_num_experts"], or: 64, active: 6,
      activeKeys: ["num_experts_per_tok", "moe_k"], intermediate: width,
      shared: shared * width, to: &model)
    model.build(mixture: try config.ernieMixture(of: model.layers), windows: model.windows)
    return model
  }
}

extension Config {
  /// Every so-manieth layer from one to another.
  fileprivate func ernieMixture(of layers: Int) throws(ImportFault) -> [Bool] {
    let step = try count("moe_layer_interval", or: 1, upTo: 1 << 14)
    let first = try count("moe_layer_start_index", or: 1, from: 0, upTo: 1 << 14)
    let last = try count("moe_layer_end_index", or: -1, from: -1, upTo: 1 << 14)
    return (0..<layers).map {
      ($0 + 1) % step == 0 && $0 >= first && $0 <= (last == -1 ? layers - 1 : last)
    }
  }
}
