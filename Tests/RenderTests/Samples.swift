import Language
import Support
import Testing

@testable import Render

/// A thing that looks like whatever a test wants to see.
final class Shown: Entity {
  let kind = "a sample"
  let fields: [String] = []
  let datum: Datum
  private let picture: View

  init(_ view: View, datum: Datum = .null) {
    picture = view
    self.datum = datum
  }

  func field(_ name: String) -> Value? { nil }
  func text(_ style: Style) -> String { "a sample" }
  func view(_ style: Style) -> View { picture }
}

/// Pictures of one thing in several sizes, for one golden file.
enum Picture {
  static let widths = [120, 80, 60, 40]

  static func sizes(_ value: Value, _ widths: [Int] = widths, isUnicode: Bool = true) -> String {
    widths.map { width in
      let canvas = Canvas(format: .text, width: width, isColored: false, isUnicode: isUnicode)
      return ruler(width) + canvas.answer(value, Style())
    }.joined(separator: "\n")
  }

  static func sizes(
    _ fault: Diagnostic, _ widths: [Int] = [80], isUnicode: Bool = true
  ) -> String {
    widths.map { width in
      let canvas = Canvas(format: .text, width: width, isColored: false, isUnicode: isUnicode)
      return (widths.count > 1 ? ruler(width) : "") + canvas.fault(fault)
    }.joined(separator: "\n")
  }

  static func ruler(_ width: Int) -> String {
    let label = "== \(width) "
    return label + String(repeating: "=", count: max(0, width - label.count)) + "\n"
  }
}

/// Holds a picture against its golden file.
///
/// Escape characters stand in it as a sign, so that it can be looked at.
func expectGolden(
  _ actual: String, _ file: String, test: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let actual = actual.split(separator: "\u{1B}", omittingEmptySubsequences: false)
    .joined(separator: "␛")
  let lines = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let isRagged = lines.contains { $0.hasSuffix(" ") }
  #expect(!isRagged, "a line ends in spaces", sourceLocation: sourceLocation)
  let difference = Golden.difference(actual, file: file, test: test)
  #expect(difference == nil, "\(difference ?? "")", sourceLocation: sourceLocation)
}

/// The answer to `estimate`.
enum Sample {
  static let estimate = Value.entity(Shown(estimateView, datum: estimateDatum))

  private static let estimateView = View([
    .line(
      Markup("Llama 3.1 8B", .strong)
        + " · QLoRA r 16, all linear · batch 1 × 2,048 tokens · bf16 autocast · checkpointing on"),
    .blank, .grid(ledger),
  ])

  static let ledger = Grid(
    columns: [
      Grid.Column(""), Grid.Column("", .decimal), Grid.Column(""), Grid.Column("", elastic: true),
    ],
    rows: [
      part("weights", "5.31", 5.31, "8.03B parameters: 6.98B in NF4, 1.05B in bf16", " GiB"),
      part("adapters", "0.16", 0.16, "41.9M parameters, fp32"),
      part("gradients", "0.00", 0, "not yet there at the peak"),
      part("optimizer", "0.31", 0.31, "AdamW, two fp32 states of the adapters"),
      part("activations", "0.53", 0.53, "32 layer inputs kept, the rest recomputed"),
      part("logits", "2.94", 2.94, "2,048 × 128,256, three copies in fp32"),
      part("temporaries", "0.00", 0, ""),
      .rule(columns: 2),
      total("allocated", "9.25", " GiB", ""),
      total("allocator", "0.99", "", ""),
      total("context", "0.45", "", ""),
      total(
        "total", "10.69", " GiB",
        "peak while the loss goes backward · runs from 9.8 GiB · ± 2 %"),
    ], indent: 2)

  private static func part(
    _ name: String, _ figure: String, _ size: Double, _ note: String, _ unit: String = ""
  ) -> Grid.Row {
    .cells([
      .markup(Markup(name, .name)), .markup(Markup(figure, .number) + Markup(unit, .muted)),
      .bar(size / 10.69), .markup(Markup(note, .muted)),
    ])
  }

  private static func total(
    _ name: String, _ figure: String, _ unit: String, _ note: String
  ) -> Grid.Row {
    .cells([
      .markup(Markup(name, .strong)), .markup(Markup(figure, .strong) + Markup(unit, .muted)),
      .markup(Markup(note)), .empty,
    ])
  }

  private static let estimateDatum = Datum.object([
    "kind": .text("estimate"), "total": .whole(11_478_300_000), "phase": .text("backward"),
    "gpus": .whole(1),
    "parts": .object(["weights": .whole(5_701_632_000), "gradients": .whole(0)]),
  ])

  /// The answer to `sweep(batch, 1...8)`.
  static let sweep = Value.entity(
    Table(
      columns: [
        Table.Column("batch"), Table.Column("total"), Table.Column("headroom"),
        Table.Column("fits", title: "fits RTX 3060"), Table.Column("note"),
      ],
      rows: (1...8).map { batch in
        let total = 9.12 + 1.57 * Double(batch)
        return [
          .whole(batch), .bytes(Int(total * 0x1p30)), .bytes(Int((11.63 - total) * 0x1p30)),
          .truth(total < 11.63), batch == 3 ? .nothing : .text("a|b"),
        ]
      }, drawn: 1))
}
