import Import
import MemoryModel
import Testing

/// Dense families held against transformers 5.23 itself. A line of `dense.jsonl` is a config of a
/// tiny model, or of none of its keys, with `_parameters` as `named_parameters` counts them.
///
/// Some lines say as well what one more layer of two sequences of 32 tokens keeps for backward, in
/// bytes: storages that autograd saved in a run on the CPU, without autocast. The mean and
/// root of LayerNorm are counted in fp32 there, as CUDA keeps them. `_lora` is PEFT's all-linear of
/// rank 4 in fp32.
@Suite struct DenseTests {
  static let lines: [Line] = {
    let text = (try? Fixtures.text("dense.jsonl")) ?? ""
    return text.split(separator: "\n").map { Line(String($0)) }
  }()

  static let traced = lines.filter { $0["_eager_bf16"] != nil }

  struct Line: Sendable, CustomTestStringConvertible {
    let json: String

    init(_ json: String) { self.json = json }

    var testDescription: String { String(json.suffix(90)) }

    /// The whole number under a key.
    subscript(_ key: String) -> Int? {
      json.split(separator: "\"\(key)\": ", maxSplits: 1).dropFirst().first
        .flatMap { Int($0.prefix { $0.isNumber }) }
    }
  }

  @Test func theFixtureIsWhole() {
    #expect(Self.lines.count == 216)
    #expect(Self.traced.count == 25)
  }

  @Test(arguments: lines)
  func theCountIsThatOfTransformers(_ line: Line) throws {
    let model = try HuggingFace.architecture(json: line.json, name: "m")
    #expect(model.parameters == line["_parameters"])
  }

  /// The keys of what a layer keeps, and the setups that they are of.
  private static let setups: [(String, Method, AttentionKernel, Precision)] = [
    ("_eager_bf16", .full, .eager, .bf16), ("_sdpa_bf16", .full, .sdpa, .bf16),
    ("_eager_fp32", .full, .eager, .fp32), ("_sdpa_fp32", .full, .sdpa, .fp32),
    ("_lora_bf16", .lora(Adapter(rank: 4)), .eager, .bf16),
  ]

  @Test(arguments: traced)
  func aLayerKeepsWhatAutogradSaves(_ line: Line) throws {
    for (key, method, attention, precision) in Self.setups {
      guard let saved = line[key] else { continue }
      let model = try HuggingFace.architecture(json: line.json, name: "m")
      var setup = Setup(architecture: model, method: method, seq: 32, precision: precision)
      setup.attention = attention
      setup.checkpointing = .off
      let one = try Self.kept(setup, layers: 3) - Self.kept(setup, layers: 2)
      #expect(one == saved, "\(key)")
    }
  }

  /// What two more sequences keep in a model of so many layers.
  private static func kept(_ setup: Setup, layers: Int) throws -> Int {
    var setup = setup
    let more = layers - setup.architecture.layers
    if setup.architecture.slidingLayers > 0 { setup.architecture.slidingLayers += more }
    setup.architecture.layers = layers
    setup.architecture.vocab = 1 << 16
    // So many sequences that the loss is the fullest moment: then all layers keep what they keep.
    var sums: [Int] = []
    for batch in [1, 3] {
      setup.batch = batch * 1000
      let estimate = try estimate(setup)
      try #require(estimate.phase == .loss)
      sums.append(estimate[.activations])
    }
    return (sums[1] - sums[0]) / 1000
  }
}
