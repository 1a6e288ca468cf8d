// One rule an operation: what it makes, what autograd keeps of it, and what its backward makes.
//
// Source: torch 2.15 tools/autograd/derivatives.yaml, by the name of each; the order of several
// gradients is that of the generated functions, by the names of their inputs.
extension Tensor {
  static func * (a: borrowing Tensor, b: borrowing Tensor) -> Tensor {
    a.machine.multiply(a.view, b.view)
  }

  static func * (weight: View, x: borrowing Tensor) -> Tensor {
    x.machine.multiply(weight, x.view, byColumn: true)
  }

  /// By a vector with a number for each column.
  func multiplied(byColumn factor: borrowing Tensor) -> Tensor {
    machine.multiply(view, factor.view, byColumn: true)
  }

  /// `add.Tensor`: each input gets the gradient, converted where its format is another.
  static func + (a: borrowing Tensor, b: borrowing Tensor) -> Tensor {
    let (left, right) = (a.view, b.view)
    let elements = Size.larger(a.elements, b.elements)
    let format = a.format.promoted(with: b.format)
    return a.machine.operation(.sum, elements, format, left, right) { rule in
      if right.node != 0 { rule.handOn(1, right) }
      if left.node != 0 { rule.handOn(0, left) }
    }
  }

  /// `neg`.
  static prefix func - (x: borrowing Tensor) -> Tensor { x.map(.rotated) }

  /// `mul.Scalar`, `add.Scalar`: the result and, where the factor is one, the gradient is handed on.
  func scaled() -> Tensor { map(.scaled) }

  func plusConstant() -> Tensor {
    machine.operation(.sum, elements, format, view) { $0.pass(0) }
  }

  /// An operation whose backward needs nothing but the gradient.
  private func map(_ name: Name) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(name, elements, format, view) { $0.gradient(0, elements, format) }
  }

  /// `to`, `_to_copy`: the same tensor where it has the format already.
  func to(_ format: Format) -> Tensor {
    if format == self.format { return share() }
    let (elements, own) = (elements, self.format)
    return machine.operation(.converted, elements, format, view) { $0.gradient(0, elements, own) }
  }

  /// `pow(2)`: `grad * (2 * x.pow(1))`. Autocast computes it in fp32.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.h `AT_FORALL_FP32`.
  func squared() -> Tensor {
    if machine.autocast != nil && format != .fp32 { return to(.fp32).squared() }
    let (x, elements) = (view, elements)
    return machine.operation(.squared, elements, format, x) { rule in
      rule.keep(x)
      rule.temporary(elements, x.format)
      rule.temporary(elements, x.format)
      rule.gradient(0, elements, x.format)
    }
  }

  /// `mean` over the last dimension.
  func mean(rows: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.variance, rows, format, view) { $0.gradient(0, elements, format) }
  }

  /// `rsqrt`: keeps its result.
  func reciprocalRoot() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.reciprocalRoot, elements, format, view) { rule in
      rule.keepResult()
      rule.temporary(elements, format)
      rule.gradient(0, elements, format)
    }
  }

  /// `clone`, `contiguous` of what is not: the gradient is handed on.
  func clone(_ name: Name = .copy) -> Tensor {
    machine.operation(name, elements, format, view) { $0.pass(0) }
  }

  /// `view`, `transpose`: a view with the heads before the tokens. What rotation gives back lies in
  /// that order, and is copied into the other.
  ///
  /// Source: torch 2.15 ATen/native/TensorShape.cpp `cat`, whose result is contiguous;
  /// derivatives.yaml `view`: `grad.reshape_symint`.
  func headsFirst() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.rotated, elements, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }

  /// `slice` of half the last dimension, a view: its gradient is filled up with zeros.
  func half() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.rotated, elements / 2, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }
}

extension Rule {
  /// The result's gradient for an input that is as large, or was broadcast.
  fileprivate func handOn(_ input: UInt8, _ view: View) {
    let sizes = machine.sizes
    let elements = Size(table: sizes, index: view.elements)
    let whole = Size(table: sizes, index: result.elements)
    if elements == whole && view.format == result.format { return pass(input) }
    gradient(input, elements, view.format)
  }
}

extension Machine {
  /// `mul.Tensor`: keeps what the other's gradient asks for; a broadcast input's gradient is summed.
  ///
  /// - Parameter byColumn: whether the smaller input has a number for each column, not for each row.
  func multiply(_ a: View, _ b: View, byColumn: Bool = false) -> Tensor {
    let (left, right) = (
      Size(table: sizes, index: a.elements), Size(table: sizes, index: b.elements)
    )
    let elements = Size.larger(left, right)
    let format = a.format.promoted(with: b.format)
    return operation(.product, elements, format, a, b) { rule in
      if b.node != 0 { rule.keep(a) }
      if a.node != 0 { rule.keep(b) }
      // The generated function goes by the names of its inputs: `other`, then `self`.
      for (input, view) in [(UInt8(1), b), (0, a)] where view.node != 0 {
        rule.gradient(input, elements, format)
      }
      for (input, view, own) in [(UInt8(0), a, left), (1, b, right)]
      where view.node != 0 && !(own == elements && view.format == format) {
        rule.reduce(input, own, view.format, rows: byColumn ? elements / own : nil)
      }
    }
  }
}

/// `silu`: keeps its input.
func silu(_ x: borrowing Tensor) -> Tensor {
  let (view, elements, format) = (x.view, x.elements, x.format)
  return x.machine.operation(.silu, elements, format, view) { rule in
    rule.keep(view)
    rule.gradient(0, elements, format)
  }
}

/// `cat` of two: gradients are views of the result's, or converted where its format is another.
///
/// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `cat_tensors_backward`.
func cat(_ a: borrowing Tensor, _ b: borrowing Tensor) -> Tensor {
  let (left, right) = (a.view, b.view)
  let format = a.format.promoted(with: b.format)
  return a.machine.operation(.rotated, a.elements + b.elements, format, left, right) { rule in
    rule.part(0, left)
    rule.part(1, right)
  }
}

/// `cat` of three.
func cat(_ a: borrowing Tensor, _ b: borrowing Tensor, _ c: borrowing Tensor) -> Tensor {
  let views = (a.view, b.view, c.view)
  let all = a.elements + b.elements + c.elements
  return a.machine.operation(.rotated, all, a.format, views.0, views.1, views.2) { rule in
    rule.part(0, views.0)
    rule.part(1, views.1)
    rule.part(2, views.2)
  }
}

extension Rule {
  fileprivate func part(_ input: UInt8, _ view: View) {
    let elements = Size(table: machine.sizes, index: view.elements)
    if view.format == result.format { return slice(input, elements) }
    gradient(input, elements, view.format)
  }
}

/// `native_dropout`: keeps its mask.
func dropout(_ x: borrowing Tensor) -> Tensor {
  let (elements, format) = (x.elements, x.format)
  let mask = x.machine.new(elements, .bool, .dropout)
  return x.machine.operation(.dropout, elements, format, x.view) { rule in
    rule.keep(mask.view)
    rule.gradient(0, elements, format)
  }
}
