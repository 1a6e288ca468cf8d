private let source: StaticString = "transformers 5.23 modeling_lfm2.py Lfm2ShortConv.forward"
private let conv: StaticString = "causal_conv1d 1.7.0 causal_conv1d_interface.py CausalConv1dFn"

extension Layer {
  /// `out(C * conv(B * x))` of one projection's three parts, behind its norm (LFM2).
  ///
  /// The convolution is that of causal_conv1d, which transformers calls where it is installed.
  func convolve(into tape: inout T) {
    let bias = architecture.shortConvolution?.bias ?? false
    projectIn([.inProj], bias: bias, into: &tape)
    let bytes = regime.linearOutput(regime.read)
    let (wide, parts) = (each(sizes.hidden, bytes), each(sizes.mixer.projected, bytes))
    tape.next("convolution")
    tape.keeps("B C and x", parts, source)
    tape.keeps("product of B and x", wide, conv)
    tape.holds("B C and x, and a product", parts + wide, source)
    tape.makes("convolution's result", wide, conv)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradients of parts and product", parts + .count(2) * wide, source)
    if regime.trainsBase {
      trained(
        "convolution", sizes.mixer.channels * sizes.mixer.kernel * .bytes(regime.otherBytes),
        into: &tape)
    }
    tape.next("product with C")
    tape.keeps("convolution's result", wide, source)
    tape.holds("B C x and both products", parts + .count(2) * wide, source)
    tape.makes("product with C", wide, source)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradients of the product", .count(3) * wide, source)
    projectOut(bias: bias, into: &tape)
  }
}
