import Language
import Terminal

/// The conversation: reads a statement, runs it, and goes on until the user leaves.
struct Prompt {
  private static let sign = "vram> "
  private static let continuation = "....> "

  private let session: Session
  private let console: Console
  private let greets: Bool
  private let history = History.standard()

  init(_ session: Session, _ console: Console, greets: Bool) {
    self.session = session
    self.console = console
    self.greets = greets
    session.world.ask = { [console] in Self.ask($0, console) }
    session.world.show = { [console, unowned session] value, style in
      console.show(value, style, isPaged: session.value(of: "pager")?.truth ?? true)
    }
  }

  /// What is not a yes is a no, an empty line and Ctrl-C too.
  private static func ask(_ question: String, _ console: Console) -> Bool? {
    console.flush()
    console.note("\(question) [y/N] ")
    defer { Interrupt.clear() }
    switch PlainReader(isComplete: { _ in true }).answer() {
    case .statement(let answer):
      let word = answer.lowercased().split(separator: " ").first
      return word == "y" || word == "yes"
    case .interrupted, .ended:
      console.note("\n")
      return false
    }
  }

  private func greet() {
    console.greet(
      "vram \(Options.version) · memory of fine-tuning, with its reasons · tour, help, or Ctrl-D to leave"
    )
  }

  func run() -> ExitStatus {
    // From here on Ctrl-C stops what runs, not the program.
    Interrupt.watch()
    if greets { greet() }
    let isWhole = { (text: String) in !Parser.parse(Source(text)).isUnfinished }
    let complete = { [session] (text: String, cursor: Int) in
      Completion.names(in: text, at: cursor, session)
    }
    if let editor = LineEditor(program: "vram", isComplete: isWhole, completions: complete) {
      converse(editor)
    } else {
      converse(
        PlainReader(isComplete: isWhole) { [console] isContinued in
          console.write(isContinued ? Self.continuation : Self.sign)
          console.flush()
        })
    }
    console.write("\n")
    return .success
  }

  private func converse(_ editor: LineEditor) {
    editor.setPrompt(
      Self.sign, continuation: Self.continuation, colour: console.isColoured ? "1;36" : nil)
    var hasWarned = remember(editor)
    while true {
      switch editor.read() {
      case .ended: return
      case .interrupted: continue
      case .statement(let text):
        if History.isKept(text) {
          editor.remember(text)
          if let warning = history?.append(text), !hasWarned {
            hasWarned = true
            console.note("note: \(warning)\n")
          }
        }
        if answer(text) { return }
      }
    }
  }

  /// Gives the editor what was typed in earlier sessions; whether a warning was needed, of which
  /// one is enough.
  private func remember(_ editor: LineEditor) -> Bool {
    guard let known = history?.load() else { return false }
    if let warning = known.warning { console.note("note: \(warning)\n") }
    known.entries.forEach(editor.remember)
    return known.warning != nil
  }

  private func converse(_ reader: PlainReader) {
    while true {
      switch reader.read() {
      case .ended: return
      case .interrupted: console.write("\n")
      case .statement(let text): if answer(text) { return }
      }
    }
  }

  /// Runs a statement; whether the user wants to leave.
  private func answer(_ text: String) -> Bool {
    defer { console.flush() }
    console.beginWait()
    let source = Source(text)
    let outcome = session.run(source)
    console.beginWait()
    switch outcome {
    case .done: break
    case .quit: return true
    case .interrupted:
      Interrupt.clear()
      // The terminal has echoed `^C` on the line, where the cursor still is.
      console.note(Screen.canMove() ? "\r\u{1B}[Kstopped\n" : "\nstopped\n")
    case .broken(let diagnostics): diagnostics.forEach(console.report)
    }
    if !Parser.parse(source).isEmpty { session.companion?.hear(outcome, in: session) }
    return false
  }
}
