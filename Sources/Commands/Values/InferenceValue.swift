import Language
import MemoryModel
import Step

/// The answer of `inference`: the ledger of a model that is run.
final class InferenceValue: Entity {
  /// Of the setup that runs.
  let asked: EstimateValue

  init(_ asked: EstimateValue) { self.asked = asked }

  static let kind = "an inference"
  var kind: String { Self.kind }
  var estimate: Estimate { asked.estimate }
  private var setup: Setup { estimate.setup }

  static let parts: [Part] = [.weights, .cache, .logits, .temporaries, .allocator, .context]

  /// Of each token of a sequence.
  var cacheOfToken: Double { Double(estimate.wholeCache) / Double(setup.batch) / Double(setup.seq) }

  static let fields =
    Estimate.sums + parts.map(\.rawValue)
    + ["tokens", "kv_per_token", "parameters", "margin"]
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "tokens": .quantity(Quantity(Double(setup.seq), .tokens))
    case "kv_per_token": .quantity(Quantity(cacheOfToken, .memory))
    case "parameters": .parameters(estimate.parameters)
    case "margin": .number(Inference.margin(of: estimate.allocated))
    default: estimate.bytes(of: name).map { .bytes($0) }
    }
  }

  var headline: [String] { ["total", "weights", "kv_cache", "logits"] }

  func text(_ style: Style) -> String { style.memory(estimate.total) }

  func view(_ style: Style) -> View { InferenceLayout(self, style).view }

  /// What the answer leaves out.
  var notes: [String] {
    (asked.card?.notes(on: setup) ?? []) + Inference.notes(on: setup)
  }

  var datum: Datum {
    .object([
      "kind": .text("inference"), "total": .whole(estimate.total),
      "needed": .whole(estimate.needed), "reserved": .whole(estimate.reserved),
      "allocated": .whole(estimate.allocated), "batch": .whole(setup.batch),
      "tokens": .whole(setup.seq),
      "parts": .object(Self.parts.map { Datum.Member($0.rawValue, .whole(estimate[$0])) }),
      "kv_per_token": .number(cacheOfToken), "parameters": .whole(estimate.parameters),
      "margin": .number(Inference.margin(of: estimate.allocated)),
      "notes": .list(notes.map(Datum.text)),
    ])
  }

  func equals(_ other: any Entity) -> Bool {
    (other as? InferenceValue)?.asked.equals(asked) == true
  }
}
