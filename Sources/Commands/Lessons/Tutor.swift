import Language

/// Gives a lesson at the prompt: it asks for something, looks at what came out, and says why.
final class Tutor: Companion {
  private let lesson: Lesson
  private var index = 0
  /// Lines since the step was set that did not do it.
  private var misses = 0
  /// What the learner had before, if that was anything; it comes back at the end.
  private let before: Bookmark?
  /// Whether the line that is running is about the lesson itself.
  private var isOwnLine = true

  init(_ lesson: Lesson, _ session: Session) {
    self.lesson = lesson
    before = session.journal.own.isEmpty ? nil : session.bookmark
    if before != nil { session.reset(lesson.name) }
    var blocks: [View.Block] = [.line(Markup(lesson.title, .strong))]
    blocks += Self.prose(lesson.opening)
    blocks += Self.prose(
      "\(lesson.steps.count) steps. Try other things on the way, as you like: `\(word)` says "
        + "where you are, `\(word) skip` takes a step for you, `\(word) stop` leaves."
        + (before == nil ? "" : " Your own setup is put aside, and comes back at the end."))
    blocks += [.blank] + task
    session.world.say(View([.blank] + blocks + [.blank]))
  }

  private var step: Lesson.Step { lesson.steps[index] }
  private var number: String { "\(index + 1) of \(lesson.steps.count)" }
  /// The word that speaks of it: the tour has its own.
  private var word: String { lesson.name == "tour" ? "tour" : "lesson" }

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
      View([.blank] + Self.prose("Left the \(word) at step \(number).\(back(session))")))
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
    case 1: offer = "`\(word)` repeats the step"
    case 5: offer = "`\(word) skip` takes it for you"
    default: return
    }
    let line = Markup("\(word) \(number): ", .muted) + Self.markup(hint(session), .muted)
    session.world.say(View(line + Markup(" · \(offer)", .muted)))
  }

  private func isDone(_ session: Session) -> Bool { failing(session) == nil }

  /// A check that cannot be evaluated is one that does not hold: `_` may be anything.
  private func failing(_ session: Session) -> Lesson.Check? {
    step.checks.first { (try? session.evaluate($0.condition))?.truth != true }
  }

  private func hint(_ session: Session) -> String { (failing(session) ?? step.checks[0]).hint }

  private func advance(_ session: Session) {
    var blocks: [View.Block] = [.blank] + Self.prose(why(session)) + [.blank]
    index += 1
    misses = 0
    if index < lesson.steps.count {
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
    let code: [View.Block] =
      step.isGiven
      ? step.answer.split(separator: "\n").map { .line(Markup("  " + $0, .name)) } : []
    return [.line(title)] + Self.prose(step.task) + code
  }

  /// With its braces evaluated.
  private func why(_ session: Session) -> String {
    let escapes: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "\n": "\\n"]
    let quoted = step.why.map { escapes[$0] ?? String($0) }.joined()
    guard case .text(let text)? = try? session.evaluate("\"\(quoted)\"") else { return step.why }
    return text
  }

  private static func prose(_ text: String) -> [View.Block] {
    text.split(separator: "\n").map { .line(markup(String($0), .plain)) }
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
