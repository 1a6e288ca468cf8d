/// The expressions of a program's sizes, with what its branches depend on.
struct SizeTable: @unchecked Sendable {
  private let state: UnsafeMutablePointer<State>

  enum Operator: UInt8 {
    case constant, dimension, product, quotient, sum, difference, multiple
    /// What a sum over so many rows takes for so many columns, on the table's card.
    case columnSums
    /// Into how many parts attention splits so many blocks of keys on the table's card, where there are
    /// so many blocks beside them.
    case keySplits
    /// 1 where the left one is more than the right one, else 0: what steers a program.
    case exceeds
  }

  private struct Entry {
    let operation: Operator
    let left: Int32
    let right: Int32
  }

  private struct State {
    var entries = Pile<Entry>(capacity: 512)
    var values = Pile<Double>(capacity: 512)
    var names: [StaticString] = []
    let multiprocessors: Int
    /// Entries by their operands, at most one in each second slot; below zero where there is none.
    var slots = UnsafeMutablePointer<Int32>.allocate(capacity: 1 << State.fewestBits)
    var bits = State.fewestBits

    static let fewestBits = 11

    /// Entries of the numbers that rules are full of; below zero where there is none yet.
    let small = UnsafeMutablePointer<Int32>.allocate(capacity: State.smallNumbers)

    static let smallNumbers = 17
  }

