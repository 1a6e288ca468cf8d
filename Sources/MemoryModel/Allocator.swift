/// What the caching allocator holds beyond what is allocated at the peak.
///
/// Segments stay reserved for sizes that no longer come, and blocks leave rests. How much depends
/// on the history of sizes, so these shares are **fitted**, unlike everything else: least squares
/// of relative error over the 204 traced cases of four families, on a card without pressure.
/// Against `max_memory_reserved()` of the same cases: median 1.7 %, 95 % within 6.5 %, worst 16 %.
struct Allocator<A: Amount> {
  /// Bytes of each part at the peak.
  let weights: A
  let adapters: A
  let optimizer: A
  let activations: A
  let logits: A
  let temporaries: A
  let full: Bool
  let recomputes: Bool

  /// Shares in thousandths, and the rests of partly used segments; whole segments of 2 MiB.
  var bytes: A {
    let fixed = full ? A.count(57) * (weights + adapters + optimizer) : .zero
    let shares =
      fixed + .count(recomputes ? 179 : 62) * activations
      + .count(recomputes ? 255 : 55) * logits + .count(184) * temporaries
    return (shares.divided(by: 1000) + .bytes(53_477_376)).rounded(toBytes: 2_097_152)
  }
}

extension Allocator {
  /// - Parameter part: the bytes of a part of the ledger.
  init(_ setup: Setup, part: (Part, StaticString) -> A) {
    weights = part(.weights, "weights")
    adapters = part(.adapters, "adapters")
    optimizer = part(.optimizer, "optimizer")
    activations = part(.activations, "activations")
    logits = part(.logits, "logits")
    temporaries = part(.temporaries, "temporaries")
    full = setup.method == .full
    recomputes = setup.checkpointing != .off
  }

  /// What must be there beyond the allocated bytes for the step to run at all, in thousandths.
  ///
  /// Under pressure the allocator gives cached segments back before it fails. **Fitted**: the
  /// median of 15 searches for the smallest card on which two steps ran; 7 to 103 were seen.
  static var neededShare: Double { 25 }
}
