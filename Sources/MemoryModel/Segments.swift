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

  /// Free blocks that some tensor may still fit into.
  private var free: [Double] = []
  private let smallest: Double
  /// Bytes that count as allocated beyond what `Amount.block` says.
  private(set) var rest = 0.0

  /// - Parameter sizes: every size that will be asked for.
  init(smallest: Double) {
    self.smallest = smallest
    free.reserveCapacity(16)
  }

  mutating func take(_ bytes: Double) {
    let size = roundUp(bytes, to: 512)
    if size <= Self.mebibyte { return }
    var best = -1
    for index in free.indices where free[index] >= size {
      if best < 0 || free[index] < free[best] { best = index }
    }
    let block: Double
    if best >= 0 {
      block = free.remove(at: best)
    } else {
      block = size < 10 * Self.mebibyte ? 20 * Self.mebibyte : roundUp(size, to: 2 * Self.mebibyte)
    }
    let over = block - size
    if over <= Self.mebibyte {
      rest += over - (bytes.block() - size)
    } else {
      rest -= bytes.block() - size
      if over >= smallest { free.append(over) }
    }
  }

  /// Makes the tensors of so many layers. Once the free blocks are as they were after an earlier
  /// layer, what follows repeats.
  mutating func take(_ sizes: [Double], layers: Int) {
    var earlier: [(free: [Double], rest: Double)] = []
    var layer = 0
    while layer < layers {
      for size in sizes { take(size) }
      layer += 1
      let now = free.sorted()
      if let match = earlier.lastIndex(where: { $0.free == now }) {
        let period = earlier.count - match
        let gain = rest - earlier[match].rest
        let left = layers - layer
        let partial = match + left % period
        let tail = (partial == match ? earlier[match].rest : earlier[partial].rest)
        rest += Double(left / period) * gain + tail - earlier[match].rest
        return
      }
      earlier.append((now, rest))
    }
  }
}

/// What the rests of segments add to the model's long-lived tensors.
struct Rests: Sendable {
  var weights = 0.0
  var adapters = 0.0
  var gradients = 0.0
  var optimizer = 0.0

  /// The rests for tensors of these groups, each in sizes of its own.
  static func of<A: Amount>(
    _ groups: [Group<A>], backward: Bool = false, copies: Int = 1,
    _ bytes: (Group<A>, inout [Double]) -> Void
  ) -> Double {
    let mebibyte = 1_048_576.0
    var smallest = Double.infinity
    var lists: [[Double]] = []
    for group in groups {
      var sizes: [Double] = []
      bytes(group, &sizes)
      sizes = sizes.filter { $0 > mebibyte }
      for size in sizes { smallest = min(smallest, size) }
      if copies > 1 { sizes = sizes.flatMap { Array(repeating: $0, count: copies) } }
      lists.append(backward ? sizes.reversed() : sizes)
    }
    // Nothing but segments of their own.
    if smallest >= 10 * mebibyte { return 0 }
    var segments = Segments(smallest: smallest)
    let order = Array(zip(groups, lists))
    for (group, sizes) in backward ? order.reversed() : order {
      segments.take(sizes, layers: group.isOutside ? 1 : group.shape.count)
    }
    return max(0, segments.rest)
  }
}

extension Rests {
  init<A: Amount>(_ setup: Setup, _ groups: [Group<A>], _ regime: Regime) {
    if let adapter = setup.method.adapter {
      let size = Double(adapter.dtype.bytes)
      func adapted(_ group: Group<A>, into sizes: inout [Double], _ bytes: Double) {
        for projection in group.adapted {
          let rank = group.sizes.rank(of: projection).value
          sizes.append(rank * group.sizes.input(of: projection).value * bytes)
          sizes.append(rank * group.sizes.output(of: projection).value * bytes)
        }
      }
      adapters = Self.of(groups) { adapted($0, into: &$1, size) }
      gradients = adapters
      let states = setup.optimizer.states.copies(of: size)
      optimizer = Self.of(groups, copies: states.count) { adapted($0, into: &$1, states.bytes) }
    } else {
      let size = Double(regime.linearBytes)
      gradients = Self.of(groups, backward: true) { group, sizes in
        for tensor in group.tensors { tensor.sizes(size, into: &sizes) }
      }
      let states = setup.optimizer.states.copies(of: size)
      optimizer = Self.of(groups, copies: states.count) { group, sizes in
        for tensor in group.tensors {
          let bytes = states.bytes == 1 && tensor.isEmbedding ? 4 : states.bytes
          tensor.sizes(bytes, into: &sizes)
        }
      }
    }
    if regime.quantised { return }
    weights = Self.of(groups) { group, sizes in
      for tensor in group.tensors { tensor.sizes(Double(regime.linearBytes), into: &sizes) }
    }
  }
}

extension Tensor {
  fileprivate func sizes(_ bytes: Double, into sizes: inout [Double]) {
    for _ in 0..<times { sizes.append(elements.value * bytes) }
  }
}

extension Optimizer.States {
  /// How many large tensors an element's states are in, and how many bytes it has in each.
  fileprivate func copies(of bytes: Double) -> (count: Int, bytes: Double) {
    switch self {
    case .none, .factored: (1, 0)
    case .alike(let count): (count, bytes)
    case .single(let count, let paged): (count, paged ? 0 : 4)
    case .eightBit(let count, let paged): (count, paged ? 0 : 1)
    }
  }
}
