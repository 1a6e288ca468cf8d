/// A fenced block of examples in a document, run line by line in one session.
///
/// `code --> answer`, or `code --! the first sentence of what is wrong`; a line of another form has
/// no answer that anything could give.
package struct ExampleBlock: Sendable, CustomStringConvertible {
  package struct Example: Sendable {
    package let code: String
    /// With `! ` before a message.
    package let answer: String
  }

  /// The heading above it.
  package let title: String
  package let examples: [Example]
  package var description: String { title }

  package static func all(in page: String) -> [ExampleBlock] {
    var blocks: [ExampleBlock] = []
    var title = ""
    var open: [String]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("#") { title = line }
      guard line.hasPrefix("```") else {
        open?.append(line)
        continue
      }
      if let lines = open, lines.contains(where: { $0.contains(" --") }) {
        blocks.append(ExampleBlock(title: title, examples: lines.map(example)))
      }
      open = open == nil ? [] : nil
    }
    return blocks
  }

  private static func example(_ line: String) -> Example {
    for (arrow, mark) in [(" --!", "! "), (" -->", "")] {
      guard let at = line.firstRange(of: arrow) else { continue }
      let answer = line[at.upperBound...].drop { $0 == " " }
      return Example(code: String(line[..<at.lowerBound]), answer: mark + answer)
    }
    return Example(code: line, answer: "an arrow in this line")
  }
}
