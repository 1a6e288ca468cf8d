/// A block's size, then its address, as one number whose highest bit is never set: of 64 bits where sizes
/// stay up to 2^35 and addresses below 2^45, else of 128.
protocol BlockKey: FixedWidthInteger, UnsignedInteger {
  init(size: Int, address: Int)
  /// 1 where the highest bit is set, else 0.
  var highestBit: Int { get }
}

extension UInt64: BlockKey {
  @inline(__always)
  init(size: Int, address: Int) {
    self = UInt64(bitPattern: Int64(size >> 9)) &<< 36 | UInt64(bitPattern: Int64(address >> 9))
  }

  @inline(__always)
  var highestBit: Int { Int(self &>> 63) }
}

// By halves: what converts from other integers is generic code of the library, a call for each of them.
extension UInt128: BlockKey {
  @inline(__always)
  init(size: Int, address: Int) {
    self.init(
      _low: UInt64(bitPattern: Int64(address >> 9)), _high: UInt64(bitPattern: Int64(size >> 9)))
  }

  @inline(__always)
  var highestBit: Int { Int(_high &>> 63) }
}

/// Free blocks in the order of their keys.
///
/// They lie in leaves of a few: mostly one, but deep models leave a hundred thousand blocks, of which an
/// array would move half for each that comes or goes.
struct FreeBlocks<Key: BlockKey> {
  /// None is empty but the only one.
  private var leaves = Pile<Leaf<Key>>(capacity: 4)

  struct Place {
    fileprivate var leaf: Int
    fileprivate var offset: Int
  }

  init() { leaves.append(Leaf()) }

  func copy() -> FreeBlocks {
    var other = self
    other.leaves = Pile(capacity: max(4, leaves.count))
    for leaf in 0..<leaves.count { other.leaves.append(leaves[leaf].copy()) }
    return other
  }

  func deallocate() {
    for leaf in 0..<leaves.count { leaves[leaf].deallocate() }
    leaves.deallocate()
  }

  var all: [Int32] {
    (0..<leaves.count).flatMap { leaf in
      (0..<leaves[leaf].count).map { leaves[leaf].blocks[$0] }
    }
  }

  /// The first place with a block that is as large, or as large and behind that address.
  @inline(__always)
  func place(of size: Int, at address: Int) -> Place {
    let key = Key(size: size, address: address)
    let leaf = leaf(for: key)
    return place(in: leaf, at: leaves[leaf].offset(of: key))
  }

  func place(behind place: Place) -> Place { self.place(in: place.leaf, at: place.offset + 1) }

  /// What lies behind the last of a leaf is the first of the next.
  @inline(__always)
  private func place(in leaf: Int, at offset: Int) -> Place {
    let isBehind = offset == leaves[leaf].count && leaf + 1 < leaves.count
    return isBehind ? Place(leaf: leaf + 1, offset: 0) : Place(leaf: leaf, offset: offset)
  }

  /// The last leaf that begins with a lower key; else the first.
  @inline(__always)
  private func leaf(for key: Key) -> Int { leaves.count == 1 ? 0 : searchedLeaf(for: key) }

  private func searchedLeaf(for key: Key) -> Int {
    var (low, high) = (0, leaves.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if leaves[middle].keys[0] < key { low = middle } else { high = middle }
    }
    return low
  }

  @inline(__always)
  func block(at place: Place) -> Int32? {
    let leaf = leaves[place.leaf]
    return place.offset < leaf.count ? leaf.blocks[place.offset] : nil
  }

  func place(before place: Place) -> Place? {
    if place.offset > 0 { return Place(leaf: place.leaf, offset: place.offset - 1) }
    if place.leaf == 0 { return nil }
    return Place(leaf: place.leaf - 1, offset: leaves[place.leaf - 1].count - 1)
  }

  @inline(__always)
  mutating func insert(_ block: Int32, _ size: Int, _ address: Int) {
    insert(block, Key(size: size, address: address))
  }

  @inline(__always)
  private mutating func insert(_ block: Int32, _ key: Key) {
    var leaf = leaf(for: key)
    if leaves[leaf].isFull {
      leaves.insert(leaves[leaf].split(), at: leaf + 1)
      if leaves[leaf + 1].keys[0] < key { leaf += 1 }
    }
    leaves[leaf].insert(block, key, at: leaves[leaf].offset(of: key))
  }

