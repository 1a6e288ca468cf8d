#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be used.
struct FileFault: Error, Equatable {
  let path: String
  let code: Int32

  /// The path, and the system's words.
  var wording: String { "\(path): \(reasonOf(code))" }
}

/// A file that only its owner reads, open and locked as long as it lives.
struct PrivateFile: ~Copyable {
  fileprivate let descriptor: Int32
  fileprivate let path: String

  deinit {
    close(descriptor)  // and with it goes the lock
  }

  /// Opens and locks the file. Nil where there is none, or where it is no plain file: of a device
  /// (`/dev/null`) nothing is read, though it takes what is written.
  static func open(_ path: String, creating: Bool) throws(FileFault) -> PrivateFile? {
    if creating { try makeFolders(of: path) }
    let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | (creating ? O_CREAT : 0)
    // Another session may put a shorter file in the place of the one that we wait for.
    for _ in 0..<100 {
      let descriptor = systemOpen(path, flags, 0o600)
      if descriptor < 0 {
        if errno == ENOENT && !creating { return nil }
        if errno == EINTR { continue }
        throw FileFault(path: path, code: errno)
      }
      let file = PrivateFile(descriptor: descriptor, path: path)
      guard try file.isOurs(toWrite: creating) else { return nil }
      try file.lock()
      if file.isStillThere() { return file }
    }
    throw FileFault(path: path, code: EBUSY)
  }

  /// All of the file.
  borrowing func read() throws(FileFault) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    lseek(descriptor, 0, SEEK_SET)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw FileFault(path: path, code: errno)
      }
    }
  }

  /// Adds whole lines, or nothing at all: what a full disk took in part is cut off again.
  borrowing func append(_ lines: [UInt8]) throws(FileFault) {
    let size = lseek(descriptor, 0, SEEK_END)
    do throws(FileFault) {
      try write(endsInMidLine(size) ? [0x0A] + lines : lines)
    } catch {
      if size >= 0 { _ = ftruncate(descriptor, size) }
      throw error
    }
  }

  /// Puts other contents in the file's place, at once: a crash leaves the old or the new.
  borrowing func replace(with bytes: [UInt8]) throws(FileFault) {
    let other = "\(path).\(getpid())"
    let descriptor = systemOpen(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(path: other, code: errno) }
    let file = PrivateFile(descriptor: descriptor, path: other)
    do throws(FileFault) {
      try file.write(bytes)
      guard rename(other, path) == 0 else { throw FileFault(path: path, code: errno) }
    } catch {
      unlink(other)
      throw error
    }
  }

  private borrowing func write(_ bytes: [UInt8]) throws(FileFault) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        systemWriteOnce(descriptor, UnsafeRawBufferPointer(rebasing: all[done...]))
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw FileFault(path: path, code: errno)
      }
    }
  }

  private borrowing func endsInMidLine(_ size: off_t) -> Bool {
    var last: UInt8 = 0x0A
    guard size > 0 else { return false }
    return pread(descriptor, &last, 1, size - 1) == 1 && last != 0x0A
  }

  private borrowing func isOurs(toWrite: Bool) throws(FileFault) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFault(path: path, code: errno) }
    if toWrite, status.st_mode & S_IFMT == S_IFCHR { return true }
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    if status.st_mode & 0o077 != 0 && status.st_uid == geteuid() { fchmod(descriptor, 0o600) }
    return true
  }

  private borrowing func lock() throws(FileFault) {
    while flock(descriptor, LOCK_EX) != 0 {
      // A file system without locks (some network ones) still keeps a history.
      if errno == ENOLCK || errno == EOPNOTSUPP { return }
      if errno != EINTR { throw FileFault(path: path, code: errno) }
    }
  }

  private borrowing func isStillThere() -> Bool {
    var ours = stat()
    var theirs = stat()
    return fstat(descriptor, &ours) == 0 && stat(path, &theirs) == 0
      && ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev
  }

  /// Makes the folders that are missing on the way, for their owner alone.
  private static func makeFolders(of path: String) throws(FileFault) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw FileFault(path: folder, code: errno) }
    try makeFolders(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw FileFault(path: folder, code: errno)
    }
  }
}

/// The system's `open`, where a method of that name hides it.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
