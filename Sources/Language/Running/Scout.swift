/// Asks ahead on a thread of its own: a session that begins as another one is, and may change nothing
/// but itself.
///
/// Whatever wants more than values - files, the screen, what `undo` takes back - is noted, and left to
/// the session itself, which asks the same item again.
final class Scout: @unchecked Sendable {
  // It is made on one thread, handed over, and used on that other one alone.
  var frame: Frame
  private let border: Border

  /// What only the session itself may do.
  final class Border {
    fileprivate(set) var isCrossed = false
    func cross() { isCrossed = true }
  }

  /// - Parameter isOver: whether nobody waits for its answers any more.
  init(_ frame: Frame, isOver: @escaping () -> Bool) {
    let border = Border()
    self.border = border
    let world = World(scouting: frame.session.world, border, isOver: isOver)
    self.frame = Frame(Session(scouting: frame.session, world, border), locals: frame.locals)
  }

  /// Called first on its own thread.
  func begin() { frame.session.beginStack() }

  /// Whether it has wanted what it may not do: its state may be another one by now.
  var hasLeft: Bool { border.isCrossed }
}

extension World {
  fileprivate init(scouting other: World, _ border: Scout.Border, isOver: @escaping () -> Bool) {
    self.init(
      read: { (_) throws(Unreadable) in
        border.cross()
        throw Unreadable("it is left to the session")
      },
      show: { (_, _) in border.cross() }, report: { _ in border.cross() },
      isInterrupted: isOver, arguments: other.arguments)
    let (share, room) = (other.threads, other.room)
    self.room = { room() / share }
    say = { _ in border.cross() }
    render = { (_, _, _) in
      border.cross()
      return ""
    }
    write = { (_, _) throws(Unwritable) in
      border.cross()
      throw Unwritable("it is left to the session")
    }
    exists = { _ in
      border.cross()
      return false
    }
    variable = { _ in
      border.cross()
      return nil
    }
    fetch = { (_) throws(Unreachable) in
      border.cross()
      throw Unreachable("it is left to the session")
    }
    ask = { _ in
      border.cross()
      return nil
    }
  }
}

extension Session {
  /// One that is as another is, with nothing to show and nothing to take back.
  fileprivate convenience init(scouting other: Session, _ world: World, _ border: Scout.Border) {
    self.init(other.vocabulary, world)
    (globals, environment, journal) = (other.globals, other.environment, other.journal)
    // What names were before is held by the session alone, which may let go of it.
    journal.forget()
    (beginning, known, fetched) = (other.beginning, other.known, other.fetched)
    (running, isStrict, uses) = (other.running, other.isStrict, other.uses)
    isAdvancing = true
    self.border = border
  }
}
