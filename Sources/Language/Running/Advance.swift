/// How far something long has come, for whoever waits; over when it is let go.
package final class Advance {
  private let session: Session
  private let total: Int
  private var done = 0
  /// A share of a thousandth is fine enough.
  private let stride: Int

  fileprivate init(_ total: Int, _ session: Session) {
    self.session = session
    self.total = max(1, total)
    stride = max(1, total / 1000)
    session.isAdvancing = true
  }

  deinit {
    session.isAdvancing = false
    session.world.advance(nil)
  }

  /// One more of them is done.
  package func step() {
    done += 1
    guard done.isMultiple(of: stride) else { return }
    session.world.advance(min(1, Double(done) / Double(total)))
  }
}

extension Session {
  /// What to tell the steps of a loop to, of that many or at most so many. Nil within another loop:
  /// what is asked on the way may be long itself, and only the outermost is shown.
  package func advance(over total: Int) -> Advance? {
    isAdvancing ? nil : Advance(total, self)
  }
}
