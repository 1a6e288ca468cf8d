/// A class of parameters: tensors of one shape, one in the model or one in each layer.
struct Tensor<A: Amount>: Sendable {
  let name: StaticString
  let kind: Kind
  let rows: A
  let columns: A
  /// How many there are in each layer, and how many outside of all layers.
  var eachLayer = 0
  var once = 0
  /// The linear module that it belongs to.
  var projection: Projection? = nil

  enum Kind: Sendable { case embedding, positions, head, norm, matrix, bias, experts }

  /// Whether backward reaches it before all layers, or after them.
  var isOutside: Bool { kind == .embedding || kind == .positions || kind == .head }

  var isLinear: Bool { kind == .matrix || kind == .experts }

  var isVector: Bool { kind == .norm || kind == .bias }

  var elements: A { rows * columns }

  /// How many there are in so many layers and outside.
  func copies(_ layers: A) -> A {
    if eachLayer == 0 { return .count(once) }
    let inside = eachLayer == 1 ? layers : .count(eachLayer) * layers
    return once == 0 ? inside : inside + .count(once)
  }
}

/// The parameters of a model, tensor by tensor.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py, and the same of mistral, qwen2, qwen3.
struct Tensors<A: Amount>: Sendable {
  let all: [Tensor<A>]

  init(_ architecture: Architecture, _ sizes: Dimensions<A>) {
    var all: [Tensor<A>] = []
    all.reserveCapacity(24)
    all.append(
      Tensor(
        name: "embedding", kind: .embedding, rows: sizes.vocab, columns: sizes.hidden, once: 1))
    if architecture.positions > 0 {
      let positions = A.count(architecture.positions, "positions")
      all.append(
        Tensor(
          name: "positions", kind: .positions, rows: positions, columns: sizes.hidden, once: 1))
    }
    Self.appendLinears(architecture, sizes, to: &all)
    Self.appendExperts(architecture, sizes, to: &all)
    Self.appendNorms(architecture, sizes, to: &all)
    if !architecture.tied {
      all.append(
        Tensor(name: "head", kind: .head, rows: sizes.vocab, columns: sizes.hidden, once: 1))
    }
    self.all = all
  }

  private static func appendLinears(
    _ architecture: Architecture, _ sizes: Dimensions<A>, to all: inout [Tensor<A>]
  ) {
    for projection in architecture.projections {
      let rows = sizes.output(of: projection)
      all.append(
        Tensor(
          name: name(of: projection), kind: .matrix, rows: rows,
          columns: sizes.input(of: projection), eachLayer: 1, projection: projection))
      if architecture.hasBias(projection) {
        all.append(
          Tensor(
            name: "biases of linear modules", kind: .bias, rows: rows, columns: .count(1),
            eachLayer: 1, projection: projection))
      }
    }
  }

  private static func appendExperts(
    _ architecture: Architecture, _ sizes: Dimensions<A>, to all: inout [Tensor<A>]
  ) {
    guard let experts = architecture.experts else { return }
    let count = A.count(experts.count, "experts")
    let width = A.count(experts.intermediate, "moe_intermediate")
    let shapes: [(StaticString, A, A)] = [
      ("router", count, sizes.hidden),
      ("experts' gate and up", count * .count(2) * width, sizes.hidden),
      ("experts' down", count * sizes.hidden, width),
    ]
    for (name, rows, columns) in shapes {
      all.append(Tensor(name: name, kind: .experts, rows: rows, columns: columns, eachLayer: 1))
    }
    guard experts.clamped else { return }
    for columns in [A.count(1), .count(2) * width, sizes.hidden] {
      all.append(
        Tensor(
          name: "experts' biases", kind: .experts, rows: count, columns: columns, eachLayer: 1))
    }
  }

  private static func appendNorms(
    _ architecture: Architecture, _ sizes: Dimensions<A>, to all: inout [Tensor<A>]
  ) {
    if architecture.qkNorm {
      let name: StaticString = "norms of queries and keys"
      let whole = architecture.qkNormWhole
      for width in [whole ? sizes.queries : sizes.headDim, whole ? sizes.keys : sizes.headDim] {
        all.append(Tensor(name: name, kind: .norm, rows: width, columns: .count(1), eachLayer: 1))
      }
    }
    if architecture.attentionSinks {
      all.append(
        Tensor(
          name: "sinks", kind: .norm, rows: sizes.heads, columns: .count(1), eachLayer: 1))
    }
    let biased = architecture.norm == .layer
    all.append(
      Tensor(
        name: "norms", kind: .norm, rows: sizes.hidden, columns: .count(1),
        eachLayer: architecture.normPlacement == .around || biased ? 4 : 2,
        once: biased ? 2 : 1))
  }

  private static func name(of projection: Projection) -> StaticString {
    switch projection {
    case .q: "q_proj"
    case .k: "k_proj"
    case .v: "v_proj"
    case .o: "o_proj"
    case .gate: "gate_proj"
    case .up: "up_proj"
    case .down: "down_proj"
    case .qkv: "qkv_proj"
    case .gateUp: "gate_up_proj"
    }
  }
}

extension Architecture {
  func hasBias(_ projection: Projection) -> Bool {
    switch projection {
    case .q, .k, .v, .qkv: qkvBias
    case .o: outputBias
    case .gate, .up, .gateUp, .down: mlpBias
    }
  }
}
