import CLineEdit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One of the three streams that a process begins with.
package enum Stream: Int32, Sendable {
  case input = 0
  case output = 1
  case errors = 2
}

/// What can be shown where: the width, and how many colours.
package enum Screen {
  /// How many colours a stream may be given.
  package enum Colours: Int, Comparable, Sendable {
    case none
    case sixteen
    case indexed
    case full

    package static func < (left: Colours, right: Colours) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// Whether a person looks at the stream, or types into it.
  package static func isTerminal(_ stream: Stream) -> Bool {
    isatty(stream.rawValue) == 1
  }

  /// Whether a line can be edited: both ends are a terminal that can move its cursor.
  package static func canEdit(_ variables: Variables = .process) -> Bool {
    isTerminal(.input) && isTerminal(.output) && canMove(variables)
  }

  /// Whether the terminal's cursor can go back.
  package static func canMove(_ variables: Variables = .process) -> Bool { !isDumb(variables) }

  /// The width of what is written: of the terminal, else `COLUMNS`, else 80.
  package static func width(
    of stream: Stream = .output, variables: Variables = .process
  ) -> Int {
    size(of: stream)?.columns ?? variables["COLUMNS"].flatMap(columns(from:)) ?? 80
  }

  /// The rows of the terminal, nil where the stream is none.
  package static func height(of stream: Stream = .output) -> Int? {
    size(of: stream)?.rows
  }

  /// How many colours the stream may be given. `NO_COLOR` beats `CLICOLOR_FORCE`, and that beats
  /// what the stream is.
  package static func colours(
    of stream: Stream = .output, variables: Variables = .process
  ) -> Colours {
    colours(isTerminal: isTerminal(stream), variables: variables)
  }

  static func colours(isTerminal: Bool, variables: Variables) -> Colours {
    if variables.nonEmpty("NO_COLOR") != nil { return .none }
    let isForced = (variables.nonEmpty("CLICOLOR_FORCE") ?? "0") != "0"
    let isWanted = isTerminal && !isDumb(variables) && variables["CLICOLOR"] != "0"
    guard isForced || isWanted else { return .none }
    switch variables["COLORTERM"] {
    case "truecolor", "24bit": return .full
    default: return has256(variables["TERM"] ?? "") ? .indexed : .sixteen
    }
  }

  private static func isDumb(_ variables: Variables) -> Bool {
    (variables.nonEmpty("TERM") ?? "dumb") == "dumb"
  }

  private static func has256(_ terminal: String) -> Bool {
    terminal.hasSuffix("256color") || terminal.hasSuffix("direct")
  }

  private static func columns(from text: String) -> Int? {
    Int(text).flatMap { $0 > 0 && $0 < 100_000 ? $0 : nil }
  }

  private static func size(of stream: Stream) -> (rows: Int, columns: Int)? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard cle_terminal_size(stream.rawValue, &rows, &columns) else { return nil }
    return (Int(rows), Int(columns))
  }
}
