import MemoryModel
import Step

/// Relative errors of one group of steps, in per cent.
struct Errors {
  let sorted: [Double]
  let bias: Double

  init(_ errors: [Double]) {
    sorted = errors.map(\.magnitude).sorted()
    bias = errors.isEmpty ? 0 : errors.reduce(0, +) / Double(errors.count)
  }

  var count: Int { sorted.count }
  var median: Double { share(0.5) }
  var high: Double { share(0.95) }
  var worst: Double { sorted.last ?? 0 }

  private func share(_ share: Double) -> Double {
    sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }
}

/// A traced step beside what the model and the rule of thumb say of it.
struct Held {
  let traced: Traced
  let allocated: Double
  let reserved: Double
  let rule: Double
  let isPhaseRight: Bool

  init(_ traced: Traced) throws(Refusal) {
    let estimate = try Step.estimate(traced.setup)
    func error(_ value: Int, _ truth: Int) -> Double { 100 * (Double(value) / Double(truth) - 1) }
    self.traced = traced
    allocated = error(estimate.allocated, traced.allocated)
    reserved = error(estimate.reserved, traced.reserved)
    rule = error(try RuleOfThumb(traced.setup).total, traced.allocated)
    isPhaseRight = estimate.phase == traced.phase
  }

  /// All steps that are not refused, each asked once.
  static let all = Traced.steps.compactMap { try? Held($0) }
}

/// docs/accuracy.md, from the traced steps that lie beside the tests.
struct AccuracyPage {
  private let held: [Held]
  private let refused: Int

  init() {
    held = Held.all
    refused = Traced.steps.count - held.count
  }

  var text: String {
    let sections = [
      Self.head, summary,
      table("By method", [("method", \.methodName)]),
      table("By family", [("family", \.familyName)]),
      table(
        "By knob",
        [
          ("precision", \.precisionName), ("checkpointing", \.checkpointingName),
          ("loss", \.lossName), ("attention", \.attentionName), ("padding", \.paddingName),
          ("optimizer", \.optimizerName), ("adapters", \.adapterName),
        ]),
      Self.foot,
    ]
    return sections.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let all = Errors(held.map(\.allocated))
    let cached = Errors(held.map(\.reserved))
    let rule = Errors(held.map(\.rule))
    let phases = held.count { $0.isPhaseRight }
    return """
      ## In short

      | | steps | median error | 95 % within | worst | bias |
      |---|--:|--:|--:|--:|--:|
      | **`allocated`** | \(Self.row(all)) |
      | `reserved` | \(Self.row(cached)) |
      | rule of thumb | \(Self.row(rule)) |

      All errors are relative, in per cent. The phase of the peak is named right in \(phases) of \
      \(held.count) steps. \(refused) of \(held.count + refused) steps are refused by name.

      """
  }

