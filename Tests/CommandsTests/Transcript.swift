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
}
