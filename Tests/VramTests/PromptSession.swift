import Support

/// Starts the prompt on a terminal of its own, and waits for it.
enum PromptSession {
  static func start(
    _ arguments: [String] = [], _ environment: [String: String] = [:], in scratch: Scratch,
    rows: Int = 40, columns: Int = 100
  ) throws -> Pty {
    let pty = try Pty(
      Program.path, arguments, environment: variables(scratch).merging(environment) { $1 },
      rows: rows, columns: columns)
    try pty.expect("vram> ")
    return pty
  }

  /// Starts it by a line of the shell, where `"$VRAM"` is the program.
  static func start(
    shell line: String, _ environment: [String: String] = [:], in scratch: Scratch,
    rows: Int = 40, columns: Int = 100
  ) throws -> Pty {
    let own = variables(scratch).merging(["VRAM": Program.path]) { $1 }
    let pty = try Pty(
      "/bin/sh", ["-c", line], environment: own.merging(environment) { $1 }, rows: rows,
      columns: columns)
    try pty.expect("vram> ")
    return pty
  }

  /// Starts it for a user whose `.editrc` holds that text.
  static func start(editrc: String, in scratch: Scratch) throws -> Pty {
    Files.write(editrc, to: scratch.path + "/.editrc")
    return try start(in: scratch)
  }

  private static func variables(_ scratch: Scratch) -> [String: String] {
    [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": scratch.path,
      "VRAM_HISTORY": scratch.history, "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
    ]
  }
}

extension Pty {
  /// Types a line, and waits for the next prompt.
  func say(_ line: String) throws {
    send(line + "\r")
    try expect("\r\n")
    try expect("vram> ")
  }

  /// Types a line, and waits for what it answers and the next prompt.
  func say(_ line: String, _ answer: String) throws {
    send(line + "\r")
    try expect(answer + "\r\n")
    try expect("vram> ")
  }

  /// Drops the line that is being typed.
  func drop() throws {
    send(Key.control("C"))
    try expect("^C")
    try expect("vram> ")
  }

  /// Leaves by Ctrl-D.
  func leave() throws -> Int32 {
    send(Key.control("D"))
    return try finish()
  }
}
