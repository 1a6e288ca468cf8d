import CLineEdit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads statements where nothing can be edited: a pipe, a file, a dumb terminal.
package final class PlainReader {
  private let descriptor: Int32
  private let isComplete: (String) -> Bool
  private let ask: (_ isContinued: Bool) -> Void
  private var pending: [UInt8] = []
  private var start = 0
  private var hasEnded = false

  /// - Parameters:
  ///   - isComplete: whether the lines so far are a whole statement.
  ///   - ask: shows the prompt before each line; on a dumb terminal only.
  package init(
    _ stream: Stream = .input,
    isComplete: @escaping (String) -> Bool,
    ask: @escaping (_ isContinued: Bool) -> Void = { _ in }
  ) {
    descriptor = stream.rawValue
    self.isComplete = isComplete
    self.ask = ask
  }

  init(descriptor: Int32, isComplete: @escaping (String) -> Bool) {
    self.descriptor = descriptor
    self.isComplete = isComplete
    ask = { _ in }
  }

  /// Reads one statement. An unfinished one at the end of the input is handed over as it is: the
  /// parser knows better what is missing.
  package func read() -> Reading {
    Interrupt.clear()
    var statement = ""
    while true {
      ask(!statement.isEmpty)
      switch line() {
      case .interrupted: return .interrupted
      case .ended: return statement.isEmpty ? .ended : .statement(statement)
      case .statement(let line):
        statement = statement.isEmpty ? line : statement + "\n" + line
        if isComplete(statement) { return .statement(statement) }
      }
    }
  }

  /// Reads one line, the answer to a question. Ctrl-C counts from before the question: it may come
  /// while that is being written.
  package func answer() -> Reading { line() }

  private func line() -> Reading {
    var searched = 0  // bytes of the line so far that hold no newline
    while true {
      if let end = pending[(start + searched)...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return .statement(text(pending[start..<end]))
      }
      if hasEnded { return lastLine() }
      searched = pending.count - start
      switch fill() {
      case .more: continue
      case .interrupted: return .interrupted
      case .ended: hasEnded = true
      }
    }
  }

  /// The end of the input need not be the end of a line.
  private func lastLine() -> Reading {
    guard start < pending.count else { return .ended }
    defer { start = pending.count }
    return .statement(text(pending[start...]))
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isWindows = bytes.last == UInt8(ascii: "\r")
    return String(decoding: isWindows ? bytes.dropLast() : bytes, as: UTF8.self)
  }

  private enum Supply { case more, interrupted, ended }

  private func fill() -> Supply {
    pending.removeFirst(start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while cle_wait_unless_raised(descriptor) {
      let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count > 0 {
        pending += chunk[..<count]
        return .more
      }
      if count == 0 || (errno != EINTR && errno != EAGAIN) { return .ended }
    }
    pending.removeAll()
    return .interrupted
  }
}

/// The system's `read`, where a method of that name hides it.
func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, bytes.baseAddress, bytes.count)
}
