import MemoryModel

/// torch's caching allocator: native, one stream.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `malloc`, `get_free_block`, `should_split`,
/// `get_allocation_size`, `free_block`, `try_merge_blocks`.
struct CachingAllocator<Key: BlockKey>: DeviceAllocator {
  private(set) var tally: Tally
  /// Blocks from this size on are not split, nor used for smaller ones.
  private let maxSplitSize: Int
  private var cursor = 1 << 30
  /// The pools of small and of large blocks.
  private let pools = UnsafeMutablePointer<FreeBlocks<Key>>.allocate(capacity: 2)
  private var blocks: Pile<Block>
  private var spare: Pile<Int32>

  init(_ limit: Int, _ config: AllocatorConfig) {
    tally = Tally(limit: limit)
    maxSplitSize = config.maxSplitSize ?? .max
    (blocks, spare) = (Pile(capacity: 1024), Pile())
    pools.initialize(to: FreeBlocks())
    (pools + 1).initialize(to: FreeBlocks())
  }

  private struct Block {
    var size: Int
    var address: Int
    var previous: Int32
    var next: Int32
    var isFree: Bool
  }

  static var isAlikeOnAllCards: Bool { true }

  func copy(limit: Int) -> CachingAllocator {
    var other = CachingAllocator(copying: self)
    other.tally.limit = limit
    return other
  }

  private init(copying other: CachingAllocator) {
    tally = other.tally
    maxSplitSize = other.maxSplitSize
    cursor = other.cursor
    (blocks, spare) = (other.blocks.copy(), other.spare.copy())
    for pool in 0...1 { (pools + pool).initialize(to: other.pools[pool].copy()) }
  }

  func deallocate() {
    pools[0].deallocate()
    pools[1].deallocate()
    pools.deallocate()
    blocks.deallocate()
    spare.deallocate()
  }

  private static func pool(of size: Int) -> Int { size <= SegmentSizes.small ? 0 : 1 }

  mutating func allocate(_ size: Int) -> Int32? {
    let pool = Self.pool(of: size)
    let place = pools[pool].place(of: size, at: 0)
    let found = pools[pool].block(at: place).flatMap { isOversized($0, for: size) ? nil : $0 }
    guard let index = found ?? segment(for: size, in: pool) else { return nil }
    let rest = blocks[Int(index)].size - size
    blocks[Int(index)].isFree = false
    if splits(size, off: rest, in: pool) {
      let tail = split(index, at: size)
      let address = blocks[Int(tail)].address
      if found == nil {
        pools[pool].insert(tail, rest, address)
      } else {
        pools[pool].replace(at: place, by: tail, rest, address)
      }
    } else if found != nil {
      pools[pool].remove(at: place)
    }
    tally.give(blocks[Int(index)].size)
    return index
  }

  /// A free block is cut and joined again: nothing changes but what was allocated at most.
  mutating func allocateBriefly(_ size: Int) -> Bool {
    let pool = Self.pool(of: size)
    let found = pools[pool].block(at: pools[pool].place(of: size, at: 0))
    if let found, !isOversized(found, for: size) {
      let whole = blocks[Int(found)].size
      let given = splits(size, off: whole - size, in: pool) ? size : whole
      tally.give(given)
      tally.takeBack(given)
      return true
    }
    guard let block = allocate(size) else { return false }
    release(block)
    return true
  }

  /// Whether what is left of a block becomes a block of its own.
  ///
  /// Source: the same, `should_split`.
  @inline(__always)
  private func splits(_ size: Int, off rest: Int, in pool: Int) -> Bool {
    pool == 0 ? rest >= 512 : rest > SegmentSizes.small && size < maxSplitSize
  }

  /// Whether a free block is kept for larger ones.
  ///
  /// Source: the same, `get_free_block`.
  private func isOversized(_ block: Int32, for size: Int) -> Bool {
    if maxSplitSize == .max { return false }
    let free = blocks[Int(block)].size
    return size < maxSplitSize
      ? free >= maxSplitSize : free >= size + AllocatorConfig.largeSegment
  }

  func size(of block: Int32) -> Int { blocks[Int(block)].size }
  func address(of block: Int32) -> Int { blocks[Int(block)].address }
  /// The free blocks of both pools.
  var free: [Int32] { pools[0].all + pools[1].all }

