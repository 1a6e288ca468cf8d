/// What is trained, and how the rest is stored.
package enum Method: Sendable, Hashable {
  /// Every weight.
  case full
  /// Low-rank adapters beside frozen weights.
  case lora(Adapter)
  /// Low-rank adapters beside frozen 4-bit weights.
  case qlora(Adapter, Quantization)

  package enum Kind: String, Sendable, CaseIterable {
    case full, lora, qlora
  }

  package var kind: Kind {
    switch self {
    case .full: .full
    case .lora: .lora
    case .qlora: .qlora
    }
  }

  package static let spellings = ["full", "lora", "qlora"]

  package var adapter: Adapter? {
    switch self {
    case .full: nil
    case .lora(let adapter), .qlora(let adapter, _): adapter
    }
  }

  package var quantization: Quantization? {
    if case .qlora(_, let quantization) = self { return quantization }
    return nil
  }

  /// The same with adapters of another rank.
  package func with(rank: Int) -> Method {
    guard var adapter else { return self }
    adapter.rank = rank
    return quantization.map { .qlora(adapter, $0) } ?? .lora(adapter)
  }
}

/// How bitsandbytes stores the frozen linear weights.
package struct Quantization: Sendable, Hashable {
  /// Whether the scales are quantised once more.
  package var doubleQuant: Bool
  /// PEFT's `prepare_model_for_kbit_training`: everything not quantised becomes fp32.
  package var upcast: Bool
  package var format: Format
  /// Whether products are computed in fp32, for which the weights are unpacked:
  /// `bnb_4bit_compute_dtype` where it is not given.
  package var computesWide: Bool

  package enum Format: String, Choice {
    case nf4, fp4
  }

  package init(
    doubleQuant: Bool = true, upcast: Bool = false, format: Format = .nf4,
    computesWide: Bool = false
  ) {
    self.doubleQuant = doubleQuant
    self.upcast = upcast
    self.format = format
    self.computesWide = computesWide
  }
}
