import MemoryModel
import Support
import Testing

/// The configs beside these tests.
enum Fixtures {
  static func text(_ name: String) throws -> String {
    try #require(Files.read(Files.folder(of: #filePath) + "/Fixtures/" + name))
  }

  /// One config a line, with `_name` and the published count, `_parameters`.
  static func published() throws -> [String] {
    try text("published.jsonl").split(separator: "\n").map(String.init)
  }
}

extension Architecture {
  /// The parameters of a dense model, counted apart from the memory model: embedding, layers, the
  /// last norm, and the head unless it is tied.
  var countedHere: Int {
    let (queries, keys) = (heads * headDim, kvHeads * headDim)
    var layer = 2 * hidden * (queries + keys) + 3 * hidden * intermediate + 2 * hidden
    if qkvBias { layer += queries + 2 * keys }
    if outputBias { layer += hidden }
    if mlpBias { layer += 2 * intermediate + hidden }
    if qkNorm { layer += 2 * headDim }
    return (tied ? 1 : 2) * vocab * hidden + layers * layer + hidden
  }
}
