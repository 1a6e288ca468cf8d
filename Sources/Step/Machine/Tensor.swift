/// A tensor as Python holds it: alive to the end of its scope, or until its variable is set again.
///
/// Swift keeps that order for values that cannot be copied. `consume` is `del`.
struct Tensor: ~Copyable {
  let machine: Machine
  let view: View

  init(_ machine: Machine, _ view: View) {
    self.machine = machine
    self.view = view
  }

  deinit { machine.release(view.storage) }

  /// A second reference to it: `residual = x`.
  func share() -> Tensor {
    machine.retain(view.storage)
    return Tensor(machine, view)
  }

  var elements: Size { Size(table: machine.sizes, index: view.elements) }
  var format: Format { view.format }
  var asksForGradient: Bool { view.node != 0 }
}

/// What a rule needs to know of a tensor, without holding it.
struct View {
  var storage: Int32
  /// Elements, as an index into the table of sizes.
  var elements: Int32
  var format: Format
  /// Zero: asks for no gradient. Above: made by that node of the graph. Below: a leaf.
  var node: Int32 = 0
  /// A gradient that is a view, which another is not added to in place.
  var isView = false
  /// A matrix, which a product takes as it is: the gradient that it gives is no view.
  var isMatrix = false

  static let none = View(storage: -1, elements: 0, format: .fp32)
  var isNone: Bool { storage < 0 }
}
