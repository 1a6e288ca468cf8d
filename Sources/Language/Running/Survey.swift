import Synchronization

/// What is asked of many items, one like the other: of the points of a sweep, of the rows of a table.
///
/// They are asked in turn by the session itself. Once that has taken a while, the rest is asked by
/// scouts, on all cores: the answers, their order and what goes wrong stay the same.
package struct Survey<Answer: Sendable> {
  package typealias Ask =
    @Sendable (_ item: Int, _ answers: inout RowAnswers, _ frame: inout Frame) throws(Fault) ->
    Answer

  private let count: Int
  private let ask: Ask

  package init(of count: Int, _ ask: @escaping Ask) {
    self.count = count
    self.ask = ask
  }

  /// Asks of each, and hands on what was answered, in order.
  ///
  /// - Parameter outer: what is told of each item where this is but a part of something longer.
  /// - Throws: what an item could not be asked for, or why every one of them was refused.
  package func run(
    _ frame: inout Frame, _ outer: Advance? = nil,
    _ take: (_ item: Int, Answer) throws(Fault) -> Void
  ) throws(Fault) {
    let session = frame.session
    let advance = outer ?? session.advance(over: count)
    var answers = RowAnswers()
    var (next, isAlone) = (0, session.world.threads < 2)
    let began = isAlone ? 0 : Thread.now
    while next < count {
      try session.poll()
      let answer = try ask(next, &answers, &frame)
      advance?.step()
      try take(next, answer)
      next += 1
      // To ask for the time takes as long as a short item.
      let isMoment = !isAlone && (next < 16 || next % 64 == 0) && count - next > 1
      guard isMoment, Thread.now - began > session.world.patience else { continue }
      isAlone = true
      // A short while's worth for each claim.
      let relay = Relay(next..<count, share: max(1, next / 8), ask)
      next = try relay.run(frame, &answers, advance, take)
    }
    try answers.check()
  }
}

/// Items that scouts claim in order, and their answers, which are taken in order.
private final class Relay<Answer: Sendable>: Sendable {
  private let items: Range<Int>
  private let share: Int
  private let ask: Survey<Answer>.Ask
  private let state: Mutex<State>
  private let isOver = Atomic(false)

  private struct State {
    var unclaimed: Int
    /// By their first item.
    var batches: [Int: Batch] = [:]
  }

  private struct Batch {
    var answers: [Answer] = []
    var rows = RowAnswers()
    var hasReadSetup = false
    /// Whether each of its items was answered: else the session itself asks on.
    var isWhole = true
  }

  init(_ items: Range<Int>, share: Int, _ ask: @escaping Survey<Answer>.Ask) {
    (self.items, self.share, self.ask) = (items, share, ask)
    state = Mutex(State(unclaimed: items.lowerBound))
  }

  /// Takes the answers as they come, while scouts ask.
  ///
  /// - Returns: the first item that they have left to the session.
  func run(
    _ frame: Frame, _ answers: inout RowAnswers, _ advance: Advance?,
    _ take: (_ item: Int, Answer) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    let session = frame.session
    let threads = (0..<min(session.world.threads, items.count)).compactMap { _ in
      let scout = Scout(frame) { [self] in isOver.load(ordering: .relaxed) }
      return Thread { self.work(scout) }
    }
    defer {
      isOver.store(true, ordering: .relaxed)
      for thread in threads { thread.join() }
    }
    var next = items.lowerBound
    while next < items.upperBound, !threads.isEmpty {
      guard let batch = state.withLock({ $0.batches.removeValue(forKey: next) }) else {
        try session.heed()
        Thread.pause()
        continue
      }
      answers.add(batch.rows)
      if batch.hasReadSetup { session.noteSetupRead() }
      for answer in batch.answers {
        try session.poll()
        advance?.step()
        try take(next, answer)
        next += 1
      }
      if !batch.isWhole { break }
    }
    return next
  }

  private func work(_ scout: Scout) {
    scout.begin()
    while let claim = claim() {
      let batch = answer(claim, scout)
      state.withLock { $0.batches[claim.lowerBound] = batch }
      if !batch.isWhole { return }
    }
  }

  private func claim() -> Range<Int>? {
    if isOver.load(ordering: .relaxed) { return nil }
    return state.withLock { state in
      let first = state.unclaimed
      state.unclaimed = min(first + share, items.upperBound)
      return first < state.unclaimed ? first..<state.unclaimed : nil
    }
  }

  private func answer(_ claim: Range<Int>, _ scout: Scout) -> Batch {
    var batch = Batch()
    batch.answers.reserveCapacity(claim.count)
    let reads = scout.frame.session.setupReads
    for item in claim {
      var rows = batch.rows
      do throws(Fault) {
        try scout.frame.session.poll()
        let answer = try ask(item, &rows, &scout.frame)
        batch.isWhole = !scout.hasLeft
        if batch.isWhole { batch.answers.append(answer) }
      } catch {
        batch.isWhole = false
      }
      if !batch.isWhole { break }
      batch.rows = rows
    }
    batch.hasReadSetup = scout.frame.session.setupReads != reads
    return batch
  }
}
