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
    return product(x.view, w.view, addend.view, from: input, to: output, name)
  }

  /// `addmm` itself: the same with its arguments in another order.
  func addmm(
    _ bias: View, _ x: borrowing Tensor, _ weight: View, from input: Size, to output: Size
  ) -> Tensor {
    let w = lowered(hold(weight))
    let x = lowered(x)
    let addend = lowered(hold(bias))
    return product(x.view, w.view, addend.view, from: input, to: output, .product)
  }

  private func product(
    _ a: View, _ b: View, _ bias: View, from input: Size, to output: Size, _ name: Name
  ) -> Tensor {
    let rows = Size(table: sizes, index: a.elements) / input
    let result = operation(name, rows * output, b.format, a, b, bias) { rule in
      if b.node != 0 { rule.keep(a) }
      if a.node != 0 { rule.keep(b) }
      if bias.isNone {
        if b.node != 0 { rule.product(1, input * output, b.format) }
        if a.node != 0 { rule.product(0, rows * input, a.format) }
      } else {
        if a.node != 0 { rule.product(0, rows * input, a.format) }
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

extension Rule {
  /// A gradient that is a product: a view, of what was folded or transposed for it.
  func product(_ input: UInt8, _ elements: Size, _ format: Format) {
    gradient(input, elements, format, view: true)
    workspace()
  }
}
