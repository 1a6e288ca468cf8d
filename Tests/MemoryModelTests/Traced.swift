import Import
import MemoryModel
import Support
import Testing

/// A traced training step: its setup, and what torch's allocator reported.
struct Traced: Sendable, CustomTestStringConvertible {
  let model: String
  let setup: Setup
  let allocated: Int
  let reserved: Int
  let phase: Phase
  let parameters: Int
  let trainable: Int

  var testDescription: String { "\(model), \(setup.method)" }

  /// The least memory of a device on which the run did not fail; 0 where it was not searched for.
  let needed: Int
  /// Memory of devices on which it ran, and of those on which it failed.
  let runsOn: [Int]
  let failsOn: [Int]

  static let all = read("traced.tsv")
  /// Steps of further families, whose models a config describes.
  static let families = read("families.tsv")
  static let steps = all + families
  static let smallest = read("smallest.tsv")
  /// The same with expandable segments.
  static let smallestExpandable = read("smallest_expandable.tsv")
  /// Steps that were tried on cards around the smallest one.
  static let onCards = read("cards.tsv")
  /// Steps of every family as a program, a table for each group of them, with the configs beside it.
  static let further = Files.list(fixtures + "steps").filter { $0.hasSuffix(".tsv") }
    .flatMap { read("steps/" + $0) }

  fileprivate static let fixtures = Files.folder(of: #filePath) + "/Fixtures/"

  private static func read(_ name: String) -> [Traced] {
    let lines = (Files.read(fixtures + name) ?? "").split(separator: "\n")
    guard let first = lines.first else { return [] }
    let names = first.split(separator: "\t").map(String.init)
    return lines.dropFirst().compactMap { line in
      let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Traced(Dictionary(uniqueKeysWithValues: zip(names, values)))
    }
  }

  init?(_ row: [String: String]) {
    func whole(_ name: String) -> Int { Int(row[name] ?? "") ?? 0 }
    func text(_ name: String) -> String { row[name] ?? "" }
    guard let setup = Setup(row), let phase = Phase(rawValue: text("phase")) else { return nil }
    self.setup = setup
    self.phase = phase
    model = text("model")
    allocated = whole("allocated")
    reserved = whole("reserved")
    parameters = whole("parameters")
    trainable = whole("trainable")
    needed = whole("needed")
    runsOn = text("runs_on").split(separator: " ").compactMap { Int($0) }
    failsOn = text("fails_on").split(separator: " ").compactMap { Int($0) }
  }
}

extension Setup {
  init?(_ row: [String: String]) {
    func whole(_ name: String) -> Int { Int(row[name] ?? "") ?? 0 }
    func text(_ name: String) -> String { row[name] ?? "" }
    guard let architecture = Architecture(row) ?? .configs[text("model")], let method = Method(row),
      let optimizer = Optimizer(spelling: text("optimizer")),
      let precision = Precision(spelling: text("precision")),
      let checkpointing = Checkpointing(row: text("checkpointing")),
      let attention = AttentionKernel(spelling: text("attention")), let loss = Loss(text("loss"))
    else { return nil }
    self.init(
      architecture: architecture, method: method, batch: whole("batch"), seq: whole("seq"),
      accumulation: whole("accumulation"), optimizer: optimizer, precision: precision,
      checkpointing: checkpointing, attention: attention, padding: text("padding") == "1",
      loss: loss, clip: Double(text("clip")) ?? 1,
      device: Device(capability: whole("capability")))
    imageTokens = whole("image_tokens")
    allocator = AllocatorConfig(row)
  }
}

extension Checkpointing {
  /// A word, or `every(2)`.
  fileprivate init?(row: String) {
    if row.hasPrefix("every("), let n = Int(row.dropFirst(6).dropLast()) {
      self = .every(n)
    } else {
      self.init(spelling: row)
    }
  }
}

extension AllocatorConfig {
  fileprivate init(_ row: [String: String]) {
    let words = row["allocator"]?.split(separator: " ") ?? []
    self.init(
      expandable: words.first == "expandable_segments",
      maxSplitSize: words.first == "max_split_size"
        ? words.last.flatMap { Int($0) }.map { $0 << 20 } : nil)
  }
}

extension Loss {
  /// `standard`, `fused`, `chunked(8)`.
  init?(_ text: String) {
    switch text {
    case "standard": self = .standard
    case "fused": self = .fused
    default:
      guard let count = Int(text.dropFirst("chunked(".count).dropLast()) else { return nil }
      self = .chunked(count)
    }
  }
}

extension Architecture {
  /// The models that a config describes, by their names.
  fileprivate static let configs: [String: Architecture] = {
    let fixtures = Traced.fixtures
    let further = Files.list(fixtures + "steps").filter { $0.hasSuffix(".jsonl") }
    let text = (["configs.jsonl"] + further.map { "steps/" + $0 }).reduce(into: "") {
      $0 += Files.read(fixtures + $1) ?? ""
    }
    var configs: [String: Architecture] = [:]
    for line in text.split(separator: "\n") {
      // {"name":"NAME","config":CONFIG}
      guard let name = line.split(separator: "\"").dropFirst(3).first,
        let start = line.firstRange(of: "\"config\":")?.upperBound
      else { continue }
      configs[String(name)] = try? HuggingFace.architecture(
        json: String(line[start...].dropLast()), name: String(name))
    }
    return configs
  }()

