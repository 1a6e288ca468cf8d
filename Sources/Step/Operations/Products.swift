extension Machine {
  /// What cuBLAS takes for a moment beside a product; cuBLASLt, which adds biases in the product,
  /// takes 1 MiB.
  ///
  /// Source: torch 2.15 ATen/cuda/CUDABlas.cpp `_parseChosenWorkspaceSize`, `gemm_and_bias`;
  /// ATen/native/cuda/Blas.cpp `addmm_out_cuda_impl`.
  func workspace(addingBias: Bool = false) {
    let bytes = addingBias ? count(1_048_576) : state.pointee.workspace
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
      if bias.elements == 0 {
        if b.node != 0 { rule.product(1, input * output, b.format) }
        if a.node != 0 { rule.product(0, rows * input, a.format) }
      } else {
        if a.node != 0 { rule.product(0, rows * input, a.format) }
        if b.node != 0 { rule.product(1, input * output, b.format) }
        if bias.node != 0 { rule.gradient(2, output, bias.format) }
      }
    }
    workspace(addingBias: !bias.isNone)
    return result
  }
}

extension Rule {
  /// A gradient that is a product: a view, of what was folded or transposed for it.
  func product(_ input: UInt8, _ elements: Size, _ format: Format) {
    gradient(input, elements, format, view: true)
    workspace()
  }
}
