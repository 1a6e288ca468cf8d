import Language

extension Word {
  static let setup = Word(
    "setup", .questions, "the training setup as it is, one name a row",
    examples: [Example("setup"), Example("batch = 4; setup | first(3)")],
    related: ["estimate", "help"]
  ) { (_, frame) throws(Fault) in
    let session = frame.session
    let rows = SetupSlot.all.map { slot -> [Value] in
      [.text(slot.name), .text(session[slot].spelling(session.style)), .text(slot.slot.summary)]
    }
    return .entity(
      Table(
        columns: [
          Table.Column("name"), Table.Column("value"), Table.Column("meaning", title: "what it is"),
        ], rows: rows))
  }

  static let load = Word(
    "load", .session, "runs a file, as if its lines stood here",
    [Parameter("path", .text, .required, "a script in the language")], bindsNames: true,
    examples: [Example("load(\"scripts/scenarios/quickstart.vram\")", isAnswered: false)],
    related: ["print"]
  ) { (arguments, frame) throws(Fault) in
    try frame.session.load(arguments.text("path") ?? "", at: arguments.place(of: "path"))
    return .nothing
  }

  static let quit = Word(
    "quit", .session, "leaves the prompt, or ends the script",
    examples: [
      Example("quit", "at the prompt Ctrl-D does the same"),
      Example("print \"so far\"; quit; print \"never\""),
    ],
    related: ["save", "reset"]
  ) { (_, _) throws(Fault) in throw .quit }
}
