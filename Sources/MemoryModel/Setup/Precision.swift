/// A floating-point format of torch, by the name that its `dtype` has in the field.
package enum Dtype: String, Choice {
  case fp32, bf16, fp16

  var bytes: Int { self == .fp32 ? 4 : 2 }
}

/// In which format weights are held and computed with.
package enum Precision: String, Choice {
  case bf16
  case bf16Amp = "bf16_amp"
  case fp16
  case fp16Amp = "fp16_amp"
  case fp32Amp = "fp32_amp"
  case fp32FP16Amp = "fp32_fp16_amp"
  case fp32

  package static var aliases: [String: Precision] { ["mixed": .fp32Amp] }

  package var note: String {
    switch self {
    case .bf16, .fp16, .fp32: "\(rawValue) weights, no autocast"
    case .bf16Amp: "bf16 weights, bf16=True: the Trainer of today"
    case .fp16Amp: "fp16 weights, fp16=True: adapters on older cards"
    case .fp32Amp: "fp32 weights, bf16=True"
    case .fp32FP16Amp: "fp32 weights, fp16=True: full on older cards"
    }
  }

  /// The format of the weights as loaded.
  package var weights: Dtype {
    switch self {
    case .bf16, .bf16Amp: .bf16
    case .fp16, .fp16Amp: .fp16
    case .fp32, .fp32Amp, .fp32FP16Amp: .fp32
    }
  }

  /// The format that `torch.autocast` computes in, where the forward pass runs under it.
  package var autocast: Dtype? {
    switch self {
    case .bf16Amp, .fp32Amp: .bf16
    case .fp16Amp, .fp32FP16Amp: .fp16
    case .bf16, .fp16, .fp32: nil
    }
  }

  /// The format of the products.
  package var products: Dtype { autocast ?? weights }

  /// Whether a `GradScaler` scales the loss.
  ///
  /// Source: accelerate 1.15 accelerator.py `Accelerator.__init__`, where `mixed_precision` is fp16.
  var scalesLoss: Bool { autocast == .fp16 }

  /// Bytes of one weight as loaded.
  package var weightBytes: Int { weights.bytes }
}

/// Which activations backward computes again instead of keeping them.
package enum Checkpointing: Sendable, Hashable {
  /// Every layer, `use_reentrant=False`: the default of transformers.
  case on
  case off
  /// Every layer, `use_reentrant=True`.
  case reentrant
  /// Every layer, whose input waits in the host's memory.
  ///
  /// transformers 5.23 modeling_utils.py `activation_checkpointing_enable(offload=True)`.
  case offload
  /// The first layer and each n-th behind it; the others keep what they need.
  ///
  /// The same, `_set_gradient_checkpointing(every_n_layers=n)`.
  case every(Int)

  /// Those that a word says.
  package static let words: [(name: String, value: Checkpointing)] = [
    ("on", .on), ("off", .off), ("reentrant", .reentrant), ("offload", .offload),
  ]

  package init?(spelling: String) {
    guard let word = Self.words.first(where: { $0.name == spelling }) else { return nil }
    self = word.value
  }

  /// As the language writes it: `on`, `every(2)`.
  package var spelling: String {
    if case .every(let n) = self { return "every(\(n))" }
    return Self.words.first { $0.value == self }?.name ?? ""
  }

  /// Whether backward computes the layer at a place again.
  package func recomputes(layer place: Int) -> Bool {
    switch self {
    case .off: false
    case .on, .reentrant, .offload: true
    case .every(let n): place % max(n, 1) == 0
    }
  }
}

/// The kernel that computes attention.
package enum AttentionKernel: String, Choice {
  /// torch's scaled dot product attention: flash where it can, memory-efficient elsewhere.
  case sdpa
  /// Scores written out: every `seq * seq` matrix exists.
  case eager

  package static var aliases: [String: AttentionKernel] { ["flash": .sdpa] }
}

/// How the loss is computed from the last hidden states.
package enum Loss: Sendable, Hashable {
  /// Logits whole, upcast to fp32: `ForCausalLMLoss` of transformers.
  case standard
  /// Liger's fused linear cross entropy: a chunk of tokens at a time, gradients in forward.
  case fused
  /// Hidden states in so many chunks, the logits of each computed again in backward.
  case chunked(Int)

  package static let spellings = ["standard", "fused", "chunked(n)"]
}
