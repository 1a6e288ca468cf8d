import Import
import Step
import Testing

@testable import MemoryModel

/// What layers with other mixers than attention keep for backward, against small models of
/// transformers 5.23 on a CPU: full fine-tuning, eager attention, 2 sequences of 128 tokens, or as
/// many as `_batch` says. The kernels of mamba_ssm 2.3.2, flash-linear-attention 0.6.0 and
/// causal_conv1d 1.7.0 run on a GPU only: functions stood in for them that save the tensors which
/// theirs save.
@Suite struct KeptTests {
  private struct Case {
    let name: String
    let architecture: Architecture
    let precision: Precision
    let batch: Int
    let kept: Int
    let trained: Int
    /// The same with adapters, where the line says it.
    let adapted: Int?
    /// The same under bf16 autocast: of FakeTensors on CUDA.
    let cast: Int?

    init(_ line: String) throws {
      let field = { (key: String) -> Substring in
        line.split(separator: "\"\(key)\": ", maxSplits: 1).last ?? ""
      }
      name = String(field("_name").prefix { $0 != "," })
      precision = field("_precision").hasPrefix("\"bf16") ? .bf16 : .fp32
      let number = { (key: String) in Int(field(key).prefix { $0.isNumber }) }
      batch = number("_batch") ?? 2
      kept = try #require(number("_kept"))
      trained = try #require(number("_trained"))
      adapted = number("_lora")
      cast = number("_amp")
      architecture = try HuggingFace.architecture(json: line, name: name)
    }
  }

  private static func cases() throws -> [Case] {
    try Fixtures.lines(of: "kept.jsonl").map(Case.init)
  }

  /// What PEFT 0.21 trains with `all-linear` and r=8; of Falcon H1 and Nemotron H without `out_proj`,
  /// which it refuses, and of DeepSeek V4 without `o_a_proj`, which it fails on.
  @Test func adaptersStandWherePEFTPutsThem() throws {
    for one in try Self.cases() {
      let setup = Setup(
        architecture: one.architecture, method: .lora(Adapter(rank: 8)), batch: 1, seq: 16)
      // Heads of one group are refused.
      if one.architecture.compressed?.outputGroups == 1 { continue }
      #expect(setup.counts.trainable == one.trained, "\(one.name)")
    }
  }
}
