/// Horizontal bars, to an eighth of a cell.
struct Bars {
  let isUnicode: Bool

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar of `share` of so many cells.
  func bar(_ share: Double, cells: Int) -> String {
    guard share.isFinite, cells > 0 else { return "" }
    let length = min(1, max(0, share)) * Double(min(cells, 1000))
    guard isUnicode else { return String(repeating: "#", count: Int(length.rounded())) }
    let parts = Int((length * 8).rounded())
    return String(repeating: "█", count: parts / 8) + Self.eighths[parts % 8]
  }
}
