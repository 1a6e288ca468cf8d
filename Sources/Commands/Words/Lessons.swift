import Language

extension Word {
  static let tour = Word(
    "tour", .session, "a lesson at the prompt: ten steps to a 70B model on one card",
    [
      Parameter(
        "what", .choices(["skip", "stop"]), .optional,
        "skip: takes the step for you; stop: leaves; without it, where you are")
    ],
    examples: ["tour", "tour skip", "tour stop"].map { Example($0, isAnswered: false) },
    related: ["lesson", "help"]
  ) { (arguments, frame) throws(Fault) in
    try tutor(arguments.text("what"), in: frame.session) { () throws(Fault) in
      try Lesson.carried(0)
    }
    return .nothing
  }

  static let lesson = Word(
    "lesson", .session, "lessons at the prompt: how the parts of memory add up",
    [
      Parameter(
        "which",
        .either([
          .choices(["skip", "stop"]),
          .number(Kind.NumberKind(from: 1, to: Double(Lesson.texts.count - 1), whole: true)), .text,
        ]), .optional,
        "its number, or the path of a script of your own; skip and stop as in `tour`; without it, "
          + "where you are, or all that there are")
    ],
    examples: [
      Example("lesson"), Example("lesson 3", isAnswered: false),
      Example("lesson \"scripts/lessons/4_adapters.vram\"", isAnswered: false),
      Example("lesson skip", isAnswered: false), Example("lesson stop", isAnswered: false),
    ],
    related: ["tour", "help", "explain"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    switch arguments["which"] {
    case .choice(let what)?: try tutor(what, in: session)
    case .text(let path)?:
      let lesson = try Lesson(
        session.source(path, at: arguments.place(of: "which")), name: "lesson \"\(path)\"")
      session.companion = Tutor(lesson, session)
    case let number?:
      session.companion = Tutor(
        try Lesson.carried(number.quantity.map { Int($0.number) } ?? 1), session)
    case nil where session.companion is Tutor: try tutor(nil, in: session)
    case nil:
      let rows = Lesson.texts.enumerated().dropFirst().map { number, lesson -> [Value] in
        [.whole(number), .text(Lesson.title(lesson.text))]
      }
      return .entity(
        Table(columns: [Table.Column("lesson"), Table.Column("title")], rows: Array(rows)))
    }
    return .nothing
  }
}

/// What is asked of the lesson that is on, or of one that begins where none is.
private func tutor(
  _ what: String?, in session: Session, _ begins: (() throws(Fault) -> Lesson)? = nil
) throws(Fault) {
  if let tutor = session.companion as? Tutor {
    switch what {
    case "skip": tutor.skip(in: session)
    case "stop": tutor.stop(in: session)
    default: tutor.repeatTask(in: session)
    }
  } else if let begins, what != "stop" {
    session.companion = Tutor(try begins(), session)
  } else {
    session.world.say(
      begins == nil
        ? View("no lesson is on; `lesson 1` begins one")
        : View("no tour is on; `tour` begins one"))
  }
}
