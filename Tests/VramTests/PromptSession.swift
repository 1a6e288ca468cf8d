import Support

/// Starts the prompt on a terminal of its own, and waits for it.
enum PromptSession {
  static func start(
    _ arguments: [String] = [], _ environment: [String: String] = [:], in scratch: Scratch,
    rows: Int = 40, columns: Int = 100
  ) throws -> Pty {
    let variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": scratch.path,
      "VRAM_HISTORY": scratch.history, "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
    ].merging(environment) { $1 }
    let pty = try Pty(
      Program.path, arguments, environment: variables, rows: rows, columns: columns)
    try pty.expect("vram> ")
    return pty
  }
}

extension Pty {
  /// Types a line, and waits for the next prompt.
  func say(_ line: String) throws {
    send(line + "\r")
    try expect("\r\n")
    try expect("vram> ")
  }

  /// Leaves by Ctrl-D.
  func leave() throws -> Int32 {
    send("\u{4}")
    return try finish()
  }
}
