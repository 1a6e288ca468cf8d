import Language
import Testing

/// What is asked of many items is the same on one core as on several.
@Suite struct SurveyTests {
  @Test(arguments: [
    "[batch * n for n in 1...5000]",
    "[n / 3 for n in 1...20000 if n % 7 == 0]",
    "f(n) = if n == 0 then 0 else 1 + f(n - 1); [f(n) for n in 1...300]",
    "x = 3; [x * 2 for x in 1...3000]; x",
    "[[n * m for n in 1...m] for m in 1...90]",
    // What an item is wrong with, first in their order.
    "[1 / (n - 4000) for n in 1...9000]",
    "f(n) = 1 + f(n + 1); [if n == 900 then f(n) else n for n in 1...1000]",
    // What is more than a value is done by the session itself, once.
    "[print(n) for n in 1...300]",
    "[if n % 100 == 0 then print(n) else n for n in 1...300]",
    "[assert(n < 290) for n in 1...300]",
    "[small_card.memory * n for n in 1...500]",
    "[broken_card for n in 1...3]", "[n for n in []]",
  ])
  func onSeveralThreadsAsOnOne(_ code: String) {
    let (alone, together) = (Desk(), Desk())
    together.session.world.threads = 3
    together.session.world.patience = 0
    let (one, other) = (alone.run(code), together.run(code))
    #expect(alone.answers == together.answers)
    #expect(alone.reports.map(\.message) == together.reports.map(\.message))
    #expect(one.faults.map(\.message) == other.faults.map(\.message))
    #expect(one.faults.map(\.labels.count) == other.faults.map(\.labels.count))
    #expect(alone.session.failures == together.session.failures)
  }

  @Test func itIsInterrupted() {
    let desk = Desk(patience: 1000)
    desk.session.world.threads = 3
    desk.session.world.patience = 0
    guard case .interrupted = desk.run("[n for n in 1...1000000]") else {
      Issue.record("it went on")
      return
    }
  }

  @Test func itSaysHowFarItIs() {
    let desk = Desk()
    var shares: [Double?] = []
    desk.session.world.threads = 3
    desk.session.world.patience = 0
    desk.session.world.advance = { shares.append($0) }
    desk.run("[n * 2 for n in 1...5000]")
    #expect(shares.last == .some(nil))
    let known = shares.compactMap { $0 }
    #expect(known == known.sorted() && known.count == 1000 && known.last == 1)
  }
}
