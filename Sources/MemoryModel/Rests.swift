/// What the rests of segments add to the model's long-lived tensors.
///
/// Tables that are trained beside adapters are left out: of 10 MiB and more, each has a segment of
/// its own.
struct Rests: Sendable {
  var weights = 0.0
  var adapters = 0.0
  var gradients = 0.0
  var optimizer = 0.0

  init<A: Amount>(_ setup: Setup, _ groups: [Group<A>], _ regime: Regime) {
    let busy = groups.filter { !$0.isIdle }
    let adapts = regime.adapter != nil
    let order = Order(busy, adapts: adapts)
    let bytes = regime.adapter?.dtype.bytes ?? regime.linearBytes
    // Gradients come in the reverse order, and states in pairs: what they leave is as good as the
    // same (of GPT-2, where it is most, 2.6 % of them instead of 3.1 %).
    let trained = order.rest(bytes: bytes)
    gradients = trained
    let made =
      busy.count == groups.count ? trained : Order(groups, adapts: adapts).rest(bytes: bytes)
    if regime.adapter == nil {
      weights = made
    } else {
      adapters = made
      if !regime.quantised {
        weights = Order(groups, adapts: false).rest(bytes: regime.linearBytes)
      }
    }
    switch setup.optimizer.states {
    case .alike(let count): optimizer = Double(count) * trained
    case .single(let count, paged: false): optimizer = order.rest(bytes: 4, copies: count)
    case .eightBit(let count, paged: false):
      optimizer = order.rest(bytes: 1, embedding: 4, copies: count)
    case .none, .factored, .single, .eightBit: break
    }
  }

  /// The large tensors in the order in which they are made.
  private struct Order {
    private var items: [(elements: Double, isEmbedding: Bool)] = []
    private var stretches: [(items: Range<Int>, layers: Int)] = []

    init<A: Amount>(_ groups: [Group<A>], adapts: Bool) {
      items.reserveCapacity(24)
      for group in groups {
        let first = items.count
        if adapts {
          for projection in group.adapted {
            let rank = group.sizes.rank(of: projection).value
            add(rank * group.sizes.input(of: projection).value)
            add(rank * group.sizes.output(of: projection).value)
          }
        } else {
          for tensor in group.tensors where !tensor.isVector {
            add(tensor.elements.value, isEmbedding: tensor.isEmbedding)
          }
        }
        stretches.append((first..<items.count, whole(group.count.value)))
      }
    }

    /// Less than a mebibyte in any format is of no interest.
    private mutating func add(_ elements: Double, isEmbedding: Bool = false) {
      if elements > 262_144 { items.append((elements, isEmbedding)) }
    }

    func rest(
      bytes: Int, embedding: Int? = nil, copies: Int = 1
    ) -> Double {
      let mebibyte = 1_048_576.0
      var smallest = Double.infinity
      for item in items {
        let size = item.elements * Double(item.isEmbedding ? embedding ?? bytes : bytes)
        if size > mebibyte && size < smallest { smallest = size }
      }
      // Nothing but segments of their own.
      if smallest >= 10 * mebibyte { return 0 }
      let pieces = items.map {
        Segments.Piece($0.elements * Double($0.isEmbedding ? embedding ?? bytes : bytes))
      }
      var segments = Segments(smallest: smallest)
      for stretch in stretches {
        let large = pieces[stretch.items].filter(\.isLarge)
        segments.take(large, copies: copies, layers: stretch.layers)
      }
      return max(0, segments.rest)
    }
  }
}
