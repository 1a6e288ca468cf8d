import Import
import Support
import Testing

/// The configs beside these tests.
enum Fixtures {
  static func text(_ name: String) throws -> String {
    try #require(Files.read(Files.folder(of: #filePath) + "/Fixtures/" + name))
  }

  /// A config of a family, or of a model around a text model.
  static func config(of type: String) throws -> String {
    if !HuggingFace.wrappers.contains(type) { return try text(type + ".json") }
    let line = try text("wrappers.jsonl").split(separator: "\n").first {
      $0.contains("e, \"model_type\": \"\(type)\",")
    }
    return String(try #require(line))
  }

  /// One config a line, with `_name` and `_parameters`: in `published.jsonl` of published models, the
  /// count of their weights as transformers 5.23 loads them; in `counted.jsonl`, of configs made up,
  /// what it counts on the meta device.
  static func lines(of name: String) throws -> [String] {
    try text(name).split(separator: "\n").map(String.init)
  }
}
