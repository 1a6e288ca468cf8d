import Testing

@testable import Step

/// Free blocks lie in order, however many there are.
@Suite struct FreeBlocksTests {
  @Test(arguments: [3, 60, 500, 5000])
  func inOrderAsAnArray(_ most: Int) {
    isInOrder(FreeBlocks<UInt64>(), most)
    isInOrder(FreeBlocks<UInt128>(), most)
  }

  private struct Block {
    var size: Int
    let address: Int
    func isBefore(_ other: Block) -> Bool { (size, address) < (other.size, other.address) }
  }

  /// Blocks come, go and change their sizes, and are held against a sorted array.
  private func isInOrder<Key>(_ empty: FreeBlocks<Key>, _ most: Int) {
    var free = empty
    var known: [Int32: Block] = [:]
    var alive: [Int32] = []
    var random = Steps()
    for step in 0..<(8 * most) {
      let size = 512 * (1 + random.next() % (most / 2))
      if known.count < most && random.next() % 3 > 0 || known.isEmpty {
        let block = Block(size: size, address: 512 * step)
        known[Int32(step)] = block
        alive.append(Int32(step))
        free.insert(Int32(step), block.size, block.address)
      } else {
        let at = random.next() % alive.count
        let index = alive[at]
        guard let block = known[index] else { continue }
        let place = free.place(of: block.size, at: block.address)
        #expect(free.block(at: place) == index)
        if random.next() % 2 == 0 {
          free.remove(at: place)
          known[index] = nil
          alive.swapAt(at, alive.count - 1)
          alive.removeLast()
        } else {
          free.replace(at: place, by: index, size, block.address)
          known[index]?.size = size
        }
      }
    }
    let sorted = known.sorted { $0.value.isBefore($1.value) }
    #expect(free.all == sorted.map(\.key))
    let copy = free.copy()
    #expect(copy.all == free.all)
    copy.deallocate()
    for wanted in 0...(most / 2 + 1) {
      let first = sorted.first { $0.value.size >= 512 * wanted }?.key
      #expect(free.block(at: free.place(of: 512 * wanted, at: 0)) == first)
    }
    var place = free.place(of: 0, at: 0)
    for (index, _) in sorted {
      #expect(free.block(at: place) == index)
      place = free.place(behind: place)
    }
    #expect(free.block(at: place) == nil)
    free.deallocate()
  }

  /// The same numbers in every run: Lehmer, as in C++'s `minstd_rand`.
  private struct Steps {
    private var state: UInt64 = 1

    mutating func next() -> Int {
      state = state * 48271 % 0x7FFF_FFFF
      return Int(state)
    }
  }
}
