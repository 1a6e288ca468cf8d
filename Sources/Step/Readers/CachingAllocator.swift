/// torch's caching allocator: native, one stream.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `malloc`, `get_free_block`, `should_split`,
/// `get_allocation_size`, `free_block`, `try_merge_blocks`.
struct CachingAllocator {
  /// Bytes that the card has for segments.
  let limit: Int
  /// How often cached segments were given back because a new one did not fit.
  private(set) var retries = 0
  private(set) var mostAllocated = 0
  private(set) var mostReserved = 0
  private var allocated = 0
  private var reserved = 0
  private var cursor = 1 << 30
  private var small = FreeBlocks()
  private var large = FreeBlocks()
  private var blocks = Pile<Block>(capacity: 1024)
  private var spare = Pile<Int32>()

  private static let mebibyte = 1 << 20

  init(limit: Int = .max) { self.limit = limit }

  private struct Block {
    var size: Int
    var address: Int
    var previous: Int32
    var next: Int32
    var isFree: Bool
  }

  func deallocate() {
    small.deallocate()
    large.deallocate()
    blocks.deallocate()
    spare.deallocate()
  }

  /// A block of so many bytes, a multiple of 512; nil where the card is too small.
  mutating func allocate(_ size: Int) -> Int32? {
    size <= Self.mebibyte ? take(size, from: \.small) : take(size, from: \.large)
  }

  private mutating func take(
    _ size: Int, from pool: WritableKeyPath<CachingAllocator, FreeBlocks>
  ) -> Int32? {
    let isSmall = size <= Self.mebibyte
    let place = self[keyPath: pool].place(of: size, at: 0)
    let index: Int32
    if let found = self[keyPath: pool].block(at: place) {
      index = found
      self[keyPath: pool].remove(at: place)
    } else {
      guard let segment = segment(for: size, isSmall) else { return nil }
      index = segment
    }
    let rest = blocks[Int(index)].size - size
    blocks[Int(index)].isFree = false
    if isSmall ? rest >= 512 : rest > Self.mebibyte {
      blocks[Int(index)].size = size
      let (address, next) = (blocks[Int(index)].address + size, blocks[Int(index)].next)
      let tail = add(
        Block(size: rest, address: address, previous: index, next: next, isFree: true))
      blocks[Int(index)].next = tail
      if next >= 0 { blocks[Int(next)].previous = tail }
      self[keyPath: pool].insert(tail, rest, address)
    }
    allocated += blocks[Int(index)].size
    mostAllocated = max(mostAllocated, allocated)
    return index
  }

  /// A segment of its own, for which cached ones are given back where it would not fit.
  ///
  /// Source: the same, `alloc_block`, `release_cached_blocks`.
  private mutating func segment(for size: Int, _ isSmall: Bool) -> Int32? {
    let step = 2 * Self.mebibyte
    let bytes =
      isSmall ? step : size < 10 * Self.mebibyte ? 10 * step : (size + step - 1) / step * step
    if reserved > limit - bytes {
      retries += 1
      releaseCached()
      if reserved > limit - bytes { return nil }
    }
    reserved += bytes
    mostReserved = max(mostReserved, reserved)
    defer { cursor += bytes }
    return add(Block(size: bytes, address: cursor, previous: -1, next: -1, isFree: false))
  }

  private mutating func add(_ block: Block) -> Int32 {
    if let place = spare.popLast() {
      blocks[Int(place)] = block
      return place
    }
    blocks.append(block)
    return Int32(blocks.count - 1)
  }

  /// Gives back whole segments that are free.
  mutating func releaseCached() {
    for pool in [\CachingAllocator.small, \.large] {
      for index in self[keyPath: pool].all {
        let block = blocks[Int(index)]
        guard block.previous < 0 && block.next < 0 else { continue }
        remove(index, from: pool)
        reserved -= block.size
        spare.append(index)
      }
    }
  }

  mutating func release(_ index: Int32) {
    let size = blocks[Int(index)].size
    allocated -= size
    if size <= Self.mebibyte { give(index, to: \.small) } else { give(index, to: \.large) }
  }

  private mutating func give(
    _ index: Int32, to pool: WritableKeyPath<CachingAllocator, FreeBlocks>
  ) {
    var index = index
    let (next, previous) = (blocks[Int(index)].next, blocks[Int(index)].previous)
    if next >= 0, blocks[Int(next)].isFree {
      remove(next, from: pool)
      blocks[Int(index)].size += blocks[Int(next)].size
      blocks[Int(index)].next = blocks[Int(next)].next
      if blocks[Int(next)].next >= 0 { blocks[Int(blocks[Int(next)].next)].previous = index }
      spare.append(next)
    }
    if previous >= 0, blocks[Int(previous)].isFree {
      remove(previous, from: pool)
      blocks[Int(previous)].size += blocks[Int(index)].size
      blocks[Int(previous)].next = blocks[Int(index)].next
      if blocks[Int(index)].next >= 0 { blocks[Int(blocks[Int(index)].next)].previous = previous }
      spare.append(index)
      index = previous
    }
    blocks[Int(index)].isFree = true
    self[keyPath: pool].insert(index, blocks[Int(index)].size, blocks[Int(index)].address)
  }

  private mutating func remove(
    _ index: Int32, from pool: WritableKeyPath<CachingAllocator, FreeBlocks>
  ) {
    let block = blocks[Int(index)]
    self[keyPath: pool].remove(at: self[keyPath: pool].place(of: block.size, at: block.address))
  }
}

/// Free blocks in the order of size, then address, each as one word.
struct FreeBlocks {
  private var keys: [UInt64] = []
  private var blocks: [Int32] = []

  func deallocate() {}

  private static func key(_ size: Int, _ address: Int) -> UInt64 {
    UInt64(size >> 9) << 36 | UInt64(address >> 9)
  }

  /// The first place with a block that is as large, or as large and behind that address.
  func place(of size: Int, at address: Int) -> Int {
    let key = Self.key(size, address)
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  var all: [Int32] { blocks }

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
}
