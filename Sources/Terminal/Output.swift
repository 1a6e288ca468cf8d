import CLineEdit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why something could not be written: a full disk, a closed stream.
package struct OutputFault: Error, Equatable, Sendable {
  /// The system's number of it, `errno`.
  package let code: Int32

  /// The system's words for it.
  package var reason: String { reasonOf(code) }
}

/// Writes text to a stream, gathered, and sees to it that all of it arrives or that the caller knows.
///
/// Swift's `print` ignores what `write` says: an answer into a full disk would look like success.
package final class Output {
  /// What a system call said: bytes written, or -1 and `errno`.
  typealias Write = (UnsafeRawBufferPointer) -> (count: Int, code: Int32)

  private var buffer: [UInt8] = []
  private let capacity: Int
  private let descriptor: Int32
  private let systemWrite: Write

  /// An output that gathers up to `capacity` bytes; the one for errors should gather none.
  package convenience init(_ stream: Stream, capacity: Int = 1 << 16) {
    self.init(descriptor: stream.rawValue, capacity: stream == .errors ? 0 : capacity)
  }

  init(descriptor: Int32, capacity: Int, write systemWrite: Write? = nil) {
    self.descriptor = descriptor
    self.capacity = capacity
    self.systemWrite =
      systemWrite ?? { bytes in
        let count = systemWriteOnce(descriptor, bytes)
        return (count, errno)
      }
  }

  /// Takes a text; it is written when the buffer is full, or at `flush`.
  package func write(_ text: String) throws(OutputFault) { try write(Array(text.utf8)) }

  /// Takes bytes; they are written when the buffer is full, or at `flush`.
  package func write(_ bytes: [UInt8]) throws(OutputFault) {
    buffer += bytes
    if buffer.count > capacity { try flush() }
  }

  /// Writes all that was gathered. Before a statement is read, and at the end.
  package func flush() throws(OutputFault) {
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    var done = 0
    while done < bytes.count {
      let (count, code) = bytes.withUnsafeBytes { all in
        systemWrite(UnsafeRawBufferPointer(rebasing: all[done...]))
      }
      if count >= 0 {
        done += count
      } else {
        try recover(from: code)
      }
    }
  }

  /// Comes back when writing can go on.
  private func recover(from code: Int32) throws(OutputFault) {
    switch code {
    case EINTR: return
    case EAGAIN:
      var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&request, 1, -1)
    case EPIPE:
      // Nobody reads any more (`vram … | head`): not a fault, but a reason to end in silence. The
      // signal comes by itself unless the parent had it ignored.
      cle_end_by_pipe()
    default: throw OutputFault(code: code)
    }
  }
}

/// The system's words for an `errno`.
func reasonOf(_ code: Int32) -> String {
  strerror(code).map { String(cString: $0) } ?? "error \(code)"
}

/// The system's `write`, where a method of that name hides it.
func systemWriteOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
