// Views of a part, and writing into one.
extension Tensor {
  /// `split` in two along the last dimension: views. Their gradients are put together, zeros for one
  /// that has not come.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `split_with_sizes_backward`.
  func split(_ first: Size, _ second: Size) -> Split {
    let (rows, whole, format) = (elements / (first + second), elements, format)
    let sizes = (rows * first, rows * second)
    let parted = machine.operation(.part, whole, format, view, in: view.storage) { rule in
      rule.zeros(of: 0, sizes.0, format)
      rule.zeros(of: 1, sizes.1, format)
      rule.gradient(0, whole, format)
    }
    let records = parted.asksForGradient
    func part(_ elements: Size) -> Tensor {
      machine.retain(view.storage)
      let node = records ? machine.recordOutput(.part) : 0
      return Tensor(
        machine,
        View(storage: view.storage, elements: elements.index, format: format, node: node))
    }
    return Split(first: part(sizes.0), second: part(sizes.1))
  }

  /// Both parts of a tensor.
  struct Split: ~Copyable {
    let first: Tensor
    let second: Tensor
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
