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

/// Which layers of a model are recorded.
enum RecordedLayers {
  case all
  /// Of like layers those that show how their neighbours go on.
  case few
  /// One for like layers.
  case one
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

  init(_ load: Loader, _ family: any Family, _ layers: RecordedLayers) {
    let folded = layers == .one
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
      ? model.tower.flatMap { $0.imageModel?.init(load.frozen.with(.tower), $0, folded: folded) }
      : nil
    if images == nil { tower?.loadBeforeText() }
    family.loadBuffers(load)
    let inputTokens = model.inputTokens
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
    let runs = Self.runs(family, load.setup, layers)
    self.runs = runs
    self.layers = runs.map { run in
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
    let loadHead = load.inside("lm_head").with(.head)
    head =
      model.tied
      ? embedding : loadHead.parameter(d.vocab, by: d.embeddingWidth, load.unpacked)
    headBias = model.headBias ? loadHead.parameter(d.vocab, load.unpacked, .bias) : nil
  }

  /// Layers that follow each other and are alike: the first of a kind and the last of a model stand for
  /// themselves, since something of them is alive when nothing of the others is, or what layers of the
  /// kind share is gone with them.
  private static func runs(
    _ family: any Family, _ setup: Setup, _ layers: RecordedLayers
  ) -> [(place: Int, copies: Int)] {
    let model = setup.architecture
    // Those that are given features of images, and the next, which lets go what the last of them gave.
    let fed = setup.imageTokens > 0 ? model.tower?.deepLayers.count ?? 0 : 0
    var runs: [(place: Int, copies: Int)] = []
    let kinds = (0..<model.layers).map {
      2 * family.kind(model, $0) + (setup.recomputes(layer: $0) ? 1 : 0)
    }
    for (place, kind) in kinds.enumerated() {
      // What is packed is told by names, which may be those of some layers alone. What goes from a layer
      // to one that is checkpointed is kept there, and not where it goes to others.
      let isAmongLike = setup.recomputes(layer: place) == setup.recomputes(layer: place + 1)
      let folds = layers != .all && isAmongLike && model.storage.fourBit?.kept.isEmpty != false
      if folds, place < model.layers - 1, let last = runs.last, kinds[last.place] == kind,
        fed == 0 || last.place > fed,
        kinds.firstIndex(of: kind) != last.place
      {
        runs[runs.count - 1].copies += 1
      } else {
        runs.append((place, 1))
      }
    }
    return layers == .few ? runs.flatMap(withNeighbours) : runs
  }

  /// Two layers before the one that stands for others, and one behind it.
  private static func withNeighbours(_ run: (place: Int, copies: Int)) -> [(
    place: Int, copies: Int
  )] {
    if run.copies < 5 { return (0..<run.copies).map { (run.place + $0, 1) } }
    let end = run.place + run.copies
    return [
      (run.place, 1), (run.place + 1, 1), (run.place + 2, run.copies - 3), (end - 1, 1),
    ]
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
  func body(_ ids: borrowing Tensor, _ pixels: borrowing Tensor) -> States {
    var locals = Locals(machine)
    var features = machine.hold(.none)
    var deep = DeepFeatures(machine, places: .none, count: machine.count(0))
    var x: Tensor
    if let images {
      let joined = joinImages(images, ids, pixels, &locals)
      features = joined.images.share()
      x = family.stream(joined.embeddings.share())
      locals.hold(x)
      deep = joined.deep
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
        x = compute(x, through: layer, family.inputs(of: run.place, self, shared), at: run.place)
        deep.add(to: &x, at: run.place)
      }
    }
    if let streams { x = streams.join(x, variables, &locals) }
    if family.returnsWeights { locals.hold(x) }
    if let norm { x = hyperHead.map { norm($0(x)) } ?? norm(x) }
    machine.forgetOutputs()
    if let projectOut { x = projectOut(x) }
    return States(last: x, images: features)
  }

  struct States: ~Copyable {
    let last: Tensor
    let images: Tensor
  }

  /// A layer, perhaps as a checkpoint.
  private func compute(
    _ x: borrowing Tensor, through layer: any DecoderLayer, _ shared: SharedInputs, at place: Int
  ) -> Tensor {
    guard setup.recomputes(layer: place) else {
      return pass(x, through: layer, shared)
    }
    switch setup.checkpointing {
    case .reentrant: return machine.checkpointReentrant(x) { pass($0, through: layer, shared) }
    case .off, .on, .every, .offload:
      let offloads = setup.checkpointing == .offload
      return machine.checkpoint(x, offloads: offloads) { pass($0, through: layer, shared) }
    }
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
