/// How far something long has come, for whoever waits.
///
/// What is asked on the way may be long itself; only the outermost is shown.
package final class Advance {
  private let session: Session
  private let total: Int
  private let isOutermost: Bool
  private var done = 0
  /// A share of a thousandth is fine enough, and asking for the time has its price.
  private let stride: Int

  package init(_ total: Int, _ session: Session) {
    self.session = session
    self.total = max(1, total)
    stride = max(1, total / 1000)
    isOutermost = !session.isAdvancing
    session.isAdvancing = true
  }

  deinit {
    guard isOutermost else { return }
    session.isAdvancing = false
    session.world.advance(nil)
  }

  /// One more of them is done.
  package func step() {
    done += 1
    guard isOutermost, done.isMultiple(of: stride) else { return }
    session.world.advance(Double(done) / Double(total))
  }
}