  /// - Parameter multiprocessors: those of the card, by which kernels split their work.
  init(multiprocessors: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(multiprocessors: multiprocessors))
    state.pointee.slots.initialize(repeating: -1, count: 1 << State.fewestBits)
    state.pointee.small.initialize(repeating: -1, count: State.smallNumbers)
  }

  func deallocate() {
    state.pointee.entries.deallocate()
    state.pointee.values.deallocate()
    state.pointee.slots.deallocate()
    state.pointee.small.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var count: Int { state.pointee.entries.count }
  /// Those of the card, by which kernels split their work.
  var multiprocessors: Int { state.pointee.multiprocessors }

  @inline(__always)
  func value(_ index: Int32) -> Double { state.pointee.values[Int(index)] }

  /// A number that no setup changes.
  func constant(_ number: Int) -> Size {
    let isSmall = number >= 0 && number < State.smallNumbers
    if isSmall, state.pointee.small[number] >= 0 {
      return Size(table: self, index: state.pointee.small[number])
    }
    let size = found(
      .constant, Int32(truncatingIfNeeded: number), Int32(truncatingIfNeeded: number >> 32)
    ) { Double(number) }
    if isSmall { state.pointee.small[number] = size.index }
    return size
  }

  /// A dimension of the model or of the batch: the same for the same name.
  func dimension(_ name: StaticString, _ value: Int) -> Size {
    let known = state.pointee.names.firstIndex { $0.isEqual(to: name) }
    if known == nil { state.pointee.names.append(name) }
    let place = known ?? state.pointee.names.count - 1
    return found(.dimension, Int32(place), 0) { Double(value) }
  }

  @inline(__always)
  func combine(_ operation: Operator, _ left: Int32, _ right: Int32) -> Size {
    found(operation, left, right) { apply(operation, value(left), value(right)) }
  }

  @inline(__always)
  private func found(
    _ operation: Operator, _ left: Int32, _ right: Int32, _ value: () -> Double
  ) -> Size {
    let (mask, bits) = (1 << state.pointee.bits - 1, state.pointee.bits)
    var slot = Self.firstSlot(operation, left, right, bits)
    while state.pointee.slots[slot] >= 0 {
      let index = state.pointee.slots[slot]
      let entry = state.pointee.entries[Int(index)]
      if entry.operation == operation && entry.left == left && entry.right == right {
        return Size(table: self, index: index)
      }
      slot = (slot + 1) & mask
    }
    let index = Int32(state.pointee.entries.count)
    state.pointee.entries.append(Entry(operation: operation, left: left, right: right))
    state.pointee.values.append(value())
    state.pointee.slots[slot] = index
    if state.pointee.entries.count > mask / 2 { widenSlots() }
    return Size(table: self, index: index)
  }

  /// Knuth, The Art of Computer Programming 3, 6.4: multiplied with 2^64 by the golden ratio.
  @inline(__always)
  private static func firstSlot(
    _ operation: Operator, _ left: Int32, _ right: Int32, _ bits: Int
  ) -> Int {
    let key =
      UInt64(operation.rawValue) << 60 ^ UInt64(UInt32(bitPattern: left)) << 30
      ^ UInt64(UInt32(bitPattern: right))
    return Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }

  @inline(never)
  private func widenSlots() {
    let bits = state.pointee.bits + 1
    let slots = UnsafeMutablePointer<Int32>.allocate(capacity: 1 << bits)
    slots.initialize(repeating: -1, count: 1 << bits)
    for index in 0..<state.pointee.entries.count {
      let entry = state.pointee.entries[index]
      var slot = Self.firstSlot(entry.operation, entry.left, entry.right, bits)
      while slots[slot] >= 0 { slot = (slot + 1) & (1 << bits - 1) }
      slots[slot] = Int32(index)
    }
    state.pointee.slots.deallocate()
    (state.pointee.slots, state.pointee.bits) = (slots, bits)
  }

  private func apply(_ operation: Operator, _ left: Double, _ right: Double) -> Double {
    switch operation {
    case .product: left * right
    case .quotient: left / right
    case .sum: left + right
    case .difference: left - right
    case .multiple: (left / right).rounded(.up) * right
    case .columnSums:
      ColumnSums(columns: left, rows: right, multiprocessors: state.pointee.multiprocessors).bytes
    case .keySplits:
      KeySplits(blocks: left, keys: right, multiprocessors: state.pointee.multiprocessors).count
    case .exceeds: left > right ? 1 : 0
    case .constant, .dimension: left
    }
  }

  func compare(_ left: Int32, exceeds right: Int32) -> Bool {
    combine(.exceeds, left, right).value > 0
  }

  /// Evaluates all expressions for other values of some dimensions.
  ///
  /// - Returns: whether every comparison comes out as it did. If not, the program would have gone
  ///   another way, and has to be run again.
  func evaluate(_ dimensions: [(name: StaticString, value: Int)]) -> Bool {
    let (entries, values) = (state.pointee.entries, state.pointee.values)
    for index in 0..<entries.count {
      let entry = entries[index]
      switch entry.operation {
      case .constant: break
      case .dimension:
        let name = state.pointee.names[Int(entry.left)]
        if let other = dimensions.first(where: { $0.name.isEqual(to: name) }) {
          values[index] = Double(other.value)
        }
      case .exceeds:
        let exceeds = values[Int(entry.left)] > values[Int(entry.right)]
        if exceeds != (values[index] > 0) { return false }
      default:
        values[index] = apply(
          entry.operation, values[Int(entry.left)], values[Int(entry.right)])
      }
    }
    return true
  }
}

// What an explanation reads.
extension SizeTable {
  func node(_ index: Int32) -> Node {
    let entry = state.pointee.entries[Int(index)]
    return switch entry.operation {
    case .constant: .number(Int(min(value(index), 0x1p53)))
    case .dimension: .dimension(state.pointee.names[Int(entry.left)])
    case .product: .product(entry.left, entry.right)
    case .quotient: .quotient(entry.left, entry.right)
    case .sum: .sum(entry.left, entry.right)
    case .difference: .difference(entry.left, entry.right)
    case .multiple: .multiple(entry.left, of: entry.right)
    default: .opaque
    }
  }

  /// The two factors of an allocation's size.
  func elementsAndBytes(of index: Int32) -> (elements: Int32, bytes: Int) {
    let entry = state.pointee.entries[Int(index)]
    return (entry.left, Int(value(entry.right)))
  }
}

extension StaticString {
  func isEqual(to other: StaticString) -> Bool {
    if utf8CodeUnitCount != other.utf8CodeUnitCount { return false }
    if utf8Start == other.utf8Start { return true }
    return (0..<utf8CodeUnitCount).allSatisfy { utf8Start[$0] == other.utf8Start[$0] }
  }
}
