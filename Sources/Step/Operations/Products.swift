extension Machine {
  /// What cuBLASLt takes for a moment beside a product.
  ///
  /// Source: torch 2.15 ATen/cuda/CUDABlas.cpp `_getWorkspaceSize`.
  func workspace() {
    let bytes = state.pointee.workspace
    if bytes.value > 0 { release(allocate(bytes, .uint8, .workspace, .temporary)) }
  }

  /// `linear`: `mm`, or `addmm` where there is a bias. Under autocast all inputs are lowered.
  ///
  /// - Parameters:
  ///   - input, output: features of each row.
  func linear(
    _ x: borrowing Tensor, _ weight: View, bias: View? = nil, from input: Size, to output: Size,
    _ name: Name = .product
  ) -> Tensor {
    // Arguments are converted from the last to the first.
    let addend = lowered(hold(bias ?? .none))
    let w = lowered(hold(weight))
    let x = lowered(x)
    let (rows, a, b, bias) = (x.elements / input, x.view, w.view, addend.view)
    let result = operation(name, rows * output, b.format, a, b, bias) { rule in
      if b.node != 0 { rule.keep(a) }
      if a.node != 0 { rule.keep(b) }
      if bias.isNone {
        if b.node != 0 { rule.product(1, input * output, b.format) }
        if a.node != 0 { rule.product(0, rows * input, a.format, ofMatrix: a.isMatrix) }
      } else {
        if a.node != 0 { rule.product(0, rows * input, a.format, ofMatrix: a.isMatrix) }
        if b.node != 0 { rule.product(1, input * output, b.format) }
        // The gradient as it is, which is summed over the rows.
        if bias.node != 0 {
          rule.pass(2)
          rule.reduce(2, output, bias.format, rows: rows)
        }
      }
    }
    // ATen/native/cuda/Blas.cpp `addmm_out_cuda_impl`: a bias is added by cuBLASLt's own product,
    // CUDABlas.cpp `gemm_and_bias`, whose workspace is cuBLAS's.
    if bias.isNone { workspace() }
    return result
  }
}

extension Tensor {
  /// `view(-1, width)`: a matrix, with a row for each token.
  func flat() -> Tensor {
    let rows = machine.operation(.part, elements, format, view, in: view.storage) { $0.pass(0) }
    var matrix = rows.view
    matrix.isMatrix = true
    return machine.hold(matrix)
  }
}

extension Rule {
  /// A gradient that is a product: a view, of what was folded or transposed for it, unless its input is
  /// a matrix.
  func product(_ input: UInt8, _ elements: Size, _ format: Format, ofMatrix: Bool = false) {
    gradient(input, elements, format, view: !ofMatrix)
    workspace()
  }
}
