import Language

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files, for reading.
enum File {
  /// More than any script or config has; a device that never ends must not fill the memory.
  private static let most = 1 << 30

  /// All bytes of a file; `-` is the standard input.
  static func read(_ path: String) throws(Unreadable) -> [UInt8] {
    let bytes = path == "-" ? try bytes(of: 0, upTo: most + 1) : try read(path, upTo: most + 1)
    guard bytes.count <= most else { throw Unreadable("it is larger than 1 GiB") }
    return bytes
  }

  /// The first bytes of a file, so many at most.
  static func read(_ path: String, upTo most: Int) throws(Unreadable) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw Unreadable("no file has such a name") }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Unreadable(reason(errno)) }
    defer { close(file) }
    return try bytes(of: file, upTo: most)
  }

  private static func bytes(of file: Int32, upTo most: Int) throws(Unreadable) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < most {
      let count = systemRead(file, &buffer, min(buffer.count, most - bytes.count))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw Unreadable(reason(errno))
      }
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EISDIR: "it is a folder"
    case EACCES: "I may not read it"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }
}

/// The system's `read`, where a method of that name hides it.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}
