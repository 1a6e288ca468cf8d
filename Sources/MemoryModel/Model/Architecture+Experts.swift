extension Architecture {
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
    package var router = Router.parameter
    /// Whether the router computes in the format of its weights, and queries are scaled by their places
    /// (Mistral 4).
    package var routesAsLoaded = false
    /// Whether PEFT adapts their tensors where it is to adapt all linear modules.
    package var isAdapted = true
    /// Whether it adapts them in a model with a tower too: the type of the whole model is looked for.
    package var isAdaptedBesideTower = false
    /// Whether their modules had numbers once, `w1`, `w2` and `w3` (Mixtral).
    package var wereNumbered = false
    /// Width of an MLP that every token takes beside them; 0 without.
    package var shared = 0
    /// Whether they have a gate; without one each is up, activation, down (Nemotron H).
    package var gated = true
    /// Width that tokens are projected to before the experts, and back from; 0 where they take the
    /// stream's own (Nemotron 3 Super).
    package var latent = 0
    /// Whether a bias that balances their load decides which a token takes: `use_expert_bias` (LFM2).
    package var balancesByBias = true
    /// Whether a token's scores are sigmoids: `expert_selection_fn` (Cohere 2).
    package var scoresBySigmoid = false
    /// Whether they and what all tokens take are averaged: `shared_expert_combination_strategy`
    /// (Cohere 2).
    package var averagesShared = false
    /// Whether gate and up are clamped, in the experts and in the MLP beside them (DeepSeek V4).
    package var limited = false
    /// Layers that look up the experts of a token in a table (DeepSeek V4).
    package var hashedLayers = 0
    /// Whether a norm stands behind them and what all tokens take (A.X K1).
    package var isNormed = false
    /// Whether they and what all tokens take are summed in fp32 (Hunyuan 3).
    package var sumsInFP32 = false
    /// Whether the scores of a token's experts are divided by their sum: `norm_topk_prob`.
    package var normalised = true
    /// Groups that the router divides them into, and how many of these a token takes: `n_group`,
    /// `topk_group`.
    package var groups = 1
    package var activeGroups = 1
    /// Whether a token's experts are those of its best groups alone: `topk_method` (DeepSeek V2).
    package var limitsGroups = false

    package init(count: Int, active: Int, intermediate: Int, fp32Scores: Bool = false) {
      self.count = count
      self.active = active
      self.intermediate = intermediate
      self.fp32Scores = fp32Scores
    }
  }

  /// What module the router's weight belongs to.
  package enum Router: Sendable, Hashable {
    /// None: a parameter of the router itself.
    case parameter
    /// An `nn.Linear`, which bitsandbytes packs.
    case linear
    /// A class derived from `nn.Linear`, which PEFT takes for one and bitsandbytes does not.
    case derived
  }
}
