import MemoryModel

extension Architecture.Family {
  package static let gpt2 = Self("gpt2", .gpt2)
}

/// `GPT2Config` and `GPT2LMHeadModel` of transformers 5.23 (models/gpt2). `attribute_map` lets a file
/// spell its keys as other families do; where it has both, those win.
extension ConfigClass {
  static let gpt2 = ConfigClass(
    modelType: "gpt2", name: "GPT2Config",
    dimensions: [
      ["n_embd", "hidden_size"], ["n_layer", "num_hidden_layers"],
      ["n_head", "num_attention_heads"],
      ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    try config.gpt2(.gpt2, name, activation: .written)
  }
}

extension Config {
  /// A model of GPT-2's keys.
  ///
  /// - Parameters:
  ///   - sharesKeys: whether all heads share one of keys and values.
  ///   - activation: what `activation_function` means where it is missing.
  func gpt2(
    _ family: Architecture.Family, _ name: String, sharesKeys: Bool = false,
    activation: Architecture.Activation
  ) throws(ImportFault) -> Architecture {
    let hidden = try count(["hidden_size", "n_embd"], or: 768, upTo: 1 << 20)
    var model = Architecture(
      of: family, name: name, hidden: hidden,
      layers: try count(["num_hidden_layers", "n_layer"], or: 12, upTo: 1 << 14),
      heads: try count(["num_attention_heads", "n_head"], or: 12, upTo: 1 << 16),
      kvHeads: sharesKeys ? 1 : nil,
      intermediate: try optionalCount("n_inner", upTo: 1 << 24) ?? 4 * hidden,
      vocab: try count("vocab_size", or: 50257, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    (model.qkvBias, model.outputBias, model.mlpBias) = (true, true, true)
    model.rotaryTables = 0
    model.paths = .init(root: "transformer", embedding: "wte", positions: "wpe", layers: "h")
    // GPT2Attention raises where the heads do not divide the width.
    try checkHeads(of: model, at: has("hidden_size") ? "hidden_size" : "n_embd")
    try refuseCrossAttention()
    model.tied = try flag("tie_word_embeddings", or: true)
    model.positions = try count(
      ["max_position_embeddings", "n_positions"], or: 1024, upTo: 1 << 28)
    model.activation = try self.activation("activation_function", or: activation)
    model.attentionDropout = try share("attn_pdrop", or: 0.1) > 0
    model.embeddingDropout = try share("embd_pdrop", or: 0.1) > 0
    try addResidualDropout("resid_pdrop", or: 0.1, to: &model)
    return model
  }
}

extension Config {
  /// How the activation of an MLP without a gate computes.
  ///
  /// Source: transformers 5.23 activations.py `ACT2FN`.
  func activation(
    _ key: String, or standard: Architecture.Activation
  ) throws(ImportFault) -> Architecture.Activation {
    switch try text(key) {
    case nil: return standard
    case "gelu_new": return .written
    case "gelu", "gelu_pytorch_tanh", "silu", "swish": return .kernel
    case "relu": return .relu
    case "relu2": return .squaredRelu
    case "xielu": return .xielu
    case let name?:
      throw fault(
        "\(key) is \(quoted(name)): I do not know what it keeps for backward.", at: key,
        hint: "I know gelu_new, gelu, gelu_pytorch_tanh, silu, relu, relu2 and xielu.")
    }
  }

  func refuseCrossAttention() throws(ImportFault) {
    guard try flag("add_cross_attention", or: false) else { return }
    throw fault(
      "add_cross_attention is true: I read decoders that stand alone.", at: "add_cross_attention")
  }
}
