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
    return a.machine.add(left, right, elements, format)
  }

  /// `sub.Tensor`: the gradient of what is subtracted is negated whole, then summed where it was
  /// broadcast over rows.
  static func - (x: borrowing Tensor, y: borrowing Tensor) -> Tensor {
    let (elements, own, other) = (x.elements, y.elements, y.view)
    let format = x.format.promoted(with: y.format)
    let left = x.view
    return x.machine.operation(.difference, elements, format, left, other) { rule in
      if other.node != 0 { rule.gradient(1, elements, format) }
      if left.node != 0 { rule.pass(0) }
      if left.node != 0 && left.format != format {
        rule.reduce(0, elements, left.format, rows: nil)
      }
      if other.node != 0 && !(own == elements && other.format == format) {
        rule.reduce(1, own, other.format, rows: nil)
      }
    }
  }

  /// `neg`.
  static prefix func - (x: borrowing Tensor) -> Tensor { x.map(.rotated) }

  /// `mul.Scalar`, `add.Scalar`: the result and, where the factor is one, the gradient is handed on.
  func scaled(_ name: Name = .scaled) -> Tensor { map(name) }

  /// `mul_` by a tensor of one number, which is kept.
  consuming func scaledInPlace(by factor: View) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.scaled, elements, format, view, in: view.storage) { rule in
      rule.keep(factor)
      rule.gradient(0, elements, format)
    }
  }

  /// Multiplied by the batch's mask, which lives beyond backward: a row of zeros for each token of
  /// padding.
  ///
  /// Source: transformers 5.23 models/bamba/modeling_bamba.py `apply_mask_to_padding_states`.
  func maskingPadding() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.product, elements, format, view) { rule in
      rule.keep(.none)
      rule.gradient(0, elements, format)
    }
  }

  func plusConstant() -> Tensor {
    machine.operation(.sum, elements, format, view) { $0.pass(0) }
  }

  /// An operation whose backward needs nothing but the gradient.
  private func map(_ name: Name) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(name, elements, format, view) { $0.gradient(0, elements, format) }
  }

  /// `to`, `_to_copy`: the same tensor where it has the format already.
  func to(_ format: Format, _ name: Name = .converted) -> Tensor {
    if format == self.format { return share() }
    let (elements, own) = (elements, self.format)
    return machine.operation(name, elements, format, view) { $0.gradient(0, elements, own) }
  }

  /// `pow(2)`: `grad * (2 * x.pow(1))`.
  func squared() -> Tensor { power(.squared) }

  /// `pow`: `grad * (exponent * x.pow(exponent - 1))`.
  func power(_ name: Name = .reciprocalRoot) -> Tensor {
    let (x, elements) = (view, elements)
    return machine.operation(name, elements, format, x) { rule in
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

  /// `tanh`: keeps its result.
  func tanh() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.tanh, elements, format, view) { rule in
      rule.keepResult()
      rule.gradient(0, elements, format)
    }
  }

  /// `clone`, `contiguous` of what is not: the gradient is handed on.
  func clone(_ name: Name = .copy) -> Tensor {
    machine.operation(name, elements, format, view) { $0.pass(0) }
  }

  /// `view`, `transpose`: a view with the heads before the tokens. What rotation gives back lies in
  /// that order, and is copied into the other, unless there is one head.
  ///
  /// Source: torch 2.15 ATen/native/TensorShape.cpp `cat`, whose result is contiguous;
  /// derivatives.yaml `view`: `grad.reshape_symint`.
  func headsFirst(_ heads: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.rotated, elements, format, view, in: view.storage) {
      heads > 1 ? $0.gradient(0, elements, format) : $0.pass(0)
    }
  }

  /// `transpose(-1, -2)` of what a module gives. The gradient lies channel by channel, and is copied for
  /// the module's product where there are several sequences.
  func channelsFirst(batch: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.convolution, elements, format, view, in: view.storage) {
      batch > 1 ? $0.gradient(0, elements, format) : $0.pass(0)
    }
  }

  /// `chunk` in two: views. Both gradients are put together where the last one is there, by the second.
  func firstChunk() -> Tensor {
    machine.operation(.rotated, elements / 2, format, view, in: view.storage) { _ in }
  }

  func secondChunk() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.rotated, elements / 2, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }

  /// `slice`, `select`: a view, whose gradient is filled up with zeros.
  func part(_ part: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.part, part, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }

  /// `slice` of half the last dimension.
  func half() -> Tensor { slice(elements / 2) }

  /// `slice` of the last dimension, a view: its gradient is filled up with zeros. A slice of all is an
  /// `alias`, which hands it on.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `slice_backward`; ATen/TensorIndexing.h
  /// `applySlice`.
  func slice(_ part: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.rotated, part, format, view, in: view.storage) { rule in
      if part == elements { return rule.pass(0) }
      rule.gradient(0, elements, format)
    }
  }

  struct Halves: ~Copyable {
    let first: Tensor
    let second: Tensor
  }

  /// `chunk(2)`: two views of one node, which concatenates their gradients.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `split_backward`.
  func chunk() -> Halves {
    let (elements, format) = (elements, format)
    let first = machine.operation(.rotated, elements / 2, format, view, in: view.storage) { rule in
      rule.gradient(0, elements, format)
    }
    let second = machine.further(elements / 2, besides: first.view)
    return Halves(first: first, second: second)
  }
}

