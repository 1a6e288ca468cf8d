import Language
import MemoryModel

/// A way to take less memory, by what it costs whoever trains.
struct Remedy: Sendable {
  /// What is given for it, the dearest last. The figures only order combinations: two of the same step
  /// come before one of another training.
  enum Toll: Int, Sendable {
    /// The same numbers as fast, or nearly.
    case nothing = 0
    /// The same numbers by more and smaller kernels.
    case pace = 2
    /// States are rounded.
    case rounding = 3
    /// Layers are computed twice.
    case recomputing = 4
    /// What the step needs travels from the host's memory.
    case travel = 5
    /// Weights are rounded.
    case precision = 7
    /// Less is trained.
    case capacity = 8
    /// Products unpack their weights.
    case packing = 9
    /// It is another method.
    case training = 14
    /// Texts are cut.
    case task = 20
  }

  /// One change, and what it costs in words.
  struct Part: Sendable {
    let change: SetupChange
    let toll: Int
    let cost: String
  }

  /// Changes that are made together.
  struct Offer: Sendable {
    let parts: [Part]

    static let none = Offer(parts: [])

    init(parts: [Part]) { self.parts = parts }
    init(_ change: SetupChange, _ toll: Toll, _ cost: String) {
      parts = [Part(change: change, toll: toll.rawValue, cost: cost)]
    }

    var change: SetupChange { SetupChange(values: parts.flatMap(\.change.values)) }
    var toll: Int { parts.reduce(0) { $0 + $1.toll } }

    static func + (a: Offer, b: Offer) -> Offer { Offer(parts: a.parts + b.parts) }
  }

  private let toll: Toll
  private let changes: @Sendable (Setup) -> [(change: SetupChange, cost: String)]

  init(
    _ toll: Toll, _ changes: @escaping @Sendable (Setup) -> [(change: SetupChange, cost: String)]
  ) {
    (self.toll, self.changes) = (toll, changes)
  }

  /// What of it a setup has not yet, the mildest first.
  func offers(for setup: Setup) -> [Offer] {
    changes(setup).map { Offer($0.change, toll, $0.cost) }
  }
}

// What the step itself can do with less.
extension Remedy {
  /// All but shorter texts, the cheapest first.
  static let all = [
    allocator, framework, optimizerKernel, attention, fusedLoss, chunkedLoss, microBatches, states,
    recomputing, offloading, pagedStates, storage, upcast, rank, packing, adapters,
  ].sorted { $0.toll.rawValue < $1.toll.rawValue }

  /// Segments that grow leave fewer gaps; what is computed does not change.
  ///
  /// Source: torch 2.15 docs/source/notes/cuda.rst, `expandable_segments`.
  private static let allocator = Remedy(.nothing) { setup in
    if setup.allocator.expandable { return [] }
    let segments = AllocatorValue(AllocatorConfig(expandable: true))
    return [
      (SetupChange(.allocator, .entity(segments)), "costs nothing: the same step in other segments")
    ]
  }

  /// What earlier versions kept is said at `Framework`.
  private static let framework = Remedy(.nothing) { setup in
    if setup.framework == .today { return [] }
    let today = Framework.today.rawValue
    return [(SetupChange(.framework, today), "costs nothing but the upgrade")]
  }

  /// Source: torch 2.15 optim/adamw.py `adamw`: the same update by `foreach`, `fused` or a loop.
  private static let optimizerKernel = Remedy(.nothing) { setup in
    guard [.adamwTorch, .adamwForloop].contains(setup.optimizer) else { return [] }
    let fused = Optimizer.adamwTorchFused.rawValue
    return [(SetupChange(.optimizer, fused), "costs nothing: the same update in one kernel")]
  }

  /// Source: torch 2.15 nn/functional.py `scaled_dot_product_attention`: the same attention in tiles.
  private static let attention = Remedy(.nothing) { setup in
    if setup.attention == .sdpa { return [] }
    return [
      (SetupChange(.attention, "sdpa"), "costs nothing: the same attention by a fused kernel")
    ]
  }

  /// Source: liger-kernel 0.8.5 ops/fused_linear_cross_entropy.py: the gradient is computed in forward, a
  /// chunk of tokens at a time, so that no product runs twice.
  private static let fusedLoss = Remedy(.nothing) { setup in
    if setup.loss == .fused { return [] }
    return [(SetupChange(.loss, "fused"), "costs nothing: Liger's kernel computes the same loss")]
  }

  /// Each chunk is checkpointed: the head's product runs once more in backward.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `checkpoint`.
  private static let chunkedLoss = Remedy(.pace) { setup in
    guard setup.loss == .standard else { return [] }
    let chunks = ChunkedLoss(8)
    return [
      (
        SetupChange(.loss, .entity(chunks)),
        "costs a little time: the head's product runs once more"
      )
    ]
  }

  /// Source: transformers 5.23 trainer.py `get_batch_samples`, `num_items_in_batch`: the loss of accumulated
  /// micro-batches is that of the whole.
  private static let microBatches = Remedy(.pace) { setup in
    (2...max(2, min(setup.batch, 4096))).compactMap { parts in
      let (accumulation, isBeyond) = setup.accumulation.multipliedReportingOverflow(by: parts)
      guard setup.batch % parts == 0, setup.batch >= parts, !isBeyond, accumulation <= 1 << 53
      else { return nil }
      let change =
        SetupChange(.batch, setup.batch / parts) + SetupChange(.accumulation, accumulation)
      return (change, "costs a little time: the same gradients in \(parts) passes")
    }
  }

