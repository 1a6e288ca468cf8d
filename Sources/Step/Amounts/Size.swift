/// A number of elements or of bytes, as an expression over named dimensions.
///
/// Sizes are entries of one table, equal expressions are one entry: what a program allocates can be
/// evaluated anew for other dimensions, and every number can say how it came about.
struct Size: Sendable {
  let table: SizeTable
  let index: Int32

  /// The number for the table's present dimensions.
  @inline(__always)
  var value: Double { table.value(index) }

  @inline(__always)
  static func * (a: Size, b: Size) -> Size { a.table.combine(.product, a.index, b.index) }
  /// A quotient without a rest.
  @inline(__always)
  static func / (a: Size, b: Size) -> Size { a.table.combine(.quotient, a.index, b.index) }
  static func + (a: Size, b: Size) -> Size { a.table.combine(.sum, a.index, b.index) }
  static func - (a: Size, b: Size) -> Size { a.table.combine(.difference, a.index, b.index) }

  static func * (a: Size, b: Int) -> Size { a * a.table.constant(b) }
  static func * (a: Int, b: Size) -> Size { b.table.constant(a) * b }
  static func / (a: Size, b: Int) -> Size { a / a.table.constant(b) }
  static func + (a: Size, b: Int) -> Size { a + a.table.constant(b) }

  /// The next multiple.
  func multiple(of step: Int) -> Size {
    table.combine(.multiple, index, table.constant(step).index)
  }

  /// Bytes that a sum over so many rows takes for a moment, where this is the count of columns.
  func columnSums(rows: Size) -> Size { table.combine(.columnSums, index, rows.index) }

  /// Parts of so many blocks of keys, where this is the count of blocks beside them.
  func keySplits(of keys: Size) -> Size { table.combine(.keySplits, index, keys.index) }

  /// So many parts of this size, the last one perhaps smaller.
  func parts(of size: Size) -> Size { table.combine(.multiple, index, size.index) / size }

  /// So many parts of this size, the last one perhaps smaller.
  func parts(of size: Int) -> Size { multiple(of: size) / size }

  /// Comparisons decide what a program does: the table remembers them, since its record holds for
  /// other dimensions only where they come out alike.
  static func > (a: Size, b: Size) -> Bool { a.table.compare(a.index, exceeds: b.index) }
  static func > (a: Size, b: Int) -> Bool { a > a.table.constant(b) }
  static func == (a: Size, b: Size) -> Bool { a.index == b.index || !(a > b || b > a) }
  static func larger(_ a: Size, _ b: Size) -> Size { b > a ? b : a }
  static func smaller(_ a: Size, _ b: Size) -> Size { a > b ? b : a }
}
