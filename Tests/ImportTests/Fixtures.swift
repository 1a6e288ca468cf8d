import Support
import Testing

/// The configs beside these tests.
enum Fixtures {
  static func text(_ name: String) throws -> String {
    try #require(Files.read(Files.folder(of: #filePath) + "/Fixtures/" + name))
  }

  /// One config a line, with `_name` and `_parameters`: the published count in `published.jsonl`; in
  /// `counted.jsonl`, of configs made up, what transformers 5.23 counts on the meta device.
  static func lines(of name: String) throws -> [String] {
    try text(name).split(separator: "\n").map(String.init)
  }
}
