import MemoryModel

/// `XIELUActivation`, in Python: two parameters of one number each.
///
/// Source: transformers 5.23 activations.py `XIELUActivation._xielu_python`.
struct XIELU {
  let alphaP: View
  let alphaN: View
  let beta: View
  let eps: View

  init(_ load: Loader) {
    let load = load.inside("act_fn")
    let one = load.machine.count(1)
    alphaP = load.parameter(one, load.unpacked)
    alphaN = load.parameter(one, load.unpacked)
    beta = load.buffer(one)
    eps = load.buffer(one)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let alphaP = machine.widened(machine.hold(alphaP)).softplus()
    let alphaN = machine.widened(machine.hold(alphaN)).softplus().plusConstant()
    let isPositive = machine.new(x.elements, .bool, .mask)
    let positive = alphaP * x * x + x.scaled(.activation)
    let negative =
      (x.minimum(eps).exponentialMinusOne() - x) * alphaN + x.scaled(.activation)
    return choose(isPositive, positive, negative)
  }
}

extension Tensor {
  /// `minimum` of one number: equal ones share the gradient.
  fileprivate func minimum(_ bound: View) -> Tensor {
    let (x, elements, format) = (view, elements, format)
    return machine.operation(.activation, elements, format, x) { rule in
      rule.keep(x)
      rule.keep(bound)
      rule.temporary(elements, format)
      rule.temporary(elements, .bool)
      rule.gradient(0, elements, format)
      rule.free(0)
      rule.free(1)
      rule.temporary(elements, .bool)
    }
  }

  /// `expm1`: keeps its result. Autocast computes it in fp32.
  fileprivate func exponentialMinusOne() -> Tensor {
    let x = machine.widened(self)
    let (elements, format) = (x.elements, x.format)
    return machine.operation(.activation, elements, format, x.view) { rule in
      rule.keepResult()
      rule.temporary(elements, format)
      rule.gradient(0, elements, format)
    }
  }
}

/// `where`: keeps the condition, and chooses from the gradient and zero.
private func choose(
  _ condition: borrowing Tensor, _ x: borrowing Tensor, _ y: borrowing Tensor
) -> Tensor {
  let (elements, inputs) = (x.elements, (x.view, y.view))
  let format = x.format.promoted(with: y.format)
  return x.machine.operation(.activation, elements, format, inputs.0, inputs.1) { rule in
    rule.keep(condition.view)
    rule.gradient(1, elements, format)
    rule.gradient(0, elements, format)
    if inputs.0.format != format { rule.reduce(0, elements, inputs.0.format, rows: nil) }
    if inputs.1.format != format { rule.reduce(1, elements, inputs.1.format, rows: nil) }
  }
}
