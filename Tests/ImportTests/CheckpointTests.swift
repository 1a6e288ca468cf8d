import MemoryModel
import Step
import Support
import Testing

@testable import Import

/// What the heads of the weights' files tell of a model.
@Suite struct CheckpointTests {
  private static let single = "model.safetensors"
  private static let index = "model.safetensors.index.json"

  @Test func theSameCountIsFound() throws {
    for isTied in [true, false] {
      let model = try tiny(isTied: isTied)
      #expect(model.parameters == (isTied ? 372 : 404))
      let head = SafetensorsFile.head(SafetensorsFile.tinyLlama(isTied: isTied))
      #expect(try compare(model, [Self.single: head]) == .agrees)
    }
    #expect(try compare(try tiny(), [:]) == .absent)
  }

  @Test(arguments: [
    (["lm_head.weight": [8, 4]], Checkpoint.Cause.tiedHead, 32),
    (["model.layers.2.mlp.up_proj.weight": [8, 4]], .furtherLayers, 32),
    (["mtp.layers.0.eh_proj.weight": [4, 8], "mtp.norm.weight": [4]], .furtherLayers, 36),
    (["model.layers.1.self_attn.rotary_emb.inv_freq": [1]], .buffers, 1),
    (["transformer.h.0.attn.bias": [1, 1, 16, 16]], .buffers, 256),
    (["vision_tower.layers.9.weight": [2, 3], "multi_modal_projector.b": [5]], .tower, 11),
    (["model.layers.0.mlp.up_proj.weight_scale_inv": [1, 1]], .scales, 1),
    (["model.layers.0.mlp.gate.e_score_correction_bias": [4]], .corrections, 4),
  ])
  func whatIsStoredBesideIsNamed(
    _ extra: [String: [Int]], _ cause: Checkpoint.Cause, _ elements: Int
  ) throws {
    let tensors = SafetensorsFile.tinyLlama().merging(extra) { $1 }
    let found = try compare(try tiny(), [Self.single: SafetensorsFile.head(tensors)])
    let reason = Checkpoint.Reason(cause: cause, elements: elements)
    #expect(
      found
        == .differs(
          Checkpoint.Difference(stored: 372 + elements, counted: 372, reasons: [reason])))
  }

  @Test func severalReasonsAddUp() throws {
    var tensors = SafetensorsFile.tinyLlama(isTied: false)
    tensors["model.layers.0.self_attn.rotary_emb.inv_freq"] = [2]
    tensors["mtp.norm.weight"] = [4]
    guard
      case .differs(let difference) = try compare(
        try tiny(), [Self.single: SafetensorsFile.head(tensors)])
    else {
      Issue.record("no difference")
      return
    }
    #expect(difference.reasons.map(\.cause) == [.tiedHead, .furtherLayers, .buffers])
    #expect(difference.reasons.map(\.elements) == [32, 4, 2])
  }

  @Test func aHeadThatIsNotStoredIsMissed() throws {
    let head = SafetensorsFile.head(SafetensorsFile.tinyLlama())
    let reason = Checkpoint.Reason(cause: .missingHead, elements: 32)
    #expect(
      try compare(try tiny(isTied: false), [Self.single: head])
        == .differs(Checkpoint.Difference(stored: 372, counted: 404, reasons: [reason])))
  }

  @Test func whatNamesDoNotTellIsNotExplained() throws {
    var tensors = SafetensorsFile.tinyLlama(isTied: false)
    tensors["model.layers.0.something.weight"] = [3]
    #expect(
      try compare(try tiny(), [Self.single: SafetensorsFile.head(tensors)])
        == .differs(Checkpoint.Difference(stored: 407, counted: 372, reasons: [])))
  }

  @Test func packedWeightsAreNotCompared() throws {
    var tensors = SafetensorsFile.tinyLlama()
    tensors["model.layers.0.mlp.up_proj.weight"] = [16, 1]
    let head = SafetensorsFile.head(tensors) {
      $0.hasSuffix("0.mlp.up_proj.weight") ? "U8" : "BF16"
    }
    #expect(try compare(try tiny(), [Self.single: head]) == .packed)
  }

  @Test func partsAreOpenedOnlyWhereTheIndexDisagrees() throws {
    let tensors = SafetensorsFile.tinyLlama(isTied: false)
    let names = tensors.keys.sorted()
    let files = [
      "a.safetensors": names.prefix(5), "b.safetensors": names.dropFirst(5),
    ]
    func index(_ metadata: String) -> [UInt8] {
      let entries = files.flatMap { file, names in names.map { "\"\($0)\": \"\(file)\"" } }
      return Array("{\(metadata)\"weight_map\": {\(entries.joined(separator: ","))}}".utf8)
    }
    for sum in ["\"total_size\": 744", "\"total_size\": 1488.0", "\"total_parameters\": 372"] {
      // No part is there to be opened.
      let found = try compare(try tiny(), [Self.index: index("\"metadata\": {\(sum)},")])
      #expect(found == .agrees)
    }
    var all = files.mapValues { names in
      SafetensorsFile.head(tensors.filter { names.contains($0.key) })
    }
    all[Self.index] = index("\"metadata\": {\"total_size\": 808},")
    let reason = Checkpoint.Reason(cause: .tiedHead, elements: 32)
    #expect(
      try compare(try tiny(), all)
        == .differs(Checkpoint.Difference(stored: 404, counted: 372, reasons: [reason])))
    #expect(try compare(try tiny(), all, most: 1) == .scattered(files: 2))
    all["b.safetensors"] = nil
    #expect(try compare(try tiny(), all) == .absent)
  }

  @Test func aLongHeadIsReadInTwoSteps() throws {
    var tensors = SafetensorsFile.tinyLlama()
    for number in 0..<2_000 { tensors["visual.blocks.\(number).attention.weight"] = [1] }
    let head = SafetensorsFile.head(tensors)
    #expect(head.count > 100_000)
    var asked: [Int] = []
    _ = try Checkpoint.compare(with: try tiny(), files: 1) { (file, most) throws(ImportFault) in
      guard file == Self.single else { return nil }
      asked.append(most)
      return Array(head.prefix(most))
    }
    #expect(asked == [100_000, head.count])
  }

  // MARK: files of strangers

  @Test(
    arguments: [
      ([], "ends within its first eight bytes"), ([1, 0, 0], "ends within its first eight bytes"),
      (SafetensorsFile.length(1 << 63) + [0x7B], "has 9223372036854775808 bytes"),
      (SafetensorsFile.length(.max), "has 18446744073709551615 bytes"),
      (SafetensorsFile.length(100) + [0x7B, 0x7D], "ends within its head"),
      (SafetensorsFile.length(0), "cannot be read. The file is empty"),
      (SafetensorsFile.head(json: "nonsense"), #"cannot be read. "nonsense" is no value of JSON"#),
      (SafetensorsFile.head(json: "[]"), "no object where the tensors should be"),
      (SafetensorsFile.head(json: #"{"a": 1, "a": 2}"#), #"The key "a" occurs twice"#),
      (SafetensorsFile.head(json: #"{"a": 1}"#), #"a tensor "a" without a type or a sound shape"#),
      (SafetensorsFile.head(json: #"{"a": {"dtype": "F32"}}"#), "without a type or a sound shape"),
      (SafetensorsFile.head(json: #"{"a": {"dtype": 1, "shape": []}}"#), "without a type"),
      (SafetensorsFile.head(["a": [1 << 40, 1 << 40]]), "sound shape"),
      (SafetensorsFile.head(["a": [.max, 2]]), "sound shape"),
      (SafetensorsFile.head(["a": [-1, -1]]), "sound shape"),
      (SafetensorsFile.head(json: #"{"a": {"dtype": "F32", "shape": [NaN]}}"#), "sound shape"),
      (SafetensorsFile.head(json: String(repeating: "[", count: 10_000)), "more than 64 deep"),
    ] as [([UInt8], String)])
  func aBrokenHeadHasASentence(_ bytes: [UInt8], _ words: String) throws {
    let fault = #expect(throws: ImportFault.self) {
      try compare(try tiny(), [Self.single: bytes])
    }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
    #expect(fault?.message.hasPrefix("model.safetensors ") == true)
  }

  @Test(arguments: [
    (#"{}"#, "has no weight_map"), (#"{"weight_map": {}}"#, "has no weight_map"),
    (#"{"weight_map": {"a": 7}}"#, "names a file 7"),
    (#"{"weight_map": {"a": "../../x.safetensors"}}"#, "in its own folder only"),
    (#"{"weight_map": {"a": "/etc/passwd"}}"#, "in its own folder only"),
    (#"{"weight_map": {"a": ".x.safetensors"}}"#, "in its own folder only"),
    (#"{"weight_map": {"a": "a.bin"}}"#, "in its own folder only"),
    (#"{"weight_map": {"a": "a\nb.safetensors"}}"#, "in its own folder only"),
  ])
  func aBrokenIndexHasASentence(_ text: String, _ words: String) throws {
    let fault = #expect(throws: ImportFault.self) {
      try compare(try tiny(), [Self.index: Array(text.utf8)])
    }
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }

  @Test func hugeTensorsDoNotOverflow() throws {
    var tensors: [String: [Int]] = [:]
    for number in 0..<10_000 {
      tensors["x.\(number)"] = [1 << 50]
      tensors["visual.\(number)"] = [1 << 50]
    }
    guard
      case .differs(let difference) = try compare(
        try tiny(), [Self.single: SafetensorsFile.head(tensors)])
    else {
      Issue.record("no difference")
      return
    }
    #expect(difference.stored == .max && difference.reasons.isEmpty)
  }

  /// Heads broken in many ways: each is compared or refused.
  @Test func noMutationCrashes() throws {
    let model = try tiny()
    var tensors = SafetensorsFile.tinyLlama(isTied: false)
    tensors["model.layers.1.self_attn.rotary_emb.inv_freq"] = [1]
    let original = SafetensorsFile.head(tensors)
    var chance = SeededGenerator(state: 7)
    var refused = 0
    for _ in 0..<3_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &chance) { bytes.mutate(&chance) }
      do throws(ImportFault) {
        _ = try compare(model, [Self.single: bytes])
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 1_000)
  }

  private func tiny(isTied: Bool = true) throws(ImportFault) -> Architecture {
    try HuggingFace.architecture(json: SafetensorsFile.tinyConfig(isTied: isTied), name: "tiny")
  }

  private func compare(
    _ model: Architecture, _ files: [String: [UInt8]], most: Int = 10
  ) throws(ImportFault) -> Checkpoint.Finding {
    try Checkpoint.compare(with: model, files: most) { (file, most) throws(ImportFault) in
      files[file].map { Array($0.prefix(most)) }
    }
  }
}
