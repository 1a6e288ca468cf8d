#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that shows long texts a screen at a time: `$PAGER`, else less.
package enum Pager {
  /// The options are git's: colours pass, and what was read stays on the screen. A pager that is not
  /// there says so by its status, and nothing on the screen.
  private static let command = """
    export LESS="${LESS-FRX}"
    set -- ${PAGER-less}
    [ $# -gt 0 ] && command -v "$1" >/dev/null 2>&1 || exit 127
    eval "${PAGER-less}"
    """
  private static let absent: Int32 = 127

  /// Shows a text, and comes back when the reader has left. False where there is no pager, and
  /// nothing was shown.
  package static func show(_ text: String) -> Bool {
    guard let pipe = popen(command, "w") else { return false }
    // A reader who leaves early closes the pipe: that ends the text, not the program. Ignored only
    // now, so that the pager itself has it as usual.
    let before = signal(SIGPIPE, SIG_IGN)
    write(Array(text.utf8), to: fileno(pipe))
    let status = pclose(pipe)
    _ = signal(SIGPIPE, before)
    // Ctrl-C in the pager was for the pager.
    Interrupt.clear()
    return status != -1 && (status >> 8) & 0xFF != absent
  }

  private static func write(_ text: [UInt8], to descriptor: Int32) {
    var left = text[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { systemWriteOnce(descriptor, $0) }
      if count < 0 && errno != EINTR { return }
      left = left.dropFirst(max(0, count))
    }
  }

  /// Whether a text takes more rows than the screen has above the next prompt.
  package static func isLong(_ text: String) -> Bool {
    guard Screen.canEdit(), let height = Screen.height(of: .output) else { return false }
    return rows(of: text, width: max(1, Screen.width(of: .output))) >= height
  }

  /// Rows on a screen of that width; colours take none, and wide characters are rare enough.
  static func rows(of text: String, width: Int) -> Int {
    var rows = 0
    var cells = 0
    var isEscape = false
    for scalar in text.unicodeScalars {
      if isEscape {
        isEscape = !(scalar.value >= 0x40 && scalar != "[")
      } else if scalar == "\u{1B}" {
        isEscape = true
      } else if scalar == "\n" {
        rows += max(1, (cells + width - 1) / width)
        cells = 0
      } else {
        cells += 1
      }
    }
    return rows + (cells > 0 ? (cells + width - 1) / width : 0)
  }
}
