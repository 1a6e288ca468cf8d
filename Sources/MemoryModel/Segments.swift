/// The large segments of torch's caching allocator while long-lived tensors are made one by one.
///
/// A request of more than 1 MiB and less than 10 MiB is cut from a segment of 20 MiB; a larger one
/// has its own, in steps of 2 MiB. The smallest free block that fits is taken, and what is over is
/// split off only when it is more than 1 MiB: a smaller rest counts as allocated. Tensors of some
/// sizes lose several percent that way.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `get_free_block`, `should_split`,
/// `get_allocation_size`.
struct Segments {
  private static let mebibyte = 1_048_576.0

  /// Free blocks that some tensor may still fit into, the smallest first.
  private var free: [Double] = []
  private let smallest: Double
  /// Bytes that count as allocated beyond what `Amount.block` says.
  private(set) var rest = 0.0

  /// - Parameter smallest: the least that will be asked for.
  init(smallest: Double) {
    self.smallest = smallest
    free.reserveCapacity(16)
  }

  /// A tensor of more than 1 MiB.
  struct Piece {
    let size: Double
    /// What it loses in a segment of its own, which `Amount.block` counts.
    let own: Double

    init(_ bytes: Double) {
      size = roundUp(bytes, to: 512)
      own = bytes.block() - size
    }

    var isLarge: Bool { size > mebibyte }
  }

  mutating func take(_ piece: Piece) {
    let block: Double
    if let fit = free.firstIndex(where: { $0 >= piece.size }) {
      block = free.remove(at: fit)
    } else if piece.size < 10 * Self.mebibyte {
      block = 20 * Self.mebibyte
    } else {
      block = roundUp(piece.size, to: 2 * Self.mebibyte)
    }
    let over = block - piece.size
    rest -= piece.own
    if over <= Self.mebibyte {
      rest += over
    } else if over >= smallest {
      free.insert(over, at: free.firstIndex { $0 >= over } ?? free.count)
    }
  }

  /// Makes the tensors of so many layers. Once the free blocks are as they were after an earlier
  /// layer, what follows repeats.
  mutating func take(_ pieces: [Piece], copies: Int = 1, layers: Int) {
    var rests: [Double] = []
    var blocks: [Double] = []
    var starts: [Int] = []
    for layer in 1...layers {
      for piece in pieces { for _ in 0..<copies { take(piece) } }
      if layer == layers { return }
      for match in starts.indices.reversed() {
        let end = match + 1 < starts.count ? starts[match + 1] : blocks.count
        guard free.elementsEqual(blocks[starts[match]..<end]) else { continue }
        let period = rests.count - match
        let left = layers - layer
        let gain = rest - rests[match]
        let tail = rests[match + left % period] - rests[match]
        rest += Double(left / period) * gain + tail
        return
      }
      starts.append(blocks.count)
      blocks.append(contentsOf: free)
      rests.append(rest)
    }
  }
}

private let mebibyte = 1_048_576.0
