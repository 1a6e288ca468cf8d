/// A class of parameters: tensors of one shape.
struct Tensor<A: Amount>: Sendable {
  let name: StaticString
  let kind: Kind
  let rows: A
  let columns: A
  /// How many there are in each layer, or outside of all layers.
  var times = 1
  /// Matrices in one tensor: a tensor of experts has three dimensions.
  var stack: A = .count(1)
  /// The linear module that it belongs to.
  var projection: Projection? = nil
  /// Whether it stays in fp32 however the model is loaded.
  var isWide = false
  /// Whether it is a parameter that asks for no gradient.
  var isFrozen = false

  enum Kind: Sendable {
    case embedding, perLayerEmbedding, positions, head, norm, matrix, bias, experts, convolution,
      kernel
    /// A matrix of a module that is no linear one.
    case free
  }

  /// Whether it is an `nn.Embedding`'s.
  var isEmbedding: Bool {
    kind == .embedding || kind == .perLayerEmbedding || kind == .positions
  }

  var isVector: Bool { kind == .norm || kind == .bias }

  var elements: A { rows * columns }

  /// How many there are in so many layers.
  func copies(_ layers: A) -> A { times == 1 ? layers : .count(times) * layers }
}

/// The parameters of a model, tensor by tensor.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py, and the same of mistral, qwen2, qwen3.
struct Tensors<A: Amount> {
  let architecture: Architecture
  let sizes: Dimensions<A>

  /// Those outside of all layers.
  var outside: [Tensor<A>] {
    var all = [
      Tensor(name: "embedding", kind: .embedding, rows: sizes.rows, columns: sizes.embedding)
    ]
    if architecture.positions > 0 {
      let positions = A.count(architecture.positions, "positions")
      all.append(
        Tensor(name: "positions", kind: .positions, rows: positions, columns: sizes.hidden))
    }
    appendPerLayerInput(to: &all)
    if architecture.embeddingWidth != nil {
      append(.embeddingOut, to: &all)
      append(.embeddingIn, to: &all)
    }
    let norms = (architecture.lastNorm ? 1 : 0) + (architecture.embeddingNorm ? 1 : 0)
    appendStreamNorms(norms, to: &all)
    if !architecture.tied {
      all.append(Tensor(name: "head", kind: .head, rows: sizes.vocab, columns: sizes.embedding))
    }
    if architecture.headBias {
      all.append(Tensor(name: "head's bias", kind: .bias, rows: sizes.vocab, columns: .count(1)))
    }
    appendHyperConnections(inside: false, to: &all)
    return widened(all)
  }

  /// Those of one layer.
  func inside(_ projections: [Projection], _ shape: LayerShape) -> [Tensor<A>] {
    var all: [Tensor<A>] = []
    all.reserveCapacity(20)
    for projection in projections {
      // mamba_ssm's kernel takes it as it is stored: it cannot be packed.
      let isKernels = projection == .outProj && shape.mixer.scans
      append(projection, kind: isKernels ? .kernel : .matrix, to: &all)
    }
    if shape.feed == .experts || architecture.experts?.besideMLP == true {
      appendExperts(to: &all)
    }
    appendMixer(shape.mixer, to: &all)
    appendHyperConnections(inside: true, to: &all)
    appendNorms(shape, to: &all)
    return widened(all)
  }

  func append(
    _ projection: Projection, kind: Tensor<A>.Kind = .matrix, times: Int = 1,
    to all: inout [Tensor<A>]
  ) {
    let rows = sizes.output(of: projection)
    all.append(
      Tensor(
        name: projection.tensorName, kind: self.kind(of: projection, kind), rows: rows,
        columns: sizes.input(of: projection), times: times, projection: projection))
    if architecture.hasBias(projection) {
      all.append(
        Tensor(
          name: "biases of linear modules", kind: .bias, rows: rows, columns: .count(1),
          projection: projection))
    }
  }

  /// bitsandbytes packs what is an `nn.Linear` itself, and no class derived from it.
  ///
  /// Source: transformers 5.23 integrations/bitsandbytes.py `replace_with_bnb_linear`.
  private func kind(of projection: Projection, _ kind: Tensor<A>.Kind) -> Tensor<A>.Kind {
    let isDerived = projection == .router && architecture.experts?.router == .derived
    return isDerived || projection == .oA ? .experts : kind
  }

  /// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextModel.__init__`.
  private func appendPerLayerInput(to all: inout [Tensor<A>]) {
    guard let input = architecture.perLayerInput else { return }
    all.append(
      Tensor(
        name: "per-layer embedding", kind: .perLayerEmbedding,
        rows: .count(input.vocab, "per_layer_vocab"), columns: sizes.layers * sizes.perLayer))
    append(.perLayerModel, to: &all)
    all.append(Tensor(name: "norms", kind: .norm, rows: sizes.perLayer, columns: .count(1)))
    guard let altUp = architecture.altUp, altUp.inputs > 1 else { return }
    // transformers 5.23 models/gemma3n/modeling_gemma3n.py Gemma3nTextModel: two for each stream.
    append(.altUp, times: 2 * (altUp.inputs - 1), to: &all)
  }

