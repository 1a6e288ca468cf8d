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
