/// A tensor of a model that is a parameter, as its module registers it.
struct Parameter {
  let module: Module
  let name: Name
  let elements: Int32
  /// The columns of a matrix, as an index into the table of sizes; -1 for a vector.
  let columns: Int32
  /// How many matrices with these columns it is, as an index; -1 for one.
  let matrices: Int32
  /// The first layer that has it, and how many layers that stands for; -1 outside of the layers.
  let place: Int32
  let copies: Int32
  let kind: Kind
  let role: TensorRole
  /// Whether it is of a linear module.
  let isLinear: Bool

  enum Kind {
    /// Of the model, trained with it.
    case own
    /// Of the model, without a gradient whatever is trained.
    case frozen
    /// Of an adapter, or a copy that PEFT trains whole.
    case added
  }
}

/// What a tensor of a model is for.
package enum TensorRole: String, Sendable, CaseIterable {
  case embedding, head, attention
  /// What stands in the place of attention or beside it: Mamba-2, gated delta nets, convolutions.
  case mixers
  case mlp, experts, norms
  /// What makes embeddings of images and sound.
  case tower
}

extension Loader {
  /// Notes a parameter of the module that is made.
  func register(
    _ name: Name, _ elements: Size, columns: Size? = nil, matrices: Size? = nil,
    as kind: Parameter.Kind? = nil
  ) {
    machine.state.pointee.parameters.append(
      Parameter(
        module: parent, name: name, elements: elements.index, columns: columns?.index ?? -1,
        matrices: matrices?.index ?? -1, place: place.map { Int32($0) } ?? -1,
        copies: machine.state.pointee.stretch.copies, kind: kind ?? (isFrozen ? .frozen : .own),
        role: role, isLinear: isLinear))
  }
}