  private func appendExperts(to all: inout [Tensor<A>]) {
    guard let experts = architecture.experts else { return }
    let count = sizes.experts
    let width = sizes.expertWidth
    var shapes: [(StaticString, A, A)] = [
      (
        experts.gated ? "experts' gate and up" : "experts' up",
        count * sizes.output(of: .expertsGateUp), sizes.expertInput
      ),
      ("experts' down", count * sizes.expertInput, width),
    ]
    if experts.router == .parameter { shapes.insert(("router", count, sizes.hidden), at: 0) }
    for (name, rows, columns) in shapes {
      let isRouter = rows.value == count.value
      all.append(
        Tensor(
          name: name, kind: .experts, rows: rows, columns: columns,
          stack: isRouter ? .count(1) : count))
    }
    guard experts.clamped else { return }
    for columns in [A.count(1), .count(2) * width, sizes.hidden] {
      all.append(Tensor(name: "experts' biases", kind: .experts, rows: count, columns: columns))
    }
  }

  private func appendNorms(_ shape: LayerShape, to all: inout [Tensor<A>]) {
    if architecture.qkNorm && !architecture.qkNormBare && shape.mixer.attends {
      let whole = architecture.qkNormWhole || architecture.qkNormEachHead
      let widths = [whole ? sizes.queries : sizes.headDim, whole ? sizes.keys : sizes.headDim]
      for width in widths.prefix(shape.hasKeys ? 2 : 1) {
        all.append(
          Tensor(
            name: "norms of queries and keys", kind: .norm, rows: width, columns: .count(1)))
      }
    }
    if let latent = architecture.latent {
      for width in latent.queryRank == nil ? [sizes.keyRank] : [sizes.queryRank, sizes.keyRank] {
        all.append(
          Tensor(name: "norms of narrow tensors", kind: .norm, rows: width, columns: .count(1)))
      }
    }
    if architecture.compressed != nil {
      for width in [sizes.queryRank, sizes.headDim] {
        all.append(
          Tensor(name: "norms of narrow tensors", kind: .norm, rows: width, columns: .count(1)))
      }
    }
    if architecture.attentionSinks {
      all.append(Tensor(name: "sinks", kind: .norm, rows: sizes.heads, columns: .count(1)))
    }
    if architecture.activation == .xielu {
      // transformers 5.23 activations.py XIELUActivation: alpha_p and alpha_n.
      all.append(
        Tensor(name: "xIELU's", kind: .norm, rows: .count(1), columns: .count(1), times: 2))
    }
    appendStreamNorms(architecture.normsPerLayer(shape), to: &all)
    if architecture.experts?.besideMLP == true {
      all.append(
        Tensor(name: "scales of experts", kind: .norm, rows: sizes.experts, columns: .count(1)))
    }
    if shape.feed == .experts && architecture.experts?.hasCorrection == true {
      // transformers 5.23 models/ernie4_5_moe/modeling_ernie4_5_moe.py `Ernie4_5_MoeStatics`:
      // `requires_grad=False`.
      all.append(
        Tensor(
          name: "experts' correction", kind: .norm, rows: sizes.experts, columns: .count(1),
          isFrozen: true))
    }
  }

  /// The same with those that stay in fp32 marked.
  func widened(_ tensors: [Tensor<A>]) -> [Tensor<A>] {
    if !architecture.keepsVectorsWide { return tensors }
    return tensors.map { tensor in
      var tensor = tensor
      tensor.isWide = tensor.kind == .norm || tensor.kind == .free
      return tensor
    }
  }

  /// Vectors of the stream's width.
  private func appendStreamNorms(_ norms: Int, to all: inout [Tensor<A>]) {
    let times = norms * architecture.norm.vectors
    if times == 0 { return }
    all.append(
      Tensor(name: "norms", kind: .norm, rows: sizes.hidden, columns: .count(1), times: times))
  }
}

extension Architecture {
  func hasBias(_ projection: Projection) -> Bool {
    switch projection {
    case .q: qkvBias && latent == nil
    case .k, .v, .qkv, .qA, .kvA: qkvBias
    case .o: outputBias
    case .gate, .up, .gateUp, .down, .latentIn, .latentOut: mlpBias
    case .inProj: mamba2?.inBias ?? shortConvolution?.bias ?? false
    case .outProj: mamba2?.outBias ?? shortConvolution?.bias ?? false
    default: false
    }
  }

  /// Norms of the stream's width in each layer, and what is as wide as one: the router's scale;
  /// Gemma 3n's norms of its router and of Laurel, and the scale of what was corrected.
  fileprivate func normsPerLayer(_ shape: LayerShape) -> Int {
    if shape.mixer == .none || shape.feed == .none { return 1 }
    let plain = normPlacement == .around ? 4 : normPlacement == .once ? 1 : 2
    return plain + (experts?.besideMLP == true ? 4 : 0) + (perLayerInput == nil ? 0 : 1)
      + (altUp == nil ? 0 : 3) + (shape.feed == .experts && experts?.isNormed == true ? 1 : 0)
  }
}
