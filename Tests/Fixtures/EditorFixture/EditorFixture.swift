import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A prompt without a language, for the tests of the editor: it says what it read.
///
/// A statement is whole when its brackets are closed. `slow` computes until it is interrupted.
@main
struct EditorFixture {
  static func main() throws {
    let output = Output(.output)
    let history = History.standard()
    if let editor = LineEditor(
      program: "editor-fixture", isComplete: isComplete, completions: completions)
    {
      editor.setPrompt(
        "vram> ", continuation: "....> ", colour: Screen.colours() == .none ? nil : "1;36")
      Interrupt.watch()
      if let loaded = history?.load() {
        for entry in loaded.entries { editor.remember(entry) }
        if let warning = loaded.warning { try output.write("warning: \(warning)\n") }
      }
      try run(editor.read, output) { statement in
        guard History.isKept(statement) else { return nil }
        editor.remember(statement)
        return history?.append(statement)
      }
    } else {
      let isDumb = Screen.isTerminal(.input)
      Interrupt.watch()
      let reader = PlainReader(isComplete: isComplete) { isContinued in
        guard isDumb else { return }
        try? output.write(isContinued ? "....> " : "vram> ")
        try? output.flush()
      }
      try run(reader.read, output) { _ in nil }
    }
  }

  static func run(
    _ read: () -> Reading, _ output: Output, _ keep: (String) -> String?
  ) throws {
    while true {
      try output.flush()
      switch read() {
      case .ended:
        try output.write("ended\n")
        return try output.flush()
      case .interrupted: try output.write("interrupted\n")
      case .statement(let text):
        if let warning = keep(text) { try output.write("warning: \(warning)\n") }
        try answer(text, output)
      }
    }
  }

  static func answer(_ text: String, _ output: Output) throws {
    if text == "slow" {
      try output.write("computing\n")
      try output.flush()
      while !Interrupt.isRaised { usleep(1000) }
      Interrupt.clear()
      try output.write("stopped\n")
    } else {
      let shown = text.split(separator: "\n", omittingEmptySubsequences: false)
      try output.write("read [\(shown.joined(separator: "|"))]\n")
    }
  }

  static func isComplete(_ text: String) -> Bool {
    var depth = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
    }
    return depth <= 0
  }

  static let names = [
    Completions.Name("estimate", note: "what memory the setup takes, cause by cause"),
    Completions.Name("explain", note: "why a figure is what it is"),
    Completions.Name(
      "exit", note: "leaves; so does Ctrl-D, which is shorter, and so does closing the window"),
    Completions.Name("größe", note: "a name beyond ASCII"),
    Completions.Name("plain1"), Completions.Name("plain2"), Completions.Name("plain3"),
  ]

  static func completions(_ text: String, _ offset: Int) -> Completions {
    let bytes = Array(text.utf8)
    var start = offset
    while start > 0 && bytes[start - 1] > 0x28 { start -= 1 }  // blanks and brackets part names
    let typed = String(decoding: bytes[start..<offset], as: UTF8.self)
    return Completions(replaceFrom: start, names: names.filter { $0.text.hasPrefix(typed) })
  }
}
