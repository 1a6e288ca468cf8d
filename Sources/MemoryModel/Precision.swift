/// In which format weights are held and computed with.
package enum Precision: String, Choice {
  /// bf16 weights, no autocast.
  case bf16
  /// bf16 weights under bf16 autocast: transformers 5 with `bf16=True`.
  case bf16Amp = "bf16_amp"
  /// fp32 weights under bf16 autocast: transformers 4, or `dtype=float32`.
  case fp32Amp = "fp32_amp"
  case fp32

  package static var aliases: [String: Precision] { ["mixed": .fp32Amp] }

  /// Whether the forward pass runs under `torch.autocast`.
  var autocast: Bool { self == .bf16Amp || self == .fp32Amp }
  /// Bytes of one weight as loaded.
  package var weightBytes: Int { self == .bf16 || self == .bf16Amp ? 2 : 4 }
}

/// Which activations backward computes again instead of keeping them.
package enum Checkpointing: String, Choice {
  /// Every layer, `use_reentrant=False`: the default of transformers.
  case on
  case off
  /// Every layer, `use_reentrant=True`.
  case reentrant
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
