/// What a training setup takes, by the closed sums of its moments: of setups that the step as a program
/// does not cover yet.
package struct ClosedEstimate: Sendable {
  package let setup: Setup
  /// Bytes of each part, in the order of `Part`.
  package let parts: [Int]
  /// The first seven parts: `torch.cuda.max_memory_allocated()`.
  package let allocated: Int
  /// With the allocator's: `torch.cuda.max_memory_reserved()` on a roomy card.
  package let reserved: Int
  /// With the context: what `nvidia-smi` shows.
  package let total: Int
  /// The least usable memory in which the step still runs.
  package let needed: Int
  /// The phase of the peak.
  package let phase: Phase
  package let gpus: Int
  package let parameters: Int
  package let trainable: Int
  /// The most allocated in each phase, in the order of `Phase`.
  package let peaks: [Int]

  package subscript(part: Part) -> Int { parts[Part.allCases.firstIndex(of: part) ?? 0] }
  package subscript(phase: Phase) -> Int { peaks[Phase.allCases.firstIndex(of: phase) ?? 0] }
}

/// What this setup takes.
package func closedEstimate(_ setup: Setup) throws(Refusal) -> ClosedEstimate {
  try setup.validate()
  let phases = try Phases<Meter>(setup)
  var fixed = Tally()
  phases.enterStatic(into: &fixed)
  var peak = fixed
  var phase = Phase.load
  var peaks = [Double](repeating: 0, count: Phase.allCases.count)
  for moment in phases.moments where phases.has(moment) {
    var tally = fixed
    phases.enter(moment, into: &tally)
    let allocated = tally.allocated
    if allocated > peaks[moment.phase.index] { peaks[moment.phase.index] = allocated }
    if allocated > peak.allocated {
      peak = tally
      phase = moment.phase
    }
  }
  return try ClosedEstimate(setup, phases, peak, phase, peaks)
}

/// Every line of the estimate of this setup, at its peak.
package func closedLedger(_ setup: Setup) throws(Refusal) -> Ledger {
  _ = try closedEstimate(setup)
  let moment = try Phases<Meter>(setup).peak()
  let written = try Phases<Scribe>(setup)
  var account = Lines()
  written.enterStatic(into: &account)
  written.enter(moment, into: &account)
  account.enterRest(setup)
  return Ledger(phase: moment.phase, lines: account.lines)
}

extension Lines {
  /// The two parts that follow from the others.
  fileprivate mutating func enterRest(_ setup: Setup) {
    let written = lines
    let allocator = Allocator<Formula>(setup) { part, name in
      Formula.bytes(written.reduce(0) { $0 + ($1.part == part ? $1.bytes : 0) }).named(name)
    }
    enter(
      .allocator, "cached segments", allocator.bytes,
      "fitted to torch 2.15 max_memory_reserved of 204 traced steps")
    enter(
      .context, "CUDA context and libraries", .bytes(setup.device.contextBytes),
      "nvidia-smi against max_memory_reserved: 300 to 600 MB are reported")
  }
}

extension Phases where T == Meter {
  /// The fullest moment: the first of equals.
  func peak() -> Moment {
    var fixed = Tally()
    enterStatic(into: &fixed)
    var best = (moment: Moment.load, allocated: fixed.allocated)
    for moment in moments where has(moment) {
      var tally = fixed
      enter(moment, into: &tally)
      if tally.allocated > best.allocated { best = (moment, tally.allocated) }
    }
    return best.moment
  }

  /// Parameters that are trained.
  var trainable: Double {
    guard let adapter = regime.adapter else { return parameters - frozenParameters }
    var sum = saved.reduce(0.0) { $0 + $1.elements }
    for group in groups {
      for projection in group.adapted {
        let sizes = group.sizes
        let width = sizes.input(of: projection) + sizes.output(of: projection)
        sum += group.count * sizes.rank(of: projection) * width
        if adapter.dora { sum += group.count * sizes.output(of: projection) }
      }
    }
    return sum
  }

  var parameters: Double {
    groups.reduce(towerParameters) { sum, group in
      group.tensors.reduce(sum) { $0 + $1.elements * $1.copies(group.count) }
    }
  }

  /// Those that ask for no gradient: the tower's, and some of the layers.
  private var frozenParameters: Double {
    groups.reduce(towerParameters) { sum, group in
      group.tensors.reduce(sum) { $1.isFrozen ? $0 + $1.elements * $1.copies(group.count) : $0 }
    }
  }

  private var towerParameters: Double { Double(setup.architecture.tower?.parameters ?? 0) }
}

extension Phase {
  var index: Int {
    switch self {
    case .load: 0
    case .forward: 1
    case .loss: 2
    case .backward: 3
    case .step: 4
    }
  }
}

extension ClosedEstimate {
  init(
    _ setup: Setup, _ phases: Phases<Meter>, _ peak: Tally, _ phase: Phase, _ peaks: [Double]
  ) throws(Refusal) {
    let cached = Allocator<Double>(setup) { part, _ in peak[part] }.bytes
    let context = Double(setup.device.contextBytes)
    let sum = peak.allocated + cached + context
    let parameters = phases.parameters
    guard sum < 9_007_199_254_740_992, parameters < 9_007_199_254_740_992 else {
      throw Refusal(
        "This setup takes more than 2^53 bytes (8 PiB), where whole numbers stop being exact.",
        hint: "look for a zero too many in batch, seq or the model's dimensions")
    }
    self.setup = setup
    parts = [
      peak.weights, peak.adapters, peak.gradients, peak.optimizer, peak.activations,
      peak.logits, peak.temporaries, cached, context,
    ].map { Int($0) }
    allocated = Int(peak.allocated)
    reserved = Int(peak.allocated + cached)
    total = Int(sum)
    let spare = wholeAbove(peak.allocated * Allocator<Double>.neededShare / 1000)
    needed = Int(peak.allocated + min(spare, cached) + context)
    self.phase = phase
    gpus = 1
    self.parameters = Int(parameters)
    trainable = Int(phases.trainable)
    self.peaks = peaks.map { Int($0) }
  }
}
