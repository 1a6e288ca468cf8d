private let source: StaticString = "transformers 5.23 modeling_gpt2.py GPT2MLP.forward"

extension Layer {
  /// `down(activation(up(x)))`, without a gate (GPT-2, GPT-NeoX).
  func transformPlainly(into tape: inout T) {
    let up = Linear(.up, input: regime.read, regime)
    let around = mlpSurroundings(shared: up.keepsInput, into: &tape)
    let wide = each(sizes.intermediate, regime.inner)
    project(
      .up, up, bias: architecture.mlpBias, around: around, gradient: wide, into: &tape)
    let bytes = activatePlainly(around: around, into: &tape)
    shrink(Linear(.down, input: bytes, regime), around: around, into: &tape)
  }

  /// The activation; gives the bytes of an element of its result.
  func activatePlainly(around: Around<A>, into tape: inout T) -> Int {
    let inner = regime.inner
    let wide = each(sizes.intermediate, inner)
    tape.next("activation")
    surround(around, into: &tape)
    if architecture.activation == .kernel {
      tape.keeps("up's result", wide, source)
      tape.holds("up's result", wide, source)
      tape.makes("activation's result", wide, source)
      tape.returns("gradients of the activation", each(sizes.intermediate, 2 * inner), source)
      return inner
    }
    if architecture.activation == .squaredReLU {
      // transformers 5.23 activations.py ReLUSquaredActivation: relu keeps its result, and the
      // square the same. torch 2.15 csrc/autograd/FunctionsManual.cpp pow_backward.
      tape.keeps("root of the activation", wide, source)
      tape.holds("root of the activation", wide, source)
      tape.makes("up's result and the activation's", .count(2) * wide, source)
      tape.returns("gradients of the activation", .count(4) * wide, source)
      return inner
    }
    // transformers 5.23 activations.py NewGELUActivation: 0.5 x (1 + tanh(√(2/π) (x + c x³))).
    // torch 2.15 ATen/autocast_mode.h: pow is computed in fp32, and what follows stays so.
    let wideBytes = regime.autocast ? 4 : inner
    tape.keeps("x for its cube", each(sizes.intermediate, wideBytes), source)
    tape.keeps("tanh", each(sizes.intermediate, wideBytes), source)
    tape.keeps("half of x", wide, source)
    tape.keeps("one more than tanh", each(sizes.intermediate, wideBytes), source)
    tape.holds("half of x and its factor", each(sizes.intermediate, inner + wideBytes), source)
    tape.makes("up's result", wide, source)
    tape.makes("activation's result", each(sizes.intermediate, wideBytes), source)
    tape.returns(
      "gradients of the activation", each(sizes.intermediate, 3 * wideBytes + inner), source)
    return wideBytes
  }

  /// Dropout at the end of a branch keeps its mask.
  func dropBranch(_ linear: Linear, into tape: inout T) {
    guard architecture.residualDropout else { return }
    let source: StaticString = "torch 2.15 derivatives.yaml native_dropout"
    tape.next("dropout")
    tape.keeps("branch's dropout mask", each(sizes.hidden, 1), source)
    tape.makes("branch and its dropout", each(sizes.hidden, 2 * linear.output), source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradient through dropout", each(sizes.hidden, linear.output), source)
  }
}
