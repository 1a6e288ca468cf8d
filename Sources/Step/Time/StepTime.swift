import MemoryModel

/// Seconds that an optimizer step takes on a card, by what they go into.
///
/// Its constants were fitted to 335 published runs of 8 sources (fms-hf-tuning 145, llm-foundry 109, Qwen
/// 37, fsdp_qlora 16, PEFT 16, torchtune 10, ms-swift 1, torchtitan 1): in the median 4 % off, and in nine
/// of ten 14 %. Of 226 runs of the same sources that were kept back 5 and 22 %; of runs of a source that
/// was left out of the fit 9 and 37 %, which is what a machine of one's own should expect.
package struct StepTime: Sendable {
  package let setup: Setup
  package let card: CardSpeed
  package let work: Work
  /// Of one micro-batch, by `Part`.
  private var seconds = [Double](repeating: 0, count: Part.allCases.count)
  /// Seconds in which the CPU issues the kernels of one micro-batch.
  package private(set) var launches = 0.0
  /// Seconds of the optimizer's step.
  package private(set) var optimizer = 0.0

  /// What the GPU does in a micro-batch.
  package enum Part: String, Sendable, CaseIterable {
    case products, attention, elementwise, adapters, loss, dequantise
  }

  /// - Throws: what of the setup no time is known of, by name.
  package init(_ setup: Setup, on card: CardSpeed) throws(Refusal) {
    try setup.checkTime()
    (self.setup, self.card) = (setup, card)
    work = try setup.work()
    let traffic = Traffic(setup)
    self[.products] = max(
      products / card.products, traffic.weights(trained: setup.method == .full) / card.stream)
    self[.attention] = attention
    self[.elementwise] = traffic.elementwise / card.stream
    self[.adapters] = traffic.adapters / card.stream
    self[.loss] = traffic.loss / card.stream
    self[.dequantise] = traffic.dequantised / card.stream
    launches = traffic.kernels * Self.launch
    optimizer = traffic.optimizer / card.stream
  }

  /// Of one micro-batch.
  package private(set) subscript(part: Part) -> Double {
    get { seconds[Part.allCases.firstIndex(of: part) ?? 0] }
    set { seconds[Part.allCases.firstIndex(of: part) ?? 0] = newValue }
  }

  /// Tokens of a step, those of padding too.
  package var tokens: Double {
    Double(setup.batch) * Double(setup.seq) * Double(setup.accumulation)
  }
  package var tokensPerSecond: Double { tokens / total }
  package var total: Double { Double(setup.accumulation) * microBatch + optimizer }

  /// All that the GPU does in a micro-batch.
  package var gpu: Double { seconds.reduce(0, +) }

  /// The CPU is ahead of the GPU, or the GPU waits for it: the longer of both, with a smooth bend between.
  ///
  /// The exponent is the best of 2, 3, 4 and 8 on the fitted runs.
  package var microBatch: Double {
    let (long, short) = (max(gpu, launches), min(gpu, launches))
    if long <= 0 { return 0 }
    let ratio = short / long
    return long * cubeRoot(1 + ratio * ratio * ratio)
  }

  /// Whether the GPU waits for the CPU much: its launches take over half as long as its work.
  package var isLaunchBound: Bool { launches > gpu / 2 }

  /// Seconds of the CPU for one kernel, with what Python does for it. Fitted; without it runs of short
  /// sequences are a third off.
  private static let launch = 23.4e-6
}

extension StepTime {
  /// FLOPs of the products, with the forward computed again counted whole, as it was where the shares of
  /// peaks were fitted: a checkpoint stops before its last product, but what it computes is `work`'s.
  private var products: Double {
    work.forward.products + work.backward.products + work.repeated.products
  }

  /// Exponentials run on the FP32 units, beside the products. On Hopper FlashAttention 2 does without its
  /// new instructions for products.
  private var attention: Double {
    let flops = work.forward.attention + work.backward.attention + work.repeated.attention
    // Fitted on H100s; taken for what came behind them.
    if card.kind == .hopper || card.kind == .blackwellDatacentre {
      return flops / (card.peak * 0.187)
    }
    // Fitted; without it A100s are 25 % off in one of ten instead of 14.
    let exponentials = card.fp32.map { 0.103 / $0 } ?? 0
    return flops * (1 / card.products + exponentials)
  }
}

/// From 1 to 2, by Newton's steps: there is no C library here.
private func cubeRoot(_ x: Double) -> Double {
  var root = 1 + (x - 1) / 3
  for _ in 0..<6 { root -= (root * root * root - x) / (3 * root * root) }
  return root
}
