/// `BloomGelu`: a function of its own, which keeps its input and computes what it needs again.
///
/// Source: transformers 5.23 models/bloom/modeling_bloom.py `GeLUFunction`.
func bloomGelu(_ x: borrowing Tensor) -> Tensor {
  let (view, elements, format) = (x.view, x.elements, x.format)
  let result = x.machine.withoutGraph { x.bloomGeluForward() }
  return x.machine.operation(
    .activation, elements, format, view, in: result.view.storage
  ) { rule in
    rule.keep(view)
    rule.bloomGeluBackward(elements, format)
  }
}

extension Tensor {
  /// `x * 0.5 * (1.0 + torch.tanh(0.79788456 * x * (1 + 0.044715 * x * x)))`.
  fileprivate func bloomGeluForward() -> Tensor {
    let half = scaled()
    return half * (scaled() * (scaled() * self).plusConstant()).tanh().plusConstant()
  }
}

extension Rule {
  /// `bloom_gelu_back`, by its variables in their order.
  ///
  /// Source: the same, `bloom_gelu_back`; temporaries are gone when the expression that they are of is.
  fileprivate func bloomGeluBackward(_ elements: Size, _ format: Format) {
    var number: UInt8 = 0
    func make() -> UInt8 {
      temporary(elements, format)
      number += 1
      return number - 1
    }
    // tanh_out = tanh(0.79788456 * x * (1 + 0.044715 * x * x))
    let scaled = make()
    let cubic = make()
    let square = make()
    free(cubic)
    let more = make()
    free(square)
    let inner = make()
    free(scaled)
    free(more)
    let tanh = make()
    free(inner)
    // 0.5 * x * ((1 - tanh_out * tanh_out) * (0.79788456 + 0.1070322243 * x * x))
    let half = make()
    let tanhSquare = make()
    let rest = make()
    free(tanhSquare)
    let linear = make()
    let quadratic = make()
    free(linear)
    let slope = make()
    free(quadratic)
    let factor = make()
    free(rest)
    free(slope)
    let left = make()
    free(half)
    free(factor)
    // + 0.5 * (1 + tanh_out)
    let onePlus = make()
    let right = make()
    free(onePlus)
    _ = make()
    free(left)
    free(right)
    gradient(0, elements, format)
    _ = tanh
  }
}
