/// A LoRA adapter as PEFT makes it: `in * rank` and `rank * out` beside each target.
package struct Adapter: Sendable, Hashable {
  package var rank: Int
  /// Scales what the adapter adds; no memory depends on it.
  package var alpha: Double
  package var targets: Targets
  package var dropout: Double
  package var dtype: Dtype

  /// The adapters' format: PEFT casts them to fp32 unless `autocast_adapter_dtype=False`.
  package enum Dtype: String, Choice {
    case fp32, bf16
    var bytes: Int { self == .fp32 ? 4 : 2 }
  }

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
    dtype: Dtype = .fp32
  ) {
    self.rank = rank
    self.alpha = alpha
    self.targets = targets
    self.dropout = dropout
    self.dtype = dtype
  }
}

/// The linear modules of a layer, in the order of its forward pass.
package enum Projection: Int, Sendable, CaseIterable {
  case q, k, v, o, gate, up, down

  /// The module's name in transformers.
  package var moduleName: String {
    switch self {
    case .q: "q_proj"
    case .k: "k_proj"
    case .v: "v_proj"
    case .o: "o_proj"
    case .gate: "gate_proj"
    case .up: "up_proj"
    case .down: "down_proj"
    }
  }
}

/// A set of linear modules.
struct Projections: Sendable, Hashable {
  private var bits: UInt8 = 0

  init(_ members: Projection...) { for member in members { insert(member) } }

  func contains(_ member: Projection) -> Bool { bits & (1 << member.rawValue) != 0 }
  mutating func insert(_ member: Projection) { bits |= 1 << member.rawValue }
  var isEmpty: Bool { bits == 0 }
}

extension Adapter.Targets {
  /// The modules meant. A name that no layer has is refused.
  func projections() throws(Refusal) -> Projections {
    switch self {
    case .allLinear: return Projections(.q, .k, .v, .o, .gate, .up, .down)
    case .attention: return Projections(.q, .k, .v, .o)
    case .qv: return Projections(.q, .v)
    case .modules(let names):
      var projections = Projections()
      for name in names { projections.insert(try Self.projection(named: name)) }
      if projections.isEmpty {
        throw Refusal("targets is empty: no module would be trained.", hint: Self.choices)
      }
      return projections
    }
  }

  private static func projection(named name: String) throws(Refusal) -> Projection {
    for projection in Projection.allCases where projection.moduleName == name {
      return projection
    }
    throw Refusal("A layer of this model has no linear module '\(name)'.", hint: choices)
  }

  private static var choices: String {
    "name some of " + Projection.allCases.map(\.moduleName).joined(separator: ", ")
  }
}
