import Language
import Terminal

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Asks servers through the program `curl`: certificates, proxies and redirects are its business,
/// and only a session that fetches pays for them.
enum Curl {
  /// Asks, and waits for the answer; Ctrl-C ends the wait.
  static func fetch(_ request: Request) throws(Unreachable) -> Response {
    let process = try Process(arguments(for: request), input: secrets(of: request))
    // What goes on behind the wanted bytes is cut off, be it a head that never ends.
    let output = process.read(upTo: request.most + CurlOutput.longestHead)
    let ending = process.end()
    guard let output else { throw Unreachable("it was stopped") }
    if !output.isCut, let fault = CurlOutput.fault(ending, request) { throw fault }
    return try CurlOutput.response(output.bytes, upTo: request.most)
  }

  private static func arguments(for request: Request) -> [String] {
    let isSecure = request.url.hasPrefix("https:")
    let (patience, total) = (String(request.patience), String(6 * request.patience))
    // `--disable` comes first: a .curlrc could ask for another output.
    var arguments = [
      "curl", "--disable", "--silent", "--include", "--suppress-connect-headers", "--globoff",
      "--proto", isSecure ? "=https" : "=http,https", "--location", "--max-redirs", "8",
      "--connect-timeout", patience, "--speed-limit", "1", "--speed-time", patience,
      "--max-time", total, "--user-agent", "vram/\(Options.version)", "--config", "-",
    ]
    if isSecure { arguments += ["--proto-redir", "=https"] }
    if request.isPart { arguments += ["--range", "0-\(max(0, request.most - 1))"] }
    return arguments + ["--url", request.url]
  }

  /// What no list of processes may show. A header of this name curl sends to the URL's own host
  /// and to no host that it is led to.
  private static func secrets(of request: Request) -> String {
    request.token.map { "header = \"Authorization: Bearer \($0)\"\n" } ?? ""
  }
}

/// A program that runs beside this one: it reads a text, and its output is read.
private struct Process {
  private let number: pid_t
  private let output: Int32

  init(_ arguments: [String], input: String) throws(Unreachable) {
    guard let source = Self.pipe(), let sink = Self.pipe() else {
      throw Unreachable("this process has too many files open")
    }
    // The text is far shorter than what a pipe holds: this does not wait.
    let text = Array(input.utf8)
    _ = text.withUnsafeBytes { write(source.end, $0.baseAddress, $0.count) }
    close(source.end)
    let (started, code) = Self.spawn(arguments, reading: source.start, writing: sink.end)
    close(source.start)
    close(sink.end)
    guard let started else {
      close(sink.start)
      guard code == ENOENT else { throw Unreachable("curl does not start, error \(code)") }
      throw Unreachable(
        "the program curl is not installed",
        hint: "install curl (`apt install curl`), or download the config.json and name it")
    }
    (number, output) = (started, sink.start)
  }

  /// Its output up to so many bytes, and whether more would come; nil when Ctrl-C was pressed.
  func read(upTo most: Int) -> (bytes: [UInt8], isCut: Bool)? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < most {
      guard Interrupt.waitUnlessRaised(for: output) else { return nil }
      let count = systemRead(output, &chunk, min(chunk.count, most - bytes.count))
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return (bytes, false) }
      bytes += chunk[..<count]
    }
    return (bytes, true)
  }

  /// Stops it where it still runs: its exit status, or nil where a signal ended it.
  func end() -> Int32? {
    close(output)
    kill(number, SIGTERM)
    var status: Int32 = 0
    while waitpid(number, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
  }

  private static func pipe() -> (start: Int32, end: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard systemPipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(
    _ arguments: [String], reading input: Int32, writing output: Int32
  ) -> (pid_t?, code: Int32) {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      let variables = environ
    #else
      var actions: posix_spawn_file_actions_t?
      let variables = _NSGetEnviron().pointee
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var list: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for text in list { free(text) } }
    var number: pid_t = 0
    let code = posix_spawnp(&number, "curl", &actions, nil, &list, variables)
    return (code == 0 ? number : nil, code)
  }
}

/// The system's `read`, where a method of that name hides it.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}

/// The system's `pipe`, where a method of that name hides it.
private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { pipe(ends) }
