import Language

/// A lesson: steps that a learner takes line by line, read from a script that takes them all.
struct Lesson: Sendable {
  /// What a learner types to have it: `lesson 3`, `tour`.
  let name: String
  let title: String
  /// What is said before its first step; names of the language stand in backticks.
  let opening: String
  let steps: [Step]

  struct Step: Sendable {
    let title: String
    /// What to do, or to find out.
    let task: String
    /// What a learner types who does as told; the tests type it.
    let answer: String
    /// Whether the answer is shown; a question, `#?`, leaves it to be found.
    let isGiven: Bool
    /// Each holds once the step is done.
    let checks: [Check]
    /// Why it came out so: braces are evaluated.
    let why: String
  }

  struct Check: Sendable {
    /// An expression of the language.
    let condition: String
    /// For a line after which it does not hold.
    let hint: String
  }
}

extension Lesson {
  /// Those that the program carries, in their order; the tour is one of them, by a word of its own.
  static let texts: [(name: String, text: StaticString)] = lessonTexts.enumerated().map {
    ($0 == 0 ? "tour" : "lesson \($0)", $1)
  }

  /// One that the program carries: 0 is the tour.
  static func carried(_ number: Int) throws(Fault) -> Lesson {
    let (name, text) = texts[number]
    return try Lesson(Source("\(text)", name: "\(name).vram"), name: name)
  }

  /// The title in a text's first lines, without reading the rest.
  static func title(_ text: StaticString) -> String {
    let lines = "\(text)".split(separator: "\n", maxSplits: 2)
    return lines.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) } ?? ""
  }
}