  /// Cuts a block; gives what is behind the cut, which is free.
  private mutating func split(_ index: Int32, at size: Int) -> Int32 {
    let whole = blocks[Int(index)]
    let tail = add(
      Block(
        size: whole.size - size, address: whole.address + size, previous: index,
        next: whole.next, isFree: true))
    blocks[Int(index)].size = size
    blocks[Int(index)].next = tail
    if whole.next >= 0 { blocks[Int(whole.next)].previous = tail }
    return tail
  }

  /// A segment of its own, for which cached ones are given back where it would not fit.
  ///
  /// Source: the same, `malloc`, `alloc_block`.
  private mutating func segment(for size: Int, in pool: Int) -> Int32? {
    let bytes = SegmentSizes.segment(for: size)
    if !tally.reserve(bytes) && !(releaseOversized(size, in: pool) && tally.reserve(bytes)) {
      tally.retries += 1
      releaseCached()
      if !tally.reserve(bytes) {
        tally.asked = tally.reserved + bytes
        return nil
      }
    }
    defer { cursor += bytes }
    return add(Block(size: bytes, address: cursor, previous: -1, next: -1, isFree: false))
  }

  /// Gives back one oversized segment that is large enough, or several that are it together.
  ///
  /// Source: the same, `release_available_cached_blocks`.
  private mutating func releaseOversized(_ size: Int, in pool: Int) -> Bool {
    if maxSplitSize == .max { return false }
    let wanted = max(size, maxSplitSize)
    var place = pools[pool].place(of: wanted, at: 0)
    if let block = pools[pool].block(at: place) {
      giveBack(block, from: pool, at: place)
      return true
    }
    var released = 0
    while released < wanted, let before = pools[pool].place(before: place),
      let block = pools[pool].block(at: before), blocks[Int(block)].size >= maxSplitSize
    {
      place = before
      released += blocks[Int(block)].size
      giveBack(block, from: pool, at: place)
    }
    return released >= wanted
  }

  private mutating func add(_ block: Block) -> Int32 {
    if let place = spare.popLast() {
      blocks[Int(place)] = block
      return place
    }
    blocks.append(block)
    return Int32(blocks.count - 1)
  }

  mutating func releaseCached() {
    for pool in 0...1 {
      for index in pools[pool].all {
        let block = blocks[Int(index)]
        guard block.previous < 0 && block.next < 0 else { continue }
        giveBack(index, from: pool, at: place(of: index, in: pool))
      }
    }
  }

  private mutating func giveBack(_ segment: Int32, from pool: Int, at place: FreeBlocks<Key>.Place)
  {
    pools[pool].remove(at: place)
    tally.giveBack(blocks[Int(segment)].size)
    spare.append(segment)
  }

  mutating func release(_ index: Int32) {
    let size = blocks[Int(index)].size
    tally.takeBack(size)
    let pool = Self.pool(of: size)
    let (next, previous) = (blocks[Int(index)].next, blocks[Int(index)].previous)
    let joinsNext = next >= 0 && blocks[Int(next)].isFree
    let joinsPrevious = previous >= 0 && blocks[Int(previous)].isFree
    // The free neighbour's place becomes that of the joined block.
    if joinsPrevious {
      if joinsNext { pools[pool].remove(at: place(of: next, in: pool)) }
      let place = place(of: previous, in: pool)
      join(previous, index)
      if joinsNext { join(previous, next) }
      settle(previous, in: pool, at: place)
    } else if joinsNext {
      let place = place(of: next, in: pool)
      join(index, next)
      blocks[Int(index)].isFree = true
      settle(index, in: pool, at: place)
    } else {
      blocks[Int(index)].isFree = true
      pools[pool].insert(index, size, blocks[Int(index)].address)
    }
  }

  private func settle(_ index: Int32, in pool: Int, at place: FreeBlocks<Key>.Place) {
    pools[pool].replace(
      at: place, by: index, blocks[Int(index)].size, blocks[Int(index)].address)
  }

  /// Adds a block to the one before it.
  private mutating func join(_ index: Int32, _ next: Int32) {
    let behind = blocks[Int(next)].next
    blocks[Int(index)].size += blocks[Int(next)].size
    blocks[Int(index)].next = behind
    if behind >= 0 { blocks[Int(behind)].previous = index }
    spare.append(next)
  }

  private func place(of index: Int32, in pool: Int) -> FreeBlocks<Key>.Place {
    pools[pool].place(of: blocks[Int(index)].size, at: blocks[Int(index)].address)
  }
}
