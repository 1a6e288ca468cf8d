import MemoryModel

extension Architecture.Family {
  package static let mimo = Self("mimo", .llama)
}

/// `MiMoConfig`, a `Qwen2Config` with layers that predict further tokens. The class lies beside the
/// models on the Hub (XiaomiMiMo/MiMo-7B-RL, configuration_mimo.py); transformers has none.
extension ConfigClass {
  static let mimo = ConfigClass(modelType: "mimo", name: "MiMoConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .mimo, name,
      DenseDefaults(
        vocab: 151936, hidden: 4096, intermediate: 22016, layers: 32, heads: 32, kvHeads: 32,
        headDim: nil))
    model.qkvBias = true
    try config.addQwenWindow(to: &model)
    model.predictionLayers = try config.count(
      "num_nextn_predict_layers", or: 0, from: 0, upTo: 1 << 10)
    return model
  }
}
