import MemoryModel

/// The tokens of an image whose size says how many there are: rows and columns, as near to a square as
/// their number allows.
struct ImageGrid {
  let rows: Int
  let columns: Int

  init(tokens: Int) {
    var rows = max(1, Int(Double(tokens).squareRoot()))
    while tokens % rows != 0 { rows -= 1 }
    self.rows = rows
    columns = tokens / rows
  }

  /// Tokens of each window with so many a side, those at the edges smaller.
  func windows(of side: Int) -> [Int] {
    let heights = Self.parts(of: rows, side)
    let widths = Self.parts(of: columns, side)
    return heights.flatMap { height in widths.map { height * $0 } }
  }

  private static func parts(of length: Int, _ side: Int) -> [Int] {
    stride(from: 0, to: length, by: side).map { min(side, length - $0) }
  }
}

extension Architecture.Tower {
  /// Whether patches attend in windows of four tokens a side: in all layers but each eighth.
  ///
  /// Source: transformers 5.23 models/qwen2_5_vl/configuration_qwen2_5_vl.py `Qwen2_5_VLVisionConfig`:
  /// `window_size`, `fullatt_block_indexes`; vision_utils.py `get_vision_window_index`.
  func attendsInWindows(_ place: Int) -> Bool { encoder == .qwen25 && place % 8 != 7 }
}

extension EncoderSizes {
  /// Patches of each segment that attention is computed of by itself: an image, or a window of one.
  func segments(_ tower: Architecture.Tower, isWindowed: Bool) -> [Size] {
    // A record holds for as many images alone.
    let count = heads.batch.counted
    let one: [Size] =
      isWindowed
      ? ImageGrid(tokens: heads.seq.counted / tower.patches).windows(of: 4).map {
        hidden.table.constant($0 * tower.patches)
      } : [heads.seq]
    return (0..<count).flatMap { _ in one }
  }
}

extension Size {
  /// The number itself, which a record that was made by it holds for alone.
  var counted: Int {
    let count = Int(value)
    _ = self == table.constant(count)
    return count
  }
}
