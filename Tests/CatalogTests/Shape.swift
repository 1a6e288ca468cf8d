/// The shape that an entry of the catalog states, counted by hand and from its text alone: neither
/// the language nor the memory model has a part in it.
struct Shape {
  private let text: String
  private let family: String
  private let hidden: Int
  private let layers: Int
  private let heads: Int
  private let vocab: Int
  /// Inside the MLP, and inside each of so many experts.
  private let intermediate: Int
  private let width: Int
  private let experts: Int

  init?(of text: String) {
    guard let hidden = number("hidden", in: text), let layers = number("layers", in: text),
      let heads = number("heads", in: text), let vocab = number("vocab", in: text),
      let intermediate = number("intermediate", in: text),
      let family = text.split(separator: "family: ").dropFirst().first?.split(separator: ",").first
    else { return nil }
    self.text = text
    self.family = String(family)
    self.hidden = hidden
    self.layers = layers
    self.heads = heads
    self.vocab = vocab
    self.intermediate = intermediate
    width = number("moe_intermediate", in: text) ?? intermediate
    experts = number("experts", in: text) ?? 0
  }

  private func fact(_ name: String) -> Int? { number(name, in: text) }

  var parameters: Int {
    let tables = (text.contains("tied: yes") ? 1 : 2) * vocab + (fact("positions") ?? 0)
    let input = fact("per_layer_input") ?? 0
    let outside = tables * hidden + input * layers * (vocab + hidden) + input
    let head = family == "phi" ? vocab : 0
    return (0..<layers).reduce(outside + head + (isGPT ? 2 : 1) * hidden) { $0 + layer($1) }
  }

  /// Norms with a bias, and an MLP of two matrices; biases everywhere.
  private var isGPT: Bool { ["gpt2", "gpt_neox", "phi", "opt", "starcoder2"].contains(family) }

  private func layer(_ index: Int) -> Int {
    let shares = index >= layers - (fact("kv_shared_layers") ?? 0)
    let input = fact("per_layer_input").map { hidden * (2 * $0 + 1) } ?? 0
    let isDouble = shares && text.contains("double_wide_mlp: yes")
    return attention(isGlobal: isGlobal(index), shares: shares) + norms + input
      + (isDouble ? 2 * mlp : mlp) + mixture
  }

  /// Only Gemma 4 has other heads in the layers without a window: each sixth, or fifth.
  private func isGlobal(_ index: Int) -> Bool {
    guard family == "gemma4_text" else { return false }
    return (index + 1) % (fact("sliding_layers").map { layers / (layers - $0) } ?? 6) == 0
  }

  private func attention(isGlobal: Bool, shares: Bool) -> Int {
    let own = fact("head_dim") ?? hidden / heads
    let headDim = isGlobal ? fact("global_head_dim") ?? own : own
    let groups = isGlobal ? fact("global_kv_heads") ?? fact("kv_heads") : fact("kv_heads")
    let (queries, keys) = (heads * headDim, shares ? 0 : (groups ?? heads) * headDim)
    let values = isGlobal && fact("global_kv_heads") != nil ? 0 : keys
    let matrices = hidden * (2 * queries + keys + values)
    switch family {
    case "qwen2": return matrices + queries + 2 * keys
    case "qwen3", "qwen3_moe", "gemma3_text", "gemma4_text", "exaone4", "hunyuan_v1_dense":
      return matrices + (shares ? 1 : 2) * headDim
    case "olmo2", "olmo3": return matrices + queries + keys
    case _ where isGPT: return matrices + queries + 2 * keys + hidden
    case "gpt_oss": return matrices + queries + 2 * keys + hidden + heads
    default: return matrices
    }
  }

  private var norms: Int {
    switch family {
    case "phi", "gemma": 2 * hidden
    case _ where isGPT || family.hasPrefix("gemma"): 4 * hidden
    default: 2 * hidden
    }
  }

  private var mlp: Int {
    if isGPT { return 2 * hidden * intermediate + intermediate + hidden }
    return experts == 0 || family == "gemma4_text" ? 3 * hidden * intermediate : 0
  }

  /// Experts, and what routes to them.
  private var mixture: Int {
    if experts == 0 { return 0 }
    let matrices = experts * hidden * (1 + 3 * width)
    switch family {
    case "gpt_oss": return matrices + experts * (1 + 2 * width + hidden)
    case "gemma4_text": return matrices + experts + 4 * hidden
    default: return matrices
    }
  }
}
