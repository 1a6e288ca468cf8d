import MemoryModel

/// One family of models as transformers' config class describes it: the keys it reads, their
/// defaults, and what its modules make of them. A file in `Families` each.
struct ConfigClass: Sendable {
  /// The value of `model_type`.
  let modelType: String
  /// The class in transformers, whose defaults these are.
  let name: String
  /// The keys that decide most of a model's size, each with its other spellings.
  var dimensions = [
    ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"], ["intermediate_size"],
    ["vocab_size"],
  ]
  /// What arguments of `transformer(…)` write into its config, where that is not what most have.
  var spelled: [String: @Sendable (Description) -> [String: JSON]] = [:]
  /// What a config means, with the name that the model is to have.
  let architecture: @Sendable (Config, String) throws(ImportFault) -> Architecture

  static let all: [ConfigClass] = [
    llama, mistral, mixtral, qwen2, qwen3, qwen3MoE, phi3, olmo2, gemma2, gemma3, gpt2, gptNeoX,
    gptOSS, gemma4,
    gemma, phi, olmo, olmo3, granite, glm, glm4, smollm3, starcoder2, ministral, ministral3, opt,
    exaone4, hunyuan, ernie4, seedOSS, cohere, cohere2, gptj, apertus, stablelm, nemotron, arcee,
    helium, internlm3, mimo, gptBigCode, falcon, bloom,
    gptNeo, mpt,
    qwen3Next, qwen3p5, qwen3p5MoE, lfm2, lfm2MoE, falconH1, graniteMoEHybrid, nemotronH, bamba,
    gemma3n, mllamaText,
    qwen2MoE, olmoe, deepseekV2, deepseekV3, kimiK2, deepseekV4, glm4MoE, glm4MoELite, dots1,
    llama4, minimax, minimaxM2, ernie4MoE, graniteMoE, graniteMoEShared, phimoe, hunyuanMoE,
    exaoneMoE, solarOpen,
    cwm, vaultgemma, jais2, hyperclovax, iquestcoder, mellum, codegen, biogpt, minicpm3,
    gemma4UnifiedText, graniteSWA,
    deepseekV32, glmMoEDSA, youtu, axk1, hyV3, flexOLMo, cohere2MoE,
  ]
}

/// The dimensions that every dense family of this shape has, and a class's defaults for them.
struct DenseDefaults: Sendable {
  let vocab: Int
  let hidden: Int
  let intermediate: Int
  let layers: Int
  let heads: Int
  /// Nil where the default is one for each query head.
  let kvHeads: Int?
  /// Nil where the default is `hidden / heads`.
  let headDim: Int?
  var tied = false
}

extension Config {
  /// The dimensions of a model with Llama's modules: all but what its family implies, the switches of
  /// its class, windows and experts.
  func model(
    _ family: Architecture.Family, _ name: String, _ defaults: DenseDefaults,
    intermediate: Int? = nil
  ) throws(ImportFault) -> Architecture {
    let hidden = try count("hidden_size", or: defaults.hidden, upTo: 1 << 20)
    let heads = try count("num_attention_heads", or: defaults.heads, upTo: 1 << 16)
    var width = intermediate ?? 0
    if intermediate == nil {
      width = try count("intermediate_size", or: defaults.intermediate, upTo: 1 << 24)
    }
    var model = Architecture(
      of: family, name: name, hidden: hidden,
      layers: try count("num_hidden_layers", or: defaults.layers, upTo: 1 << 14),
      heads: heads,
      kvHeads: try kvHeads(heads: heads, default: defaults.kvHeads),
      headDim: try headDim(hidden: hidden, heads: heads, default: defaults.headDim),
      intermediate: width,
      vocab: try count("vocab_size", or: defaults.vocab, upTo: 1 << 28))
    model.tied = try flag("tie_word_embeddings", or: defaults.tied)
    let dropout = "attention_dropout"
    if isSet(dropout) { model.attentionDropout = try share(dropout, or: 0) > 0 }
    return model
  }

  /// `attention_bias`, which gives q, k, v and o a bias together.
  func addAttentionBias(to model: inout Architecture) throws(ImportFault) {
    model.qkvBias = try flag("attention_bias", or: model.qkvBias)
    model.outputBias = model.qkvBias
  }

  /// `validate_architecture` of several classes asks for this even where head_dim is stated.
  func checkHeads(of model: Architecture, at key: String = "hidden_size") throws(ImportFault) {
    if model.hidden % model.heads == 0 { return }
    throw fault(
      "\(key) is \(model.hidden), no multiple of num_attention_heads, \(model.heads).",
      at: has(key) ? key : "num_attention_heads")
  }

  /// What `nn.Dropout` at the end of each branch gets: at 0 it does nothing.
  func addResidualDropout(
    _ key: String, or standard: Double, to model: inout Architecture
  ) throws(ImportFault) {
    model.residualDropout = try share(key, or: standard) > 0
  }

  /// `null` means one for each query head in every family, whatever a missing key means.
  private func kvHeads(heads: Int, default standard: Int?) throws(ImportFault) -> Int {
    let written = try optionalCount("num_key_value_heads", upTo: 1 << 16)
    let kvHeads = written ?? (has("num_key_value_heads") ? heads : standard ?? heads)
    guard heads % kvHeads == 0 else {
      throw fault(
        "num_attention_heads is \(heads) and num_key_value_heads \(kvHeads): each head of keys and "
          + "values must serve as many query heads as the others.",
        at: "num_key_value_heads")
    }
    return kvHeads
  }

  private func headDim(hidden: Int, heads: Int, default standard: Int?) throws(ImportFault) -> Int {
    if let written = try optionalCount("head_dim", upTo: 1 << 16) { return written }
    // `null` means a share of the width, whatever a missing key means.
    if let standard, !has("head_dim") { return standard }
    guard hidden % heads == 0 else {
      throw fault(
        "hidden_size is \(hidden), no multiple of num_attention_heads, \(heads); and there is no "
          + "head_dim.",
        at: "hidden_size")
    }
    return hidden / heads
  }
}
