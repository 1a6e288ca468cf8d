import MemoryModel

/// torch's caching allocator with `expandable_segments:True`: one range of addresses for each pool,
/// whose pages the driver maps as they are needed.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `get_free_block`,
/// `try_allocate_expandable_block`, `find_expandable_block`, `map_block`, `unmap_block`.
struct ExpandableAllocator: DeviceAllocator {
  private(set) var tally: Tally
  private let pools = UnsafeMutablePointer<Pool>.allocate(capacity: 2)
  private var blocks: Pile<Block>
  private var spare: Pile<Int32>
  /// Where the next range of addresses begins.
  private var cursor = 0

  init(limit: Int) {
    tally = Tally(limit: limit)
    (blocks, spare) = (Pile(capacity: 1024), Pile())
    pools.initialize(to: Pool(page: SegmentSizes.smallSegment))
    (pools + 1).initialize(to: Pool(page: AllocatorConfig.largeSegment))
  }

  private struct Pool {
    /// Bytes that are mapped at once.
    let page: Int
    /// Blocks that are mapped and free.
    var free = FreeBlocks<UInt128>()
    /// Ranges without memory behind them, by address.
    var unmapped: [Int32] = []
  }

  private struct Block {
    var size: Int
    var address: Int
    var previous: Int32
    var next: Int32
    var isFree: Bool
    var isMapped: Bool
  }

  /// A range of addresses is as large as the card makes it.
  static var isAlikeOnAllCards: Bool { false }

  func copy(limit: Int) -> ExpandableAllocator {
    var other = ExpandableAllocator(copying: self)
    other.tally.limit = limit
    return other
  }

  private init(copying other: ExpandableAllocator) {
    (tally, cursor) = (other.tally, other.cursor)
    (blocks, spare) = (other.blocks.copy(), other.spare.copy())
    for pool in 0...1 {
      (pools + pool).initialize(to: other.pools[pool])
      pools[pool].free = other.pools[pool].free.copy()
    }
  }

  func deallocate() {
    pools[0].free.deallocate()
    pools[1].free.deallocate()
    pools.deinitialize(count: 2)
    pools.deallocate()
    blocks.deallocate()
    spare.deallocate()
  }

  func size(of block: Int32) -> Int { blocks[Int(block)].size }

  private static func pool(of size: Int) -> Int { size <= SegmentSizes.small ? 0 : 1 }

  mutating func allocate(_ size: Int) -> Int32? {
    let pool = Self.pool(of: size)
    guard let index = cached(size, in: pool) ?? segment(for: size, in: pool) else { return nil }
    pools[pool].free.remove(at: place(of: index, in: pool))
    if blocks[Int(index)].size > size {
      let tail = split(index, at: size)
      insert(tail, in: pool)
    }
    blocks[Int(index)].isFree = false
    tally.give(size)
    return index
  }

  /// The best fit, where a block before unmapped addresses counts with what it can grow to.
  private func cached(_ size: Int, in pool: Int) -> Int32? {
    let free = pools[pool].free
    var place = free.place(of: size, at: 0)
    guard var best = free.block(at: place) else { return nil }
    while let next = free.block(at: free.place(behind: place)), grownSize(next) < grownSize(best) {
      best = next
      place = free.place(behind: place)
    }
    return best
  }

  private func grownSize(_ index: Int32) -> Int {
    let block = blocks[Int(index)]
    guard block.next >= 0, !blocks[Int(block.next)].isMapped else { return block.size }
    return block.size + blocks[Int(block.next)].size
  }

  private mutating func segment(for size: Int, in pool: Int) -> Int32? {
    if let index = grow(to: size, in: pool) { return index }
    tally.retries += 1
    releaseCached()
    if let index = grow(to: size, in: pool) { return index }
    let page = pools[pool].page
    tally.asked = tally.reserved + (size + page - 1) / page * page
    return nil
  }

  /// Maps pages behind free addresses until they hold so many bytes; nil where the card has no more.
  private mutating func grow(to size: Int, in pool: Int) -> Int32? {
    var index = candidate(for: size, in: pool)
    if !blocks[Int(index)].isMapped {
      guard let mapped = map(index, size, in: pool) else { return nil }
      index = mapped
    }
    while blocks[Int(index)].size < size {
      let missing = size - blocks[Int(index)].size
      guard let mapped = map(blocks[Int(index)].next, missing, in: pool) else { return nil }
      index = mapped
    }
    return index
  }

  /// The first unmapped range, or the free block before it, with room for so many bytes.
  private mutating func candidate(for size: Int, in pool: Int) -> Int32 {
    for range in pools[pool].unmapped {
      let previous = blocks[Int(range)].previous
      let first = previous >= 0 && blocks[Int(previous)].isFree ? previous : range
      if hasRoom(first, for: size) { return first }
    }
    // Addresses for 1 1/8 of the card's memory.
    let page = pools[pool].page
    let bytes = max(min(tally.limit, 1 << 53) / 8 * 9, size)
    let whole = (bytes + page - 1) / page * page
    let range = add(
      Block(
        size: whole, address: cursor, previous: -1, next: -1, isFree: true, isMapped: false))
    // The next range begins with a page of either size.
    let step = AllocatorConfig.largeSegment
    cursor += (whole + step - 1) / step * step
    pools[pool].unmapped.append(range)
    return range
  }

