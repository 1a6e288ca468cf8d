/// `causal_conv1d_fn`: keeps its input and its weight. The gradients of weight and bias are summed in
/// fp32, be they asked for or not.
///
/// Source: causal_conv1d 1.7.0 causal_conv1d_interface.py `CausalConv1dFn`, cpp_functions.py
/// `causal_conv1d_bwd_function`.
func causalConvolution(_ x: borrowing Tensor, _ weight: View, bias: View = .none) -> Tensor {
  let (view, elements, format) = (x.view, x.elements, x.format)
  let result = x.machine.new(elements, format, .convolution)
  return x.machine.operation(
    .convolution, elements, format, view, weight, bias, in: result.view.storage
  ) { rule in
    rule.keep(view)
    rule.keep(weight)
    if !bias.isNone { rule.keep(bias) }
    rule.gradient(0, elements, format)
    var scratch = Scratch(rule)
    scratch.convolutionGradients((1, weight), (2, bias))
  }
}

extension Scratch {
  /// Source: causal_conv1d 1.7.0 cpp_functions.py `causal_conv1d_bwd_function`: `type_as` behind the
  /// kernel.
  mutating func convolutionGradients(
    _ weight: (input: UInt8, view: View), _ bias: (input: UInt8, view: View)
  ) {
    let present = [weight, bias].filter { !$0.view.isNone }
    let sums = present.map { $0.view.format == .fp32 ? nil : make(elements(of: $0.view)) }
    for ((input, view), sum) in zip(present, sums) {
      if let sum {
        convert(sum, input, view)
      } else {
        rule.gradient(input, elements(of: view), .fp32)
      }
    }
  }

  private func elements(of view: View) -> Size {
    Size(table: rule.machine.sizes, index: view.elements)
  }
}
