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
  /// The parameters of a model, counted apart from the memory model: embeddings, layers, the last
  /// norm, and the head unless it is tied.
  var countedHere: Int {
    let (queries, keys) = (heads * headDim, kvHeads * headDim)
    var layer = 2 * hidden * (queries + keys) + normsHere + mlpHere
    if qkvBias { layer += queries + 2 * keys }
    if outputBias { layer += hidden }
    if qkNorm { layer += qkNormWhole ? queries + keys : 2 * headDim }
    if attentionSinks { layer += heads }
    let last = norm == .layer ? 2 * hidden : hidden
    return ((tied ? 1 : 2) * vocab + positions) * hidden + layers * layer + last
  }

  private var normsHere: Int {
    (normPlacement == .around ? 4 : 2) * (norm == .layer ? 2 : 1) * hidden
  }

  private var mlpHere: Int {
    guard let experts else {
      let up = (gatedMLP ? 2 : 1) * intermediate
      return hidden * (up + intermediate) + (mlpBias ? up + hidden : 0)
    }
    let biases = experts.clamped ? 1 + 2 * experts.intermediate + hidden : 0
    return experts.count * (hidden + 3 * hidden * experts.intermediate + biases)
  }
}
