// What attention that is written out does to its scores: a matrix for each head of each sequence.
//
// Source: torch 2.15 tools/autograd/derivatives.yaml, by the name of each.
extension Machine {
  /// `matmul` of matrices for each head: `bmm`. Under autocast both are lowered, the last one first.
  ///
  /// Heads that do not follow each other in memory are copied together: those of a tensor that lies
  /// token by token, where there are several sequences.
  ///
  /// Source: torch 2.15 ATen/native/LinearAlgebra.cpp `_matmul_impl`: `expand`, `reshape`, `bmm`.
  ///
  /// - Parameter inner: how many products each element of the result is the sum of.
  func matmul(
    _ x: borrowing Tensor, isByToken: Bool, _ y: borrowing Tensor, isByToken isYByToken: Bool,
    _ elements: Size, over inner: Size, _ name: Name, _ heads: Heads
  ) -> Tensor {
    let second = lowered(y)
    let first = lowered(x)
    let isSplit = heads.batch > 1
    let a = isSplit && isByToken ? first.clone() : first.share()
    let b = isSplit && isYByToken ? second.clone() : second.share()
    let (left, right, format) = (a.view, b.view, a.format)
    let (leftElements, rightElements) = (a.elements, b.elements)
    let times = elements * inner
    let result = operation(name, elements, format, left, right) { rule in
      if right.node != 0 { rule.keep(left) }
      if left.node != 0 { rule.keep(right) }
      if right.node != 0 { rule.product(1, rightElements, format, times) }
      if left.node != 0 { rule.product(0, leftElements, format, times) }
    }
    workspace(for: times)
    return result
  }
}

extension Tensor {
  /// `_unsafe_view` of a product as heads of sequences. Its gradient lies token by token, and is copied
  /// where there are several sequences.
  func byHead(_ heads: Heads) -> Tensor {
    guard heads.batch > 1 else { return share() }
    let (elements, format) = (elements, format)
    return machine.operation(.attention, elements, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }

  /// `softmax(x, dtype=…)`: keeps its result. fp16 is widened by the kernel, other formats before it.
  ///
  /// Source: torch 2.15 ATen/native/SoftMax.cpp `softmax`, cuda/SoftMax.cu
  /// `softmax_backward_cuda_out`: `grad * output` beside the result.
  func softmax(as wide: Format) -> Tensor {
    let input = format == .fp16 && wide == .fp32 ? share() : to(wide)
    let (elements, format) = (elements, input.format)
    return machine.operation(.softmax, elements, wide, input.view) { rule in
      rule.keepResult()
      rule.gradient(0, elements, format)
      rule.temporary(elements, wide)
    }
  }

  /// `softmax(x)`, without a format: autocast takes fp32.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.h `AT_FORALL_FP32_SET_OPT_DTYPE`.
  func autocastSoftmax() -> Tensor { softmax(as: machine.autocast == nil ? format : .fp32) }

  /// `where(mask, x, number)`, `masked_fill(mask, number)`: keeps the mask, and does the same to the
  /// gradient with zero.
  func chosen(_ mask: View) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.scores, elements, format, view) { rule in
      rule.keep(mask)
      rule.gradient(0, elements, format)
    }
  }

  /// `max(dim=-1, keepdim=True).values`: keeps the places, and scatters the gradient into zeros.
  func rowMaxima(_ rows: Size) -> Tensor {
    let (elements, format) = (elements, format)
    let places = machine.new(rows, .int64, .indices)
    return machine.operation(.maximum, rows, format, view) { rule in
      rule.keep(places.view)
      rule.gradient(0, elements, format)
    }
  }

  /// `logsumexp` over each row: keeps its input and its result. Autocast widens the input.
  ///
  /// Source: torch 2.15 ATen/native/ReduceOps.cpp `logsumexp_out`, `amax` and `exp` of the differences;
  /// csrc/autograd/FunctionsManual.cpp `logsumexp_backward`.
  func logSumExp(_ rows: Size) -> Tensor {
    let x = machine.autocast == nil ? share() : to(.fp32)
    let (view, elements, format) = (x.view, x.elements, x.format)
    let maxima = machine.new(rows, format, .maximum)
    do {
      let magnitudes = machine.new(rows, format, .maximum)
      let infinite = machine.new(rows, .bool, .maximum)
      _ = (magnitudes.format, infinite.format)
    }
    _ = machine.new(elements, format, .difference)
    let result = machine.operation(.logSumExp, rows, format, view) { rule in
      rule.keep(view)
      rule.keepResult()
      rule.temporary(elements, format)
      rule.temporary(elements, format)
      rule.gradient(0, elements, format)
    }
    _ = maxima.format
    return result
  }

  /// `cat` with one more number for each row. The gradients are views, converted where a format is
  /// another.
  func withColumn(_ column: borrowing Tensor) -> Tensor {
    let (inputs, sizes) = ((view, column.view), (elements, column.elements))
    let format = format.promoted(with: column.format)
    return machine.operation(.scores, sizes.0 + sizes.1, format, inputs.0, inputs.1) { rule in
      for (input, view, own) in [(UInt8(0), inputs.0, sizes.0), (1, inputs.1, sizes.1)] {
        if view.format == format {
          rule.slice(input, own)
        } else {
          rule.gradient(input, own, view.format)
        }
      }
    }
  }

  /// Scores without their last column: a view.
  func withoutColumn(_ rows: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.scores, elements - rows, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }
}

extension Machine {
  /// A number of each head for all its rows: `reshape`, `expand`. Its gradient is summed over them.
  func sinkColumn(_ sinks: View, _ heads: Heads) -> Tensor {
    operation(.sinks, heads.rows, sinks.format, sinks, in: sinks.storage) {
      $0.gradient(0, heads.heads, sinks.format)
    }
  }
}
