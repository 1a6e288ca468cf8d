import MemoryModel

/// Makes a model's parameters on the card, in the order in which its modules register them.
struct Loader {
  let machine: Machine
  let setup: Setup
  let dimensions: Dimensions
  /// The module whose children are made.
  var parent = Module.none
  /// Whether backward comes to what is made.
  var isReached = true

  /// For the children of a module of that name.
  ///
  /// - Parameter number: its place in a list of modules.
  func inside(_ name: StaticString, _ number: Int? = nil) -> Loader {
    at(machine.state.pointee.record.modules.module(name, number, in: parent))
  }

  func inFP32() -> Loader {
    var load = self
    load.keepsFP32 = true
    return load
  }

  func at(_ module: Module) -> Loader {
    var load = self
    load.parent = module
    return load
  }

  /// The layer that is made, by its place; nil outside of the layers.
  var place: Int?

  /// For a layer.
  func inLayer(_ place: Int) -> Loader {
    var load = with(.mlp)
    load.place = place
    return load
  }

  /// What the parameters that are made are for.
  var role = TensorRole.embedding

  func with(_ role: TensorRole) -> Loader {
    var load = self
    load.role = role
    return load
  }

  /// Whether the module that is made is a linear one: an `nn.Linear`, or of a class derived from it.
  var isLinear = false

  /// What packs the weight of the module that is made, if it is packed.
  var quantization: Quantization? {
    guard let quantization = setup.method.quantization else { return nil }
    let model = setup.architecture
    guard let place, let four = model.storage.fourBit, !four.kept.isEmpty else {
      return quantization
    }
    let path = machine.state.pointee.record.modules.path(parent)
    return four.keeps("\(model.layersPath).\(place).\(path)") ? nil : quantization
  }

  /// Whether nothing of it is trained, whatever the method.
  var isFrozen = false

  /// For what sees and hears for a text model.
  var frozen: Loader {
    var load = self
    load.isFrozen = true
    return load
  }

  /// Whether a module holds its weight in fp32, whatever the model is loaded in.
  var keepsFP32 = false

  /// For modules that run under `torch.no_grad`.
  var withoutGraph: Loader {
    var load = self
    load.isReached = false
    return load
  }

  /// The format of weights that are not quantised.
  var format: Format { keepsFP32 ? .fp32 : Format(setup.precision.weights) }
  /// The format of what is neither packed nor an adapter.
  ///
  /// Source: peft 0.21 utils/other.py `prepare_model_for_kbit_training`: all but Params4bit to fp32.
  var unpacked: Format { setup.method.quantization?.upcast == true ? .fp32 : format }
  /// The format in which products with 4-bit weights are computed: fp32 unless a config says another;
  /// of 16 bits it is that of the other products.
  var compute: Format {
    if setup.method.quantization?.computesWide == true { return .fp32 }
    return setup.precision.products == .fp16 ? .fp16 : .bf16
  }
  var trainsBase: Bool { setup.method == .full && !isFrozen }

  /// A parameter of the base model that is not quantised: a matrix, or a vector.
  ///
  /// - Parameters:
  ///   - matrices: how many these rows are of, where it has a dimension more.
  ///   - decays: where not all matrices decay, and no vectors.
  func parameter(
    _ rows: Size, by columns: Size? = nil, _ format: Format, _ name: Name = .weight,
    matrices: Size? = nil, isEmbedding: Bool = false, decays: Bool? = nil
  ) -> View {
    let elements = columns.map { rows * $0 } ?? rows
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    register(name, elements, columns: columns, matrices: matrices)
    let storage = machine.allocate(elements, self.format, name, .weight)
    if format != self.format { machine.widenLater(storage, elements, format) }
    guard trainsBase else {
      return View(storage: storage, elements: elements.index, format: format)
    }
    return machine.leaf(
      elements, format, in: storage, columns: columns, matrices: matrices,
      isEmbedding: isEmbedding, decays: decays, isReached: isReached)
  }

  /// `nn.Buffer`.
  func buffer(_ elements: Size) -> View {
    View(
      storage: machine.allocate(elements, format, .buffer, .weight), elements: elements.index,
      format: format)
  }

  /// A trained parameter of an adapter, a matrix or a vector: made in the format of what it stands
  /// beside, and converted once all are there.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `_move_adapter_to_device_of_base_layer`,
  /// `cast_adapter_dtype`.
  func adapter(
    _ rows: Size, by columns: Size? = nil, _ format: Format, _ name: Name, beside base: Format
  ) -> View {
    let elements = columns.map { rows * $0 } ?? rows
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    let storage = storeAdapter(elements, format, name, beside: base)
    return machine.leaf(
      elements, format, in: storage, columns: columns, decays: true, isReached: isReached)
  }

  /// The same before it asks for a gradient.
  @discardableResult
  func storeAdapter(
    _ elements: Size, _ format: Format, _ name: Name, beside base: Format
  ) -> Int32 {
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    register(name, elements, as: .added)
    let storage = machine.allocate(elements, base, name, .adapter)
    if format != base { machine.widenLater(storage, elements, format) }
    return storage
  }
}

/// The named sizes of a model and its batch.
struct Dimensions {
  let batch, seq, hidden, heads, kvHeads, headDim, intermediate, vocab, rank: Size
  /// Features of a head that are rotated, rows of the table of positions, and the embedding's width.
  let rotaryDim, positions, embeddingWidth: Size
  /// Rows of tables that are as long whatever the sequence.
  let maxPositions: Size
  /// Whether dropout drops attention's probabilities.
  let dropsAttention: Bool
  /// Of mixtures: experts, those of each token, what one reads, its width, and that of what all tokens
  /// take.
  let experts, active, expertInput, expertWidth, sharedWidth: Size

  init(_ setup: Setup, _ sizes: SizeTable) {
    let model = setup.architecture
    batch = sizes.dimension("batch", setup.batch)
    seq = sizes.dimension("seq", setup.seq)
    rank = sizes.dimension("r", setup.method.adapter?.rank ?? 0)
    hidden = sizes.dimension("hidden", model.hidden)
    heads = sizes.dimension("heads", model.heads)
    kvHeads = sizes.dimension("kv_heads", model.kvHeads)
    headDim = sizes.dimension("head_dim", model.headDim)
    intermediate = sizes.dimension("intermediate", model.intermediate)
    vocab = sizes.dimension("vocab", model.vocab)
    rotaryDim = model.rotaryDim.map { sizes.dimension("rotary_dim", $0) } ?? headDim
    positions = sizes.dimension("positions", model.positions)
    maxPositions = sizes.dimension("max_positions", model.maxPositions)
    embeddingWidth =
      model.embeddingWidth.map { sizes.dimension("embedding_width", $0) } ?? hidden
    dropsAttention = model.attentionDropout
    experts = sizes.dimension("experts", model.experts?.count ?? 0)
    active = sizes.dimension("active", model.experts?.active ?? 0)
    let latent = model.experts?.latent ?? 0
    expertInput = latent > 0 ? sizes.dimension("moe_latent", latent) : hidden
    expertWidth = sizes.dimension("moe_intermediate", model.experts?.intermediate ?? 0)
    sharedWidth = sizes.dimension("shared_intermediate", model.experts?.shared ?? 0)
  }

  var tokens: Size { batch * seq }
  /// Those of the model's attention.
  var attention: Heads {
    Heads(
      batch: batch, seq: seq, heads: heads, kvHeads: kvHeads, headDim: headDim,
      drops: dropsAttention)
  }
}
