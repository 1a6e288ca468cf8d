/// The sizes that every module's statement is written in, each under its name.
struct Dimensions<A: Amount>: Sendable {
  let batch: A
  let seq: A
  /// `batch * seq`.
  let tokens: A
  let hidden: A
  let layers: A
  let heads: A
  let kvHeads: A
  let headDim: A
  /// Width of all queries: `heads * head_dim`.
  let queries: A
  /// Width of all keys, or of all values: `kv_heads * head_dim`.
  let keys: A
  let intermediate: A
  let vocab: A
  let rank: A

  init(_ setup: Setup) {
    let architecture = setup.architecture
    batch = .count(setup.batch, "batch")
    seq = .count(setup.seq, "seq")
    tokens = batch * seq
    hidden = .count(architecture.hidden, "hidden")
    layers = .count(architecture.layers, "layers")
    heads = .count(architecture.heads, "heads")
    kvHeads = .count(architecture.kvHeads, "kv_heads")
    headDim = .count(architecture.headDim, "head_dim")
    queries = heads * headDim
    keys = kvHeads * headDim
    intermediate = .count(architecture.intermediate, "intermediate")
    vocab = .count(architecture.vocab, "vocab")
    rank = .count(setup.method.adapter?.rank ?? 0, "r")
  }

  func input(of projection: Projection) -> A {
    switch projection {
    case .q, .k, .v, .qkv, .gate, .up, .gateUp: hidden
    case .o: queries
    case .down: intermediate
    }
  }

  func output(of projection: Projection) -> A {
    switch projection {
    case .q: queries
    case .k, .v: keys
    case .o, .down: hidden
    case .gate, .up: intermediate
    case .qkv: queries + .count(2) * keys
    case .gateUp: .count(2) * intermediate
    }
  }
}
