import Language

/// A lesson inside the prompt: it asks for something, looks at what came out, and says why.
final class Tour: Companion {
  private var index = 0
  /// Lines since the step was set that did not do it.
  private var misses = 0
  /// What the learner had before, if that was anything; it comes back at the end.
  private let before: Bookmark?
  /// Whether the line that is running is about the tour itself.
  private var isOwnLine = true

  private static let steps = TourStep.all

  init(_ session: Session) {
    before = session.journal.own.isEmpty ? nil : session.bookmark
    if before != nil { session.reset("tour") }
    var blocks = Self.prose(
      "A tour in \(Self.steps.count) steps. Try other things on the way, as you like: `tour` says "
        + "where you are, `tour skip` takes a step for you, `tour stop` leaves."
        + (before == nil ? "" : " Your own setup is put aside, and comes back at the end."))
    blocks += [.blank] + task
    session.world.say(View([.blank] + blocks + [.blank]))
  }

  private var step: TourStep { Self.steps[index] }
  private var number: String { "\(index + 1) of \(Self.steps.count)" }

  // MARK: what the word says

  func repeatTask(in session: Session) {
    isOwnLine = true
    session.world.say(View(task + [.blank]))
  }

  /// Types the answer, as the learner would.
  func skip(in session: Session) {
    session.world.say(View(Markup("vram> ", .muted) + Markup(step.answer, .name)))
    isOwnLine = false
    hear(session.run(Source(step.answer)), in: session)
    isOwnLine = true
  }

  func stop(in session: Session) {
    session.companion = nil
    session.world.say(
      View([.blank] + Self.prose("Left the tour at step \(number).\(back(session))")))
  }

  // MARK: after each line

  func hear(_ outcome: Session.Outcome, in session: Session) {
    if isOwnLine {
      isOwnLine = false
      return
    }
    switch outcome {
    case .quit, .interrupted: return
    case .done where isDone(session): advance(session)
    case .done, .broken:
      misses += 1
      remind(session)
    }
  }

  /// Says what the step is about: at once, and again when somebody seems to be lost. Whoever tries
  /// other things meanwhile is left in peace.
  private func remind(_ session: Session) {
    let offer: String
    switch misses {
    case 1: offer = "`tour` repeats the step"
    case 5: offer = "`tour skip` takes it for you"
    default: return
    }
    let line = Markup("tour \(number): ", .muted) + Self.markup(step.hint, .muted)
    session.world.say(View(line + Markup(" · \(offer)", .muted)))
  }

  /// A check that cannot be evaluated is one that does not hold: `_` may be anything.
  private func isDone(_ session: Session) -> Bool {
    (try? session.evaluate(step.check))?.truth ?? false
  }

  private func advance(_ session: Session) {
    var blocks: [View.Block] = [.blank] + Self.prose(lesson(session)) + [.blank]
    index += 1
    misses = 0
    if index < Self.steps.count {
      blocks += task + [.blank]
    } else {
      index -= 1
      session.companion = nil
      blocks += Self.prose(back(session).trimmed)
    }
    session.world.say(View(blocks))
  }

  /// Puts back what the learner had before the tour, and says so.
  private func back(_ session: Session) -> String {
    guard let before else { return "" }
    session.turn(to: before)
    return " Your own setup is back."
  }

  // MARK: wording

  private var task: [View.Block] {
    let title = Markup("Step \(number) · ", .muted) + Markup(step.title, .strong)
    let code: [View.Block] = step.isGiven ? [.line(Markup("  " + step.answer, .name))] : []
    return [.line(title)] + Self.prose(step.task) + code
  }

  private func lesson(_ session: Session) -> String {
    guard case .text(let text)? = try? session.evaluate("\"\(step.lesson)\"") else {
      return step.lesson
    }
    return text
  }

  private static func prose(_ text: String) -> [View.Block] {
    text.isEmpty ? [] : [.line(markup(text, .plain))]
  }

  /// What stands in backticks is a name.
  private static func markup(_ text: String, _ role: Markup.Role) -> Markup {
    var markup = Markup()
    for (index, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    {
      let isName = !index.isMultiple(of: 2)
      markup.append(isName ? "`\(piece)`" : String(piece), isName ? .name : role)
    }
    return markup
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}

extension Word {
  static let tour = Word(
    "tour", .session, "a lesson at the prompt: ten steps to a 70B model on one card",
    [
      Parameter(
        "what", .choices(["skip", "stop"]), .optional,
        "skip: takes the step for you; stop: leaves; without it, where you are")
    ],
    examples: ["tour", "tour skip", "tour stop"].map { Example($0, isAnswered: false) },
    related: ["help"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    let tour = session.companion as? Tour
    switch (arguments.text("what"), tour) {
    case ("skip", let tour?): tour.skip(in: session)
    case ("stop", let tour?): tour.stop(in: session)
    case (nil, let tour?): tour.repeatTask(in: session)
    case ("stop", nil): session.world.say(View("no tour is on; `tour` begins one"))
    default: session.companion = Tour(session)
    }
    return .nothing
  }
}
