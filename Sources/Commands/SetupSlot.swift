import Language
import MemoryModel

/// The names of the training setup, in the order in which `setup` shows them.
///
/// Their places are those of the session's slots, so that a question reads them without a search.
enum SetupSlot: Int, CaseIterable {
  case model, method, batch, seq, imageTokens, accumulation, optimizer, precision, checkpointing
  case attention, padding, loss, clip, gpu, parallel, framework, units, pager

  var name: String { self == .imageTokens ? "image_tokens" : "\(self)" }

  static let all: [Slot] = allCases.map(\.slot)

  private var slot: Slot { Slot(name, kind, fallback, summary) }

  // The defaults are what a user of transformers, PEFT and bitsandbytes gets today.
  private var fallback: Value {
    switch self {
    case .method: .entity(MethodValue(.qlora(Adapter(), Quantization())))
    case .batch, .accumulation: .whole(1)
    case .seq: .whole(2048)
    case .imageTokens: .whole(0)
    case .optimizer: .choice(Optimizer.adamwTorchFused.rawValue)
    case .precision: .choice("auto")
    case .checkpointing: .choice(Checkpointing.on.rawValue)
    case .attention: .choice(AttentionKernel.sdpa.rawValue)
    case .padding: .truth(false)
    case .loss: .choice("standard")
    case .clip: .number(1)
    case .model, .gpu: .choice("none")
    case .parallel: .choice("single")
    case .framework: .choice(Framework.today.rawValue)
    case .units: .choice("GiB")
    case .pager: .truth(true)
    }
  }

  private var kind: Kind {
    switch self {
    case .model: .either([.entity(ModelValue.kind), .choices(["none"])])
    case .method: .entity(MethodValue.kind)
    case .batch, .accumulation: .whole(from: 1)
    case .seq: .whole(from: 1, of: .tokens)
    case .imageTokens: .whole(from: 0, of: .tokens)
    case .optimizer: .choices(of: Optimizer.self)
    case .precision: .either([.choices(["auto"]), .choices(of: Precision.self)])
    case .checkpointing: .choices(of: Checkpointing.self)
    case .attention: .choices(of: AttentionKernel.self)
    case .padding, .pager: .truth
    case .loss: .either([.choices(["standard", "fused"]), .entity(ChunkedLoss.kind)])
    case .clip: .number(Kind.NumberKind(from: 0, whole: false))
    case .gpu: .either([.entity(CardValue.kind), .choices(["none"])])
    case .parallel: .choices(["single"])
    case .framework: .choices(of: Framework.self)
    case .units: .choices(["GiB", "GB"])
    }
  }

  private var summary: String {
    switch self {
    case .model: "what is tuned: a model of the catalog, hf(…) or transformer(…)"
    case .method: "what is trained: full, lora(…) or qlora(…)"
    case .batch: "sequences in one micro-batch on one GPU"
    case .seq: "tokens in a sequence: the longest, since the peak is its"
    case .imageTokens: "of the tokens of a sequence, those that come from images"
    case .accumulation: "micro-batches before a step"
    case .optimizer: "by the names of Hugging Face's optim"
    case .precision:
      "format of the weights, and whether autocast computes in bf16; auto: the checkpoint's own"
    case .checkpointing: "whether layers are computed again in backward instead of kept"
    case .attention: "the kernel: sdpa (= flash) or eager"
    case .padding: "whether the batch is padded, so that a mask reaches the kernel"
    case .loss: "standard (logits whole), fused (Liger's kernel) or chunked(n)"
    case .clip: "max_grad_norm; 0 is none"
    case .gpu: "the card, or none for an A100's figures"
    case .parallel: "how the work is spread over GPUs"
    case .framework: "whose code runs the step: of today, or of a version"
    case .units: "GiB or GB, for showing memory"
    case .pager: "whether long answers at the prompt go through $PAGER, else less"
    }
  }
}

