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
    if path == "-" { return try bytes(of: 0) }
    guard !path.utf8.contains(0) else { throw Unreadable("no file has such a name") }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Unreadable(reason(errno)) }
    defer { close(file) }
    return try bytes(of: file)
  }

  private static func bytes(of file: Int32) throws(Unreadable) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw Unreadable(reason(errno))
      }
      bytes += buffer[..<count]
      guard bytes.count <= most else { throw Unreadable("it is larger than 1 GiB") }
    }
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
