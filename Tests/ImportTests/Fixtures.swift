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
  /// The parameters of a model, counted apart from the memory model: embeddings, layers one by one,
  /// the last norm, and the head unless it is tied.
  var countedHere: Int {
    var total = ((tied ? 1 : 2) * vocab + positions) * hidden + (norm == .layer ? 2 : 1) * hidden
    if let input = perLayerInput {
      // Its table, the projection of the embedding into it, and a norm.
      total += input.width * (layers * (input.vocab + hidden) + 1)
    }
    let (sharing, sharingWindowed) = (shared?.layers ?? 0, shared?.windowed ?? 0)
    let windowed = slidingLayers - sharingWindowed
    total += windowed * layerHere(isGlobal: false, shares: false)
    total += (layers - sharing - windowed) * layerHere(isGlobal: true, shares: false)
    total += sharingWindowed * layerHere(isGlobal: false, shares: true)
    return total + (sharing - sharingWindowed) * layerHere(isGlobal: true, shares: true)
  }

  private func layerHere(isGlobal: Bool, shares: Bool) -> Int {
    let width = isGlobal ? global?.headDim ?? headDim : headDim
    let queries = heads * width
    let keys = shares ? 0 : (isGlobal ? global?.kvHeads ?? kvHeads : kvHeads) * width
    let values = isGlobal && global?.keysAreValues == true ? 0 : keys
    var layer = hidden * (2 * queries + keys + values) + normsHere + mlpHere
    if shares && shared?.doublesMLP == true { layer += 3 * hidden * intermediate }
    if qkvBias { layer += queries + keys + values }
    if outputBias { layer += hidden }
    if qkNorm { layer += qkNormWhole ? queries + keys : shares ? width : 2 * width }
    if attentionSinks { layer += heads }
    if let input = perLayerInput { layer += hidden * (2 * input.width + 1) }
    return layer
  }

  private var normsHere: Int {
    (normPlacement == .around ? 4 : 2) * (norm == .layer ? 2 : 1) * hidden
  }

  private var mlpHere: Int {
    let up = (gatedMLP ? 2 : 1) * intermediate
    let plain = hidden * (up + intermediate) + (mlpBias ? up + hidden : 0)
    guard let experts else { return plain }
    let each = hidden + 3 * hidden * experts.intermediate
    if experts.besideMLP {
      // Three more norms, and the router's scales of the stream and of the experts.
      return plain + experts.count * (each + 1) + 4 * hidden
    }
    let biases = experts.clamped ? 1 + 2 * experts.intermediate + hidden : 0
    return experts.count * (each + biases)
  }
}
