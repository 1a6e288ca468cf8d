import Import
import MemoryModel
import Step
import Testing

/// Where the linear modules of a model lie, against `named_modules` of transformers 5.23: a line of
/// `modules.jsonl` is a config with the paths in `_modules`, the layer's number left out.
@Suite struct ModulePathTests {
  static let lines = (try? Fixtures.lines(of: "modules.jsonl")) ?? []

  @Test func theFixtureIsWhole() { #expect(Self.lines.count == 82) }

  @Test(arguments: lines)
  func pathsAreThoseOfTransformers(_ line: String) throws {
    let model = try HuggingFace.architecture(json: line, name: "m")
    let listed = try #require(line.split(separator: "\"_modules\": [").last).split(separator: "\"")
    let expected = Set(listed.filter { $0.contains { $0.isLetter } }.map(String.init))
    let paths = model.linearModules.flatMap(\.paths).map { path in
      let parts = path.split(separator: ".").map(String.init)
      guard let layers = parts.firstIndex(where: { ["layers", "h", "blocks"].contains($0) }) else {
        return path
      }
      return (parts[..<layers] + ["N"] + parts[(layers + 2)...]).joined(separator: ".")
    }
    #expect(Set(paths) == expected)
  }
}
