import Language
import Support
import Testing

/// The EBNF of grammar.md is the parser's: it accepts every sentence that the rules make.
@Suite("Sentences of grammar.md") struct SentenceTests {
  private static let grammar = EBNF(page: Files.read(Files.root + "/grammar.md") ?? "")

  @Test func theRulesAreWhole() {
    #expect(Self.grammar.faults.isEmpty)
    #expect(Self.grammar.rules.count > 40)
    let named = Set(Self.grammar.rules.values.flatMap(EBNF.references))
    let missing = named.subtracting(Self.grammar.rules.keys)
    #expect(missing.isEmpty, "no rule for \(missing.sorted())")
    // The first rule is named by none, comments stand anywhere.
    let idle = Set(Self.grammar.rules.keys).subtracting(named)
    #expect(idle == ["script", "comment"])
  }

  @Test(arguments: 1...12) func theParserAcceptsThem(_ seed: UInt64) {
    var maker = SentenceMaker(Self.grammar, seed: seed)
    for _ in 0..<100 {
      let sentence = maker.sentence()
      let script = Parser.parse(Source(sentence))
      #expect(script.faults.isEmpty, "\(script.faults.map(\.message)) in:\n\(sentence)")
    }
  }

  @Test func everyRuleIsUsed() {
    var maker = SentenceMaker(Self.grammar, seed: 7)
    let all = (0..<300).map { _ in maker.sentence() }.joined(separator: "\n")
    for sign in Sign.allCases { #expect(all.contains(sign.rawValue), "\(sign.rawValue)") }
    for keyword in Keyword.allCases { #expect(all.contains(keyword.rawValue)) }
  }

  @Test(arguments: 1...6) func layingOutKeepsTheMeaning(_ seed: UInt64) {
    var maker = SentenceMaker(Self.grammar, seed: 100 + seed)
    for _ in 0..<100 { Laid(maker.sentence()).expectSameMeaning() }
  }

  /// Whatever becomes of a sentence, there is a tree or a fault with a place, and what still can be
  /// read is laid out without changing it.
  @Test(arguments: 1...6) func mutatedOnesNeverCrash(_ seed: UInt64) {
    var maker = SentenceMaker(Self.grammar, seed: 200 + seed)
    var dice = Dice(seed: seed)
    for _ in 0..<60 {
      let bytes = Array(maker.sentence().utf8)
      for _ in 0..<4 {
        var mutant = bytes
        for _ in 0...dice.below(3) { Mutation.apply(&mutant, &dice) }
        let source = Source(bytes: mutant, name: nil)
        for fault in Parser.parse(source).faults {
          #expect(fault.labels.allSatisfy { $0.place.span.end <= mutant.count })
        }
        Laid(source).expectSameMeaning()
      }
    }
  }
}

enum Mutation {
  static func apply(_ bytes: inout [UInt8], _ dice: inout Dice) {
    guard !bytes.isEmpty else { return }
    let start = dice.below(bytes.count)
    let end = min(bytes.count, start + 1 + dice.below(3))
    switch dice.below(4) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: dice.below(bytes.count + 1))
    case 2: bytes[start] = UInt8(truncatingIfNeeded: dice.next())
    default: bytes.insert(contentsOf: pieces[dice.below(pieces.count)].utf8, at: start)
    }
  }

  private static let pieces = [
    "\n", "# x\n", ";", " ", "(", ")", "{", "}", "[", "]", "+", "-", "%", "...", "|", ",", "\"",
    "\\", "if ", " else ", "×", "\r\n", "\t", "^2", " in GiB",
  ]
}

/// A program and what the formatter makes of it.
struct Laid {
  let source: Source
  let script: Script
  let bytes: [UInt8]?

  init(_ text: String) { self.init(Source(text)) }

  init(_ source: Source) {
    self.source = source
    script = Parser.parse(source)
    bytes = Formatter.format(script)
  }

  var text: String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// The same tree, the same comments, and no change the second time.
  func expectSameMeaning(sourceLocation: SourceLocation = #_sourceLocation) {
    guard let bytes else {
      #expect(!script.faults.isEmpty, sourceLocation: sourceLocation)
      return
    }
    let again = Laid(Source(bytes: bytes, name: nil))
    let before = source.text(Span(0, source.bytes.count))
    #expect(
      again.script.faults.map(\.message) == [], "\(before)\nbecame\n\(text)",
      sourceLocation: sourceLocation)
    #expect(
      again.script.statements.map(Tree.print) == script.statements.map(Tree.print),
      "\(before)\nbecame\n\(text)", sourceLocation: sourceLocation)
    #expect(
      again.bytes == bytes, "is not settled:\n\(text)\nbecomes\n\(again.text)",
      sourceLocation: sourceLocation)
    // Layout adds and removes white space, separators and commas at ends; comments stay.
    #expect(
      Self.comments(again.source) == Self.comments(source), "\(before)\nbecame\n\(text)",
      sourceLocation: sourceLocation)
    if !text.contains("\"") { #expect(!text.contains(" \n"), sourceLocation: sourceLocation) }
  }

  /// How many `#` there are: none is lost, whatever line it moves to.
  private static func comments(_ source: Source) -> Int { source.bytes.count { $0 == 0x23 } }
}
