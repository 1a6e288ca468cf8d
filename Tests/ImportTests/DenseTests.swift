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
  static let lines = Line.all(of: "dense.jsonl")

  static let traced = lines.filter { $0["_eager_bf16"] != nil }

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
      let one = try Line.kept(setup, layers: 3) - Line.kept(setup, layers: 2)
      #expect(one == saved, "\(key)")
    }
  }
}
