import Language
import Support
import Testing

@Suite("What fmt makes of a script") struct FormatterTests {

  /// `code --> laid out`, on one line.
  @Test(
    arguments: [
      "x=1 --> x = 1", "f( a,b=2 )=a*b --> f(a, b = 2) = a * b", "f (1) --> f(1)",
      "print (1+2)*3 --> print (1 + 2) * 3", "print [1,2],{a:1} --> print [1, 2], { a: 1 }",
      "fits rtx4090,batch:2 --> fits rtx4090, batch: 2", "xs[ 0 ] --> xs[0]",
      "xs [0] --> xs [0]", "- 2+ -3 --> -2 + -3", "not-x --> not -x", "a . b --> a.b",
      "10%3 --> 10 % 3", "85%*2 --> 85% * 2", "8K+1_000+1.5E-4 --> 8K + 1_000 + 1.5E-4",
      "24GiB --> 24 GiB", "$ 1.40/hour*6 hours --> $1.40/hour * 6 hours",
      "8B params*2 bytes / param --> 8B params * 2 bytes/param", "x/s --> x / s",
      "x in GB / s --> x in GB/s", "1 ... 8 by * 2 --> 1...8 by *2", "1+2...3 --> 1 + 2 ... 3",
      "1...(n-1) --> 1...(n - 1)", "a×b≤c÷d --> a * b <= c / d", "a·b − 1 ≠ 2 --> a * b - 1 != 2",
      "\"a  {x+1}×\" --> \"a  {x+1}×\"", "a|f|g( 1 ) --> a | f | g(1)",
      "plan with(batch:4) --> plan with (batch: 4)", "{a:1,b:2,} --> { a: 1, b: 2 }",
      "{ } --> {}", "{x=2;x*3} --> { x = 2; x * 3 }",
      "[ x*2 for x in xs if x>1 ] --> [x * 2 for x in xs if x > 1]",
      "if a then b else c --> if a then b else c", "a;b ;; c; --> a; b; c", "f(a,) --> f(a)",
      "x=1# why --> x = 1  # why", "85% (x) --> 85% (x)", "a.in -1 --> a.in - 1",
    ] as [Sample])
  func oneLine(_ sample: Sample) {
    let laid = Laid(sample.code)
    #expect(laid.text == sample.answer + "\n")
    laid.expectSameMeaning()
  }

  /// Pages of `before`, `after` by name.
  @Test(arguments: Files.list(folder).filter { $0.hasSuffix(".vram") })
  func pages(_ name: String) throws {
    let laid = Laid(try #require(Files.read(Self.folder + "/" + name)))
    let file = name.replacing(".vram", with: ".txt")
    let difference = Golden.difference(laid.text, file: file, in: "Layouts")
    #expect(difference == nil, "\(difference ?? "")")
    laid.expectSameMeaning()
    for line in laid.text.split(separator: "\n") where !line.contains("\"") {
      #expect(line.split(separator: "  #")[0].count <= 100, "\(line)")
    }
  }

  private static let folder = Files.folder(of: #filePath) + "/Layouts"

  /// Every script and every example of the project keeps its meaning.
  @Test func ownScripts() throws {
    let root = Files.root
    for name in ["models", "gpus"] {
      Laid(try #require(Files.read("\(root)/Sources/Catalog/\(name).vram"))).expectSameMeaning()
    }
    for name in Files.list("\(root)/scripts/scenarios") {
      let laid = Laid(try #require(Files.read("\(root)/scripts/scenarios/\(name)")))
      #expect(laid.source.bytes == laid.bytes, "\(name): run `vram fmt scripts/scenarios/*.vram`")
      laid.expectSameMeaning()
    }
    for name in ["README.md", "grammar.md"] {
      let page = try #require(Files.read("\(root)/\(name)"))
      for line in page.split(separator: "\n") {
        let code = line.hasPrefix("vram> ") ? line.dropFirst(6) : line
        let end = code.firstRange(of: " --")?.lowerBound ?? code.endIndex
        Laid(String(code[..<end])).expectSameMeaning()
      }
    }
  }

  @Test(arguments: ["1 +", "x = )", "f(", "\"", "@", "1 < 2 < 3"])
  func faultsAreLeftAlone(_ code: String) {
    #expect(Formatter.format(Parser.parse(Source(code))) == nil)
  }

  /// Each byte of another encoding is refused where it stands.
  @Test func bytesThatAreNoText() throws {
    let source = Source(bytes: Array("x = 1\ny = \"é ".utf8) + [0xE9, 0x22], name: nil)
    #expect(Laid(source).bytes == nil)
    let fault = try #require(Parser.parse(source).faults.first)
    #expect(fault.message == "A script is UTF-8, and the byte E9 here is none.")
    #expect(fault.hint == "save the file as UTF-8; in Latin-1 this is `é`")
    let position = source.position(of: fault.labels[0].place.span.start)
    #expect(position.line == 2 && position.column == 8)
    let wide = Parser.parse(Source(bytes: [0xFF, 0xFE, 0x78, 0], name: nil))
    #expect(wide.faults.map(\.hint) == ["save the file as UTF-8; it looks like UTF-16"])
  }

  /// Where the line below could go on from it, a statement keeps its `;`.
  @Test func signsAtTheBeginning() {
    #expect(Laid("{ x = 1 # c\n; -x }").text == "{\n  x = 1;  # c\n  -x\n}\n")
    Laid("{ x = 1 # c\n; -x }").expectSameMeaning()
    #expect(Laid("x = 1\n  + 2\nx | f\n | g").text == "x = 1 + 2\nx | f | g\n")
    Laid("x = 1 # one\n  + 2 # two\n  | f\n;-x").expectSameMeaning()
    Laid("help if\nhelp |; help -\nhelp ...\nx").expectSameMeaning()
  }

  @Test func windowsAndMarks() {
    #expect(Laid("\u{FEFF}x = 1\r\n\r\n\r\ny = 2 # why \r\n").text == "x = 1\n\ny = 2  # why\n")
  }

  /// A file as large as one gets is laid out in a moment, and deep ones at all.
  @Test func large() {
    Laid(String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150))
      .expectSameMeaning()
    Laid("x = [" + String(repeating: "12345, ", count: 2_000) + "]").expectSameMeaning()
    for (open, close) in [("{\n", "\n}"), ("{ a: ", "}"), ("[1, ", "]"), ("f(# c\n", ")")] {
      Laid(String(repeating: open, count: 120) + "1" + String(repeating: close, count: 120))
        .expectSameMeaning()
    }
    Laid("x = 1" + String(repeating: " + 1", count: 380)).expectSameMeaning()
  }
}
