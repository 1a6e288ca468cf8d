import MemoryModel

/// What a record changes from one moment that can be the fullest to the next: what is given back, then
/// what is taken, as one sum. Equal sums are one.
///
/// It is drawn from a record once; for other sizes only the amounts are other ones.
struct Changes {
  /// Where the climbs of each part begin, and the last one's end: a part lies between two marks.
  let parts: [Int]
  let climbs: [Climb]
  /// Codes of the amounts of all sums, one sum behind the other, and where each begins.
  private let terms: [Int32]
  private let begins: [Int32]
  private let amounts: Amounts

  struct Climb {
    let sum: Int32
    /// The last event that takes something.
    let event: Int32
  }

  init(_ record: Record, sizes: Int) {
    var drawing = Drawing(sizes)
    defer { drawing.deallocate() }
    drawing.draw(record)
    parts = drawing.parts.array
    climbs = drawing.climbs.array
    terms = drawing.terms.array
    begins = drawing.begins.array
    amounts = drawing.amounts
  }

  /// Bytes of each sum, by the present sizes; the caller deallocates them.
  func bytes(_ program: Program) -> UnsafeMutablePointer<Double> {
    let amounts = amounts.bytes(program)
    defer { amounts.deallocate() }
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: begins.count)
    for sum in 0..<(begins.count - 1) {
      var bytes = 0.0
      for place in Int(begins[sum])..<Int(begins[sum + 1]) { bytes += amounts[Int(terms[place])] }
      (sums + sum).initialize(to: bytes)
    }
    return sums
  }
}

/// So many blocks of a size, as a code: nearly all are one block that is taken or given back.
private struct Amounts {
  let sizes: Int
  /// The sizes that blocks have.
  private var blocks: [Int32] = []
  private var isBlock: [Bool]
  /// Several blocks of a size, given back at once, and whether they may have segments of their own.
  private var several: [(size: Int32, count: Int32, hasRest: Bool)] = []

  init(sizes: Int) {
    self.sizes = sizes
    isBlock = Array(repeating: false, count: sizes)
  }

  /// The code of a block that is taken; two less is that of one that is given back.
  mutating func taken(_ size: Int32, hasRest: Bool) -> Int32 {
    if !isBlock[Int(size)] {
      isBlock[Int(size)] = true
      blocks.append(size)
    }
    return size * 4 + (hasRest ? 3 : 2)
  }

  mutating func givenBack(_ taken: Int32, times count: Int32) -> Int32 {
    if count == 1 { return taken - 2 }
    several.append((taken / 4, count, taken % 4 == 3))
    return Int32(sizes * 4 + several.count - 1)
  }

  /// Bytes by code; the caller deallocates them.
  func bytes(_ program: Program) -> UnsafeMutablePointer<Double> {
    let bytes = UnsafeMutablePointer<Double>.allocate(capacity: sizes * 4 + several.count)
    for size in blocks {
      let place = Int(size) * 4
      let value = program.sizes.value(size)
      let (block, segment) = (blockBytes(value), program.allocator.segmentBytes(value))
      (bytes + place).initialize(to: -block)
      (bytes + place + 1).initialize(to: -segment)
      (bytes + place + 2).initialize(to: block)
      (bytes + place + 3).initialize(to: segment)
    }
    for (place, amount) in several.enumerated() {
      let one = bytes[Int(amount.size) * 4 + (amount.hasRest ? 1 : 0)]
      (bytes + sizes * 4 + place).initialize(to: Double(amount.count) * one)
    }
    return bytes
  }
}

/// Goes through a record, and puts its changes together.
private struct Drawing {
  var parts = Pile<Int>()
  var climbs = Pile<Changes.Climb>(capacity: 1024)
  var terms = Pile<Int32>(capacity: 4096)
  var begins = Pile<Int32>(capacity: 512)
  var amounts: Amounts
  /// Each allocation, with how many layers it stands for once its layer is behind.
  private var made = Pile<(code: Int32, copies: Int32)>(capacity: 2048)
  /// Sums by what they add up, at most one in each second slot; below zero where there is none.
  private var slots: [Int32]
  private var lastTaken: Int32 = -1

  init(_ sizes: Int) {
    amounts = Amounts(sizes: sizes)
    slots = Array(repeating: -1, count: 512)
    parts.append(0)
    begins.append(0)
  }

  func deallocate() {
    parts.deallocate()
    climbs.deallocate()
    terms.deallocate()
    begins.deallocate()
    made.deallocate()
  }

  mutating func draw(_ record: Record) {
    let (events, marks) = (record.events, record.marks)
    // How many layers the present one stands for; 0 outside of all.
    var (next, copies, first) = (0, Int32(0), 0)
    var isClimbing = false
    for event in 0..<events.count {
      while next < marks.count, marks[next].event <= event {
        endPart()
        isClimbing = false
        switch marks[next].kind {
        case .phase: break
        case .enter(let count): (copies, first) = (Int32(count), made.count)
        case .leave:
          if copies > 1 { for place in first..<made.count { made[place].copies = copies } }
          copies = 0
        }
        next += 1
      }
      let entry = events[event]
      if entry >= 0 {
        let hasRest = copies == 0 && record.labels[made.count].isPassing
        let code = amounts.taken(entry, hasRest: hasRest)
        made.append((code, 1))
        terms.append(code)
        lastTaken = Int32(event)
        isClimbing = true
      } else if entry != .min {
        if isClimbing { endClimb() }
        isClimbing = false
        let released = made[Int(-1 - entry)]
        terms.append(amounts.givenBack(released.code, times: copies > 0 ? 1 : released.copies))
      }
    }
    for _ in next...marks.count { endPart() }
  }

  private mutating func endPart() {
    endClimb()
    parts.append(climbs.count)
  }

  private mutating func endClimb() {
    let begin = Int(begins[begins.count - 1])
    if terms.count == begin { return }
    climbs.append(Changes.Climb(sum: sum(of: begin..<terms.count), event: lastTaken))
  }

  /// The sum of the last terms, which is one that is there already where there is an equal one.
  private mutating func sum(of new: Range<Int>) -> Int32 {
    var slot = firstSlot(new)
    while slots[slot] >= 0 {
      if isEqual(slots[slot], new) {
        terms.cut(to: new.lowerBound)
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let sum = Int32(begins.count - 1)
    begins.append(Int32(new.upperBound))
    slots[slot] = sum
    if begins.count > slots.count / 2 { widenSlots() }
    return sum
  }

  /// Where a sum of these terms is looked for first.
  ///
  /// Knuth, The Art of Computer Programming 3, 6.4: multiplied with 2^64 by the golden ratio.
  private func firstSlot(_ new: Range<Int>) -> Int {
    var hash: UInt64 = 0
    for place in new {
      hash = (hash ^ UInt64(UInt32(bitPattern: terms[place]))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash) & (slots.count - 1)
  }

  private mutating func widenSlots() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for sum in 0..<(begins.count - 1) {
      var slot = firstSlot(Int(begins[sum])..<Int(begins[sum + 1]))
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(sum)
    }
  }

  private func isEqual(_ sum: Int32, _ new: Range<Int>) -> Bool {
    let begin = Int(begins[Int(sum)])
    guard Int(begins[Int(sum) + 1]) - begin == new.count else { return false }
    for place in 0..<new.count where terms[begin + place] != terms[new.lowerBound + place] {
      return false
    }
    return true
  }
}
