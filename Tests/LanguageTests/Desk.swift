import Language

/// A session over a vocabulary, and all that came out of it.
final class Desk {
  private(set) var session: Session
  /// The answers, each as its line of text.
  private(set) var answers: [String] = []
  private(set) var values: [Value] = []
  /// What was reported without stopping.
  private(set) var reports: [Diagnostic] = []

  /// - Parameters:
  ///   - vocabulary: the words to speak with. The examples of grammar.md take this one too: give
  ///     another here, and they are run with that.
  ///   - files: what `load` finds, by path.
  init(
    _ vocabulary: Vocabulary = .tiny, files: [String: String] = [:], arguments: [String] = [],
    patience: Int = .max
  ) {
    var polls = 0
    let world = World(
      read: { path throws(Unreadable) in
        guard let text = files[path] else { throw Unreadable("there is no such file") }
        return Array(text.utf8)
      },
      show: { _, _ in }, report: { _ in },
      isInterrupted: {
        polls += 1
        return polls > patience
      },
      arguments: arguments)
    session = Session(vocabulary, world)
    session.world.show = { [unowned self] value, style in
      answers.append(style.text(value))
      values.append(value)
    }
    session.world.report = { [unowned self] in reports.append($0) }
  }

  /// Runs a program in this session.
  @discardableResult
  func run(_ code: String, name: String? = nil) -> Session.Outcome {
    session.run(Source(code, name: name))
  }

  /// The answers of a program, or the first line of what is wrong with it.
  func answer(_ code: String) -> String {
    let before = answers.count
    let outcome = run(code)
    if let fault = outcome.faults.first { return "! " + fault.message }
    return answers[before...].joined(separator: " | ")
  }
}

extension Session.Outcome {
  var faults: [Diagnostic] { if case .broken(let faults) = self { faults } else { [] } }
  var isDone: Bool { if case .done = self { true } else { false } }
}
