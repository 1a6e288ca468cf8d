import Language
import Testing

@testable import Render

@Suite struct FaultTests {
  @Test(arguments: Sample.faults.map(\.name))
  func drawn(name: String) throws {
    let sample = try #require(Sample.faults.first { $0.name == name })
    expectGolden(Picture.sizes(sample.fault, sample.widths), "fault-\(name).txt")
  }

  @Test func inASCII() {
    let pictures = Sample.faults.map { Picture.sizes($0.fault, [60], isUnicode: false) }
    expectGolden(pictures.joined(separator: "\n"), "fault-ascii.txt")
  }

  @Test func inColor() {
    let canvas = Canvas(format: .text, width: 80, isColored: true)
    let pictures = Sample.faults.map { canvas.fault($0.fault) }.joined(separator: "\n")
    expectGolden(pictures, "fault-color.txt")
  }

  @Test func asJSON() {
    let canvas = Canvas(format: .json, width: 80, isColored: true)
    expectGolden(Sample.faults.map { canvas.fault($0.fault) }.joined(), "fault-json.txt")
  }

  /// Spans come from anywhere; none may bring the drawing down.
  @Test(arguments: ["", "\n", "a", "a\n", "\r\n\r\n", "日本\t語\r\n", "x = (\n\n  \n", "\u{7}"])
  func anySpan(text: String) {
    let source = Source(text, name: "any")
    let bounds = [Int.min, -7, -1, 0, 1, 2, 3, 5, 8, 40, Int.max]
    for start in bounds {
      for end in bounds {
        let place = Place(source, Span(start, end))
        var fault = Diagnostic(.value, "Wrong.", at: place, hint: "do it right")
        fault.labels.append(Diagnostic.Label(Place(source, Span(end, start)), "this"))
        fault.trail = [place]
        for width in [0, 24, 80] {
          for format in Format.allCases {
            let canvas = Canvas(format: format, width: width, isColored: false)
            #expect(canvas.fault(fault).hasSuffix("\n"))
          }
        }
      }
    }
  }

  @Test func invalidBytes() {
    let source = Source(bytes: [0x61, 0xFF, 0xC3, 0x28, 0x1B, 0x5B, 0x31, 0x6D, 0x62], name: nil)
    let fault = Diagnostic(.syntax, "I cannot read this.", at: Place(source, Span(1, 2)))
    let canvas = Canvas(format: .text, width: 80, isColored: false)
    #expect(
      canvas.fault(fault) == """
        error: I cannot read this
         1 │ a\u{FFFD}\u{FFFD}(\u{FFFD}[1mb
           │  ^

        """)
  }
}
