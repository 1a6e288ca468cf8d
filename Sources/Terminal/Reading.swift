/// What a reader of statements comes back with.
package enum Reading: Equatable, Sendable {
  /// A whole statement, of one line or several, without the last newline.
  case statement(String)
  /// Ctrl-C: what was typed is dropped.
  case interrupted
  /// Ctrl-D on an empty line, or the end of the input.
  case ended
}
