/// The shape that an entry of the catalog states, counted by hand and from its text alone: neither
/// the language nor the memory model has a part in it.
struct Shape {
  let family: Substring
  let hidden: Int
  let layers: Int
  let queries: Int
  let keys: Int
  let headDim: Int
  let heads: Int
  let intermediate: Int
  let vocab: Int
  let positions: Int
  let experts: Int
  let isTied: Bool

  init?(of text: String) {
    guard let hidden = number("hidden", in: text), let layers = number("layers", in: text),
      let heads = number("heads", in: text), let vocab = number("vocab", in: text),
      let intermediate = number("intermediate", in: text),
      let family = text.split(separator: "family: ").dropFirst().first?.split(separator: ",").first
    else { return nil }
    self.family = family
    self.hidden = hidden
    self.layers = layers
    self.heads = heads
    self.vocab = vocab
    self.intermediate = number("moe_intermediate", in: text) ?? intermediate
    headDim = number("head_dim", in: text) ?? hidden / heads
    queries = heads * headDim
    keys = (number("kv_heads", in: text) ?? heads) * headDim
    positions = number("positions", in: text) ?? 0
    experts = number("experts", in: text) ?? 0
    isTied = text.contains("tied: yes")
  }

  var parameters: Int {
    let layer = 2 * hidden * (queries + keys) + attentionExtras + mlp + norms * hidden
    let last = isGPT ? 2 * hidden : hidden
    return ((isTied ? 1 : 2) * vocab + positions) * hidden + layers * layer + last
  }

  /// GPT-2 and GPT-NeoX: norms with a bias, and an MLP of two matrices.
  private var isGPT: Bool { family == "gpt2" || family == "gpt_neox" }

  private var norms: Int { isGPT || family.hasPrefix("gemma") ? 4 : 2 }

  /// Biases, norms of queries and keys, sinks.
  private var attentionExtras: Int {
    switch family {
    case "qwen2": queries + 2 * keys
    case "qwen3", "qwen3_moe", "gemma3_text": 2 * headDim
    case "olmo2": queries + keys
    case "gpt2", "gpt_neox": queries + 2 * keys + hidden
    case "gpt_oss": queries + 2 * keys + hidden + heads
    default: 0
    }
  }

  private var mlp: Int {
    if isGPT { return 2 * hidden * intermediate + intermediate + hidden }
    if experts == 0 { return 3 * hidden * intermediate }
    let biases = family == "gpt_oss" ? 1 + 2 * intermediate + hidden : 0
    return experts * (hidden + 3 * hidden * intermediate + biases)
  }
}
