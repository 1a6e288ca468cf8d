#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be written.
struct Unwritable: Error {
  let reason: String
}

extension File {
  /// Puts other contents in the place of a file, at once: a crash or a full disk leaves the old ones.
  /// Its permissions stay, and a link still leads to it.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Unwritable) {
    guard let resolved = realpath(path, nil) else { throw Unwritable(reason: reason(errno)) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw Unwritable(reason: reason(errno)) }
    // Renaming would get past the permission of the file itself.
    guard access(target, W_OK) == 0 else { throw Unwritable(reason: "I may not write it") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Unwritable(reason: "it is no plain file")
    }

    let other = "\(target).\(getpid())"
    let file = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Unwritable(reason: reason(errno)) }
    defer { close(file) }
    do throws(Unwritable) {
      try write(bytes, to: file)
      guard fchmod(file, status.st_mode & 0o7777) == 0, rename(other, target) == 0 else {
        throw Unwritable(reason: reason(errno))
      }
    } catch {
      unlink(other)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(Unwritable) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { systemWrite(file, $0) }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw Unwritable(reason: reason(errno))
      }
    }
  }
}

/// The system's `write`, where a method of that name hides it.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(file, bytes.baseAddress, bytes.count)
}
