import MemoryModel

/// Makes a model's parameters on the card, in the order in which its modules register them.
struct Loader {
  let machine: Machine
  let setup: Setup
  let dimensions: Dimensions
  /// The module whose children are made.
  var parent = Module.none

  /// For the children of a module of that name.
  func inside(_ name: StaticString) -> Loader {
    at(machine.state.pointee.record.modules.module(name, in: parent))
  }

  func at(_ module: Module) -> Loader {
    var load = self
    load.parent = module
    return load
  }

  /// The format of weights that are not quantised.
  var format: Format { Format(setup.precision.weights) }
  /// The format of what is neither packed nor an adapter.
  ///
  /// Source: peft 0.21 utils/other.py `prepare_model_for_kbit_training`: all but Params4bit to fp32.
  var unpacked: Format { setup.method.quantization?.upcast == true ? .fp32 : format }
  var trainsBase: Bool { setup.method == .full }

  /// A parameter of the base model that is not quantised: a matrix, or a vector.
  func parameter(
    _ rows: Size, by columns: Size? = nil, _ format: Format, _ name: Name = .weight,
    isEmbedding: Bool = false
  ) -> View {
    let elements = columns.map { rows * $0 } ?? rows
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    let storage = machine.allocate(elements, self.format, name, .weight)
    if format != self.format { machine.widenLater(storage, elements, format) }
    guard trainsBase else {
      return View(storage: storage, elements: elements.index, format: format)
    }
    return machine.leaf(
      elements, format, in: storage, columns: columns, isEmbedding: isEmbedding)
  }

  /// A tensor that is loaded, and is no parameter.
  func buffer(_ elements: Size) -> View {
    let storage = machine.allocate(elements, format, .weight, .weight)
    return View(storage: storage, elements: elements.index, format: format)
  }

  /// A trained matrix of an adapter: made in the model's format, and converted once all are there.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `_move_adapter_to_device_of_base_layer`,
  /// `cast_adapter_dtype`.
  func adapter(_ rows: Size, by columns: Size, _ format: Format, _ name: Name) -> View {
    let storage = unusedAdapter(rows, by: columns, format, name)
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    return machine.leaf(rows * columns, format, in: storage, columns: columns)
  }

  /// One that no gradient comes to.
  @discardableResult
  func unusedAdapter(_ rows: Size, by columns: Size, _ format: Format, _ name: Name) -> Int32 {
    let elements = rows * columns
    let outer = machine.enter(parent)
    defer { machine.leave(to: outer) }
    let storage = machine.allocate(elements, self.format, name, .adapter)
    if format != self.format { machine.widenLater(storage, elements, format) }
    return storage
  }
}

/// The named sizes of a model and its batch.
struct Dimensions {
  let batch, seq, hidden, heads, kvHeads, headDim, intermediate, vocab, rank: Size
  /// Of mixtures: experts, those of each token, the width of one, and of what all tokens take.
  let experts, active, expertWidth, sharedWidth: Size
  private let sizes: SizeTable
  private let values: [String: Int]

  init(_ setup: Setup, _ sizes: SizeTable) {
    let values = Self.values(of: setup)
    func named(_ name: String) -> Size { sizes.dimension(name, values[name] ?? 0) }
    self.sizes = sizes
    self.values = values
    batch = named("batch")
    seq = named("seq")
    hidden = named("hidden")
    heads = named("heads")
    kvHeads = named("kv_heads")
    headDim = named("head_dim")
    intermediate = named("intermediate")
    vocab = named("vocab")
    rank = named("r")
    experts = named("experts")
    active = named("experts_per_token")
    expertWidth = named("moe_intermediate")
    sharedWidth = named("shared_intermediate")
  }

  /// One that only some families have.
  func named(_ name: String) -> Size { sizes.dimension(name, values[name] ?? 0) }

  /// What a setup says of them, by their names.
  static func values(of setup: Setup) -> [String: Int] {
    let model = setup.architecture
    var values = [
      "batch": setup.batch, "seq": setup.seq, "r": setup.method.adapter?.rank ?? 0,
      "hidden": model.hidden, "heads": model.heads, "kv_heads": model.kvHeads,
      "head_dim": model.headDim, "intermediate": model.intermediate, "vocab": model.vocab,
    ]
    if let experts = model.experts {
      values["experts"] = experts.count
      values["experts_per_token"] = experts.active
      values["moe_intermediate"] = experts.intermediate
      values["shared_intermediate"] = experts.shared
    }
    return values.merging(model.mixerDimensions) { own, _ in own }
  }

  var tokens: Size { batch * seq }
  /// Those of the model's attention.
  var attention: Heads {
    Heads(batch: batch, seq: seq, heads: heads, kvHeads: kvHeads, headDim: headDim)
  }
}
