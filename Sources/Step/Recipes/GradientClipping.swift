/// `clip_grad_norm_`: a norm for each gradient, and one of all of them.
///
/// Source: torch 2.15 nn/utils/clip_grad.py `_get_total_norm`, `_clip_grads_with_norm_`.
struct GradientClipping {
  let machine: Machine
  /// Places of the graph's leaves, by the layers that they are of.
  let trained: [(leaves: Range<Int>, copies: Int)]

  /// The norm of all, which the Trainer logs.
  func clip() -> Tensor {
    let total = totalNorm()
    clampCoefficient(total.format)
    return total
  }

  /// `max_norm / (total_norm + 1e-6)`, which divides by a reciprocal.
  private func clampCoefficient(_ format: Format) {
    func scalar() -> Tensor { machine.new(machine.count(1), format, .norm) }
    let sum = scalar()
    let reciprocal = scalar()
    let coefficient = scalar()
    _ = consume sum
    _ = consume reciprocal
    let clamped = scalar()
    _ = (coefficient.format, clamped.format)
  }

  private func totalNorm() -> Tensor {
    var (norms, count) = ([Int32](), 0)
    var widest = Format.bf16
    for format in [Format.bf16, .fp16, .fp32] {
      let ofFormat = foreachNorm(format)
      if ofFormat.count > 0 { widest = count == 0 ? format : widest.promoted(with: format) }
      norms += ofFormat.norms
      count += ofFormat.count
    }
    let stacked = machine.new(machine.count(count), widest, .norm)
    let total = machine.new(machine.count(1), widest, .norm)
    _ = stacked.format
    for norm in norms { machine.release(norm) }
    return total
  }

  /// `_foreach_norm` of the gradients of one format: sums over parts of 65,536 elements, and where those
  /// of each gradient begin.
  ///
  /// Source: torch 2.15 ATen/native/cuda/ForeachReduceOp.cu, whose two buffers have these sizes in
  /// traced steps: 8 B for each gradient and one more, 4 B for each part.
  ///
  /// - Returns: the norms, and how many they are with those of all like layers.
  private func foreachNorm(_ format: Format) -> (norms: [Int32], count: Int) {
    var (count, parts) = (0, machine.count(0))
    forEachGradient(format) { elements, copies in
      count += copies
      parts = parts + elements.parts(of: 65_536) * copies
    }
    if count == 0 { return ([], 0) }
    let places = machine.new(machine.count(count + 1), .int64, .norm)
    let sums = machine.new(parts, .fp32, .norm)
    var norms: [Int32] = []
    forEachGradient(format) { _, _ in
      norms.append(machine.allocate(machine.count(1), format, .norm, .temporary))
    }
    _ = (sums.format, places.format)
    return (norms, count)
  }

  private func forEachGradient(_ format: Format, _ body: (Size, Int) -> Void) {
    for part in trained {
      machine.stretch(part.copies) {
        for index in part.leaves {
          let leaf = machine.state.pointee.graph.leaves[index]
          guard leaf.gradient >= 0 && leaf.format == format else { continue }
          body(Size(table: machine.sizes, index: leaf.elements), part.copies)
        }
      }
    }
  }
}