  private func table(_ title: String, _ knobs: [(String, (Setup) -> String?)]) -> String {
    var lines = [
      "## \(title)", "",
      "| | steps | median error | 95 % within | worst | bias | rule of thumb, median |",
      "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for (knob, name) in knobs {
      var groups: [String: [Held]] = [:]
      for one in held {
        if let group = name(one.traced.setup) { groups[group, default: []].append(one) }
      }
      for (group, members) in groups.sorted(by: { $0.key < $1.key }) {
        let title = knobs.count > 1 ? "\(knob) = \(group)" : group
        let rule = Self.figure(Errors(members.map(\.rule)).median)
        lines.append("| \(title) | \(Self.row(Errors(members.map(\.allocated)))) | \(rule) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ errors: Errors) -> String {
    let bias = (errors.bias < 0 ? "−" : "+") + figure(errors.bias.magnitude)
    return [
      String(errors.count), figure(errors.median), figure(errors.high), figure(errors.worst), bias,
    ].joined(separator: " | ")
  }

  private static func figure(_ x: Double) -> String {
    let hundredths = Int((x * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits)"
  }
}

extension Setup {
  fileprivate var methodName: String? {
    switch method {
    case .full: "full"
    case .lora: "LoRA"
    case .qlora: "QLoRA"
    }
  }

  fileprivate var familyName: String? { architecture.family.rawValue }
  fileprivate var precisionName: String? { precision.rawValue }
  fileprivate var checkpointingName: String? { checkpointing.spelling }
  fileprivate var lossName: String? { loss == .fused ? "fused" : "standard" }
  fileprivate var attentionName: String? { attention.rawValue }
  fileprivate var paddingName: String? { padding ? "on" : "off" }
  fileprivate var optimizerName: String? { optimizer.rawValue }

  /// What is special about the adapters.
  fileprivate var adapterName: String? {
    guard let adapter = method.adapter else { return nil }
    if method.quantization?.upcast == true { return "upcast" }
    if adapter.dropout > 0 { return "dropout" }
    return adapter.dtype.rawValue
  }
}

extension AccuracyPage {
  private static let head = """
    # How right it is

    Written by `scripts/accuracy` from the traced training steps that lie beside the tests; a test
    holds this page to them. The margins of estimates are drawn from the same steps: the worst of the
    family with that method, and no less than half a per cent.

    ## How the steps were traced

    Each step is one run of the unmodified PyTorch 2.15, transformers 5.23, PEFT 0.21 and
    bitsandbytes 0.50 on a CUDA runtime whose kernels do nothing: memory is handed out as addresses,
    everything that allocates is real, also PyTorch's own caching allocator. So the figures are
    `torch.cuda.max_memory_allocated()` and `max_memory_reserved()` of two optimizer steps, to the
    byte, as the Trainer of transformers runs them. They are not readings of a card: what a kernel
    takes behind PyTorch's back is not in them. Twenty-six of the steps were run by the real Trainer too,
    and agreed within 0.03 MiB. Most models of the further families have few layers, so that a miss in
    the layers weighs less in them.

    The model was written from what the modules save and allocate, each term with its source, while
    looking at these very steps: a miss was followed until a mechanism explained it, and a few rules
    were seen in the steps before they were found in a source (heads wider than 256 repeat their keys;
    the fused loss below). So this page says how well the steps are explained, and is no blind test.
    Nothing is fitted to them, but `context` is a middle of reports. Further steps, of models that are
    not here, are kept back. [Against real cards](measured.md) is a page of
    its own.

    """

  /// Circumstances without a step, in words.
  private static var untraced: String {
    let names = Circumstance.allCases.filter { !$0.isTraced }.compactMap(\.name)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }

  private static let foot = """
    ## A fused loss where Liger has none

    Liger patches the `forward` of the families that it knows, inside of what accelerate wraps in
    autocast. For GPT-2 and GPT-NeoX it has no patch: there `loss: fused` means a loss of one's own on
    the hidden states of the backbone, which is called past that `forward`, and so without autocast.
    The rule was found from one traced step of GPT-2, 43 % off before; adapters keep autocast on. The
    estimate notes it. Four other steps with a fused loss were traced again with liger_kernel 0.8.5
    itself (Llama 3.2 1B under fp16 autocast, Qwen3 1.7B and 0.6B): the loss that stood in for it took
    up to 7 % less.

    ## The rule of thumb

    Guides add up weights (2 bytes a parameter, 0.55 in NF4), gradients (2 bytes a trainable one),
    AdamW's states (8 bytes) and activations (34 bytes a token, feature and layer, less 85 % with
    checkpointing). The column shows how far that is from the same steps: `rule_of_thumb` says it at
    the prompt, `compare(rule_of_thumb, estimate)` shows what it misses.

    ## Not covered

    No step was traced with \(untraced): an estimate that goes beyond says so, and adds
    \(Int(Evidence.caution * 100)) % to its margin.

    Several GPUs, torch.compile, evaluation and generation, packing, the metrics that TRL
    computes on logits, Triton kernels other than a re-built Liger loss, cuDNN attention on Hopper,
    and whatever an estimate notes about itself. A card shared with a screen has less than `usable`.
    """
}

extension Circumstance {
  /// What it is called on the page; nil of what no run can have.
  fileprivate var name: String? {
    switch self {
    case .precision(.fp16Amp, .full): nil
    case .precision(let precision, let method): "`\(precision.rawValue)` with \(method.rawValue)"
    case .optimizer(let optimizer): "`\(optimizer.rawValue)`"
    case .framework(let framework): "`\(framework.rawValue)`"
    case .chunkedLoss: "a chunked loss"
    case .dora: "DoRA"
    case .saved: "`save`"
    case .images: "images"
    case .mathAttention: "bf16 attention on cards before Ampere"
    case .otherStack: "cards without CUDA"
    case .wideProducts: "`bnb_4bit_compute_dtype` of fp32"
    case .untracedFamily: "families without a step with the method"
    default: "\(self)"
    }
  }
}