  /// By the columns of a row: the arguments of `transformer(…)`.
  init?(_ row: [String: String]) {
    var arguments: [String: ConfigArgument.Value] = [:]
    func whole(_ column: String, _ name: String) {
      if let value = Int(row[column] ?? ""), value > 0 { arguments[name] = .whole(value) }
    }
    for name in ["hidden", "layers", "heads", "kv_heads", "head_dim", "intermediate", "vocab"] {
      whole(name, name)
    }
    whole("positions", "positions")
    whole("window", "sliding_window")
    whole("global_head_dim", "global_head_dim")
    if row["keys_are_values"] == "1" { whole("global_kv_heads", "global_kv_heads") }
    whole("shared", "kv_shared_layers")
    whole("per_layer_width", "per_layer_input")
    whole("experts", "experts")
    if arguments["experts"] != nil {
      whole("active", "experts_per_token")
      whole("expert_intermediate", "moe_intermediate")
    }
    arguments["tied"] = .truth(row["tied"] == "1")
    guard let family = row["family"] else { return nil }
    // What the models' configs say beside their sizes.
    if family == "gemma4_text" { arguments["final_logit_softcapping"] = .number(30) }
    if family == "qwen3_moe" { arguments["norm_topk_prob"] = .truth(true) }
    guard
      let model = try? HuggingFace.architecture(of: family, arguments, name: row["model"] ?? "")
    else { return nil }
    self = model
    qkvBias = row["qkv_bias"] == "1"
    outputBias = row["output_bias"] == "1"
  }
}

extension Method {
  init?(_ row: [String: String]) {
    func text(_ name: String) -> String { row[name] ?? "" }
    guard let targets = Adapter.Targets(spelling: text("targets")),
      let dtype = Dtype(spelling: text("dtype"))
    else { return nil }
    let adapter = Adapter(
      rank: Int(text("r")) ?? 0, targets: targets, dropout: Double(text("dropout")) ?? 0,
      dtype: dtype, save: text("save").split(separator: "+").map(String.init),
      dora: text("dora") == "1")
    switch text("method") {
    case "full": self = .full
    case "lora": self = .lora(adapter)
    default:
      let quantization = Quantization(
        doubleQuant: text("double_quant") == "1", upcast: text("upcast") == "1",
        computesWide: text("compute") == "fp32")
      self = .qlora(adapter, quantization)
    }
  }
}
