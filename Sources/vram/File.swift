import Language
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files, for reading.
enum File {
  /// More than any script or config has; a device that never ends must not fill the memory.
  private static let most = 1 << 30

  /// All that comes from a script's path, be it a pipe; `-` is the standard input.
  static func script(_ path: String) throws(Unreadable) -> [UInt8] {
    if path == "-" { return try whole(of: 0) }
    let file = try open(path)
    defer { close(file) }
    return try whole(of: file)
  }

  /// All bytes of a plain file: nothing waits here for what a pipe or a device may give.
  static func read(_ path: String) throws(Unreadable) -> [UInt8] {
    let file = try openPlain(path)
    defer { close(file) }
    return try whole(of: file)
  }

  /// The first bytes of a plain file, so many at most.
  static func read(_ path: String, upTo most: Int) throws(Unreadable) -> [UInt8] {
    let file = try openPlain(path)
    defer { close(file) }
    return try bytes(of: file, upTo: most)
  }

  /// `~/plan.vram`: the folder of the user, as a shell reads it.
  static func path(_ path: String, _ variables: Variables = .process) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = variables.nonEmpty("HOME") else {
      return path
    }
    return home + path.dropFirst()
  }

  private static func open(_ path: String, _ flags: Int32 = 0) throws(Unreadable) -> Int32 {
    guard !path.utf8.contains(0) else { throw Unreadable("no file has such a name") }
    let file = systemOpen(path, O_RDONLY | O_CLOEXEC | flags)
    guard file >= 0 else { throw Unreadable(reason(errno)) }
    return file
  }

  private static func openPlain(_ path: String) throws(Unreadable) -> Int32 {
    // Opening a pipe waits for somebody who writes, unless it is told not to.
    let file = try open(path, O_NONBLOCK | O_NOCTTY)
    var status = stat()
    let isKnown = fstat(file, &status) == 0
    switch status.st_mode & S_IFMT {
    case S_IFREG where isKnown: return file
    case S_IFDIR:
      close(file)
      throw Unreadable("it is a folder")
    default:
      close(file)
      throw Unreadable("it is a pipe or a device, not a file")
    }
  }

  private static func whole(of file: Int32) throws(Unreadable) -> [UInt8] {
    let bytes = try bytes(of: file, upTo: most + 1)
    guard bytes.count <= most else { throw Unreadable("it is larger than 1 GiB") }
    return bytes
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

/// The system's `open`, where a method of that name hides it.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

/// The system's `read`, where a method of that name hides it.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}
