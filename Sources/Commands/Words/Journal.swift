import Language

extension Word {
  static let reset = Word(
    "reset", .session, "the setup as at the start, and no names of yours; undo takes it back",
    examples: [
      Example("batch = 4; mine = 1; reset; batch"), Example("batch = 8; reset; undo; batch"),
    ],
    related: ["undo", "setup"]
  ) { (_, frame) throws(Fault) in
    frame.session.reset("reset")
    return .nothing
  }

  static let undo = Word(
    "undo", .session, "takes back the last statement that changed something",
    examples: [
      Example("batch = 4; undo"), Example("seq = 4K; seq = 8K; undo; undo", "as often as you like"),
    ],
    related: ["history", "reset"]
  ) { (_, frame) throws(Fault) in
    let session = frame.session
    guard let (text, names) = session.undo() else {
      let more =
        session.journal.hasForgotten ? ": there was no room in memory for what was before" : ""
      session.world.say(View(Markup("there is nothing to take back\(more)")))
      return .nothing
    }
    var line = Markup("took back ", .muted) + Markup(text.oneLine, .name)
    // What `reset` or a file had changed is too much to list.
    if names.count <= 3, !names.isEmpty {
      let now = names.map { session.standing(of: $0) }.joined(separator: ", ")
      line += Markup(" · \(now) again", .muted)
    }
    session.world.say(View(line))
    return .nothing
  }

  static let history = Word(
    "history", .session, "the statements of this session that stand, with what they answered",
    examples: [Example("batch = 4; batch * 2; history"), Example("history.count")],
    related: ["undo", "save"]
  ) { (_, frame) throws(Fault) in
    let rows = frame.session.journal.own.map { item -> [Value] in
      let answers = item.answers.map { $0.style.text($0.value).oneLine }
      return [.text(item.text.oneLine), .text(answers.joined(separator: " | "))]
    }
    return .entity(Table(columns: [Table.Column("statement"), Table.Column("answer")], rows: rows))
  }
}

extension Session {
  /// How a name stands now: `batch is 1`.
  fileprivate func standing(of name: String) -> String {
    guard let value = value(of: name) else { return "`\(name)` is unknown" }
    return "`\(name)` is \(value.spelling(style).oneLine)"
  }
}

extension String {
  /// In one line, as a list of them shows it.
  var oneLine: String {
    let words = split(whereSeparator: \.isNewline).map { line in
      line.drop { $0 == " " }
    }
    return words.joined(separator: " ")
  }
}
