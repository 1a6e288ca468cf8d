import Language

// A script as a lesson. `## ` begins a step; comments before its lines say what to do, and `#?` what to
// find out; the lines up to the first `assert` are the answer; the asserts say when it is done, each with
// a hint; comments behind them say why it came out so.
extension Lesson {
  /// - Throws: what is wrong with the script, and what a step lacks.
  init(_ source: Source, name: String) throws(Fault) {
    let script = Parser.parse(source)
    guard script.faults.isEmpty else { throw .several(script.faults) }
    var draft = Draft(source)
    for line in Self.lines(of: script) {
      try draft.take(line)
    }
    try draft.finish()
    guard !draft.steps.isEmpty else {
      throw .value(
        "I find no step in this lesson.", at: Place(source, Span(0, 0)),
        hint: "`## A title` in a line of its own begins one")
    }
    self.init(
      name: name, title: draft.title, opening: Self.joined(draft.opening), steps: draft.steps)
  }

  /// A line of comment, or a statement.
  fileprivate enum Line {
    case comment(String, Span)
    case statement(Statement)

    var start: Int {
      switch self {
      case .comment(_, let span): span.start
      case .statement(let statement): statement.span.start
      }
    }
  }

  private static func lines(of script: Script) -> [Line] {
    var lines = script.statements.map(Line.statement)
    let whole = script.source.text(Span(0, Int(Int32.max)))
    var start = 0
    for line in whole.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      let text = String(Substring(line)).trimmedEnd
      let span = Span(start, start + text.utf8.count)
      start += line.count + 1
      let isInside = script.statements.contains {
        $0.span.start <= span.start && span.start < $0.span.end
      }
      if text.hasPrefix("#"), !text.hasPrefix("#!"), !isInside {
        lines.append(.comment(text, span))
      }
    }
    return lines.sorted { $0.start < $1.start }
  }

  /// Lines of comment as paragraphs, which an empty one parts.
  fileprivate static func joined(_ lines: [String]) -> String {
    lines.split(separator: "", omittingEmptySubsequences: true)
      .map { $0.joined(separator: " ") }.joined(separator: "\n")
  }
}

extension String {
  /// Without blanks, and a carriage return of Windows, at the end.
  fileprivate var trimmedEnd: String {
    String(self[..<(lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex)])
  }
}

/// A lesson that is being read, and the step that its last line belongs to.
private struct Draft {
  let source: Source
  var title = ""
  var opening: [String] = []
  var steps: [Lesson.Step] = []
  private var step: (title: String, span: Span)?
  private var task: [String] = []
  private var why: [String] = []
  private var isGiven = true
  private var answer: Span?
  private var checks: [Lesson.Check] = []

  init(_ source: Source) { self.source = source }

  mutating func take(_ line: Lesson.Line) throws(Fault) {
    switch line {
    case .comment(let text, let span): try take(text, span)
    case .statement(let statement):
      guard step != nil else { return }
      if let check = check(statement) {
        checks.append(check)
      } else if checks.isEmpty {
        answer = answer.map { $0.to(statement.span) } ?? statement.span
      }
    }
  }

  private mutating func take(_ comment: String, _ span: Span) throws(Fault) {
    if comment.hasPrefix("## ") {
      try finish()
      step = (String(comment.dropFirst(3)), span)
      return
    }
    let isQuestion = comment.hasPrefix("#?")
    let text = String(comment.dropFirst(isQuestion ? 2 : 1).drop { $0 == " " })
    guard step != nil else {
      if title.isEmpty { title = text } else { opening.append(text) }
      return
    }
    if isQuestion { isGiven = false }
    if answer == nil && checks.isEmpty { task.append(text) } else { why.append(text) }
  }

  /// Ends the step that is begun.
  mutating func finish() throws(Fault) {
    guard let (title, span) = step else { return }
    guard let answer else {
      throw .value(
        "This step has no line that answers it.", at: Place(source, span),
        hint: "write what a learner is to type")
    }
    guard !checks.isEmpty else {
      throw .value(
        "This step has no assert: how is a learner's line known to do it?",
        at: Place(source, span), hint: "`assert model == llama8b, \"bind the name `model`\"`")
    }
    steps.append(
      Lesson.Step(
        title: title, task: Lesson.joined(task), answer: source.text(answer), isGiven: isGiven,
        checks: checks, why: Lesson.joined(why)))
    (step, self.answer) = (nil, nil)
    (task, why, checks, isGiven) = ([], [], [], true)
  }

  /// What an assert asks, and what it says; nil for another statement.
  private func check(_ statement: Statement) -> Lesson.Check? {
    guard case .expression(let whole) = statement.node,
      case .call(let word, let arguments) = whole.node,
      case .name("assert") = word.node, let condition = arguments.first
    else { return nil }
    var hint = ""
    if arguments.count > 1, case .text(let pieces) = arguments[1].value.node {
      hint = pieces.map { if case .plain(let text) = $0 { text } else { "…" } }.joined()
    }
    return Lesson.Check(condition: source.text(condition.value.span), hint: hint)
  }
}
