// Views of a part, and writing into one.
extension Tensor {
  /// `split` in two along the last dimension: two views of one node, which concatenates their
  /// gradients.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `split_with_sizes_backward`.
  func split(_ first: Size, _ second: Size) -> Halves {
    let (rows, elements, format) = (elements / (first + second), elements, format)
    let part = machine.operation(.part, rows * first, format, view, in: view.storage) { rule in
      rule.gradient(0, elements, format)
    }
    let rest = machine.further(rows * second, besides: part.view)
    return Halves(first: part, second: rest)
  }

  /// `chunk` of a matrix into so many parts of its rows, the last one perhaps smaller: views of one node,
  /// which concatenates their gradients.
  ///
  /// Source: torch 2.15 ATen/native/TensorShape.cpp `chunk`; csrc/autograd/FunctionsManual.cpp
  /// `split_backward`.
  func chunks(_ count: Int, rows: Size) -> [View] {
    let (elements, format, width) = (elements, format, elements / rows)
    let size = rows.parts(of: count)
    var first = machine.operation(.part, size * width, format, view, in: view.storage) { rule in
      rule.gradient(0, elements, format)
    }.view
    first.isMatrix = true
    var (chunks, taken) = ([first], size)
    while rows > taken {
      let part = Size.smaller(size, rows - taken)
      chunks.append(machine.further(part * width, besides: first).view)
      taken = taken + part
    }
    return chunks
  }

  /// `split` of a matrix into parts of so many rows each: views of one node, which concatenates their
  /// gradients.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `split_with_sizes_backward`.
  func split(_ parts: [Size], of rows: Size) -> [View] {
    let (elements, format, width) = (elements, format, elements / rows)
    guard let size = parts.first else { return [] }
    let first = machine.operation(.part, size * width, format, view, in: view.storage) { rule in
      rule.gradient(0, elements, format)
    }.view
    return [first] + parts.dropFirst().map { machine.further($0 * width, besides: first).view }
  }

  /// `constant_pad_nd` of rows to a greater width. The gradient is cut, and copied.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `constant_pad_nd_backward`.
  func padded(_ width: Size, to wider: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.part, elements / width * wider, format, view) {
      $0.gradient(0, elements, format)
    }
  }

  /// `index`, `x[…, [place], :]`: a copy, which keeps the place; its gradient is filled up with zeros.
  func picked(_ part: Size) -> Tensor {
    let (elements, format) = (elements, format)
    let place = machine.new(machine.count(1), .int64, .indices)
    return machine.operation(.part, part, format, view) { rule in
      rule.keep(place.view)
      rule.gradient(0, elements, format)
    }
  }

  /// `expand` to so many times as much: a view, whose gradient is summed.
  func expanded(_ times: Size) -> Tensor {
    let (own, format) = (elements, format)
    return machine.operation(.part, own * times, format, view, in: view.storage) {
      $0.gradient(0, own, format)
    }
  }

  /// `x[…] = part`: `copy_` into a view. The gradient is copied, for the tensor without that part, and
  /// for the part.
  ///
  /// Source: torch 2.15 csrc/autograd/functions/tensor.cpp `CopySlices::apply_impl`,
  /// `CopyBackwards::apply`.
  consuming func writing(_ part: borrowing Tensor) -> Tensor {
    let (base, source) = (view, part.view)
    let (whole, written, format) = (elements, part.elements, format)
    return machine.operation(.part, whole, format, base, source, in: base.storage) { rule in
      if base.node == 0 { rule.temporary(whole, format) } else { rule.gradient(0, whole, format) }
      if source.node == 0 {
        rule.temporary(written, format)
      } else {
        rule.gradient(1, written, format)
      }
      if base.node != 0 { rule.temporary(written, format) }
    }
  }
}

extension Tensor {
  /// `repeat` over a new first dimension, to so many elements: its gradient is summed.
  func expandedCopy(_ elements: Size) -> Tensor {
    let (own, format) = (self.elements, format)
    return machine.operation(.repeated, elements, format, view) { $0.gradient(0, own, format) }
  }

  /// `std` of each row: keeps its input and its result.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `std_backward`, `var_backward`: the
  /// differences from the mean, then their product.
  func standardDeviation(rows: Size) -> Tensor {
    let (x, elements, format) = (view, elements, format)
    return machine.operation(.variance, rows, format, x) { rule in
      rule.keep(x)
      rule.keepResult()
      rule.temporary(rows, format)
      rule.temporary(elements, format)
      rule.gradient(0, elements, format)
    }
  }

  /// `sqrt`: keeps its result.
  func squareRoot() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.variance, elements, format, view) { rule in
      rule.keepResult()
      rule.temporary(elements, format)
      rule.gradient(0, elements, format)
    }
  }

  /// `permute(…)`, and `add_` to that view: its gradient is laid out as the whole, then copied for both.
  ///
  /// Source: torch 2.15 csrc/autograd/functions/tensor.cpp `CopySlices::apply_impl`;
  /// csrc/autograd/FunctionsManual.cpp `as_strided_backward`, by which such a view is differentiated.
  consuming func permutedSum(with other: borrowing Tensor) -> Tensor {
    let (base, source) = (view, other.view)
    let (elements, format) = (elements, format)
    let sum = machine.operation(.sum, elements, format, base, source, in: base.storage) { rule in
      if base.node == 0 {
        rule.temporary(elements, format)
      } else {
        rule.gradient(0, elements, format)
      }
      if source.node == 0 { return rule.temporary(elements, format) }
      rule.gradient(1, elements, format)
      if source.format != format { rule.reduce(1, elements, source.format, rows: nil) }
    }
    return sum.part(elements)
  }

  /// `add_` of the same to all of a view: its gradient is that of the view, summed. The view's is
  /// copied, as is that of the whole.
  ///
  /// Source: torch 2.15 csrc/autograd/functions/tensor.cpp `CopySlices::apply_impl`.
  consuming func adding(_ addend: borrowing Tensor, toLast part: Size) -> Tensor {
    let (base, source) = (view, addend.view)
    let (whole, own, format) = (elements, addend.elements, format)
    return machine.operation(.part, whole, format, base, source, in: base.storage) { rule in
      rule.gradient(0, whole, format)
      rule.temporary(part, format)
      rule.gradient(1, own, addend.format)
    }
  }
}

extension Machine {
  /// `stack`, in the widest format: gradients are views of the result's, or converted.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `stack_tensors_backward`.
  func stack(_ parts: [View]) -> Tensor {
    guard let first = parts.first else { return hold(.none) }
    let format = parts.reduce(first.format) { $0.promoted(with: $1.format) }
    let elements = Size(table: sizes, index: first.elements)
    let result = new(elements * parts.count, format, .sum)
    return function(.sum, result, of: parts) { rule in
      for (input, part) in parts.enumerated() {
        if part.format == format {
          rule.slice(UInt8(input), elements)
        } else {
          rule.gradient(UInt8(input), elements, part.format)
        }
      }
    }
  }
}
