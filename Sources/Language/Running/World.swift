/// What the language may ask of the outside; the rim of the program supplies it.
package struct World {
  /// The bytes of a file. The error says why not, as a person would: "there is no such file".
  package var read: (_ path: String) throws(Unreadable) -> [UInt8]
  /// The first bytes of a file, so many at most: what may be large is not read whole.
  package var head: (_ path: String, _ most: Int) throws(Unreadable) -> [UInt8]
  /// Shows an answer.
  package var show: (Value, Style) -> Void
  /// Shows what is wrong, and goes on.
  package var report: (Diagnostic) -> Void
  /// Whether somebody pressed Ctrl-C. Asked often: whoever waits learns so that it goes on.
  package var isInterrupted: () -> Bool
  /// The texts after the script's name.
  package var arguments: [String]

  /// How many bytes may still be held in memory.
  package var room: @Sendable () -> Int = { .max }
  /// How many threads may run at a time.
  package var threads = 1
  /// Nanoseconds that something takes before others help: what is shorter ends before they are there.
  package var patience = 10_000_000
  /// Says something beside the answers.
  package var say: (View) -> Void = { _ in }
  /// A value as a medium writes it, with the line end behind it.
  package var render: (Value, Style, Medium) -> String = { value, style, _ in
    style.text(value) + "\n"
  }
  /// Writes a file whole, in the place of one that may be there, or leaves all as it was.
  package var write: (_ text: String, _ path: String) throws(Unwritable) -> Void = {
    (_, _) throws(Unwritable) in throw Unwritable("nothing is written here")
  }
  /// Whether something lies at a path.
  package var exists: (_ path: String) -> Bool = { _ in false }
  /// A variable of the environment; nil where it is not set, or set to nothing.
  package var variable: (_ name: String) -> String? = { _ in nil }
  /// Asks a server. Whoever calls this was told to by the user: nothing is fetched unasked.
  package var fetch: (Request) throws(Unreachable) -> Response = {
    (_) throws(Unreachable) in throw Unreachable("nothing is fetched here")
  }
  /// Asks what is answered by yes or no; nil where there is nobody to ask.
  package var ask: (_ question: String) -> Bool? = { _ in nil }
  /// Takes how far something long has come, 0 to 1; nil when it has ended.
  package var advance: (_ share: Double?) -> Void = { _ in }

  package init(
    read: @escaping (String) throws(Unreadable) -> [UInt8],
    show: @escaping (Value, Style) -> Void,
    report: @escaping (Diagnostic) -> Void,
    isInterrupted: @escaping () -> Bool = { false },
    arguments: [String] = []
  ) {
    self.read = read
    head = { (path, most) throws(Unreadable) in Array(try read(path).prefix(most)) }
    self.show = show
    self.report = report
    self.isInterrupted = isInterrupted
    self.arguments = arguments
  }
}

/// What a value can be written as; the raw value is how such a file's name ends.
package enum Medium: String, Sendable, CaseIterable {
  case csv, json, svg
  case markdown = "md"
  case text = "txt"
}

/// Why a file cannot be read.
package struct Unreadable: Error {
  package let reason: String
  package init(_ reason: String) { self.reason = reason }
}

/// Why a file cannot be written.
package struct Unwritable: Error {
  package let reason: String
  package init(_ reason: String) { self.reason = reason }
}

/// Somebody who follows a conversation, line by line.
package protocol Companion: AnyObject {
  /// A line was run, in whatever way it ended. One that says nothing, empty or a comment, is none.
  func hear(_ outcome: Session.Outcome, in session: Session)
}
