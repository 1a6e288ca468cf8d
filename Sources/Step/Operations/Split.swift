extension Tensor {
  /// `split`, `chunk`: views, whose gradients backward puts together.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `split_with_sizes_backward`: `cat`.
  func split() -> Parts {
    let (elements, format) = (elements, format)
    let whole = machine.operation(.part, elements, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
    return Parts(machine: machine, view: whole.view, records: whole.asksForGradient)
  }

  /// `slice`, a view: its gradient is filled up with zeros.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `slice_backward`.
  func part(_ part: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.part, part, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }
}

/// What `split` gives, part by part, before anything else is computed.
struct Parts {
  fileprivate let machine: Machine
  fileprivate let view: View
  fileprivate let records: Bool

  func part(_ elements: Size) -> Tensor {
    machine.retain(view.storage)
    var part = view
    part.elements = elements.index
    part.node = records ? machine.recordOutput(.part) : 0
    return Tensor(machine, part)
  }
}
