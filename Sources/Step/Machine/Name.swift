/// The tensor that an allocation is, among those of its module.
enum Name: UInt16 {
  case none, weight, bias, adapterA, adapterB, packed, scales, scalesOfScales, code, offset
  case ids, positions, mask, count, rotary
  case embedding, converted, squared, variance, reciprocalRoot, product, sum, difference
  case silu, rotated, attention, logSumExp, seed, workspace, dequantised, scaled, dropout
  case logits, logSoftmax, loss, totalWeight, repeated
  case gradient, checkpoint, copy, state, step
}

/// The module of a model that an allocation belongs to.
struct Module: Equatable {
  let index: UInt16
  static let none = Module(index: 0)
  static let embedding = Module(index: 1), norm = Module(index: 2), head = Module(index: 3)
  static let inputNorm = Module(index: 4), postNorm = Module(index: 5)
  static let q = Module(index: 6), k = Module(index: 7), v = Module(index: 8), o = Module(index: 9)
  static let gate = Module(index: 10), up = Module(index: 11), down = Module(index: 12)
  static let qNorm = Module(index: 13), kNorm = Module(index: 14)
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
