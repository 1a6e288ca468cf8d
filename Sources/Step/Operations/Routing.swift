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

  struct Top: ~Copyable {
    var values: Tensor
    let places: Tensor
  }

  /// `topk` of each row: keeps the places. The gradient is scattered into zeros.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `value_selecting_reduction_backward_symint`.
  func topk(_ rows: Size, _ count: Size) -> Top {
    let (whole, format) = (elements, format)
    let values = machine.new(rows * count, format, .routing)
    let places = machine.new(rows * count, .int64, .places)
    let result = machine.operation(
      .routing, rows * count, format, view, in: values.view.storage
    ) { rule in
      rule.keep(places.view)
      rule.gradient(0, whole, format)
    }
    return Top(values: result, places: places)
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

  /// `x /= divisor`, a number a row: in place, so that what was there is kept as a copy.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `div_tensor_other_backward`,
  /// `div_tensor_self_backward`.
  func divideInPlace(by divisor: borrowing Tensor) -> Tensor {
    let (elements, rows, own, other) = (elements, divisor.elements, format, divisor.view)
    let format = own.promoted(with: divisor.format)
    return machine.operation(.routing, elements, own, view, other, in: view.storage) { rule in
      rule.keep(other)
      rule.keep(elements, own, .routing)
      rule.temporary(elements, own)
      rule.temporary(elements, format)
      rule.temporary(elements, format)
      rule.gradient(1, elements, format)
      for temporary in [UInt8(2), 1, 0] { rule.free(temporary) }
      rule.gradient(0, elements, format)
      if format != own { rule.reduce(0, elements, own, rows: nil) }
      rule.reduce(1, rows, other.format, rows: nil)
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

  /// `sort` of whole numbers.
  ///
  /// Source: torch 2.15 ATen/native/cuda/Sort.cpp `sort_cuda_kernel`, SortStable.cu
  /// `launch_stable_sort_kernel`.
  func sort() -> Sorted {
    let values = machine.new(elements, .int64, .places)
    let order = machine.new(elements, .int64, .places)
    let range = machine.new(elements, .int64, .places)
    let scratch = machine.new(RadixSort.scratch(elements, bits: 64), .uint8, .workspace)
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
    let (own, format, order, count) = (elements, format, places.view, places.elements)
    return machine.operation(.copies, count * width, format, view) { rule in
      rule.keep(order)
      rule.gradient(0, own, format)
      rule.temporary(count, .int64)
      rule.temporary(count, .int64)
      rule.free(0)
      for _ in 0..<3 { rule.temporary(count, .int64) }
      rule.temporary(RadixSort.scratch(count, below: own / width), .uint8)
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

/// cub's sort of pairs of 64-bit numbers, eight bits a pass.
///
/// Source: torch 2.15 ATen/cuda/cub.cuh `radix_sort_pairs`; cub device/dispatch/dispatch_radix_sort.cuh
/// `InvokeOnesweep`: a second buffer for keys and for values, counts of each digit, and for each tile
/// what came before it.
enum RadixSort {
  static func scratch(_ count: Size, bits: Int) -> Size {
    count * 16 + count.parts(of: tile) * (256 * 4) + (bits + 7) / 8 * 256 * 8 + 511
  }

  /// Of numbers below a limit.
  ///
  /// Source: ATen/cuda/cub.h `get_num_bits`.
  static func scratch(_ count: Size, below limit: Size) -> Size {
    var bytes = 1
    while bytes < 8 && limit > 1 << (8 * bytes) { bytes += 1 }
    return scratch(count, bits: 8 * bytes)
  }

  /// cub device/dispatch/tuning/tuning_radix_sort.cuh: pairs that a block of threads sorts.
  private static let tile = 4608
}