  @inline(__always)
  mutating func remove(at place: Place) {
    leaves[place.leaf].remove(at: place.offset)
    guard leaves[place.leaf].count == 0 && leaves.count > 1 else { return }
    leaves[place.leaf].deallocate()
    leaves.remove(at: place.leaf)
  }

  /// The block at a place becomes another: only what lies between moves.
  @inline(__always)
  mutating func replace(at place: Place, by block: Int32, _ size: Int, _ address: Int) {
    let key = Key(size: size, address: address)
    if leaves.count == 1 || isWithin(place.leaf, key) {
      leaves[place.leaf].replace(at: place.offset, by: block, key)
    } else {
      remove(at: place)
      insert(block, key)
    }
  }

  /// Whether a key lies between those of the leaves beside one.
  private func isWithin(_ leaf: Int, _ key: Key) -> Bool {
    if leaf > 0 {
      let before = leaves[leaf - 1]
      if before.keys[before.count - 1] > key { return false }
    }
    return leaf + 1 == leaves.count || leaves[leaf + 1].keys[0] > key
  }
}

/// Up to 64 free blocks by their keys, which are followed by the highest one.
private struct Leaf<Key: BlockKey> {
  let keys: UnsafeMutablePointer<Key>
  let blocks: UnsafeMutablePointer<Int32>
  private(set) var count = 0

  private static var most: Int { 64 }
  /// So many keys are compared without a branch, which would go either way by chance.
  private static var window: Int { 16 }

  init() {
    keys = .allocate(capacity: Self.most + Self.window)
    blocks = .allocate(capacity: Self.most)
    keys.initialize(repeating: Key.max >> 1, count: Self.most + Self.window)
    blocks.initialize(repeating: -1, count: Self.most)
  }

  func copy() -> Leaf {
    var other = Leaf()
    other.keys.update(from: keys, count: count)
    other.blocks.update(from: blocks, count: count)
    other.count = count
    return other
  }

  func deallocate() {
    keys.deallocate()
    blocks.deallocate()
  }

  @inline(__always)
  var isFull: Bool { count == Self.most }

  /// How many keys are lower.
  @inline(__always)
  func offset(of key: Key) -> Int {
    var (low, length) = (0, count)
    while length > Self.window {
      let half = (length &+ 1) &>> 1
      low = low &+ (half & (0 &- sign(low &+ half &- 1, key)))
      length = length &- half
    }
    var below = 0
    for place in low..<(low &+ Self.window) { below = below &+ sign(place, key) }
    return low &+ below
  }

  /// 1 where a key is lower: the sign of the difference.
  @inline(__always)
  private func sign(_ place: Int, _ key: Key) -> Int {
    (keys[place] &- key).highestBit
  }

  @inline(__always)
  mutating func insert(_ block: Int32, _ key: Key, at offset: Int) {
    let behind = count - offset
    if behind > 0 {
      (keys + offset + 1).update(from: keys + offset, count: behind)
      (blocks + offset + 1).update(from: blocks + offset, count: behind)
    }
    (keys[offset], blocks[offset]) = (key, block)
    count += 1
  }

  @inline(__always)
  mutating func remove(at offset: Int) {
    count -= 1
    let behind = count - offset
    // With the highest key behind the last.
    (keys + offset).update(from: keys + offset + 1, count: behind + 1)
    if behind > 0 { (blocks + offset).update(from: blocks + offset + 1, count: behind) }
  }

  @inline(__always)
  func replace(at offset: Int, by block: Int32, _ key: Key) {
    var offset = offset
    while offset > 0 && keys[offset - 1] > key {
      (keys[offset], blocks[offset]) = (keys[offset - 1], blocks[offset - 1])
      offset -= 1
    }
    while offset + 1 < count && keys[offset + 1] < key {
      (keys[offset], blocks[offset]) = (keys[offset + 1], blocks[offset + 1])
      offset += 1
    }
    (keys[offset], blocks[offset]) = (key, block)
  }

  /// Takes the upper half away.
  mutating func split() -> Leaf {
    var other = Leaf()
    let half = count / 2
    other.count = count - half
    other.keys.update(from: keys + half, count: other.count)
    other.blocks.update(from: blocks + half, count: other.count)
    (keys + half).update(repeating: Key.max >> 1, count: other.count)
    count = half
    return other
  }
}
