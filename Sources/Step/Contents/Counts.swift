import MemoryModel

extension Architecture {
  /// All parameters of the model. Beyond 2^53 the count is 2^53.
  package var parameters: Int {
    Inventory(Setup(architecture: self, method: .full)).count { _ in true }
  }

  /// Whether modules of the family ask for a field: with the other value they have other parameters, or
  /// make other tensors.
  package func asks(for field: WritableKeyPath<Architecture, Bool>) -> Bool {
    var other = self
    other[keyPath: field].toggle()
    return other.parameters != parameters || other.allocations != allocations
  }

  /// How many tensors a step allocates; nil where it is not written down.
  private var allocations: Int? {
    var setup = Setup(architecture: self, method: .full, seq: 64)
    setup.checkpointing = .off
    return (try? Training.record(setup, folded: true, steps: 1))?.record.allocations
  }
}

extension Setup {
  /// All parameters, and those that are trained.
  package var counts: (parameters: Int, trainable: Int) {
    let inventory = Inventory(self)
    let all = inventory.count { $0.kind != .added }
    let trained: Parameter.Kind = method == .full ? .own : .added
    return (all, inventory.count { $0.kind == trained })
  }
}

/// Tensors of a model that are alike.
package struct TensorCount: Sendable {
  package let role: TensorRole
  package let name: String
  /// Rows and columns; of a vector its length, and before those of experts how many there are. Empty
  /// for a tower, which is counted as a whole.
  package let shape: [Int]
  /// How many such tensors the model has.
  package let copies: Int
  /// All their parameters: `layers * intermediate * hidden`.
  package let formula: Formula

  package var parameters: Int { whole(formula.value) }
}

extension Architecture {
  /// The parameters tensor by tensor, in the order of the forward pass.
  package var tensorCounts: [TensorCount] {
    let inventory = Inventory(Setup(architecture: self, method: .full))
    var formulas = SizeFormulas(inventory.sizes, layers: layers)
    return inventory.alike.map { tensor in
      TensorCount(
        role: tensor.parameter.role, name: inventory.name(of: tensor.parameter, in: self),
        shape: inventory.shape(of: tensor.parameter), copies: tensor.copies,
        formula: formulas.elements(of: tensor.parameter.elements, copies: tensor.copies))
    } + towerCounts
  }

  /// The sizes that its parameters are counted by, under the names that formulas have for them; not
  /// those of which its layers have several.
  package var sizes: [(name: String, value: Int)] {
    var sizes: [(name: String, value: Int)] = []
    var several: Set<String> = []
    for (name, value) in tensorCounts.flatMap(\.formula.names) {
      let known = sizes.first { $0.name == name }
      if known == nil { sizes.append((name, whole(value))) }
      if let known, Double(known.value) != value { several.insert(name) }
    }
    return sizes.filter { !several.contains($0.name) }
  }

  private var towerCounts: [TensorCount] {
    guard let tower else { return [] }
    let all = Formula.count(tower.parameters, "tower_parameters")
    let linear = Formula.count(tower.linear, "tower_linear")
    let rows =
      tower.linear == 0 ? [("tower", all)] : [("linear modules", linear), ("others", all - linear)]
    return rows.map { TensorCount(role: .tower, name: $0, shape: [], copies: 1, formula: $1) }
  }
}

extension Inventory {
  /// Tensors of the text model that have one name and one size, and how many there are.
  fileprivate var alike: [(parameter: Parameter, copies: Int)] {
    var all: [(parameter: Parameter, copies: Int)] = []
    for parameter in parameters where parameter.role != .tower {
      let place = all.firstIndex { $0.parameter.isLike(parameter) }
      if let place {
        all[place].copies += Int(parameter.copies)
      } else {
        all.append((parameter, Int(parameter.copies)))
      }
    }
    return all
  }

  /// A module's path in its layer; behind it the tensor's own name, where it is not the weight.
  fileprivate func name(of parameter: Parameter, in model: Architecture) -> String {
    let path = modules.path(parameter.module)
    let tables = ["embed_tokens": model.tableNames.first, "lm_head": model.tableNames.last]
    return parameter.name.ofParameter(at: (parameter.place < 0 ? tables[path] ?? nil : nil) ?? path)
  }

  fileprivate func shape(of parameter: Parameter) -> [Int] {
    func value(_ size: Int32) -> Int { whole(sizes.value(size)) }
    let elements = value(parameter.elements)
    guard parameter.columns >= 0 else { return [elements] }
    let columns = value(parameter.columns)
    let matrices = parameter.matrices >= 0 ? value(parameter.matrices) : 1
    let matrix = [elements / max(columns * matrices, 1), columns]
    return matrices > 1 ? [matrices] + matrix : matrix
  }
}

extension Parameter {
  fileprivate func isLike(_ other: Parameter) -> Bool {
    module == other.module && name == other.name && elements == other.elements
      && columns == other.columns && (place < 0) == (other.place < 0)
  }
}
