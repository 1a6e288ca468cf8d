// Choosing experts for tokens, and sorting tokens by them.
extension Tensor {
  /// `softmax` over the last dimension, `_softmax`: keeps its result.
  ///
  /// Source: torch 2.15 ATen/native/cuda/SoftMax.cu `softmax_backward_cuda_out`: `grad * output`.
  func softmax() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.routing, elements, format, view) { rule in
      rule.keepResult()
      rule.gradient(0, elements, format)
      rule.temporary(elements, format)
    }
  }

  /// `sigmoid`: keeps its result.
  func sigmoid() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.routing, elements, format, view) { rule in
      rule.keepResult()
      rule.gradient(0, elements, format)
    }
  }

  /// `sum` of each row, `keepdim=True`, which autocast computes in fp32: the gradient is expanded.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.h `AT_FORALL_FP32_SET_OPT_DTYPE`.
  func sum(rows: Size) -> Tensor {
    let (elements, own) = (elements, format)
    let format = machine.autocast == nil ? own : .fp32
    return machine.operation(.routing, rows, format, view) { rule in
      rule.slice(0, elements)
      if format != own { rule.reduce(0, elements, own, rows: nil) }
    }
  }

  /// `x / divisor`, a number a row.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `div_tensor_other_backward`,
  /// `div_tensor_self_backward`.
  func divided(by divisor: borrowing Tensor) -> Tensor {
    let (x, other) = (view, divisor.view)
    let format = format.promoted(with: divisor.format)
    return machine.operation(.routing, elements, format, x, other) { rule in
      rule.keep(x)
      rule.keep(other)
      rule.quotient(x, other, format)
    }
  }

  /// `x /= divisor`: in place, so that what was there is kept as a copy.
  func divideInPlace(by divisor: borrowing Tensor) -> Tensor {
    let (x, other, elements, own) = (view, divisor.view, elements, format)
    let format = own.promoted(with: divisor.format)
    return machine.operation(.routing, elements, own, x, other, in: view.storage) { rule in
      rule.keep(other)
      rule.keep(elements, own, .routing)
      rule.quotient(x, other, format)
    }
  }

  /// `clamp`: its gradient is zero where the input is beyond.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `clamp_backward`.
  func clamped(onBothSides: Bool = false) -> Tensor {
    let (x, elements, format) = (view, elements, format)
    return machine.operation(.routing, elements, format, x) { rule in
      rule.keep(x)
      rule.temporary(rule.machine.count(1), format)
      rule.temporary(elements, .bool)
      if onBothSides { rule.temporary(elements, .bool) }
      rule.gradient(0, elements, format)
    }
  }

  /// `add_` of a tensor as large: the gradient goes to both, converted where its format is another.
  func addInPlace(_ other: borrowing Tensor) -> Tensor {
    if other.view.isNone { return share() }
    let (left, right, elements, format) = (view, other.view, elements, format)
    return machine.operation(.sum, elements, format, left, right, in: view.storage) { rule in
      if right.node != 0 { rule.pass(1) }
      if left.node != 0 { rule.pass(0) }
      if right.node != 0 && right.format != left.format {
        rule.reduce(1, elements, right.format, rows: nil)
      }
    }
  }

  /// `gather` of each row's elements at their places, which it keeps: the gradient is added up in zeros.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `gather_backward`.
  func gather(_ places: borrowing Tensor) -> Tensor {
    let (x, whole, format) = (view, elements, format)
    let chosen = places.view
    return machine.operation(.routing, places.elements, format, x) { rule in
      rule.keep(x)
      rule.keep(chosen)
      rule.gradient(0, whole, format)
    }
  }

  struct Sorted: ~Copyable {
    let values: Tensor
    let order: Tensor
  }

  /// `sort` of whole numbers; up to 4096 of them one block sorts in place.
  ///
  /// Source: torch 2.15 ATen/native/cuda/Sort.cpp `sort_cuda_kernel`, Sort.h `should_use_small_sort`,
  /// SortStable.cu `launch_stable_sort_kernel`.
  func sort() -> Sorted {
    let values = machine.new(elements, .int64, .places)
    let order = machine.new(elements, .int64, .places)
    guard elements > 4096 else { return Sorted(values: values, order: order) }
    let range = machine.new(elements, .int64, .places)
    let scratch = machine.new(machine.sortScratch(elements), .uint8, .workspace)
    _ = consume scratch
    _ = consume range
    return Sorted(values: values, order: order)
  }

  /// Rows of so many columns by their places, `index`: keeps the places. The gradient is added up in
  /// zeros, by places in their order.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `index_backward`;
  /// ATen/native/cuda/Indexing.cu `index_put_with_sort_kernel`, `computeLinearIndex`.
  func rows(at places: borrowing Tensor, width: Size) -> Tensor {
    if view.isNone { return share() }
    let (own, format, order, count) = (elements, format, places.view, places.elements)
    return machine.operation(.copies, count * width, format, view) { rule in
      rule.keep(order)
      rule.gradient(0, own, format)
      rule.temporary(count, .int64)
      rule.temporary(count, .int64)
      rule.free(0)
      for _ in 0..<3 { rule.temporary(count, .int64) }
      rule.temporary(rule.machine.sortScratch(count, below: own / width), .uint8)
    }
  }

  /// `view(tokens, copies, width).sum(dim=1)`, which autocast computes in fp32. Its gradient is expanded
  /// to all copies, and copied for the view.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.h `AT_FORALL_FP32_SET_OPT_DTYPE`.
  func sumOfCopies(_ elements: Size) -> Tensor {
    let (whole, own) = (self.elements, format)
    let format = machine.autocast == nil ? own : .fp32
    return machine.operation(.sum, elements, format, view) { $0.gradient(0, whole, own) }
  }
}

