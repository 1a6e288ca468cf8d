import Support

/// Conversations in a document: what stands behind `vram> ` and `....> `, and what it answers.
///
/// The lines of one document are one session, as a reader would type them from top to bottom.
struct Transcript {
  struct Exchange {
    let typed: String
    let answer: String
    let line: Int
  }

  let exchanges: [Exchange]

  init(of document: String) {
    var exchanges: [Exchange] = []
    var typed: String?
    var answer: [Substring] = []
    var begin = 0
    var isInside = false
    func finish() {
      guard let text = typed else { return }
      while answer.last == "" { answer.removeLast() }
      exchanges.append(
        Exchange(typed: text, answer: answer.map { $0 + "\n" }.joined(), line: begin))
      typed = nil
    }
    let lines = document.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        finish()
        isInside.toggle()
      } else if isInside, line.hasPrefix("vram> ") {
        finish()
        typed = String(line.dropFirst("vram> ".count))
        answer = []
        begin = index + 1
      } else if isInside, line.hasPrefix("....> "), answer.isEmpty {
        typed? += "\n" + line.dropFirst("....> ".count)
      } else if isInside {
        answer.append(line)
      }
    }
    finish()
    self.exchanges = exchanges
  }

  /// The document as it would be if its answers were these, with the blank lines around them as they are.
  static func document(_ document: String, answeredBy say: (String) -> String) -> String {
    let exchanges = Transcript(of: document).exchanges
    let begins = Dictionary(uniqueKeysWithValues: exchanges.map { ($0.line, $0) })
    var lines: [Substring] = []
    var blanks: [Substring]?
    for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let exchange = begins[index + 1]
      if exchange != nil || line.hasPrefix("```") {
        lines += blanks ?? []
        blanks = nil
      }
      if let exchange {
        lines += exchange.typed.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated().map { ($0 == 0 ? "vram> " : "....> ") + $1 }
        if exchange.answer.hasPrefix("\n") { lines.append("") }
        lines += say(exchange.typed).split(separator: "\n", omittingEmptySubsequences: false)
          .dropLast()
        blanks = []
      } else if blanks == nil {
        lines.append(line)
      } else {
        blanks = line.isEmpty ? (blanks ?? []) + [line] : []
      }
    }
    return lines.joined(separator: "\n")
  }
}
