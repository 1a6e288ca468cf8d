import MemoryModel
import Step
import Support

/// A training run that others measured on a card, with the address where they published it.
struct Measured: Sendable {
  let group: String
  let source: String
  let stack: String
  let model: String
  let setup: Setup
  /// `torch.cuda.max_memory_allocated()` over the training.
  let peak: Int
  /// `torch.cuda.memory_allocated()` after the last step, with the gradients given back.
  let kept: Int?

  static let all: [Measured] = {
    let path = Files.folder(of: #filePath) + "/Fixtures/measured.tsv"
    let lines = (Files.read(path) ?? "").split(separator: "\n")
    guard let first = lines.first else { return [] }
    let names = first.split(separator: "\t").map(String.init)
    return lines.dropFirst().compactMap { line in
      let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Measured(Dictionary(uniqueKeysWithValues: zip(names, values)))
    }
  }()

  /// All models of the fixture have Llama's modules. Windows are left out: flash attention 2
  /// heeds them inside the kernel, without a mask.
  private static let modules = [
    "family": "llama", "norm": "rms", "placement": "before", "activation": "kernel",
    "rotary_tables": "1",
  ]

  init?(_ row: [String: String]) {
    func text(_ name: String) -> String { row[name] ?? "" }
    let fields = row.merging(Self.modules) { _, new in new }
    guard var setup = Setup(fields), let peak = Int(text("peak")),
      let framework = Framework(spelling: text("framework"))
    else { return nil }
    setup.framework = framework
    let loss = text("loss").split(separator: ":")
    if loss.first == "chunked", let chunks = loss.last.flatMap({ Int($0) }) {
      setup.loss = .chunked(chunks)
    }
    self.setup = setup
    self.peak = peak
    group = text("group")
    source = text("source")
    stack = text("stack")
    model = text("model")
    kept = Int(text("kept"))
  }
}

extension Measured {
  /// The signed error of the estimated peak, as a share.
  func peakError() throws -> Double {
    Double(try estimate(setup).allocated - peak) / Double(peak)
  }

  /// The signed error of what stays between the steps: weights, adapters and states.
  func keptError() throws -> Double? {
    guard let kept else { return nil }
    let guess = try estimate(setup)
    let sum = guess[.weights] + guess[.adapters] + guess[.optimizer]
    return Double(sum - kept) / Double(kept)
  }

  var method: String {
    switch setup.method {
    case .full: "full"
    case .lora: "LoRA"
    case .qlora: "QLoRA"
    }
  }
}
