import MemoryModel

extension Architecture.Family {
  package static let graniteSWA = Self("granite_swa", .graniteSWA)
}

/// `GraniteSWAConfig` and `GraniteSWAForCausalLM` of transformers 5.23 (models/granite_swa): Granite with
/// layers of a window, and sinks.
extension ConfigClass {
  static let graniteSWA = ConfigClass(modelType: "granite_swa", name: "GraniteSWAConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .graniteSWA, name,
      DenseDefaults(
        vocab: 100352, hidden: 2560, intermediate: 8192, layers: 24, heads: 20, kvHeads: 4,
        headDim: nil, tied: true))
    model.scaledBranches = true
    model.attentionSinks = true
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    try config.addMixedWindow(or: 128, every: 4, startsGlobally: true, to: &model)
    // One pair of tables for each base; a base of 0 means no rotation.
    if let bases = try config.numbers("layer_rope_theta") {
      guard bases.count >= model.layers else {
        throw config.fault(
          "layer_rope_theta lists \(bases.count) layers and num_hidden_layers is \(model.layers).",
          at: "layer_rope_theta")
      }
      let tables = Set(bases.filter { $0 != 0 }).sorted()
      model.rotaryTables = tables.count
      model.tablesOfLayers = bases.prefix(model.layers).map { tables.firstIndex(of: $0) }
    }
    return model
  }
}
