import CPty

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program on a terminal of its own: types into it, and reads the screen that it draws.
///
/// Nothing sleeps: every step waits for what the program must show, and fails by a time limit.
package final class Pty {
  /// What did not come in time, and what was there instead.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// Whether this machine can give out terminals; some chroots have no `/dev/pts`.
  package static var isAvailable: Bool {
    let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return access("/dev/pts", X_OK) == 0 || access("/dev/ptyp0", F_OK) == 0
  }

  /// The screen as a person sees it.
  package private(set) var screen: VirtualScreen
  /// All that came, with its escape sequences.
  package private(set) var transcript: [UInt8] = []

  private let terminal: Int32
  private let process: pid_t
  private var expectedFrom = 0
  private var status: Int32?
  private var isOpen = true

  /// Starts a program with exactly this environment (and the coverage file of the tests, so that
  /// lines run on a terminal count).
  package init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    rows: Int = 24, columns: Int = 80
  ) throws {
    var variables = environment
    if let profile = getenv("LLVM_PROFILE_FILE") {
      variables["LLVM_PROFILE_FILE"] = String(cString: profile)
    }
    var terminal: Int32 = -1
    process = Self.withStrings([path] + arguments) { arguments in
      Self.withStrings(variables.map { "\($0.key)=\($0.value)" }) { environment in
        cpty_spawn(path, arguments, environment, Int32(rows), Int32(columns), &terminal)
      }
    }
    guard process > 0 else { throw Fault(description: "No terminal: errno \(errno)") }
    self.terminal = terminal
    screen = VirtualScreen(rows: rows, columns: columns)
    _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      _ = cpty_wait(process)
    }
    if isOpen { close(terminal) }
  }

  /// Types a text. `\r` is Enter, `\u{4}` Ctrl-D.
  package func send(_ text: String) {
    sendBytes(Array(text.utf8))
  }

  /// Types bytes that need not be UTF-8. What the program draws meanwhile is taken: whoever waits
  /// for room to draw in takes no more keys.
  package func sendBytes(_ bytes: [UInt8]) {
    var left = bytes[...]
    while !left.isEmpty {
      var request = pollfd(fd: terminal, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&request, 1, 10_000) > 0 else { return }
      if request.revents & Int16(POLLOUT) != 0 {
        let count = left.prefix(256).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
        if count > 0 { left = left.dropFirst(count) } else if errno != EINTR { return }
      }
      if request.revents & Int16(POLLIN | POLLHUP) != 0, !take() { return }
    }
  }

  /// Sends a signal to the program itself.
  package func signal(_ number: Int32) {
    kill(process, number)
  }

  /// Changes the terminal's size, as a person does with the mouse.
  package func resize(rows: Int, columns: Int) {
    _ = cpty_resize(terminal, Int32(rows), Int32(columns))
    screen.resize(rows: rows, columns: columns)
  }

  /// Whether the terminal is in the modes it was found in.
  package var isCooked: Bool { cpty_is_cooked(terminal) == 1 }

  /// Whether the program has asked the terminal to mark pastes.
  package var marksPastes: Bool { screen.marksPastes }

  /// Waits until a text has come after the one that was expected last, escape sequences aside.
  package func expect(_ text: String, timeout: Double = 30) throws {
    let wanted = Array(text.utf8)
    try wait(for: "the text “\(text)”", timeout: timeout) {
      let plain = VirtualScreen.withoutEscapes(transcript)
      guard let end = Self.end(of: wanted, in: plain, from: expectedFrom) else { return false }
      expectedFrom = end
      return true
    }
  }

  /// Waits until the screen shows what is asked for.
  package func expectScreen(
    _ what: String, timeout: Double = 30, _ shows: (String) -> Bool
  ) throws {
    try wait(for: what, timeout: timeout) { shows(screen.text) }
  }

  /// Waits until the screen holds a text.
  package func expectScreen(_ text: String, timeout: Double = 30) throws {
    try expectScreen("“\(text)” on the screen", timeout: timeout) {
      Self.end(of: Array(text.utf8), in: Array($0.utf8), from: 0) != nil
    }
  }

  /// Waits until the cursor stands right after a text that begins its row. Before Ctrl-C or Ctrl-Z a
  /// test has to: by them the system drops what the program has drawn and nobody has read yet.
  package func expectCursor(after text: String, timeout: Double = 30) throws {
    try wait(for: "the cursor after “\(text)”", timeout: timeout) { screen.beforeCursor == text }
  }

  /// Closes the terminal, as a person closes a window, and waits for the end of the program: its
  /// exit status, or 128 and the signal.
  package func hangUp() -> Int32 {
    close(terminal)
    let status = cpty_wait(process)
    self.status = status
    isOpen = false
    return status
  }

  /// Waits for the end of the program: its exit status, or 128 and the signal.
  package func finish(timeout: Double = 30) throws -> Int32 {
    if let status { return status }
    let limit = Self.now() + timeout
    while try readMore(until: limit, for: "the end of the program") {}
    let status = cpty_wait(process)
    self.status = status
    return status
  }

  private func wait(
    for what: String, timeout: Double, _ isThere: () -> Bool
  ) throws {
    let limit = Self.now() + timeout
    while !isThere() {
      guard try readMore(until: limit, for: what) else {
        throw Fault(description: "The program ended before \(what) came.\n\(screen.text)")
      }
    }
  }

  /// Reads what has come; false at the end.
  private func readMore(until limit: Double, for what: String) throws -> Bool {
    let left = limit - Self.now()
    guard left > 0 else {
      throw Fault(description: "Waited too long for \(what).\n\(screen.text)")
    }
    var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, Int32(left * 1000) + 1) > 0 else { return true }
    return take()
  }

  /// Takes what the program has written; false at the end.
  private func take() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let count = chunk.withUnsafeMutableBytes { read(terminal, $0.baseAddress, $0.count) }
    if count <= 0 { return count < 0 && errno == EINTR }  // Linux says EIO at the end
    transcript += chunk[..<count]
    screen.show(chunk[..<count])
    return true
  }

  private static func end(of wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard !wanted.isEmpty, text.count >= wanted.count else { return wanted.isEmpty ? start : nil }
    var at = start
    while at + wanted.count <= text.count {
      if text[at] == wanted[0], text[at..<(at + wanted.count)].elementsEqual(wanted) {
        return at + wanted.count
      }
      at += 1
    }
    return nil
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Lends texts to C as a list that ends with a null pointer.
  private static func withStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { list[index] = strdup(text) }
    list[texts.count] = nil
    defer {
      for index in texts.indices { free(list[index]) }
      list.deallocate()
    }
    return body(list)
  }
}
