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

  /// Tokens of each window, those at the edges smaller.
  var windows: [Int] {
    let (heights, widths) = (Self.parts(of: rows), Self.parts(of: columns))
    return heights.flatMap { height in widths.map { height * $0 } }
  }

  /// A step is gone through segment by segment: more would take seconds, and no card has room for them.
  static let mostSegments = 10_000

  /// How many windows there are.
  var countOfWindows: Int {
    ((rows + Self.side - 1) / Self.side) * ((columns + Self.side - 1) / Self.side)
  }

  /// Tokens of a window's side: `window_size` of 112 pixels, patches of 14, two of them a token.
  ///
  /// Source: transformers 5.23 models/qwen2_5_vl/configuration_qwen2_5_vl.py `Qwen2_5_VLVisionConfig`.
  private static let side = 4

  private static func parts(of length: Int) -> [Int] {
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

extension Architecture.Tower {
  /// What a batch has of images that are attended to one by one, or of windows of them.
  func segments(_ setup: Setup) -> Double {
    if tokensOfImage > 0 { return 0 }
    let grid = ImageGrid(tokens: setup.imageTokens)
    let windows = encoder == .qwen25 ? grid.countOfWindows : 1
    return Double(setup.batch) * Double(windows)
  }
}

extension EncoderSizes {
  /// Patches of each segment that attention is computed of by itself: an image, or a window of one.
  func segments(_ tower: Architecture.Tower, isWindowed: Bool) -> [Size] {
    // A record holds for as many images alone.
    let count = heads.batch.counted
    let one: [Size] =
      isWindowed
      ? ImageGrid(tokens: heads.seq.counted / tower.patches).windows.map {
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
