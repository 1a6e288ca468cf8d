import MemoryModel

/// What hands out the card's memory to a step: blocks of whole 512 bytes out of segments that the
/// driver gives.
protocol DeviceAllocator {
  /// What it has given and taken.
  var tally: Tally { get }

  /// A block of so many bytes, a multiple of 512; nil where the card is too small.
  mutating func allocate(_ size: Int) -> Int32?

  /// A block that is freed before anything else happens; false where the card is too small.
  mutating func allocateBriefly(_ size: Int) -> Bool

  /// Frees a block, and joins it with free neighbours.
  mutating func release(_ block: Int32)

  /// Gives what is free back to the driver, as far as it is whole segments or pages.
  ///
  /// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `release_cached_blocks`.
  mutating func releaseCached()

  /// Bytes of a block, with what was not split off.
  func size(of block: Int32) -> Int

  /// Another one in the same state, on a card with other bytes for segments.
  func copy(limit: Int) -> Self

  /// Whether it does the same on each card until one has no memory left.
  static var isAlikeOnAllCards: Bool { get }

  func deallocate()
}

extension DeviceAllocator {
  mutating func allocateBriefly(_ size: Int) -> Bool {
    guard let block = allocate(size) else { return false }
    release(block)
    return true
  }
}

/// What an allocator has given out, and what it has taken from the driver for it.
struct Tally {
  /// Bytes that the card has for segments.
  var limit: Int
  /// How often cached segments were given back because a new one did not fit.
  var retries = 0
  /// What an allocation that failed would have needed for segments, with all that is in use.
  var asked = 0
  private(set) var mostAllocated = 0
  private(set) var mostReserved = 0
  private(set) var reserved = 0
  private var allocated = 0

  init(limit: Int) { self.limit = limit }

  @inline(__always)
  mutating func give(_ bytes: Int) {
    allocated += bytes
    mostAllocated = max(mostAllocated, allocated)
  }

  @inline(__always)
  mutating func takeBack(_ bytes: Int) { allocated -= bytes }

  /// Takes so many bytes from the driver, if it has them.
  mutating func reserve(_ bytes: Int) -> Bool {
    if reserved > limit - bytes { return false }
    reserved += bytes
    mostReserved = max(mostReserved, reserved)
    return true
  }

  mutating func giveBack(_ bytes: Int) { reserved -= bytes }
}

/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `kSmallSize`, `kSmallBuffer`, `kMinLargeAlloc`,
/// `kRoundLarge`, `get_allocation_size`.
enum SegmentSizes {
  /// The largest block of the pool of small ones.
  static let small = 1 << 20
  static let smallSegment = 2 << 20

  static func segment(for size: Int) -> Int {
    if size <= small { return smallSegment }
    if size < 10 << 20 { return AllocatorConfig.largeSegment }
    return (size + (2 << 20) - 1) / (2 << 20) * (2 << 20)
  }
}
