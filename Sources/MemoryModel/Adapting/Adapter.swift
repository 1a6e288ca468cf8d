/// A LoRA adapter as PEFT makes it: `in * rank` and `rank * out` beside each target.
package struct Adapter: Sendable, Hashable {
  package var rank: Int
  /// Scales what the adapter adds; no memory depends on it.
  package var alpha: Double
  package var targets: Targets
  package var dropout: Double
  /// PEFT casts adapters to fp32 unless `autocast_adapter_dtype=False`.
  package var dtype: Dtype
  /// Modules that are trained whole beside the adapters, by the names that PEFT's
  /// `modules_to_save` takes: `embed_tokens`, `lm_head`.
  package var save: [String]
  /// DoRA, PEFT's `use_dora`: a trained magnitude for each output feature scales base and adapter.
  package var dora: Bool

  /// The linear modules that get an adapter.
  package enum Targets: Sendable, Hashable {
    case allLinear
    case attention
    case qv
    /// Module names as PEFT's `target_modules` takes them: `q_proj`, `down_proj`, …
    case modules([String])

    package static let spellings = ["all_linear", "attention", "qv"]

    package init?(spelling: String) {
      switch spelling {
      case "all_linear": self = .allLinear
      case "attention": self = .attention
      case "qv": self = .qv
      default: return nil
      }
    }
  }

  package init(
    rank: Int = 16, alpha: Double = 32, targets: Targets = .allLinear, dropout: Double = 0,
    dtype: Dtype = .fp32, save: [String] = [], dora: Bool = false
  ) {
    self.rank = rank
    self.alpha = alpha
    self.targets = targets
    self.dropout = dropout
    self.dtype = dtype
    self.save = save
    self.dora = dora
  }
}