extension Rule {
  /// The gradients of a quotient, by a number a row.
  fileprivate func quotient(_ x: View, _ other: View, _ format: Format) {
    let elements = Size(table: machine.sizes, index: x.elements)
    let rows = Size(table: machine.sizes, index: other.elements)
    temporary(elements, x.format)
    temporary(elements, format)
    temporary(elements, format)
    gradient(1, elements, format)
    for temporary in [UInt8(2), 1, 0] { free(temporary) }
    gradient(0, elements, format)
    if format != x.format { reduce(0, elements, x.format, rows: nil) }
    reduce(1, rows, other.format, rows: nil)
  }
}

extension Machine {
  /// What cub takes to sort pairs of 64-bit numbers, eight bits a pass: a second buffer for keys and
  /// for values, counts of each digit, and for each tile what came before it.
  ///
  /// Source: torch 2.15 ATen/cuda/cub.cuh `radix_sort_pairs`; cub
  /// device/dispatch/dispatch_radix_sort.cuh `InvokeOnesweep`.
  fileprivate func sortScratch(_ count: Size, bytes: Int = 8) -> Size {
    count * 16 + count.parts(of: sortTile) * (256 * 4) + bytes * 256 * 8 + 511
  }

  /// The same for numbers below a limit.
  ///
  /// Source: ATen/cuda/cub.h `get_num_bits`.
  fileprivate func sortScratch(_ count: Size, below limit: Size) -> Size {
    var bytes = 1
    while bytes < 8 && limit > 1 << (8 * bytes) { bytes += 1 }
    return sortScratch(count, bytes: bytes)
  }

  /// Pairs that a block of 384 threads sorts: 12 each, or 10 before Hopper.
  ///
  /// Source: cub device/dispatch/tuning/tuning_radix_sort.cuh; seen in traces of 24,576 to 1,000,000
  /// numbers on either card.
  private var sortTile: Int { stack.capability >= 90 ? 4608 : 3840 }
}
