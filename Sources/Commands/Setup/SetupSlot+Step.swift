import Language
import MemoryModel

// How a step is computed.
extension SetupSlot {
  static let optimizer = SetupSlot(
    "optimizer", Optimizer.adamwTorchFused, "by the names of Hugging Face's optim",
    examples: [
      "optimizer = adamw_8bit; estimate.optimizer",
      "estimate(optimizer: sgd, method: full).optimizer",
    ],
    set: { $1.optimizer = $0 },
    heading: { $0.optimizer == .adamwTorchFused ? nil : $0.optimizer.rawValue })

  static let precision = SetupSlot(
    "precision", .either([.choices(["auto"]), .choices(of: Precision.self)]), .choice("auto"),
    "formats of the weights and of autocast; auto: the checkpoint's own",
    examples: [
      "precision = bf16; estimate.total", "estimate(precision: fp32_amp, method: full).total",
    ],
    read: { value, setup in
      if case .choice(let name) = value { setup.precisionAsked = Precision(spelling: name) }
    },
    heading: { setup in
      let weights = setup.precision.weights.rawValue
      guard let autocast = setup.precision.autocast?.rawValue else { return weights }
      return (autocast == weights ? "" : "\(weights) weights, ") + "\(autocast) autocast"
    }, title: { $0.spelling(Style()) })

  static let checkpointing = SetupSlot(
    "checkpointing",
    .either([.choices(Checkpointing.words.map(\.name)), .entity(EveryLayer.kind)]),
    .choice("on"), "whether layers are computed again in backward instead of kept",
    examples: [
      "checkpointing = off; estimate.activations",
      "estimate(checkpointing: every(2)).activations",
      "estimate(checkpointing: offload).activations",
    ],
    read: { $1.checkpointing = Checkpointing($0) },
    heading: { $0.checkpointing.title }, title: { Checkpointing($0).title })

  static let attention = SetupSlot(
    "attention", AttentionKernel.sdpa, "the kernel: sdpa (= flash) or eager",
    examples: [
      "estimate(attention: eager, checkpointing: off).activations", "attention = sdpa; attention",
    ],
    set: { $1.attention = $0 },
    heading: { $0.attention == .eager ? "eager attention" : nil })

  static let padding = SetupSlot(
    "padding", .truth, .truth(false),
    "whether the batch is padded, so that a mask reaches the kernel",
    examples: ["padding = on; estimate.total", "estimate(padding: off).total"],
    read: { $1.padding = $0.truth ?? false },
    heading: { $0.padding ? "padded" : nil },
    title: { $0.truth == true ? "padded" : "not padded" })

  static let loss = SetupSlot(
    "loss", .either([.choices(["standard", "fused"]), .entity(ChunkedLoss.kind)]),
    .choice("standard"), "standard (logits whole), fused (Liger's kernel) or chunked(n)",
    examples: ["loss = fused; estimate.total", "estimate(loss: chunked(8)).logits"],
    read: { $1.loss = Loss($0) },
    heading: { $0.loss == .standard ? nil : $0.loss.title }, title: { Loss($0).title })

  static let clip = SetupSlot(
    "clip", .number(Kind.NumberKind(from: 0, whole: false)), .number(1),
    "max_grad_norm; 0 is none",
    examples: ["clip = 0; estimate.total", "estimate(clip: 1).total"],
    read: { $1.clip = $0.quantity?.number ?? 1 })
}

extension Checkpointing {
  fileprivate init(_ value: Value) {
    switch value {
    case .choice(let name): self = Checkpointing(spelling: name) ?? .on
    case .entity(let entity as EveryLayer): self = .every(entity.n)
    default: self = .on
    }
  }

  fileprivate var title: String {
    switch self {
    case .on: "checkpointing on"
    case .off: "checkpointing off"
    case .reentrant: "reentrant checkpointing"
    case .offload: "offloaded checkpointing"
    case .every: "checkpointing \(spelling)"
    }
  }
}

extension Loss {
  fileprivate init(_ value: Value) {
    switch value {
    case .choice("fused"): self = .fused
    case .entity(let entity as ChunkedLoss): self = .chunked(entity.chunks)
    default: self = .standard
    }
  }

  fileprivate var title: String {
    switch self {
    case .standard: "standard loss"
    case .fused: "fused loss"
    case .chunked(let count): "loss in \(count) chunks"
    }
  }
}
