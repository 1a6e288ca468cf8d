/// torch's caching allocator: native, one stream.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `malloc`, `get_free_block`, `should_split`,
/// `get_allocation_size`, `free_block`, `try_merge_blocks`.
struct CachingAllocator {
  /// Bytes that the card has for segments.
  let limit: Int
  /// How often cached segments were given back because a new one did not fit.
  private(set) var retries = 0
  /// What an allocation that failed would have needed for segments, with all that is in use.
  private(set) var asked = 0
  private(set) var mostAllocated = 0
  private(set) var mostReserved = 0
  private var allocated = 0
  private var reserved = 0
  private var cursor = 1 << 30
  /// The pools of small and of large blocks.
  private let pools = UnsafeMutablePointer<FreeBlocks>.allocate(capacity: 2)
  private var blocks = Pile<Block>(capacity: 1024)
  private var spare = Pile<Int32>()

  private static let mebibyte = 1 << 20

  init(limit: Int = .max) {
    self.limit = limit
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

  func deallocate() {
    pools[0].deallocate()
    pools[1].deallocate()
    pools.deallocate()
    blocks.deallocate()
    spare.deallocate()
  }

  private static func pool(of size: Int) -> Int { size <= mebibyte ? 0 : 1 }

  /// A block of so many bytes, a multiple of 512; nil where the card is too small.
  mutating func allocate(_ size: Int) -> Int32? {
    let pool = Self.pool(of: size)
    let place = pools[pool].place(of: size, at: 0)
    let found = pools[pool].block(at: place)
    guard let index = found ?? segment(for: size, isSmall: pool == 0) else { return nil }
    let rest = blocks[Int(index)].size - size
    blocks[Int(index)].isFree = false
    if pool == 0 ? rest >= 512 : rest > Self.mebibyte {
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
    allocated += blocks[Int(index)].size
    mostAllocated = max(mostAllocated, allocated)
    return index
  }

  /// Bytes of a block, with what was not split off.
  func size(of block: Int32) -> Int { blocks[Int(block)].size }

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
  /// Source: the same, `alloc_block`, `release_cached_blocks`.
  private mutating func segment(for size: Int, isSmall: Bool) -> Int32? {
    let step = 2 * Self.mebibyte
    let bytes =
      isSmall ? step : size < 10 * Self.mebibyte ? 10 * step : (size + step - 1) / step * step
    if reserved > limit - bytes {
      retries += 1
      releaseCached()
      if reserved > limit - bytes {
        asked = reserved + bytes
        return nil
      }
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
    for pool in 0...1 {
      for index in pools[pool].all {
        let block = blocks[Int(index)]
        guard block.previous < 0 && block.next < 0 else { continue }
        pools[pool].remove(at: place(of: index, in: pool))
        reserved -= block.size
        spare.append(index)
      }
    }
  }

  /// Frees a block, and joins it with free neighbours.
  mutating func release(_ index: Int32) {
    let size = blocks[Int(index)].size
    allocated -= size
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

  private func settle(_ index: Int32, in pool: Int, at place: Int) {
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

  private func place(of index: Int32, in pool: Int) -> Int {
    pools[pool].place(of: blocks[Int(index)].size, at: blocks[Int(index)].address)
  }
}