extension Machine {
  /// `add.Tensor`: the gradient is handed on to both; where an input was broadcast or has another
  /// format, it is summed over the rows, or converted.
  fileprivate func add(_ a: View, _ b: View, _ elements: Size, _ format: Format) -> Tensor {
    operation(.sum, elements, format, a, b) { rule in
      if b.node != 0 { rule.pass(1) }
      if a.node != 0 { rule.pass(0) }
      for (input, view) in [(UInt8(0), a), (1, b)] where view.node != 0 {
        let own = Size(table: sizes, index: view.elements)
        if own == elements && view.format == format { continue }
        rule.reduce(input, own, view.format, rows: own == elements ? nil : elements / own)
      }
    }
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

/// Three views of one tensor.
struct Thirds: ~Copyable {
  let first: Tensor
  let second: Tensor
  let third: Tensor
}

extension Tensor {
  /// `split`, `chunk`: views, whose gradients backward puts together.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `split_with_sizes_backward`: `cat`.
  func split(_ parts: (Size, Size, Size)) -> Thirds {
    let (elements, format) = (elements, format)
    let first = machine.operation(.part, parts.0, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
    let second = machine.further(parts.1, besides: first.view)
    let third = machine.further(parts.2, besides: first.view)
    return Thirds(first: first, second: second, third: third)
  }
}

/// `cat` of two, in the wider format: gradients are views of the result's, converted where the format is
/// another.
func cat(_ a: borrowing Tensor, _ b: borrowing Tensor) -> Tensor {
  let (left, right) = (a.elements, b.elements)
  let (first, second) = (a.format, b.format)
  let format = first.promoted(with: second)
  return a.machine.operation(.rotated, left + right, format, a.view, b.view) { rule in
    rule.slice(0, left)
    rule.slice(1, right)
    if first != format { rule.reduce(0, left, first, rows: nil) }
    if second != format { rule.reduce(1, right, second, rows: nil) }
  }
}

/// `cat` of three of one format.
func cat(_ a: borrowing Tensor, _ b: borrowing Tensor, _ c: borrowing Tensor) -> Tensor {
  let parts = (a.elements, b.elements, c.elements)
  let all = parts.0 + parts.1 + parts.2
  return a.machine.operation(.rotated, all, a.format, a.view, b.view, c.view) { rule in
    rule.slice(0, parts.0)
    rule.slice(1, parts.1)
    rule.slice(2, parts.2)
  }
}

/// `native_dropout`: keeps its mask, which it has made beside its result by then.
func dropout(_ x: borrowing Tensor) -> Tensor {
  let (elements, format) = (x.elements, x.format)
  let mask = x.machine.new(elements, .bool, .dropout)
  let result = x.machine.new(elements, format, .dropout)
  return x.machine.operation(
    .dropout, elements, format, x.view, in: result.view.storage
  ) { rule in
    rule.keep(mask.view)
    rule.gradient(0, elements, format)
  }
}