extension Kind {
  /// The spellings of a choice of the memory model, its aliases included.
  static func choices<C: MemoryModel.Choice>(of type: C.Type) -> Kind {
    let own = C.allCases.map { Kind.Choice($0.rawValue) }
    let others = C.aliases.sorted { $0.key < $1.key }
      .map { Kind.Choice($0.key, "the same as \($0.value.rawValue)", for: $0.value.rawValue) }
    return .choice(own + others)
  }
}

extension Session {
  subscript(_ slot: SetupSlot) -> Value { self[slot: slot.rawValue] }

  /// The setup in the terms of the memory model.
  ///
  /// - Throws: when there is no model yet, or what is asked is not modelled.
  func trainingSetup(at place: Place) throws(Fault) -> Setup {
    var setup = Setup(architecture: try model(at: place).architecture)
    if case .entity(let entity) = self[.method], let method = entity as? MethodValue {
      setup.method = method.method
    }
    setup.batch = count(.batch)
    setup.seq = count(.seq)
    setup.imageTokens = count(.imageTokens)
    setup.accumulation = count(.accumulation)
    setup.optimizer = choice(.optimizer) ?? setup.optimizer
    setup.precisionAsked = choice(.precision)
    setup.checkpointing = choice(.checkpointing) ?? setup.checkpointing
    setup.attention = choice(.attention) ?? setup.attention
    setup.padding = self[.padding].truth ?? false
    setup.loss = loss
    setup.clip = self[.clip].quantity?.number ?? 1
    setup.framework = choice(.framework) ?? setup.framework
    if let card { setup.device = try card.device(at: place) }
    return setup
  }

  /// The model of the setup, which a question cannot be without.
  func model(at place: Place) throws(Fault) -> ModelValue {
    if case .entity(let entity as ModelValue) = self[.model] { return entity }
    throw .value(
      "There is no model yet.", at: place,
      hint: "choose one: `model = llama8b`; `models` lists them")
  }

  /// The card of the setup, if one is set.
  var card: CardValue? {
    if case .entity(let entity) = self[.gpu] { return entity as? CardValue }
    return nil
  }

  private var loss: Loss {
    switch self[.loss] {
    case .choice("fused"): .fused
    case .entity(let entity as ChunkedLoss): .chunked(entity.chunks)
    default: .standard
    }
  }

  private func count(_ slot: SetupSlot) -> Int {
    self[slot].quantity.map { Int($0.number) } ?? 1
  }

  private func choice<C: MemoryModel.Choice>(_ slot: SetupSlot) -> C? {
    if case .choice(let name) = self[slot] { return C(spelling: name) }
    return nil
  }
}

extension SetupSlot {
  /// How answers are shown, which is no part of what is trained.
  static let display: [SetupSlot] = [.units, .pager]

  /// The values of the slots that make a setup, the way back from `trainingSetup`; those that it
  /// does not hold stay as they are in `others`.
  static func values(of setup: Setup, _ card: CardValue?, others: [Value]) -> [Value] {
    allCases.map { slot in
      switch slot {
      case .model: .entity(ModelValue(setup.architecture))
      case .method: .entity(MethodValue(setup.methodAsked))
      case .batch: .whole(setup.batch)
      case .seq: .whole(setup.seq)
      case .imageTokens: .whole(setup.imageTokens)
      case .accumulation: .whole(setup.accumulation)
      case .optimizer: .choice(setup.optimizer.rawValue)
      case .precision: .choice(setup.precisionAsked?.rawValue ?? "auto")
      case .checkpointing: .choice(setup.checkpointing.rawValue)
      case .attention: .choice(setup.attention.rawValue)
      case .padding: .truth(setup.padding)
      case .loss: value(of: setup.loss)
      case .clip: .number(setup.clip)
      case .gpu: card.map { .entity($0) } ?? .choice("none")
      case .parallel, .framework, .units, .pager: others[slot.rawValue]
      }
    }
  }

  private static func value(of loss: Loss) -> Value {
    switch loss {
    case .standard: .choice("standard")
    case .fused: .choice("fused")
    case .chunked(let count): .entity(ChunkedLoss(count))
    }
  }
}

extension Refusal {
  /// The refusal as a fault of the question that was asked.
  func fault(at place: Place) -> Fault { .value(message, at: place, hint: hint) }
}
