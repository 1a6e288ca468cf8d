import Language
import Testing

@testable import Render

/// Faults as the language finds them, drawn.
@Suite struct SessionTests {
  @Test(arguments: [
    "24 GiB + 2048 tokens", "24 GiB + 1", "bath * 2", "1 / 0", "(1 + 2", "1 + ) * 3", "\"open",
    "x = 3 y = 4", "[1, 2][5]", "sqrt(1, 2)", "f(3) + 1", "half(n: 2)", "1e300 * 1e300 * 1e10",
    "2 ^ (3 GiB)", "@", "if 3 then 4 else 5", "{ x = 2", "1 < 2 < 3", "1...0 by 0",
    "batch = 2 GiB", "x =", "x = \n\n",
  ])
  func drawn(line: String) {
    let canvas = Canvas(format: .text, width: 60, isColored: false)
    var answers = ""
    let world = World(
      read: { _ throws(Unreadable) in throw Unreadable("there is no such file") },
      show: { answers += canvas.answer($0, $1) }, report: { answers += canvas.fault($0) })
    let session = Session(Self.vocabulary, world)
    // The function that a later line calls, as if it had been typed before.
    _ = session.run(Source("f(x) = x / 0"))
    guard case .broken(let faults) = session.run(Source(line)) else {
      Issue.record("it is not broken")
      return
    }
    #expect(answers.isEmpty)
    for fault in faults {
      let lines = canvas.fault(fault).split(separator: "\n")
      #expect(lines.first?.hasPrefix("error: ") == true)
      #expect(lines.contains { $0.hasPrefix(" 1 │ ") })
      #expect(lines.contains { $0.hasPrefix("   │ ") && $0.contains("^") })
      for line in lines { #expect(Width.cells(String(line)) <= 60, "\(line)") }
    }
  }

  private static let vocabulary = Vocabulary(
    words: [
      Word(
        "sqrt", .numbers, "The square root.",
        [Parameter("x", .number(Kind.NumberKind(from: 0, whole: false)))]
      ) { arguments, _ throws(Fault) in
        .number((arguments.number("x") ?? 0).squareRoot())
      }
    ],
    slots: [Slot("batch", .whole(from: 1), .whole(1), "sequences in a step")])
}
