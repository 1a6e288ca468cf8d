import MemoryModel
import Support
import Testing

/// Holds the model against what others measured on real cards.
///
/// Each run is asked with the `framework` of its versions. The limits say what the model claims to
/// know; docs/measured.md names the mechanism behind what it does not.
@Suite struct MeasuredTests {
  static func rows(_ group: String) -> [Measured] { Measured.all.filter { $0.group == group } }

  @Test func theFixtureIsWhole() {
    #expect(Measured.all.count == 40)
    #expect(Set(Measured.all.map(\.group)) == ["trainer", "upcast", "kernels", "litgpt"])
    #expect(Measured.all.allSatisfy { $0.source.hasPrefix("https://") })
  }

  /// Weights and states are a matter of counting; the workspaces that torch keeps (17 MB) are
  /// temporaries of the model, and left out here.
  @Test(arguments: ["trainer", "kernels"])
  func weightsAndStatesAreExact(group: String) throws {
    for row in Self.rows(group) {
      let error = try #require(try row.keptError())
      #expect(abs(error) <= 0.01, "\(row.model) \(row.method)")
    }
  }

  /// The trainer as it is, on transformers 4.45 and 4.48: as near as a traced step, but for the
  /// leaf that Granite's scaled embedding leaves behind, half a percent.
  @Test func theTrainerIsMet() throws {
    let errors = try Self.rows("trainer").map { try $0.peakError() }
    #expect(TracedTests.quantile(errors, 0.5) <= 0.001)
    #expect(TracedTests.quantile(errors, 1) <= 0.006)
  }

  /// At the optimizer's step no kernel of the layers or the loss is left that could differ.
  @Test(arguments: ["trainer", "kernels"])
  func fullTrainingIsExact(group: String) throws {
    for row in Self.rows(group) where row.setup.method == .full {
      #expect(abs(try row.peakError()) <= 0.0005, "\(row.model)")
    }
  }

  @Test func docsSayWhatTheModelSays() throws {
    let path = Files.root + "/docs/measured.md"
    let text = Files.read(path) ?? ""
    let marks = ("<!-- table -->\n", "<!-- end of table -->")
    let parts = text.split(separator: marks.0, maxSplits: 1)
    let rest = parts.last.map(String.init) ?? ""
    let end = rest.firstRange(of: marks.1)
    let tail = end.map { String(rest[$0.lowerBound...]) } ?? marks.1
    let now = String(parts.first ?? "") + marks.0 + (try MeasuredTable.text()) + tail
    let difference = Golden.difference(now, file: "measured.md", in: "../../docs")
    #expect(difference == nil, "\(difference ?? "")")
  }
}
