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

  /// A reference that is there already.
  mutating func take(_ storage: Int32) { storages.append(storage) }
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
  var streams: Streams?
  /// What makes embeddings of a batch's images.
  let images: (any ImageModel)?
  let hyperHead: HyperHead?
  var predictions: [PredictionLayer]
  var head: View
  var headBias: View?
  /// Layers that stand for like ones: the place of the first, and how many.
  let runs: [(place: Int, copies: Int)]

  init(_ load: Loader, _ family: any Family, folded: Bool) {
    machine = load.machine
    setup = load.setup
    dimensions = load.dimensions
    self.family = family
    let (model, d) = (load.setup.architecture, load.dimensions)
    let tower = model.tower.map {
      TowerWeights(load: load.inside("vision_tower"), tower: $0, folded: folded)
    }
    images =
      load.setup.imageTokens > 0
      ? model.tower.flatMap { $0.imageModel?.init(load.frozen, $0, folded: folded) } : nil
    if images == nil { tower?.loadBeforeText() }
    family.loadBuffers(load)
    let inputTokens = model.family.inputTokens
    embedding = load.inside("embed_tokens").parameter(
      inputTokens > 0 ? d.vocab + inputTokens : d.vocab, by: d.embeddingWidth, load.unpacked,
      isEmbedding: true)
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
    let runs = Self.runs(family, load.setup, folded: folded)
    self.runs = runs
    layers = runs.map { run in
      load.machine.stretch(run.copies, layer: run.place) {
        family.layer(load.inLayer(run.place), run.place)
      }
    }
    if !family.registersNormFirst { loadNorm() }
    self.norm = norm
    perLayer = model.perLayerInput.map { PerLayerInputs(load, $0) }
    streams = model.altUp.map { Streams(load, $0) }
    hyperHead = model.hyper.map { HyperHead(load, $0) }
    predictions = (0..<model.predictionLayers).map { _ in PredictionLayer(load) }
    if images == nil { tower?.loadBehindText() }
    let loadHead = load.inside("lm_head")
    head =
      model.tied
      ? embedding : loadHead.parameter(d.vocab, by: d.embeddingWidth, load.unpacked)
    headBias = model.headBias ? loadHead.parameter(d.vocab, load.unpacked, .bias) : nil
  }

  /// Layers that follow each other and are alike: the first of a kind and the last of a model stand for
  /// themselves, since something of them is alive when nothing of the others is, or what layers of the
  /// kind share is gone with them.
  private static func runs(
    _ family: any Family, _ setup: Setup, folded: Bool
  ) -> [(place: Int, copies: Int)] {
    let (model, checkpointing) = (setup.architecture, setup.checkpointing)
    var runs: [(place: Int, copies: Int)] = []
    let kinds = (0..<model.layers).map {
      2 * family.kind(model, $0) + (checkpointing.recomputes(layer: $0) ? 1 : 0)
    }
    for (place, kind) in kinds.enumerated() {
      // What is packed is told by names, which may be those of some layers alone. What goes from a layer
      // to one that is checkpointed is kept there, and not where it goes to others.
      let isAmongLike =
        checkpointing.recomputes(layer: place) == checkpointing.recomputes(layer: place + 1)
      let folds = folded && isAmongLike && model.storage.fourBit?.kept.isEmpty != false
      if folds, place < model.layers - 1, let last = runs.last, kinds[last.place] == kind,
        kinds.firstIndex(of: kind) != last.place
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
      load.machine.stretch(runs[index].copies, layer: runs[index].place) {
        layers[index].adapt(load, adapter)
      }
    }
    perLayer?.projection.adapt(load, adapter)
    streams?.adapt(load, adapter)
    for index in predictions.indices { predictions[index].adapt(load, adapter) }
  }

  /// `LlamaModel.forward`, in that of the model around it.
  ///
  /// - Returns: the last hidden states, and the features of images.
  private func body(_ ids: borrowing Tensor, _ pixels: borrowing Tensor) -> Joined {
    var locals = Locals(machine)
    var features = machine.hold(.none)
    var x: Tensor
    if let images {
      let joined = joinImages(images, ids, pixels, &locals)
      features = joined.images.share()
      x = family.stream(joined.embeddings.share())
      locals.hold(x)
    } else {
      x = family.embed(self, ids, &locals)
    }
    let variables = Streams.Variables(machine, x)
    let perLayer = perLayerInput(ids, x, variables, &locals)
    let shared = family.inputs(self, &x, variables, &locals)
    shared.perLayer = perLayer
    x = family.enter(self, x, &locals)
    for (layer, run) in zip(layers, runs) {
      machine.stretch(run.copies, layer: run.place) {
        let shared = family.inputs(of: run.place, self, shared)
        guard setup.checkpointing.recomputes(layer: run.place) else {
          x = pass(x, through: layer, shared)
          return
        }
        switch setup.checkpointing {
        case .reentrant:
          x = machine.checkpointReentrant(x) { pass($0, through: layer, shared) }
        case .off, .on, .every, .offload:
          let offloads = setup.checkpointing == .offload
          x = machine.checkpoint(x, offloads: offloads) { pass($0, through: layer, shared) }
        }
      }
    }
    if let streams { x = streams.join(x, variables, &locals) }
    if family.returnsWeights { locals.hold(x) }
    if let norm { x = hyperHead.map { norm($0(x)) } ?? norm(x) }
    machine.forgetOutputs()
    if let projectOut { x = projectOut(x) }
    return Joined(embeddings: x, images: features)
  }

  /// What layers read of an embedding of their own. The forward around a text model makes its masks
  /// meanwhile.
  private func perLayerInput(
    _ ids: borrowing Tensor, _ x: borrowing Tensor, _ variables: Streams.Variables,
    _ locals: inout Locals
  ) -> PerLayerInput? {
    guard let perLayer else { return nil }
    let tokens = perLayer.embed(ids, x, &locals)
    if perLayer.isInside {
      variables.masks = Masks(causal: causalMask(x), windowed: windowMask(x))
    }
    return perLayer.project(x, tokens)
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
  func callAsFunction(
    _ ids: borrowing Tensor, _ labels: borrowing Tensor, _ pixels: borrowing Tensor
  ) -> Output {
    let states = body(ids, pixels)
    machine.begin(.loss)
    return machine.counting(as: .logits) { output(states, labels) }
  }
}
