extension Architecture {
  /// Models whose layers are the same modules in the same order.
  package enum Family: String, Sendable, CaseIterable {
    case llama, mistral, qwen2, qwen3, phi3, olmo2, gemma2, gpt2, mixtral
    case gemma3 = "gemma3_text"
    case gptNeoX = "gpt_neox"
    case gemma4 = "gemma4_text"
    case qwen3MoE = "qwen3_moe"
    case gptOSS = "gpt_oss"
    case gemma, phi, olmo, olmo3, granite, glm, glm4, smollm3, starcoder2, ministral, ministral3
    case opt, exaone4, cohere, cohere2, gptj, apertus, stablelm, nemotron, arcee, helium, internlm3
    case mimo
    case gptBigCode = "gpt_bigcode"
    case hunyuan = "hunyuan_v1_dense"
    case ernie4 = "ernie4_5"
    case seedOSS = "seed_oss"
    case qwen3Next = "qwen3_next"
    case qwen3p5 = "qwen3_5_text"
    case qwen3p5MoE = "qwen3_5_moe_text"
    case lfm2
    case lfm2MoE = "lfm2_moe"
    case falconH1 = "falcon_h1"
    case graniteMoEHybrid = "granitemoehybrid"
    case nemotronH = "nemotron_h"
    case bamba
    case gemma3n = "gemma3n_text"
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
    /// LayerNorm written out in fp32, with a weight alone (Cohere).
    case centered
    /// LayerNorm in fp32 without weight or bias (OLMo).
    case bare
    /// LayerNorm with `weight + 1`, which autocast does not widen (Nemotron).
    case shifted

    /// Whether one kernel of torch's computes it.
    var isLayerNorm: Bool { self == .layer || self == .bare || self == .shifted }

    /// Vectors of parameters in one norm.
    package var vectors: Int {
      switch self {
      case .rms, .wide, .offset, .power, .centered: 1
      case .layer, .shifted: 2
      case .bare: 0
      }
    }
  }

  /// A mixture of experts: gated MLPs of which each token takes some.
  package struct Experts: Sendable, Hashable {
    package var count: Int
    /// Experts for each token: `num_experts_per_tok`.
    package var active: Int
    /// Width inside one expert: `moe_intermediate_size`.
    package var intermediate: Int
    /// Whether the router's weights stay fp32, and widen what they are multiplied with (Mixtral).
    package var fp32Scores: Bool
    /// Whether router and experts have biases, and the gate is clamped (gpt-oss).
    package var clamped = false
    /// Whether they stand beside a dense MLP, behind norms of their own (Gemma 4).
    package var besideMLP = false
    /// Width of an MLP that every token takes beside them; 0 without.
    package var shared = 0
    /// Whether the result of that MLP is weighted by a linear module of its own (Qwen3-Next).
    package var sharedGate = false
    /// Whether they have a gate; without one each is up, activation, down (Nemotron H).
    package var gated = true
    /// Whether the router computes in fp32, of sigmoids that are masked by groups (Nemotron H).
    package var wideRouter = false
    /// Width that tokens are projected to before the experts, and back from; 0 where they take the
    /// stream's own (Nemotron 3 Super).
    package var latent = 0

    package init(count: Int, active: Int, intermediate: Int, fp32Scores: Bool = false) {
      self.count = count
      self.active = active
      self.intermediate = intermediate
      self.fp32Scores = fp32Scores
    }
  }

  /// What the MLP's activation keeps.
  package enum Activation: String, Sendable, CaseIterable {
    /// One kernel, which keeps its input: SiLU, GELU.
    case kernel
    /// GPT-2's GELU in five operations, which keep four tensors.
    case written
    /// ReLU keeps its result, which the next module may read (OPT).
    case relu
    /// The square of ReLU (Nemotron, Nemotron H).
    case squaredRelu = "relu2"
    /// xIELU, written out, with two parameters of its own (Apertus).
    case xielu
  }

  /// Around each branch of a layer, attention and MLP.
  package enum NormPlacement: String, Sendable, CaseIterable {
    case before, after, around
    /// One before both branches, which read the same (Phi).
    case once
  }
}
