/// A list of tensors that are to be joined.
struct Parts: ~Copyable {
  private let machine: Machine
  private var views: [View] = []

  init(_ machine: Machine) { self.machine = machine }

  deinit { for view in views { machine.release(view.storage) } }

  var count: Int { views.count }

  func each(_ body: (borrowing Tensor) -> Void) {
    for view in views { body(machine.hold(view)) }
  }

  subscript(place: Int) -> View { views[place] }

  mutating func append(_ x: borrowing Tensor) {
    machine.retain(x.view.storage)
    views.append(x.view)
  }

  /// `cat` of one format. Its node hands each its slice of the gradient; it is written as one node for
  /// each that joins those before, all of the same result.
  func joined() -> Tensor {
    guard let first = views.first else { return machine.hold(.none) }
    let format = first.format
    var sizes = [Size(table: machine.sizes, index: first.elements)]
    for view in views.dropFirst() {
      sizes.append(sizes[sizes.count - 1] + Size(table: machine.sizes, index: view.elements))
    }
    let memory = machine.new(sizes[sizes.count - 1], format, .part)
    let storage = memory.view.storage
    var joined = machine.operation(.part, sizes[0], format, first, in: storage) {
      $0.slice(0, sizes[0])
    }
    for (place, view) in views.enumerated().dropFirst() {
      joined = machine.operation(.part, sizes[place], format, joined.view, view, in: storage) {
        $0.slice(0, sizes[place - 1])
        $0.slice(1, Size(table: machine.sizes, index: view.elements))
      }
    }
    _ = memory.format
    return joined
  }
}
