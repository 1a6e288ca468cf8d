/// What is wrong, as facts with places: what I saw, what I expected, what to try.
///
/// Its wording stands where it is found; how it is drawn is Render's.
package struct Diagnostic: Sendable {
  package enum Kind: String, Sendable {
    case syntax, name, argument, value, assertion, outside
    /// Nothing is wrong with the text, but its maker may think that it does more.
    case note
  }

  /// Something said about one place of the program.
  package struct Label: Sendable {
    package let place: Place
    package let text: String

    package init(_ place: Place, _ text: String = "") {
      self.place = place
      self.text = text
    }
  }

  package var kind: Kind
  /// One sentence. Names of the language stand in backticks.
  package var message: String
  /// The first is where the caret points; the others say what else had a part in it.
  package var labels: [Label]
  /// What to try, without a full stop: `did you mean `rtx4090`?`
  package var hint: String?
  /// The calls that led here, the innermost first.
  package var trail: [Place] = []
  /// Whether more text could mend it, so that the prompt goes on reading.
  package var isUnfinished = false
  /// Whether the question was a good one and has no answer: what `otherwise` stands in for.
  package var isUnanswered = false

  package init(_ kind: Kind, _ message: String, at place: Place, hint: String? = nil) {
    self.init(kind, message, labels: [Label(place)], hint: hint)
  }

  package init(_ kind: Kind, _ message: String, labels: [Label] = [], hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.labels = labels
    self.hint = hint
  }
}

/// Why an evaluation stopped.
package indirect enum Fault: Error, Sendable {
  case broken(Diagnostic)
  /// What is wrong with a source as a whole, found before it ran.
  case several([Diagnostic])
  /// Ctrl-C.
  case interrupted
  /// `quit`.
  case quit

  /// A fault of a value: the commonest kind while running.
  package static func value(_ message: String, at place: Place, hint: String? = nil) -> Fault {
    .broken(Diagnostic(.value, message, at: place, hint: hint))
  }

  /// The fault of a question that has no answer: `otherwise` may say what counts then.
  package static func unanswered(
    _ message: String, at place: Place, hint: String? = nil
  ) -> Fault {
    var diagnostic = Diagnostic(.value, message, at: place, hint: hint)
    diagnostic.isUnanswered = true
    return .broken(diagnostic)
  }

  /// The same fault, seen from one call further out.
  func called(from place: Place) -> Fault {
    switch self {
    case .broken(let diagnostic): .broken(diagnostic.called(from: place))
    case .several(let diagnostics): .several(diagnostics.map { $0.called(from: place) })
    case .interrupted, .quit: self
    }
  }
}

extension Diagnostic {
  /// A note where none are wanted.
  var asFault: Diagnostic {
    var fault = self
    fault.kind = .name
    return fault
  }

  func called(from place: Place) -> Diagnostic {
    // A deep recursion would say the same a thousand times.
    guard trail.count < 4, trail.last?.span != place.span else { return self }
    var copy = self
    copy.trail.append(place)
    return copy
  }
}
