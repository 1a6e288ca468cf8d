/// The tensor that an allocation is, among those of its module.
enum Name: UInt16 {
  case none, weight, gateUp, down, bias, buffer, adapterA, adapterB, packed, scales, scalesOfScales,
    code, offset
  case ids, positions, mask, count, rotary
  case part, embedding, converted, squared, variance, reciprocalRoot, product, sum, difference
  case normed, mean, activation, factor
  case silu, tanh, rotated, attention, logSumExp, seed, workspace, dequantised, scaled, dropout
  case logits, logSoftmax, loss, totalWeight, repeated
  case exponential, softplus, convolution, decay, scan, states
  case scores, softmax, softcap, sinks, maximum, indices
  case gradient, checkpoint, copy, state, step, norm, scale, magnitude, identity
  case routing, places, copies, counts
  case slopes, pixels
  case cachedKeys, cachedValues, cachedLatents
}

/// The module of a model that an allocation belongs to, by its path in the model or in a layer.
struct Module: Equatable {
  let index: UInt16
  /// The model itself.
  static let none = Module(index: 0)
}

/// The paths of modules: each is a name inside of another one.
struct ModuleNames {
  private var entries: [(parent: Module, name: StaticString, number: Int?)] = [(.none, "", nil)]

  /// The module of that name inside of another, the same each time.
  ///
  /// - Parameter number: its place in a list of modules.
  mutating func module(_ name: StaticString, _ number: Int?, in parent: Module) -> Module {
    let known = entries.firstIndex {
      $0.parent == parent && $0.name.utf8Start == name.utf8Start && $0.number == number
    }
    if let known { return Module(index: UInt16(known)) }
    entries.append((parent, name, number))
    return Module(index: UInt16(entries.count - 1))
  }

  /// The module of the model or of a layer that it stands in.
  func root(of module: Module) -> Module {
    let parent = entries[Int(module.index)].parent
    return parent == .none ? module : root(of: parent)
  }

  /// `self_attn.q_proj`.
  func path(_ module: Module) -> String {
    let entry = entries[Int(module.index)]
    if module == .none { return "" }
    let name = String(describing: entry.name) + (entry.number.map { ".\($0)" } ?? "")
    return entry.parent == .none ? name : path(entry.parent) + "." + name
  }
}

extension Machine {
  /// What is made from here on belongs to a module; gives the one that it belonged to.
  func enter(_ module: Module) -> Module {
    let outer = state.pointee.module
    state.pointee.module = module
    return outer
  }

  func leave(to outer: Module) { state.pointee.module = outer }
}
