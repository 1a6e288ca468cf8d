import MemoryModel

extension Architecture.Family {
  package static let gemma3n = Self("gemma3n_text", .gemma3n)
}

/// `Gemma3nTextConfig` and `Gemma3nForCausalLM` of transformers 5.23 (models/gemma3n): the models of text
/// alone.
extension ConfigClass {
  static let gemma3n = ConfigClass(modelType: "gemma3n_text", name: "Gemma3nTextConfig") {
    (config, name) throws(ImportFault) in
    let widths = (try? config.counts("intermediate_size")) ?? nil
    var model = try config.model(
      .gemma3n, name,
      DenseDefaults(
        vocab: 262400, hidden: 2048, intermediate: 16384, layers: 35, heads: 8, kvHeads: 2,
        headDim: 256, tied: true), intermediate: widths?.first)
    model.norm = .power
    model.normPlacement = .around
    model.qkNorm = true
    model.rotaryTables = 2
    try config.checkHeads(of: model)
    if let widths { try config.checkWidths(widths, of: model.layers) }
    try config.addAttentionBias(to: &model)
    model.finalSoftcap = try config.cap("final_logit_softcapping", or: true)
    let windows = try config.windows(of: model.layers) ?? (1...model.layers).map { $0 % 5 != 0 }
    let windowed = windows.count { $0 }
    if windowed > 0 {
      guard let window = try config.window(or: 512) else {
        throw config.fault(
          "sliding_window is null, and \(windowed) layers have a window.", at: "sliding_window")
      }
      model.setWindow(window, of: windows)
    }
    model.shared = try config.sharedKeys(of: model, windows, or: 15)
    model.shared?.doublesMLP = false
    model.perLayerInput = Architecture.PerLayerInput(
      width: try config.count("hidden_size_per_layer_input", or: 256, upTo: 1 << 20),
      vocab: try config.count("vocab_size_per_layer_input", or: 262144, upTo: 1 << 28))
    model.altUp = Architecture.AltUp(
      inputs: try config.count("altup_num_inputs", or: 4, upTo: 1 << 10),
      laurelRank: try config.count("laurel_rank", or: 64, upTo: 1 << 20),
      sparseLayers: try config.sparseLayers(ofGemma: model.layers))
    return model
  }
}

extension Config {
  /// One width for each layer, all the same: of others I have seen no model.
  fileprivate func checkWidths(_ widths: [Int], of layers: Int) throws(ImportFault) {
    let key = "intermediate_size"
    guard widths.count == layers else {
      throw fault("\(key) lists \(widths.count) widths for \(layers) layers.", at: key)
    }
    guard let width = widths.first, width > 0, width <= 1 << 24, Set(widths).count == 1 else {
      throw fault(
        "\(key) lists different widths: I read models whose layers are equally wide.", at: key)
    }
  }

  /// How many layers `activation_sparsity_pattern` names; else the first ten, where there are more.
  fileprivate func sparseLayers(ofGemma layers: Int) throws(ImportFault) -> Int {
    let key = "activation_sparsity_pattern"
    guard let shares = try numbers(key) else { return layers > 10 ? 10 : 0 }
    guard shares.count == layers else {
      throw fault("\(key) lists \(shares.count) shares for \(layers) layers.", at: key)
    }
    return shares.count { $0 > 0 }
  }
}