  /// Source: Dettmers et al. 2021, arXiv:2110.02861: 8-bit states by blocks train as 32-bit ones do.
  private static let states = Remedy(.rounding) { setup in
    eightBit(setup.optimizer).map {
      [(SetupChange(.optimizer, $0.rawValue), "costs some precision: states are rounded to 8 bits")]
    } ?? []
  }

  private static func eightBit(_ optimizer: Optimizer) -> Optimizer? {
    switch optimizer {
    case .adamwTorchFused, .adamwTorch, .adamwForloop, .adamwBnb32bit: .adamw8bit
    case .lion32bit: .lion8bit
    case .rmspropBnb32bit: .rmspropBnb8bit
    case .ademamix: .ademamix8bit
    default: nil
    }
  }

  /// Source: bitsandbytes 0.50 functional.py `get_paged`: memory that CUDA moves between card and host.
  private static let pagedStates = Remedy(.travel) { setup in
    paged(setup.optimizer).map {
      ($0 == .pagedAdamw32bit ? "states" : "states, rounded to 8 bits,", $0)
    }.map { what, optimizer in
      (
        SetupChange(.optimizer, optimizer.rawValue),
        "costs time: \(what) travel from the host's memory at each step"
      )
    }
  }

  private static func paged(_ optimizer: Optimizer) -> [Optimizer] {
    switch optimizer {
    case .adamwTorchFused, .adamwTorch, .adamwForloop, .adamwBnb32bit:
      [.pagedAdamw32bit, .pagedAdamw8bit]
    case .adamw8bit, .pagedAdamw32bit: [.pagedAdamw8bit]
    case .lion32bit, .lion8bit, .pagedLion32bit: [.pagedLion8bit]
    case .ademamix, .ademamix8bit, .pagedAdemamix32bit: [.pagedAdemamix8bit]
    default: []
    }
  }
}

// What backward computes again.
extension Remedy {
  /// A forward takes as many operations as backward takes for the gradients of activations, and as many
  /// as it takes for those of weights: once more is a third of all, or a half where weights are frozen.
  ///
  /// Source: Chen et al. 2016, arXiv:1604.06174; Kaplan et al. 2020, arXiv:2001.08361, 2.1.
  private static let recomputing = Remedy(.recomputing) { setup in
    let isFull = setup.method == .full
    switch setup.checkpointing {
    case .off:
      return [
        (
          SetupChange(.checkpointing, .entity(EveryLayer(2))),
          "costs about a \(isFull ? "sixth" : "quarter") as much time again: every second layer's forward runs twice"
        ),
        (
          SetupChange(.checkpointing, "on"),
          "costs about \(isFull ? "a third" : "half") as much time again: each layer's forward runs twice"
        ),
      ]
    case .every:
      return [
        (
          SetupChange(.checkpointing, "on"),
          "costs up to \(isFull ? "a third" : "half") as much time again: each layer's forward runs twice"
        )
      ]
    case .on, .reentrant, .offload: return []
    }
  }

  /// Source: transformers 5.23 modeling_utils.py `activation_checkpointing_enable(offload=True)`.
  private static let offloading = Remedy(.travel) { setup in
    if setup.checkpointing == .offload { return [] }
    let isNew = setup.checkpointing == .off
    let more = isNew ? "each layer's forward runs twice, and " : ""
    return [
      (
        SetupChange(.checkpointing, "offload"),
        "costs time: " + more + "the layers' inputs travel to the host's memory and back"
      )
    ]
  }
}

// What is trained, and how it is stored.
extension Remedy {
  /// bf16 has 8 bits: an update of less than a 256th of a weight is lost. Frozen weights only lose what
  /// their checkpoint mostly never had.
  private static let storage = Remedy(.precision) { setup in
    guard setup.precision.weights == .fp32 else { return [] }
    let cost =
      setup.method == .full
      ? "costs precision: weights in 16 bits lose small updates"
      : "costs some precision: frozen weights are rounded to 16 bits"
    let formats: [Precision] = setup.method == .full ? [.bf16Amp] : [.bf16Amp, .fp16Amp]
    return formats.map { (SetupChange(.precision, $0.rawValue), cost) }
  }

  /// Source: peft 0.21 utils/other.py `prepare_model_for_kbit_training`.
  private static let upcast = Remedy(.precision) { setup in
    guard case .qlora(let adapter, var quantization) = setup.methodAsked, quantization.upcast
    else { return [] }
    quantization.upcast = false
    return [
      (
        SetupChange(method: .qlora(adapter, quantization)),
        "costs some precision: embedding, head and norms stay in 16 bits"
      )
    ]
  }

  private static let rank = Remedy(.capacity) { setup in
    let halves = [2, 4, 8, 16].map { (setup.methodAsked.adapter?.rank ?? 0) / $0 }
    return halves.filter { $0 >= 8 }.map { rank in
      (SetupChange(method: setup.methodAsked.with(rank: rank)), "trains fewer parameters")
    }
  }

  /// Source: Dettmers et al. 2023, arXiv:2305.14314: adapters make up for what 4 bits lose.
  private static let packing = Remedy(.packing) { setup in
    guard case .lora(let adapter) = setup.methodAsked else { return [] }
    return [
      (
        SetupChange(method: .qlora(adapter, Quantization())),
        "costs precision and time: weights in 4 bits are unpacked for each product"
      )
    ]
  }

  private static let adapters = Remedy(.training) { setup in
    guard setup.methodAsked == .full else { return [] }
    return [
      (
        SetupChange(method: .lora(Adapter())),
        "is another training: of adapters, while the weights stay as they are"
      ),
      (
        SetupChange(method: .qlora(Adapter(), Quantization())),
        "is another training: of adapters, beside weights in 4 bits"
      ),
    ]
  }
}
