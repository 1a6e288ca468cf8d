import MemoryModel

/// Muon for the matrices of the layers, and AdamW for what else is trained, as Muon's documentation
/// has it.
///
/// Source: torch 2.15 optim/_muon.py `Muon.step`, `_single_tensor_muon`.
extension OptimizerStep {
  func stepAsMuon(makingStates: Bool) {
    if makingStates { makeStates(of: isHiddenMatrix) }
    var update = machine.hold(.none)
    forEachParameter(isHiddenMatrix) { matrix in
      update = machine.new(matrix.elements, matrix.format, .sum)
      update = orthogonalized(update, matrix)
    }
    update = machine.hold(.none)
    if makingStates { makeStates { !isHiddenMatrix($0) } }
    takeRoots { !isHiddenMatrix($0) }
  }

  /// Two dimensions, and neither the embedding nor the head.
  func isHiddenMatrix(_ parameter: OptimizedParameter) -> Bool {
    guard parameter.columns != nil, parameter.matrices == nil, !parameter.isEmbedding else {
      return false
    }
    return machine.state.pointee.record.modules.path(parameter.module) != "lm_head"
  }

  /// Source: torch 2.15 optim/_muon.py `_zeropower_via_newtonschulz`.
  private func orthogonalized(
    _ gradient: borrowing Tensor, _ matrix: OptimizedParameter
  ) -> Tensor {
    let short = matrix.shorterSide
    func bf16(_ elements: Size, _ name: Name) -> Tensor { machine.new(elements, .bf16, name) }
    var orthogonal = bf16(matrix.elements, .converted)
    do {
      let norm = bf16(machine.count(1), .norm)
      let clamped = bf16(machine.count(1), .norm)
      _ = consume norm
      _ = clamped.format
    }
    var gram = machine.hold(.none)
    var update = machine.hold(.none)
    // Of more rows than columns it is `ortho_grad.T`, which lies no more as cuBLASLt wants it.
    var isTransposed = matrix.isTall
    // `DEFAULT_NS_STEPS`.
    for _ in 0..<5 {
      gram = multiplied(short * short, over: matrix.elements / short)
      update = multiplied(short * short, over: short, isSum: true)
      orthogonal = multiplied(matrix.elements, over: short, isSum: !isTransposed)
      isTransposed = false
    }
    _ = (gram.format, update.format)
    return orthogonal
  }

  /// `@`, or `addmm` of three matrices, in bf16.
  ///
  /// - Parameters:
  ///   - inner: how many products each element is the sum of.
  ///   - isSum: whether cuBLASLt adds in the product.
  private func multiplied(
    _ elements: Size, over inner: Size, isSum: Bool = false
  ) -> Tensor {
    let product = machine.new(elements, .bf16, isSum ? .sum : .product)
    machine.workspace(for: elements * inner, addingBias: isSum)
    return product
  }
}
