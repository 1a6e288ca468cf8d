extension Machine {
  /// What cuBLAS takes for a moment beside a product; cuBLASLt, which adds biases in the product,
  /// takes 1 MiB.
  ///
  /// Source: torch 2.15 ATen/cuda/CUDABlas.cpp `_parseChosenWorkspaceSize`, `gemm_and_bias`;
  /// ATen/native/cuda/Blas.cpp `addmm_out_cuda_impl`.
  ///
  /// - Parameter multiplications: what the product computes, each with an addition.
  func workspace(for multiplications: Size, addingBias: Bool = false) {
    note(multiplications, of: .product)
    if stack.framework.keepsWorkspaces { return keepWorkspace() }
    let bytes = addingBias ? count(1_048_576) : state.pointee.workspace
    takeBriefly(bytes)
  }

  /// Bytes that a kernel takes and gives back.
  func takeBriefly(_ bytes: Size) {
    if bytes.value > 0 { release(allocate(bytes, .uint8, .workspace, .temporary)) }
  }

  /// What cuBLAS takes for the first product of a thread, and never gives back.
  ///
  /// Source: torch 2.4 ATen/cuda/CublasHandlePool.cpp `getCurrentCUDABlasHandle`.
  private func keepWorkspace() {
    let kept = state.pointee.keptWorkspaces
    let isInBackward = state.pointee.isInBackward
    if state.pointee.isStopped || (isInBackward ? kept.backward : kept.forward) { return }
    _ = allocate(state.pointee.workspace, .uint8, .workspace, .workspace)
    if isInBackward {
      state.pointee.keptWorkspaces.backward = true
    } else {
      state.pointee.keptWorkspaces.forward = true
    }
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

  /// `x @ weight.T`: what is transposed is no leaf to autocast, which caches no copy of it.
  func multiply(
    _ x: borrowing Tensor, transposed weight: View, from input: Size, to output: Size
  ) -> Tensor {
    let w = hold(weight).to(autocast ?? weight.format)
    let x = lowered(x)
    return product(x.view, w.view, .none, from: input, to: output, .product)
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

  /// `bmm` with a matrix for each of several equal parts of the rows.
  func batchedProduct(
    _ x: borrowing Tensor, _ weight: View, from input: Size, to output: Size
  ) -> Tensor {
    let w = lowered(hold(weight))
    let x = lowered(x)
    let (a, b, format) = (x.view, w.view, w.format)
    let (read, whole) = (x.elements, w.elements)
    let times = read * output
    let result = operation(.product, read / input * output, format, a, b) { rule in
      if b.node != 0 { rule.keep(a) }
      if a.node != 0 { rule.keep(b) }
      if b.node != 0 { rule.product(1, whole, format, times, ofMatrix: true) }
      if a.node != 0 { rule.product(0, read, format, times, ofMatrix: true) }
    }
    workspace(for: times)
    return result
  }

  private func product(
    _ a: View, _ b: View, _ bias: View, from input: Size, to output: Size, _ name: Name
  ) -> Tensor {
    let rows = Size(table: sizes, index: a.elements) / input
    let times = rows * output * input
    let result = operation(name, rows * output, b.format, a, b, bias) { rule in
      if b.node != 0 { rule.keep(a) }
      if a.node != 0 { rule.keep(b) }
      if bias.isNone {
        if b.node != 0 { rule.product(1, input * output, b.format, times) }
        if a.node != 0 { rule.product(0, rows * input, a.format, times, ofMatrix: a.isMatrix) }
      } else {
        if a.node != 0 { rule.product(0, rows * input, a.format, times, ofMatrix: a.isMatrix) }
        if b.node != 0 { rule.product(1, input * output, b.format, times) }
        // The gradient as it is, which is summed over the rows.
        if bias.node != 0 {
          rule.pass(2)
          rule.reduce(2, output, bias.format, rows: rows)
        }
      }
    }
    workspace(for: times, addingBias: !bias.isNone)
    return result
  }
}

extension Tensor {
  /// `view(-1, width)`: a matrix, with a row for each token.
  func flat() -> Tensor {
    let rows = viewed()
    var matrix = rows.view
    matrix.isMatrix = true
    return machine.hold(matrix)
  }

  /// `view`: the gradient is a view of the result's.
  func viewed() -> Tensor {
    machine.operation(.part, elements, format, view, in: view.storage) { $0.pass(0, asView: true) }
  }
}

extension Rule {
  /// A gradient that is a product: a view, of what was folded or transposed for it, unless its input is
  /// a matrix.
  func product(
    _ input: UInt8, _ elements: Size, _ format: Format, _ multiplications: Size,
    ofMatrix: Bool = false
  ) {
    gradient(input, elements, format, view: !ofMatrix)
    workspace(for: multiplications)
  }
}
