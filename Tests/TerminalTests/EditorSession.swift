import Support

extension Pty {
  /// Waits for the fixture's answer and for the next prompt: before it the system edits the line,
  /// and would take Backspace or Ctrl-R for itself.
  func expectAnswer(_ statement: String) throws {
    try expect("read [\(statement)]\r\nvram> ")
  }
}

/// Starts the fixture's prompt, and waits for it.
enum EditorSession {
  static let program = Built.folder + "/editor-fixture"

  static func start(
    _ environment: [String: String] = [:], in scratch: Scratch? = nil,
    rows: Int = 24, columns: Int = 80, waiting: Bool = true
  ) throws -> Pty {
    let variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": scratch?.path ?? "/nonexistent",
      "VRAM_HISTORY": scratch?.history ?? "", "NO_COLOR": "1",
    ].merging(environment) { $1 }
    let pty = try Pty(program, environment: variables, rows: rows, columns: columns)
    if waiting { try pty.expect("vram> ") }
    return pty
  }
}
