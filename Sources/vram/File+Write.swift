import Language

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension File {
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0
  }

  /// Whether it is a file that can be read and written again: no pipe, no device.
  static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Writes a file at once: whoever reads it meanwhile, or after a crash, has the old or the new.
  static func write(_ bytes: [UInt8], to path: String) throws(Unwritable) {
    guard !path.utf8.contains(0) else { throw Unwritable("no file can have such a name") }
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { throw Unwritable("it is a folder") }
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      // A device or a pipe takes the bytes itself; nothing can come in its place.
      return try fill(path, O_WRONLY, bytes, 0)
    }
    if !isThere, lstat(path, &status) == 0 { throw Unwritable("it is a link that leads nowhere") }
    let target = isThere ? resolved(path) : path
    // Who may do everything may write here too, and whoever took the right away did not mean that.
    if isThere, status.st_mode & 0o222 == 0 { throw Unwritable("it is read-only") }
    if isThere, access(target, W_OK) != 0 { throw Unwritable(why(errno)) }
    let other = "\(target).\(getpid())"
    do throws(Unwritable) {
      try fill(other, O_WRONLY | O_CREAT | O_EXCL, bytes, isThere ? status.st_mode & 0o7777 : 0o666)
      // What the mask of the process took from a new file, the old one may have had.
      if isThere { chmod(other, status.st_mode & 0o7777) }
      guard rename(other, target) == 0 else { throw Unwritable(why(errno)) }
    } catch {
      unlink(other)
      throw error
    }
  }

  /// Where a link leads: the file behind it is written, and the link stays.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func fill(
    _ path: String, _ flags: Int32, _ bytes: [UInt8], _ mode: mode_t
  ) throws(Unwritable) {
    let file = open(path, flags | O_CLOEXEC, mode)
    guard file >= 0 else { throw Unwritable(why(errno)) }
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { systemWrite(file, $0) }
      if count < 0 && errno != EINTR {
        let code = errno
        close(file)
        throw Unwritable(why(code))
      }
      bytes = bytes.dropFirst(max(0, count))
    }
    guard close(file) == 0 else { throw Unwritable(why(errno)) }
  }

  private static func why(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such folder"
    case ENOTDIR: "what should be a folder is a file"
    case EISDIR: "it is a folder"
    case EACCES, EPERM, EROFS: "I may not write there"
    case ENOSPC, EDQUOT: "the disk is full"
    default: strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
  }
}

/// The system's `write`, where a method of that name hides it.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
