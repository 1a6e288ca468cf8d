import MemoryModel

/// Tensors that local variables of a forward hold until it returns.
struct Locals: ~Copyable {
  private let machine: Machine
  private var storages: [Int32] = []

  init(_ machine: Machine) { self.machine = machine }

  deinit { for storage in storages { machine.release(storage) } }

  mutating func hold(_ x: borrowing Tensor) {
    machine.retain(x.view.storage)
    storages.append(x.view.storage)
  }
}

/// `…ForCausalLM`: an embedding, layers, a norm and a head.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaForCausalLM`, `LlamaModel`.
struct Decoder {
  let machine: Machine
  let setup: Setup
  let dimensions: Dimensions
  let family: any Family
  var embedding: View
  /// Learned positions, a row of the table for each.
  let positions: View?
  let embeddingNorm: Norm?
  /// Between a narrow embedding and the stream.
  var projectOut: Linear?
  var projectIn: Linear?
  var layers: [any DecoderLayer]
  let norm: Norm?
  var perLayer: PerLayerInputs?
  var head: View
  let headBias: View?
  /// Layers that stand for like ones: the place of the first, and how many.
  let runs: [(place: Int, copies: Int)]

  init(_ load: Loader, _ family: any Family, folded: Bool) {
    machine = load.machine
    setup = load.setup
    dimensions = load.dimensions
    self.family = family
    let (model, d) = (load.setup.architecture, load.dimensions)
    family.loadBuffers(load)
    embedding = load.inside("embed_tokens").parameter(
      d.vocab, by: d.embeddingWidth, load.unpacked, isEmbedding: true)
    positions =
      model.positions > 0
      ? load.inside("embed_positions").parameter(
        d.positions, by: d.hidden, load.unpacked, isEmbedding: true) : nil
    embeddingNorm =
      model.embeddingNorm ? Norm(load, "word_embeddings_layernorm", d.hidden) : nil
    if model.embeddingWidth != nil {
      projectOut = Linear(load, "project_out", d.hidden, d.embeddingWidth)
      projectIn = Linear(load, "project_in", d.embeddingWidth, d.hidden)
    }
    var norm: Norm?
    func loadNorm() { norm = model.lastNorm ? Norm(load, "norm", d.hidden) : nil }
    if family.registersNormFirst { loadNorm() }
    let runs = Self.runs(family, model, folded: folded)
    self.runs = runs
    layers = runs.map { run in
      load.machine.stretch(run.copies) { family.layer(load, run.place) }
    }
    if !family.registersNormFirst { loadNorm() }
    self.norm = norm
    perLayer = model.perLayerInput.map { PerLayerInputs(load, $0) }
    let loadHead = load.inside("lm_head")
    head =
      model.tied
      ? embedding : loadHead.parameter(d.vocab, by: d.embeddingWidth, load.unpacked)
    headBias = model.headBias ? loadHead.parameter(d.vocab, load.unpacked, .bias) : nil
  }

  /// Layers that follow each other and are alike: the first and the last of a model stand for
  /// themselves, since something of them is alive when nothing of the others is.
  private static func runs(
    _ family: any Family, _ model: Architecture, folded: Bool
  ) -> [(place: Int, copies: Int)] {
    var runs: [(place: Int, copies: Int)] = []
    for place in 0..<model.layers {
      if folded, place > 1, place < model.layers - 1, let last = runs.last,
        family.kind(model, last.place) == family.kind(model, place)
      {
        runs[runs.count - 1].copies += 1
      } else {
        runs.append((place, 1))
      }
    }
    return runs
  }

  mutating func adaptLayers(_ load: Loader, _ adapter: Adapter) {
    projectOut?.adapt(load, adapter)
    projectIn?.adapt(load, adapter)
    for index in layers.indices {
      load.machine.stretch(runs[index].copies) { layers[index].adapt(load, adapter) }
    }
    perLayer?.projection.adapt(load, adapter)
  }

  /// `LlamaModel.forward`.
  private func body(_ ids: borrowing Tensor) -> Tensor {
    var locals = Locals(machine)
    var x = family.embed(self, ids, &locals)
    let perLayer = perLayer?(ids, x)
    let shared = family.inputs(self, x)
    shared.perLayer = perLayer
    x = family.enter(self, x, &locals)
    for (layer, run) in zip(layers, runs) {
      machine.stretch(run.copies) {
        let shared = family.inputs(of: run.place, self, shared)
        switch setup.checkpointing {
        case .off: x = pass(x, through: layer, shared)
        case .on: x = machine.checkpoint(x) { pass($0, through: layer, shared) }
        case .reentrant: x = machine.checkpointReentrant(x) { pass($0, through: layer, shared) }
        }
      }
    }
    if family.returnsWeights { locals.hold(x) }
    if let norm { x = norm(x) }
    machine.forgetOutputs()
    if let projectOut { x = projectOut(x) }
    return x
  }

  private func pass(
    _ x: borrowing Tensor, through layer: any DecoderLayer, _ shared: SharedInputs
  ) -> Tensor {
    let y = layer(x, shared)
    if family.returnsWeights && !machine.isRecomputing {
      machine.keepOutputs()
    } else {
      machine.forgetDiscarded()
    }
    return y
  }

  /// `lm_head`.
  func head(_ x: borrowing Tensor) -> Tensor {
    let d = dimensions
    return machine.linear(
      x, head, bias: headBias, from: d.embeddingWidth, to: d.vocab, .logits)
  }

  /// The embedding's rows of the tokens, `inputs_embeds`.
  ///
  /// - Parameter scaled: whether the embedding's module scales them.
  func embedTokens(_ ids: borrowing Tensor, scaled: Bool = false) -> Tensor {
    var x = machine.embedding(embedding, ids, width: dimensions.embeddingWidth)
    if scaled { x = x.scaled() }
    return asking(x)
  }

  /// Where adapters are trained through checkpoints, what the embedding gives asks for a gradient.
  ///
  /// Source: transformers 5.23 modeling_utils.py `enable_input_require_grads`.
  func asking(_ x: borrowing Tensor) -> Tensor {
    setup.method.adapter != nil && setup.checkpointing != .off ? machine.asking(x) : x.share()
  }

  /// Rows of the table of positions.
  func embedPositions(_ places: borrowing Tensor) -> Tensor {
    machine.embedding(positions ?? .none, places, width: dimensions.hidden)
  }

  /// `LlamaForCausalLM.forward` with `ForCausalLMLoss`.
  func callAsFunction(_ ids: borrowing Tensor, _ labels: borrowing Tensor) -> Output {
    let x = body(ids)
    machine.begin(.loss)
    return machine.counting(as: .logits) { output(x, labels) }
  }
}
