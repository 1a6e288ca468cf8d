/// Free blocks in the order of size, then address, each as one number: of 64 bits where sizes stay up to
/// 2^35 and addresses below 2^45, else of 128. Its highest bit is never set.
struct FreeBlocks<Key: FixedWidthInteger & UnsignedInteger> {
  private var keys = Pile<Key>(capacity: 128)
  private var blocks = Pile<Int32>(capacity: 128)

  func copy() -> FreeBlocks {
    var other = self
    (other.keys, other.blocks) = (keys.copy(), blocks.copy())
    return other
  }

  func deallocate() {
    keys.deallocate()
    blocks.deallocate()
  }

  @inline(__always)
  private static func key(_ size: Int, _ address: Int) -> Key {
    let shift = Key.bitWidth == 64 ? 36 : 64
    return Key(truncatingIfNeeded: size >> 9) << shift | Key(truncatingIfNeeded: address >> 9)
  }

  var all: [Int32] { (0..<blocks.count).map { blocks[$0] } }

  /// The first place with a block that is as large, or as large and behind that address.
  func place(of size: Int, at address: Int) -> Int {
    let key = Self.key(size, address)
    let items = keys.items
    var (low, length) = (0, keys.count)
    while length > 0 {
      let half = (length &+ 1) &>> 1
      // The sign of the difference: a branch would go either way by chance.
      let isBelow = (items[low &+ half &- 1] &- key) &>> Key(Key.bitWidth - 1)
      low = low &+ (half & (0 &- Int(truncatingIfNeeded: isBelow)))
      length = length &- half
    }
    return low
  }

  func block(at place: Int) -> Int32? { place < blocks.count ? blocks[place] : nil }

  mutating func insert(_ block: Int32, _ size: Int, _ address: Int) {
    let place = place(of: size, at: address)
    keys.insert(Self.key(size, address), at: place)
    blocks.insert(block, at: place)
  }

  mutating func remove(at place: Int) {
    keys.remove(at: place)
    blocks.remove(at: place)
  }

  /// The block at a place becomes another: only what lies between moves.
  mutating func replace(at place: Int, by block: Int32, _ size: Int, _ address: Int) {
    let key = Self.key(size, address)
    var place = place
    while place > 0 && keys[place - 1] > key {
      keys[place] = keys[place - 1]
      blocks[place] = blocks[place - 1]
      place -= 1
    }
    while place + 1 < keys.count && keys[place + 1] < key {
      keys[place] = keys[place + 1]
      blocks[place] = blocks[place + 1]
      place += 1
    }
    keys[place] = key
    blocks[place] = block
  }
}
