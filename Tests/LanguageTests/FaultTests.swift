import Language
import Support
import Testing

/// Tiny broken programs, one a kind of fault, with what is said about each: `Faults/NAME.vram` and
/// beside it `NAME.txt`. A new program gets its text by running the test; read it before it stays.
@Suite("Broken programs") struct FaultTests {
  private static let folder = Files.folder(of: #filePath) + "/Faults"

  private static let names = Files.list(folder).compactMap { name in
    name.hasSuffix(".vram") ? String(name.dropLast(5)) : nil
  }

  /// What the programs may load.
  private static let files = [
    "circle.vram": "load \"circle.vram\"",
    "broken.vram": "x = 1\ny = x + * 2\n",
    "divides.vram": "halve(x) = x / 0\nhalve(3)\n",
  ]

  @Test(arguments: names) func message(_ name: String) {
    let desk = Desk(files: Self.files)
    let program = Files.read("\(Self.folder)/\(name).vram") ?? ""
    let faults = desk.run(program, name: "\(name).vram").faults
    #expect(!faults.isEmpty || !desk.reports.isEmpty, "\(name).vram is not broken")
    let drawn = (desk.reports + faults).map(Sketch.draw).joined(separator: "\n")
    let difference = Golden.difference(drawn, file: "\(name).txt", in: "Faults")
    #expect(difference == nil, "\(difference ?? "")")
  }

  /// One kind of fault each: 40 programs that say the same would show nothing.
  @Test func enough() { #expect(Self.names.count >= 40) }
}

/// A fault in plain characters: enough to see what it says and where it points.
enum Sketch {
  static func draw(_ fault: Diagnostic) -> String {
    var lines = ["\(fault.kind.rawValue): \(fault.message)"]
    for label in fault.labels { lines += snippet(label) }
    if let hint = fault.hint { lines.append("  hint: \(hint)") }
    for place in fault.trail {
      lines.append("  called in \(position(place)): \(firstLine(place.text))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func snippet(_ label: Diagnostic.Label) -> [String] {
    let (source, span) = (label.place.source, label.place.span)
    let line = source.line(around: span.start)
    let before = source.text(Span(line.start, span.start)).count
    let width = max(1, source.text(Span(span.start, min(span.end, line.end))).count)
    let carets = String(repeating: " ", count: before) + String(repeating: "^", count: width)
    let text = label.text.isEmpty ? "" : " \(label.text)"
    return ["  \(position(label.place)) | \(source.text(line))", "  \(carets)\(text)"]
      .enumerated().map { index, line in
        let gutter = position(label.place).count + 3
        return index == 0 ? line : String(repeating: " ", count: gutter) + line
      }
  }

  private static func position(_ place: Place) -> String {
    let position = place.source.position(of: place.span.start)
    return "\(place.source.name ?? "prompt"):\(position.line):\(position.column)"
  }

  private static func firstLine(_ text: String) -> String {
    text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
