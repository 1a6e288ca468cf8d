import Import
import MemoryModel
import Step
import Testing

/// Mixtures of experts held against transformers 5.23 itself. A line of `experts.jsonl` is a config of
/// a tiny model, or of none of its keys, with `_parameters` as `named_parameters` counts them.
///
/// Some lines say as well what a layer keeps for backward of two sequences of 32 tokens more, in
/// bytes: storages that autograd saved. Without autocast they are of a run on the CPU, with it
/// (`_amp`) of FakeTensors on CUDA. `_lora` is PEFT's all-linear of rank 4 in fp32, but for routers
/// that it fails on, and `_trainable` what it trains.
@Suite struct ExpertsTests {
  static let lines = Line.all(of: "experts.jsonl")

  static let traced = lines.filter { $0["_eager_bf16"] != nil }

  @Test func theFixtureIsWhole() {
    #expect(Self.lines.count == 177)
    #expect(Self.traced.count == 31)
  }

  @Test(arguments: lines)
  func theCountIsThatOfTransformers(_ line: Line) throws {
    let model = try HuggingFace.architecture(json: line.json, name: "m")
    #expect(model.parameters == line["_parameters"])
  }

  /// PEFT 0.21 takes the old names of the experts' modules for their tensors alone, and leaves the
  /// modules of the same names as they are.
  @Test(arguments: traced.filter { $0["_lora_bf16"] != nil })
  func theAdaptersAreThoseOfPEFT(_ line: Line) throws {
    let model = try HuggingFace.architecture(json: line.json, name: "m")
    let setup = Setup(architecture: model, method: .lora(Adapter(rank: 4)))
    #expect(setup.counts.trainable == line["_trainable"])
  }

  /// A router that limits groups, and Phi-MoE's, save on a CPU some places of chosen experts twice: up to
  /// 8 bytes for each expert that a token could take.
  @Test(arguments: traced)
  func aLayerKeepsWhatAutogradSaves(_ line: Line) throws {
    for (key, setup, saved) in try line.layers() {
      let one = try Line.kept(setup, layers: 3) - Line.kept(setup, layers: 2)
      let tokens = 64
      let experts = setup.architecture.experts.map { $0.count + $0.active } ?? 0
      #expect((0...tokens * experts * 8).contains(saved - one), "\(key): \(one) is not \(saved)")
    }
  }

  /// Those of other routers are equal to the byte.
  @Test func mostOfThemAreModelledAndEqual() throws {
    let layers = try Self.traced.flatMap { try $0.layers() }
    let equal = try layers.filter { _, setup, saved in
      try Line.kept(setup, layers: 3) - Line.kept(setup, layers: 2) == saved
    }
    #expect(layers.count >= 136)
    #expect(equal.count >= 95)
  }
}
