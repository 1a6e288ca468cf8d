import Language

extension Word {
  static let save = Word(
    "save", .session, "writes the session as a script, or a value as a file",
    [
      Parameter(
        "what", .anything, .required, "the script's name, \"plan.vram\"; or a value, then its file"),
      Parameter(
        "path", .text, .optional, "ends in .csv, .json, .md, .txt or .svg, and is written so"),
      Parameter(
        "over", .truth, .defaulted(.truth(false), shown: "off"),
        "on: in the place of a file that is there"),
    ],
    examples: [
      Example("save(\"plan.vram\")", isAnswered: false),
      Example("save(models, \"models.csv\", over: on)", isAnswered: false),
      Example("gpus | save(\"cards.json\")", isAnswered: false),
      Example("save(plot(timeline), \"step.svg\")", "a drawing", isAnswered: false),
    ],
    related: ["load", "history", "print", "plot"]
  ) { (arguments, frame) throws(Fault) in
    let file = try SavedFile(arguments, frame.session)
    try file.write(arguments, frame.session)
    return .nothing
  }
}

/// What is to be written, and where.
private struct SavedFile {
  private let path: String
  private let place: Place
  private let text: String
  /// For the sentence that says so: `5 statements`.
  private let what: String

  init(_ arguments: Arguments, _ session: Session) throws(Fault) {
    if let path = arguments.text("path") {
      self.path = path
      place = arguments.place(of: "path")
      guard let medium = Medium(rawValue: path.suffixOfName) else {
        let names = Medium.allCases.map { "`.\($0.rawValue)`" }.joined(separator: ", ")
        throw .value(
          "How should `\(path)` be written? I know it by the end of the name.", at: place,
          hint: "one of \(names)")
      }
      text = session.world.render(arguments["what"] ?? .nothing, session.style, medium)
      what = arguments["what"]?.kindName ?? "nothing"
      return
    }
    place = arguments.place(of: "what")
    guard case .text(let path) = arguments["what"] else {
      throw .value(
        "I do not know the file to write this to.", at: place,
        hint: "name it behind the value: `save(…, \"plan.csv\")`")
    }
    guard path.suffixOfName == "vram" else {
      throw .value(
        "A session is saved as a script, whose name ends in `.vram`.", at: place,
        hint: "for a value, give it first: `save(estimate, \"\(path)\")`")
    }
    let items = session.journal.work
    self.path = path
    text = session.script(of: items)
    what = "\(items.count) statement\(items.count == 1 ? "" : "s")"
  }

  func write(_ arguments: Arguments, _ session: Session) throws(Fault) {
    let world = session.world
    if arguments.truth("over") != true, world.exists(path) {
      switch world.ask("\(path) is there already. Write over it?") {
      case true?: break
      case false?:
        world.say(View(Markup("left as it was", .muted)))
        return
      case nil:
        throw .broken(
          Diagnostic(
            .outside, "`\(path)` is there already.", at: place,
            hint: "`over: on` writes in its place"))
      }
    }
    do throws(Unwritable) {
      try world.write(text, path)
    } catch {
      throw .broken(
        Diagnostic(.outside, "I cannot write `\(path)`: \(error.reason).", at: place))
    }
    world.say(View(Markup("saved \(what) in \(path)", .muted)))
  }
}

extension Session {
  /// Statements as a script, each with what it answered as a comment.
  fileprivate func script(of items: [Journal.Item]) -> String {
    var lines = ["#!/usr/bin/env vram"]
    for item in items {
      let answers = item.answers.map { answer -> [String] in
        let text = world.render(answer.value, answer.style, .text)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
          .trimmed
      }
      if answers.count == 1, answers[0].count == 1, !item.text.contains(where: \.isNewline),
        item.text.count + answers[0][0].count < 90
      {
        lines.append("\(item.text)  # --> \(answers[0][0])")
        continue
      }
      lines.append(item.text)
      for answer in answers {
        lines += zip(answer.indices, answer).map { index, line in
          line.isEmpty ? "#" : (index == 0 ? "# --> " : "#     ") + line
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension [String] {
  /// Without empty lines at either end.
  fileprivate var trimmed: [String] {
    let rest = Array(drop { $0.isEmpty })
    let last = rest.lastIndex { !$0.isEmpty }
    return last.map { Array(rest[...$0]) } ?? []
  }
}

extension String {
  /// What stands behind the last dot of the file's own name, in lower case.
  var suffixOfName: String {
    let name = split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
