/// A call that a place of the text stands in, as far as the tokens before it tell: for completion,
/// and for what could not be read.
package struct OpenCall: Equatable {
  package let name: String
  /// How many arguments stand before, the one that a pipe passes among them.
  package let index: Int
  /// The names that arguments were given by.
  package let labels: [String]

  /// The calls around the end of the tokens, the innermost first.
  package static func all(in tokens: [Token.Kind]) -> [OpenCall] {
    var calls: [OpenCall] = []
    var depth = 0
    var commas = 0
    var labels: [String] = []
    func begin(_ at: Int) {
      guard case .name(let name)? = at >= 0 ? tokens[at] : nil else { return }
      let isPiped = at > 0 && tokens[at - 1] == .sign(.pipe)
      calls.append(OpenCall(name: name, index: commas + (isPiped ? 1 : 0), labels: labels))
    }
    for (at, token) in tokens.enumerated().reversed() {
      switch token {
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace): depth += 1
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace):
        depth -= 1
        guard depth < 0 else { continue }
        if token == .sign(.openParenthesis) { begin(at - 1) }
        (depth, commas, labels) = (0, 0, [])
      case .sign(.comma) where depth == 0: commas += 1
      case .sign(.colon) where depth == 0:
        if at > 0, case .name(let label) = tokens[at - 1] { labels.append(label) }
      case .sign(.semicolon) where depth == 0, .newline where depth == 0:
        if isCommand(tokens[(at + 1)...]) { begin(at + 1) }
        return calls
      default: break
      }
    }
    if isCommand(tokens[...]) { begin(0) }
    return calls
  }

  /// `fits rtx4090, batch: 2`: a word at the start may be followed by its arguments.
  private static func isCommand(_ statement: ArraySlice<Token.Kind>) -> Bool {
    guard case .name = statement.first else { return false }
    switch statement.dropFirst().first {
    case nil, .name, .number, .text: return true
    default: return false
    }
  }
}
