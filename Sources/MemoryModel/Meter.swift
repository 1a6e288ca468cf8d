/// A tape that only adds up: what an estimate runs on.
struct Meter: Tape {
  /// All that a layer keeps for backward, and the share of it that its input alone asks for.
  private var kept = 0.0
  private var keptForInput = 0.0
  private var gradients = 0.0
  private var cast = 0.0
  private var waiting = 0.0

  /// The most that forward holds beside what is kept, with it, and when nothing is kept.
  private var keepingPeak = 0.0
  private var keptAtPeak = 0.0
  private var barePeak = 0.0
  /// The same where forward stops at the last tensor that is kept.
  private var againPeak = 0.0
  private var keptAgain = 0.0
  private var earlierKept = 0.0
  /// The fullest moment of backward: what is kept, what is alive, which gradients are missing.
  private var backwardPeak = -Double.infinity
  private var backwardKept = 0.0
  private var backwardAlive = 0.0
  private var backwardMissing = 0.0

  private var forward = 0.0
  private var held = 0.0
  private var backward = 0.0
  private var earlierGradients = 0.0

  init() {}

  @inline(__always)
  mutating func next(_ name: StaticString) {
    finish()
    forward = 0
    held = 0
    backward = 0
    earlierGradients = gradients
    earlierKept = kept
  }

  @inline(__always)
  mutating func finish() {
    if kept > earlierKept {
      let isFuller = kept > keepingPeak
      againPeak = isFuller ? kept : keepingPeak
      keptAgain = isFuller ? kept : keptAtPeak
    }
    if kept + forward > keepingPeak {
      keepingPeak = kept + forward
      keptAtPeak = kept
    }
    barePeak = max(barePeak, held + forward)
    let alive = kept + backward - earlierGradients
    if alive > backwardPeak {
      backwardPeak = alive
      backwardKept = kept
      backwardAlive = backward
      backwardMissing = earlierGradients
    }
  }

  @inline(__always)
  mutating func keeps(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    kept += amount
  }
  @inline(__always)
  mutating func keepsForInput(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    kept += amount
    keptForInput += amount
  }
  @inline(__always)
  mutating func holds(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    held += amount
  }
  @inline(__always)
  mutating func makes(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    forward += amount
  }
  @inline(__always)
  mutating func returns(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    backward += amount
  }
  @inline(__always)
  mutating func trains(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    gradients += amount
  }
  @inline(__always)
  mutating func casts(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    cast += amount
  }
  @inline(__always)
  mutating func waits(_ name: StaticString, _ amount: Double, _ source: StaticString) {
    waiting += amount
  }
}

extension Meter {
  func enterKept<K: Account>(layers: Double, sparingFirst: Bool, into account: inout K)
  where K.Unit == Double {
    account.enter(.activations, "", layers * kept - (sparingFirst ? keptForInput : 0), "")
  }

  func enterForward<K: Account>(_ run: Run, as part: Part, into account: inout K)
  where K.Unit == Double {
    switch run {
    case .bare:
      account.enter(.temporaries, "", barePeak, "")
    case .keeping:
      account.enter(part, "", keptAtPeak, "")
      account.enter(.temporaries, "", keepingPeak - keptAtPeak, "")
    case .again:
      account.enter(part, "", keptAgain, "")
      account.enter(.temporaries, "", againPeak - keptAgain, "")
    }
  }

  func enterBackward<K: Account>(as part: Part, sparingFirst: Bool, into account: inout K)
  where K.Unit == Double {
    account.enter(part, "", backwardKept - (sparingFirst ? keptForInput : 0), "")
    account.enter(.temporaries, "", backwardAlive, "")
    account.enter(.gradients, "", gradients - backwardMissing, "")
  }

  func enterWaiting<K: Account>(into account: inout K) where K.Unit == Double {
    account.enter(.temporaries, "", waiting, "")
  }

  func enterCasts<K: Account>(layers: Double, into account: inout K) where K.Unit == Double {
    account.enter(.temporaries, "", layers * cast, "")
  }
}