  private func hasRoom(_ first: Int32, for size: Int) -> Bool {
    var (index, bytes) = (first, 0)
    while bytes < size, index >= 0, blocks[Int(index)].isFree {
      bytes += blocks[Int(index)].size
      index = blocks[Int(index)].next
    }
    return bytes >= size
  }

  /// Puts memory behind the first so many bytes of a range, in whole pages.
  private mutating func map(_ index: Int32, _ size: Int, in pool: Int) -> Int32? {
    let page = pools[pool].page
    // Ranges begin and end with pages.
    let bytes = (min(size, blocks[Int(index)].size) + page - 1) / page * page
    guard tally.reserve(bytes) else { return nil }
    pools[pool].unmapped.removeAll { $0 == index }
    if bytes < blocks[Int(index)].size {
      pools[pool].unmapped.append(split(index, at: bytes))
      sortUnmapped(in: pool)
    }
    blocks[Int(index)].isMapped = true
    return settle(index, in: pool)
  }

  /// Joins a free block with its neighbours, and puts it where such are kept.
  private mutating func settle(_ index: Int32, in pool: Int) -> Int32 {
    var first = index
    let (previous, next) = (blocks[Int(index)].previous, blocks[Int(index)].next)
    if previous >= 0, joins(previous, index) {
      takeOut(previous, of: pool)
      join(previous, index)
      first = previous
    }
    if next >= 0, joins(next, first) {
      takeOut(next, of: pool)
      join(first, next)
    }
    insert(first, in: pool)
    return first
  }

  private func joins(_ neighbour: Int32, _ index: Int32) -> Bool {
    blocks[Int(neighbour)].isFree && blocks[Int(neighbour)].isMapped == blocks[Int(index)].isMapped
  }

  private mutating func insert(_ index: Int32, in pool: Int) {
    let block = blocks[Int(index)]
    if block.isMapped {
      pools[pool].free.insert(index, block.size, block.address)
    } else {
      pools[pool].unmapped.append(index)
      sortUnmapped(in: pool)
    }
  }

  private mutating func takeOut(_ index: Int32, of pool: Int) {
    if blocks[Int(index)].isMapped {
      pools[pool].free.remove(at: place(of: index, in: pool))
    } else {
      pools[pool].unmapped.removeAll { $0 == index }
    }
  }

  private mutating func sortUnmapped(in pool: Int) {
    pools[pool].unmapped.sort { blocks[Int($0)].address < blocks[Int($1)].address }
  }

  mutating func release(_ index: Int32) {
    let size = blocks[Int(index)].size
    tally.takeBack(size)
    blocks[Int(index)].isFree = true
    _ = settle(index, in: Self.pool(of: size))
  }

  mutating func releaseCached() {
    for pool in 0...1 {
      for index in pools[pool].free.all { unmap(index, in: pool) }
    }
  }

  /// Gives the whole pages of a free block back.
  private mutating func unmap(_ index: Int32, in pool: Int) {
    let (page, block) = (pools[pool].page, blocks[Int(index)])
    let begin = (block.address + page - 1) / page * page
    let end = (block.address + block.size) / page * page
    guard end > begin else { return }
    takeOut(index, of: pool)
    var range = index
    if begin > block.address {
      range = split(index, at: begin - block.address)
      insert(index, in: pool)
    }
    if end < block.address + block.size {
      insert(split(range, at: end - begin), in: pool)
    }
    blocks[Int(range)].isMapped = false
    tally.giveBack(end - begin)
    _ = settle(range, in: pool)
  }

  /// Cuts a block; gives what is behind the cut, which is as free and as mapped.
  private mutating func split(_ index: Int32, at size: Int) -> Int32 {
    let whole = blocks[Int(index)]
    var rest = whole
    rest.size = whole.size - size
    rest.address = whole.address + size
    rest.previous = index
    let tail = add(rest)
    blocks[Int(index)].size = size
    blocks[Int(index)].next = tail
    if whole.next >= 0 { blocks[Int(whole.next)].previous = tail }
    return tail
  }

  private mutating func add(_ block: Block) -> Int32 {
    if let place = spare.popLast() {
      blocks[Int(place)] = block
      return place
    }
    blocks.append(block)
    return Int32(blocks.count - 1)
  }

  /// Adds a block to the one before it.
  private mutating func join(_ index: Int32, _ next: Int32) {
    let behind = blocks[Int(next)].next
    blocks[Int(index)].size += blocks[Int(next)].size
    blocks[Int(index)].next = behind
    if behind >= 0 { blocks[Int(behind)].previous = index }
    spare.append(next)
  }

  private func place(of index: Int32, in pool: Int) -> FreeBlocks<UInt128>.Place {
    pools[pool].free.place(of: blocks[Int(index)].size, at: blocks[Int(index)].address)
  }
}
