/// What each event of a record changes: a place among the amounts by which what is alive can change.
///
/// It is drawn from a record once; for other sizes only the amounts are other ones.
struct Changes {
  /// By event.
  let codes: [Int32]
  private let amounts: [Amount]

  /// So many blocks of a size, taken or given back; none where the cache is emptied.
  private struct Amount: Hashable {
    let size: Int32
    var count: Int32
    /// Whether a block may have a segment of its own.
    let hasRest: Bool

    func times(_ count: Int32) -> Amount { Amount(size: size, count: count, hasRest: hasRest) }
  }

  init(_ record: Record, sizes: Int) {
    var amounts = Amounts(sizes: sizes)
    var codes: [Int32] = []
    codes.reserveCapacity(record.events.count)
    // Each allocation, with how many layers it stands for once its layer is behind.
    var made: [Amount] = []
    var (next, copies, first) = (0, Int32(0), 0)
    for event in 0..<record.events.count {
      while next < record.marks.count, record.marks[next].event <= event {
        switch record.marks[next].kind {
        case .phase: break
        case .enter(let count): (copies, first) = (Int32(count), made.count)
        case .leave:
          if copies > 1 { for index in first..<made.count { made[index].count = copies } }
          copies = 0
        }
        next += 1
      }
      let entry = record.events[event]
      if entry >= 0 {
        let hasRest = copies == 0 && record.labels[made.count].isPassing
        let amount = Amount(size: entry, count: 1, hasRest: hasRest)
        made.append(amount)
        codes.append(amounts.place(of: amount))
      } else if entry == .min {
        codes.append(amounts.place(of: Amount(size: 0, count: 0, hasRest: false)))
      } else {
        let released = made[Int(-1 - entry)]
        codes.append(amounts.place(of: released.times(copies > 0 ? -1 : -released.count)))
      }
    }
    (self.codes, self.amounts) = (codes, amounts.all)
  }

  /// Amounts in the order in which they came.
  private struct Amounts {
    private(set) var all: [Amount] = []
    /// Of one block taken or given back, by its size: nearly all.
    private var single: [Int32]
    private var places: [Amount: Int32] = [:]

    init(sizes: Int) { single = Array(repeating: -1, count: 4 * sizes) }

    mutating func place(of amount: Amount) -> Int32 {
      if amount.count.magnitude != 1 {
        if let known = places[amount] { return known }
        places[amount] = Int32(all.count)
      } else {
        let index = Int(amount.size) * 4 + (amount.count > 0 ? 2 : 0) + (amount.hasRest ? 1 : 0)
        if single[index] >= 0 { return single[index] }
        single[index] = Int32(all.count)
      }
      all.append(amount)
      return Int32(all.count - 1)
    }
  }

  /// Bytes of each amount, by the present sizes; the caller deallocates them.
  func bytes(_ program: Program) -> UnsafeMutablePointer<Double> {
    let bytes = UnsafeMutablePointer<Double>.allocate(capacity: amounts.count)
    for (place, amount) in amounts.enumerated() {
      let size = program.sizes.value(amount.size)
      let block = amount.hasRest ? program.allocator.segmentBytes(size) : blockBytes(size)
      (bytes + place).initialize(to: Double(amount.count) * block)
    }
    return bytes
  }
}
