extension Architecture {
  /// Models whose layers are the same modules in the same order.
  package enum Family: String, Sendable, CaseIterable {
    case llama, mistral, qwen2, qwen3, phi3, olmo2, gemma2, gpt2, mixtral
    case gemma3 = "gemma3_text"
    case gptNeoX = "gpt_neox"
    case gemma4 = "gemma4_text"
    case qwen3MoE = "qwen3_moe"
    case gptOSS = "gpt_oss"
    case olmoe, phimoe, dots1
    case qwen2MoE = "qwen2_moe"
    case deepseekV2 = "deepseek_v2"
    case deepseekV3 = "deepseek_v3"
    case glm4MoE = "glm4_moe"
    case glm4MoELite = "glm4_moe_lite"
    case llama4 = "llama4_text"
    case minimaxM2 = "minimax_m2"
    case ernie4MoE = "ernie4_5_moe"
    case graniteMoE = "granitemoe"
    case graniteMoEShared = "granitemoeshared"
    case hunyuanMoE = "hunyuan_v1_moe"
  }

  /// Which RMSNorm: they differ in what is multiplied in fp32.
  package enum NormStyle: String, Sendable, CaseIterable {
    /// `weight * x̂.to(dtype)` (Llama).
    case rms
    /// `(weight * x̂).to(dtype)` (OLMo 2).
    case wide
    /// `(x̂ * (1 + weight.float())).to(dtype)` (Gemma 2 and 3).
    case offset
    /// `(x * mean(x²)^-0.5 * weight.float()).to(dtype)` (Gemma 4).
    case power
    /// torch's own LayerNorm, with a bias (GPT-2).
    case layer
  }

  /// What the MLP's activation keeps.
  package enum Activation: String, Sendable, CaseIterable {
    /// One kernel, which keeps its input: SiLU, GELU.
    case kernel
    /// GPT-2's GELU in five operations, which keep four tensors.
    case written
  }

  /// Around each branch of a layer, attention and MLP.
  package enum NormPlacement: String, Sendable, CaseIterable {
    case before, after, around
  }
}
