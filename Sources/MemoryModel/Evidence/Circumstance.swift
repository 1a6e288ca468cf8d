/// One thing about a setup that steps were traced with, or were not.
package enum Circumstance: Sendable, Hashable {
  case precision(Precision, Method.Kind)
  case checkpointing(Checkpointing)
  case attention(AttentionKernel)
  case optimizer(Optimizer)
  case adapters(Dtype)
  case framework(Framework)
  case standardLoss, fusedLoss, chunkedLoss
  case padding, accumulation, dropout, upcast, singleQuant, dora, saved, images, tower
  case quantisedExperts
  /// A family of which no step was traced with the method.
  case untracedFamily
  /// Cards without a flash kernel, and from Hopper on.
  case withoutFlash, hopper
  /// 4-bit weights whose products are in fp32.
  case wideProducts
  /// Cards that run other programs than CUDA's.
  case otherStack
  /// Attention that no kernel of such a card takes: torch's own operations run instead.
  case mathAttention
}

extension Circumstance {
  /// Whether a step was traced with it.
  ///
  /// The steps lie beside the tests, which hold this table to them, both ways.
  package var isTraced: Bool {
    switch self {
    // The scaler refuses fp16 weights, so that there is no such step.
    case .precision(let precision, let method):
      !(precision == .fp16Amp && method == .full) && !(precision == .fp32 && method == .qlora)
    case .optimizer(let optimizer): optimizer.isTraced
    case .framework(let framework): framework == .today
    case .checkpointing, .attention, .adapters: true
    case .standardLoss, .fusedLoss, .padding, .accumulation, .dropout, .upcast, .singleQuant: true
    case .images, .tower, .quantisedExperts, .withoutFlash, .hopper: true
    case .chunkedLoss, .dora, .saved, .wideProducts: true
    case .untracedFamily, .mathAttention, .otherStack: false
    }
  }

  /// What an estimate says of it where no step was traced with it; nil where other notes do.
  func note(on setup: Setup) -> String? {
    switch self {
    case .optimizer(let optimizer):
      "optimizer: \(optimizer.rawValue) is derived from its code; no traced step has used it."
    case .precision(let precision, let method):
      "precision: no step was traced with \(precision.rawValue) and \(method.rawValue)."
    case .framework(let framework):
      "framework: \(framework.rawValue) goes by the code of its versions; no step was traced with "
        + "them."
    case .untracedFamily:
      "model: no step of \(setup.architecture.family.rawValue) was traced with "
        + "\(setup.method.kind.rawValue); what it takes is derived from its code."
    default: nil
    }
  }
}

extension Optimizer {
  /// Whether the validation set has steps with it.
  fileprivate var isTraced: Bool {
    switch self {
    case .adamwTorchFused, .adamwTorch, .adamwForloop, .adamw8bit, .pagedAdamw8bit: true
    case .pagedAdamw32bit, .adafactor, .sgd, .sgdMomentum, .lion32bit, .lion8bit, .muon: true
    default: false
    }
  }
}

extension Circumstance: CaseIterable {
  package static var allCases: [Circumstance] {
    Method.Kind.allCases.flatMap { method in Precision.allCases.map { .precision($0, method) } }
      + Checkpointing.words.map { .checkpointing($0.value) }
      + AttentionKernel.allCases.map { .attention($0) }
      + Optimizer.allCases.map { .optimizer($0) } + Dtype.allCases.map { .adapters($0) }
      + Framework.allCases.map { .framework($0) }
      + [
        .standardLoss, .fusedLoss, .chunkedLoss, .padding, .accumulation, .dropout, .upcast,
        .singleQuant, .dora, .saved, .images, .tower, .quantisedExperts, .untracedFamily,
        .withoutFlash, .hopper, .mathAttention, .wideProducts,
        .otherStack,
      ]
  }
}

extension Setup {
  /// All that is to be said of the evidence for it, beside its family.
  package var circumstances: [Circumstance] {
    var circumstances: [Circumstance] = [
      .precision(precision, method.kind), .checkpointing(checkpointing), .attention(attention),
      .optimizer(optimizer), .framework(framework),
    ]
    switch loss {
    case .standard: circumstances.append(.standardLoss)
    case .fused: circumstances.append(.fusedLoss)
    case .chunked: circumstances.append(.chunkedLoss)
    }
    func add(_ circumstance: Circumstance, _ applies: Bool) {
      if applies { circumstances.append(circumstance) }
    }
    add(.padding, padding)
    add(.accumulation, accumulation > 1)
    add(.images, imageTokens > 0)
    add(.tower, architecture.tower != nil)
    add(.untracedFamily, architecture.family.record(method) == nil)
    let falls = attention == .sdpa && precision.products == .bf16
    add(falls ? .mathAttention : .withoutFlash, device.capability < 80)
    add(.hopper, device.capability >= 90)
    add(.otherStack, !device.runsCUDA)
    if let adapter = method.adapter {
      circumstances.append(.adapters(adapter.dtype))
      add(.dropout, adapter.dropout > 0)
      add(.dora, adapter.dora)
      add(.saved, !adapter.save.isEmpty)
    }
    if let quantization = method.quantization {
      add(.upcast, quantization.upcast)
      add(.singleQuant, !quantization.doubleQuant)
      add(.wideProducts, quantization.computesWide)
      add(.quantisedExperts, architecture.experts != nil)
    }
    return circumstances
  }
}
