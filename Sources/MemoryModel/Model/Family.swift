extension Architecture {
  /// Models of one class of transformers. Each is declared where its config is read.
  package struct Family: Sendable, Hashable {
    /// The `model_type` of its configs.
    package let rawValue: String
    /// Whose modules it has.
    package let tree: Tree

    package init(_ modelType: String, _ tree: Tree) {
      rawValue = modelType
      self.tree = tree
    }
  }

  /// Models whose layers are the same modules in the same order, but for switches and sizes: a file in
  /// Step's `Families` each.
  package enum Tree: Sendable, Hashable {
    case apertus, bamba, biogpt, bloom, codegen, cohere, cohere2MoE, deepseekV2, deepseekV3
    case deepseekV32, deepseekV4, ernie4, ernie4MoE, exaone4, exaoneMoE, falcon, falconH1
    case flexOLMo, gemma, gemma2, gemma3, gemma3n, gemma4, glm, glm4MoE, gpt2, gptBigCode, gptj
    case gptNeo, gptNeoX, gptOSS, granite, graniteMoE, graniteMoEHybrid, graniteSWA, helium
    case hunyuan, hunyuanMoE, hyperclovax, hyV3, lfm2, llama, llama4, mellum, minicpm3, minimax
    case minimaxM2, ministral, ministral3, mistral, mixtral, mllama, mpt, nemotronH, olmo, olmo2
    case olmo3, olmoe, opt, phi, phi3, phimoe, plainLlama, qwen2MoE, qwen3MoE, qwen3Next, qwen3p5,
      seedOSS
    case smollm3, solarOpen, stablelm, starcoder2
  }
}
