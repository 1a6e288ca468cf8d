private let source: StaticString = "transformers 5.23 activations.py"

/// Activations of several operations, each of which keeps what its gradient needs.
extension Layer {
  /// `square(relu(x))`; gives the bytes of an element of its result.
  ///
  /// Source: transformers 5.23 activations.py `ReLUSquaredActivation.forward`; torch 2.15
  /// ATen/native/BinaryOps.cpp `square` is `pow`, which autocast computes in fp32.
  func activateBySquare(into tape: inout T) -> Int {
    let inner = regime.inner
    let bytes = regime.autocast ? 4 : inner
    tape.keeps("relu's result", each(sizes.intermediate, inner), source)
    if bytes != inner {
      tape.keeps("relu's result in fp32", each(sizes.intermediate, bytes), source)
    }
    tape.holds("relu's result in fp32", each(sizes.intermediate, bytes), source)
    tape.makes("square of relu", each(sizes.intermediate, bytes), source)
    // The gradient, `2 * x` and their product, as pow_backward makes them.
    tape.returns("gradients of the square", each(sizes.intermediate, 4 * bytes), source)
    return bytes
  }

  /// `where(x > 0, a * x * x + b * x, (expm1(min(x, e)) - x) * c + b * x)`; gives the bytes of an
  /// element of its result.
  ///
  /// Source: transformers 5.23 activations.py `XIELUActivation._xielu_python`; torch 2.15
  /// ATen/autocast_mode.h computes softplus, and so `a`, and expm1 in fp32.
  func activateByXIELU(into tape: inout T) -> Int {
    let inner = regime.inner
    let bytes = regime.autocast ? 4 : inner
    let wide = each(sizes.intermediate, bytes)
    tape.keeps("up's result", each(sizes.intermediate, inner), source)
    tape.keeps("a * x", wide, source)
    tape.keeps("expm1", wide, source)
    // For the gradient of `c`.
    if regime.trainsBase { tape.keeps("expm1 less x", wide, source) }
    tape.keeps("which x are positive", each(sizes.intermediate, 1), source)
    tape.holds("up's result and the kept", each(sizes.intermediate, inner + 2 * bytes), source)
    tape.makes("both branches and the result", each(sizes.intermediate, 3 * bytes), source)
    tape.returns("gradients of both branches", each(sizes.intermediate, 4 * bytes), source)
    return bytes
  }
}
