// Operations that write where their input stands.
//
// Source: torch 2.15 tools/autograd/derivatives.yaml, by the name of each.
extension Tensor {
  /// `add_` of a tensor as large and of the same format.
  consuming func adding(_ other: borrowing Tensor) -> Tensor {
    machine.operation(.sum, elements, format, view, other.view, in: view.storage) { rule in
      if other.asksForGradient { rule.pass(1) }
      rule.pass(0)
    }
  }

  /// `clamp_`: keeps a copy of its input, and chooses from the gradient and zero.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `clamp_backward`.
  consuming func clampedInPlace() -> Tensor {
    let (elements, format) = (elements, format)
    let copy = asksForGradient ? machine.new(elements, format, .copy) : machine.hold(.none)
    return machine.operation(.part, elements, format, view, in: view.storage) { rule in
      rule.keep(copy.view)
      rule.temporary(elements, .bool)
      rule.temporary(elements, .bool)
      rule.gradient(0, elements, format)
    }
  }
}
