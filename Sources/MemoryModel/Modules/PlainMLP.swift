private let source: StaticString = "transformers 5.23 modeling_gpt2.py GPT2MLP.forward"

extension Layer {
  /// `down(activation(up(x)))`, without a gate (GPT-2, OPT, Apertus).
  func transformPlainly(into tape: inout T) {
    let up = Linear(.up, input: regime.read, regime)
    let around = mlpSurroundings(shared: up.keepsInput, into: &tape)
    let wide = each(sizes.intermediate, regime.inner)
    project(
      .up, up, bias: architecture.mlpBias, around: around, gradient: wide, into: &tape)
    let bytes = activatePlainly(around: around, into: &tape)
    shrink(
      Linear(.down, input: bytes, regime), inputIsKept: architecture.activation == .relu,
      around: around, into: &tape)
  }

  /// The activation; gives the bytes of an element of its result.
  func activatePlainly(around: Around<A>, into tape: inout T) -> Int {
    let inner = regime.inner
    tape.next("activation")
    surround(around, into: &tape)
    switch architecture.activation {
    case .kernel, .relu:
      activateOnce(keepsResult: architecture.activation == .relu, into: &tape)
      return inner
    case .written: return activateByTanh(into: &tape)
    case .recomputed:
      activateAgain(into: &tape)
      return inner
    case .squaredRelu: return activateBySquare(into: &tape)
    case .xielu: return activateByXIELU(into: &tape)
    }
  }

  /// One kernel, which keeps what it reads; ReLU what it gives.
  private func activateOnce(keepsResult: Bool, into tape: inout T) {
    let wide = each(sizes.intermediate, regime.inner)
    tape.keeps(keepsResult ? "activation's result" : "up's result", wide, source)
    tape.holds("up's result", wide, source)
    tape.makes("activation's result", wide, source)
    tape.returns("gradients of the activation", each(sizes.intermediate, 2 * regime.inner), source)
  }

  /// Source: transformers 5.23 models/bloom/modeling_bloom.py `GeLUFunction`.
  private func activateAgain(into tape: inout T) {
    let source: StaticString = "transformers 5.23 modeling_bloom.py bloom_gelu_forward, _back"
    let wide = each(sizes.intermediate, regime.inner)
    tape.keeps("up's result", wide, source)
    tape.holds("up's result", wide, source)
    // Half of x, √(2/π) x, c x² and one more; then the result beside two factors.
    tape.makes("factors of the activation", .count(4) * wide, source)
    // The gradient, tanh, half of x, 1 - tanh², and b x, b x² beside them.
    tape.returns("gradient and its factors", .count(6) * wide, source)
  }

  private func activateByTanh(into tape: inout T) -> Int {
    let inner = regime.inner
    let wide = each(sizes.intermediate, inner)
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
}
