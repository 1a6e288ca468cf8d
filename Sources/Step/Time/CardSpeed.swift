import MemoryModel

/// How fast a card is, of which steps' times are reckoned.
package struct CardSpeed: Sendable, Hashable {
  package var name: String
  package var kind: SpeedClass
  /// Dense products of bf16 or fp16 with sums in fp32, FLOPs a second.
  package var peak: Double
  /// The FP32 units, FLOPs a second; nil where that is not known.
  package var fp32: Double?
  /// Bytes a second.
  package var bandwidth: Double
  /// Published runs on this card that the constants were fitted to.
  package var timedRuns: Int

  package init(
    name: String, kind: SpeedClass, peak: Double, fp32: Double?, bandwidth: Double,
    timedRuns: Int = 0
  ) {
    self.name = name
    self.kind = kind
    self.peak = peak
    self.fp32 = fp32
    self.bandwidth = bandwidth
    self.timedRuns = timedRuns
  }

  /// FLOPs a second that large products reach.
  var products: Double { peak * kind.share }

  /// Bytes a second that kernels reach which only stream: taken to be 80 % of what is sold, not fitted.
  var stream: Double { bandwidth * 0.80 }
}

/// Cards that are alike in how much of their peak large products reach.
package enum SpeedClass: String, Choice {
  case geforce, laptop, hopper, amd
  case turingVolta = "turing_volta"
  case ampereDatacentre = "ampere_datacentre"
  case ampereWorkstation = "ampere_workstation"
  case adaWorkstation = "ada_workstation"
  case blackwellDatacentre = "blackwell_datacentre"
  case blackwellWorkstation = "blackwell_workstation"

  /// The part of the peak that large products reach.
  var share: Double {
    switch self {
    // Fitted on 266 runs on A100s.
    case .ampereDatacentre: 0.82
    // Fitted on 34 runs on H100s.
    case .hopper: 0.74
    // Fitted on 6 runs on RTX 3090s and 9 on RTX 4090s, with a weak prior; of the peak at the nominal
    // boost clock, which these cards exceed.
    case .geforce: 1.00
    // Fitted on 3 runs on RTX A5000s, with a weak prior.
    case .ampereWorkstation: 0.75
    // Fitted on 16 runs on L40Ss, all at 840 tokens a step, and one on an RTX 6000 Ada, with a weak prior.
    case .adaWorkstation: 0.49
    // Not fitted: as workstation cards of the generation before.
    case .blackwellWorkstation: 0.49
    // Not fitted: Hopper's, less a fifth for the power that they may draw.
    case .blackwellDatacentre: 0.60
    // Not fitted: a guess, of fp16.
    case .turingVolta: 0.60
    // Not fitted: a GeForce's, less a fifth for the power that a laptop gives.
    case .laptop: 0.80
    // Not fitted: a guess.
    case .amd: 0.50
    }
  }

  /// Whether how far off the model is was seen on runs that it was not fitted to, many of them, to be a
  /// fifth at most in nine of ten.
  var isWellMeasured: Bool { self == .ampereDatacentre || self == .hopper }

  package var note: String {
    switch self {
    case .geforce: "desktop cards from Turing on"
    case .laptop: "their laptops' namesakes"
    case .hopper: "H100, H200, GH200"
    case .amd: "Instinct and Radeon"
    case .turingVolta: "V100, T4, TITAN RTX"
    case .ampereDatacentre: "A100, A30"
    case .ampereWorkstation: "RTX A4000 to A6000, A10, A40, L40"
    case .adaWorkstation: "RTX 4000 to 6000 Ada, L4, L40S"
    case .blackwellDatacentre: "B200, B300 and with Grace"
    case .blackwellWorkstation: "RTX PRO"
    }
  }
}
