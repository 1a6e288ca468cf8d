import Import
import MemoryModel
import Step
import Testing

/// A config with what transformers counts and autograd saves of it.
struct Line: Sendable, CustomTestStringConvertible {
  let json: String

  init(_ json: String) { self.json = json }

  var testDescription: String { String(json.suffix(90)) }

  /// The whole number under a key.
  subscript(_ key: String) -> Int? {
    json.split(separator: "\"\(key)\": ", maxSplits: 1).dropFirst().first
      .flatMap { Int($0.prefix { $0.isNumber }) }
  }

  static func all(of file: String) -> [Line] {
    let text = (try? Fixtures.text(file)) ?? ""
    return text.split(separator: "\n").map { Line(String($0)) }
  }

  /// What autograd saved of one more layer for two sequences of 32 tokens, with eager attention, and the
  /// setups that it is of; as far as they are modelled.
  func layers() throws -> [(key: String, setup: Setup, saved: Int)] {
    let model = try HuggingFace.architecture(json: json, name: "m")
    return Self.setups.compactMap { key, method, precision in
      guard let saved = self[key] else { return nil }
      var setup = Setup(architecture: model, method: method, seq: 32, precision: precision)
      (setup.attention, setup.checkpointing) = (.eager, .off)
      return Training.covers(setup) ? (key, setup, saved) : nil
    }
  }

  private static let setups: [(String, Method, Precision)] = [
    ("_eager_bf16", .full, .bf16), ("_eager_fp32", .full, .fp32),
    ("_amp_bf16", .full, .bf16Amp), ("_amp_fp32", .full, .fp32Amp),
    ("_lora_bf16", .lora(Adapter(rank: 4)), .bf16),
    ("_lora_amp", .lora(Adapter(rank: 4)), .bf16Amp),
  ]

  /// What two more sequences keep in a model of so many layers.
  static func kept(_ setup: Setup, layers: Int) throws -> Int {
    var setup = setup
    if setup.architecture.stretches.isEmpty {
      let more = layers - setup.architecture.layers
      if setup.architecture.slidingLayers > 0 { setup.architecture.slidingLayers += more }
      setup.architecture.layers = layers
    } else {
      setup.architecture.resize(layers: layers)
    }
    setup.architecture.vocab = 1 << 16
    // So many sequences that the loss is the fullest moment: then all layers keep what they keep.
    var sums: [Int] = []
    for batch in [2, 4] {
      setup.batch = batch * 1000
      let estimate = try estimate(setup)
      try #require(estimate.phase == .loss)
      sums.append(estimate[.activations])
    }
    return (sums[1] - sums[0]) / 1000
  }
}
