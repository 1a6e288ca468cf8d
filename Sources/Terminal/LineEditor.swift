import CLineEdit

/// The prompt of a terminal: one statement is edited in one buffer, over as many lines as it takes.
///
/// It knows neither the language nor what a name means: it asks whether a text is whole, and what
/// could stand at the cursor. One at a time, from one thread: libedit has the terminal to itself.
package final class LineEditor {
  private let editor: OpaquePointer
  private let questions: Questions

  /// Opens the editor, or nil where nothing can be edited: a file, a pipe, a dumb terminal.
  ///
  /// - Parameters:
  ///   - program: the name before the colon in `.editrc`, as in `vram:bind …`.
  ///   - isComplete: whether Enter hands the text over, or begins another line.
  ///   - completions: what could stand at a byte of the text.
  package init?(
    program: String,
    variables: Variables = .process,
    isComplete: @escaping (String) -> Bool,
    completions: @escaping (_ text: String, _ byteOffset: Int) -> Completions
  ) {
    guard Screen.canEdit(variables) else { return nil }
    questions = Questions(isComplete: isComplete, completions: completions)
    let context = Unmanaged.passUnretained(questions).toOpaque()
    guard let editor = cle_open(program, context, askIsComplete, askCompletions) else { return nil }
    self.editor = editor
    setPrompt("> ", continuation: "> ")
  }

  deinit {
    cle_close(editor)
  }

  /// What stands before every statement, and before each further line of one.
  ///
  /// - Parameter colour: the parameters of the escape sequence, as `1;36`; nil for none.
  package func setPrompt(_ text: String, continuation: String, colour: String? = nil) {
    _ = cle_set_prompt(editor, text, continuation, colour)
  }

  /// Reads one statement. An interrupt of before is forgotten.
  package func read() -> Reading {
    var text: UnsafeMutablePointer<CChar>?
    let status = cle_read(editor, &text)
    defer { cle_free(text) }
    switch status {
    case CLE_STATEMENT: return .statement(text.map { String(cString: $0) } ?? "")
    case CLE_INTERRUPTED: return .interrupted
    default: return .ended
    }
  }

  /// Makes a statement one that Up and Ctrl-R find; the newest comes last.
  package func remember(_ statement: String) {
    _ = cle_remember(editor, statement)
  }
}

/// What could stand at the cursor.
package struct Completions: Equatable, Sendable {
  /// One name, with a line on what it is.
  package struct Name: Equatable, Sendable {
    package var text: String
    package var note: String

    package init(_ text: String, note: String = "") {
      self.text = text
      self.note = note
    }
  }

  /// The byte from which to the cursor a name replaces the text.
  package var replaceFrom: Int
  package var names: [Name]

  package init(replaceFrom: Int, names: [Name]) {
    self.replaceFrom = replaceFrom
    self.names = names
  }

  /// Nothing could stand here.
  package static let none = Completions(replaceFrom: 0, names: [])
}

/// What C asks of Swift while a statement is being edited.
private final class Questions {
  let isComplete: (String) -> Bool
  let completions: (String, Int) -> Completions

  init(
    isComplete: @escaping (String) -> Bool,
    completions: @escaping (String, Int) -> Completions
  ) {
    self.isComplete = isComplete
    self.completions = completions
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> Questions? {
    context.map { Unmanaged<Questions>.fromOpaque($0).takeUnretainedValue() }
  }
}

private let askIsComplete: CLEIsComplete = { context, text in
  guard let questions = Questions.of(context), let text else { return true }
  return questions.isComplete(String(cString: text))
}

private let askCompletions: CLECompleter = { context, editor, text, cursor in
  guard let questions = Questions.of(context), let text else { return }
  let answer = questions.completions(String(cString: text), cursor)
  for name in answer.names {
    cle_offer(editor, max(0, answer.replaceFrom), name.text, name.note)
  }
}
