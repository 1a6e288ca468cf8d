#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What was typed in earlier sessions, in a file that can be read and searched with any tool.
///
/// An entry is a line: `\` and the newline are written as `\\` and `\n`. It is appended when it is
/// typed, under a lock: sessions side by side lose nothing, and neither does a window that is
/// closed.
package struct History: Sendable {
  /// The entries of the file, the oldest first, and what went wrong with reading it.
  package struct Contents: Equatable, Sendable {
    package var entries: [String]
    package var warning: String?
  }

  /// How many entries are kept.
  package static let limit = 10_000

  /// The file, for a message.
  package let path: String
  private let limit: Int

  package init(path: String) {
    self.init(path: path, limit: History.limit)
  }

  init(path: String, limit: Int) {
    self.path = path
    self.limit = limit
  }

  /// The user's own history, or nil when it is switched off or has no place to be.
  ///
  /// `VRAM_HISTORY` names the file, and switches it off when it is empty; else it is in the XDG
  /// state folder, on every system.
  package static func standard(_ variables: Variables = .process) -> History? {
    if let path = variables["VRAM_HISTORY"] {
      return path.isEmpty ? nil : History(path: path)
    }
    if let state = variables.nonEmpty("XDG_STATE_HOME"), state.hasPrefix("/") {
      return History(path: state + "/vram/history")
    }
    return variables.nonEmpty("HOME").map { History(path: $0 + "/.local/state/vram/history") }
  }

  /// Reads the entries, and cuts a file that has grown too long. No file is no fault.
  package func load() -> Contents {
    do throws(FileFault) {
      guard let file = try PrivateFile.open(path, creating: false) else {
        return Contents(entries: [], warning: nil)
      }
      let lines = try file.read().split(separator: UInt8(ascii: "\n"))
      let kept = lines.suffix(limit)
      // A tenth more is let grow, so that not every start writes the whole file anew.
      if lines.count > limit + limit / 10 {
        try file.replace(with: Array(kept.joined(separator: [UInt8(ascii: "\n")])) + [0x0A])
      }
      return Contents(entries: kept.map { Self.unescape($0) })
    } catch {
      return Contents(
        entries: [], warning: "The history of earlier sessions is not there: \(error.wording)")
    }
  }

  /// Appends what was typed. Returns what went wrong: a warning, and no reason to end.
  package func append(_ entry: String) -> String? {
    guard Self.isKept(entry) else { return nil }
    do throws(FileFault) {
      guard let file = try PrivateFile.open(path, creating: true) else { return nil }
      try file.append(Array((Self.escape(entry) + "\n").utf8))
      return nil
    } catch {
      return "What you type is not kept for later sessions: \(error.wording)"
    }
  }

  /// A line that begins with a space is the user's way to keep it out.
  package static func isKept(_ entry: String) -> Bool {
    guard let first = entry.unicodeScalars.first else { return false }
    return first != " " && entry.unicodeScalars.contains { !$0.properties.isWhitespace }
  }

  static func escape(_ entry: String) -> String {
    var escaped: [UInt8] = []
    for byte in entry.utf8 {
      switch byte {
      case backslash: escaped += [backslash, backslash]
      case newline: escaped += [backslash, UInt8(ascii: "n")]
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  static func unescape(_ line: some Collection<UInt8>) -> String {
    // Nearly every line is as it was typed, and ten thousand of them come before the first prompt.
    guard line.contains(backslash) else { return String(decoding: line, as: UTF8.self) }
    var entry: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        // What a user's own hand wrote after a backslash stays as it is.
        if byte != UInt8(ascii: "n") && byte != backslash { entry.append(backslash) }
        entry.append(byte == UInt8(ascii: "n") ? newline : byte)
        isEscaped = false
      } else if byte == backslash {
        isEscaped = true
      } else {
        entry.append(byte)
      }
    }
    if isEscaped { entry.append(backslash) }
    return String(decoding: entry, as: UTF8.self)
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let newline = UInt8(ascii: "\n")
}

extension History.Contents {
  fileprivate init(entries: [String]) {
    self.init(entries: entries, warning: nil)
  }
}
