private let source: StaticString =
  "transformers 5.23 modeling_qwen3_next.py Qwen3NextGatedDeltaNet.forward"
private let delta: StaticString =
  "fla 0.6.0 ops/gated_delta_rule/chunk.py ChunkGatedDeltaRuleFunction"
private let conv: StaticString = "causal_conv1d 1.7.0 causal_conv1d_interface.py CausalConv1dFn"
private let gated: StaticString =
  "transformers 5.23 modeling_qwen3_next.py Qwen3NextRMSNormGated.forward"

extension Layer {
  /// A gated delta net behind its norm: projections, a convolution over queries, keys and values,
  /// the rule itself in chunks of 64 tokens, a norm that is gated, and the projection out.
  ///
  /// Rule and convolution are those of flash-linear-attention and causal_conv1d, which transformers
  /// calls where they are installed.
  func update(into tape: inout T) {
    guard let sized = architecture.gatedDelta else { return }
    projectIn(
      sized.fused ? [.inProj, .inProjBA] : [.inProj, .inProjZ, .inProjB, .inProjA], bias: false,
      into: &tape)
    let bytes = regime.linearOutput(regime.read)
    let convolved = each(sizes.mixer.channels, bytes)
    let gate = each(sizes.mixer.inner, bytes)
    tape.next("convolution")
    tape.keeps("convolution's input", convolved, conv)
    tape.holds("convolution's input", convolved, conv)
    tape.makes("convolution's result and the gate", convolved + gate, conv)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradients of the convolution", .count(2) * convolved + gate, conv)
    if regime.trainsBase {
      trained(
        "convolution", sizes.mixer.channels * sizes.mixer.kernel * .bytes(regime.otherBytes),
        into: &tape)
    }
    applyRule(bytes, gate, into: &tape)
    normAndGate(bytes, into: &tape)
    projectOut(bias: false, into: &tape)
  }

  /// The rule: it keeps normalised queries and keys, values, decays, strengths, and the inverse of
  /// a triangle for every chunk.
  private func applyRule(_ bytes: Int, _ gate: A, into tape: inout T) {
    let mixer = sizes.mixer
    let (keys, values) = (each(mixer.keys, bytes), each(mixer.inner, bytes))
    // Keys are repeated for the heads of values.
    let repeated = each(mixer.heads * mixer.keyHeadDim, bytes)
    let states =
      sizes.batch * A.ceiling(sizes.seq, by: .count(64)) * mixer.inner * mixer.keyHeadDim
      * .bytes(bytes)
    tape.next("gated delta rule")
    // `sigmoid` and `softplus` outside: a trained decay keeps what it multiplies.
    tape.keeps("rates before softplus", each(mixer.heads, regime.trainsBase ? 8 : 4), source)
    tape.keeps("queries and keys", .count(2) * keys, delta)
    tape.keeps("their reciprocal norms", each(mixer.keyHeads, 8), delta)
    tape.keeps("values", values, delta)
    tape.keeps("decays in fp32 and strengths", each(mixer.heads, 4 + bytes), delta)
    tape.keeps("inverse of every chunk", each(mixer.heads, 64 * bytes), delta)
    tape.holds("queries keys and values", .count(2) * keys + values, delta)
    tape.holds("inverse of every chunk", each(mixer.heads, 64 * bytes), delta)
    tape.makes("convolution's result and the gate", each(mixer.channels, bytes) + gate, source)
    tape.makes("new values and the rule's result", .count(3) * values + repeated, delta)
    tape.makes("states of the chunks", states, delta)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradients of result and gate", values + gate, source)
    tape.returns("new values and their gradients", .count(4) * values, delta)
    tape.returns("repeated keys and their gradients", .count(4) * repeated, delta)
    tape.returns("states of the chunks and their gradients", .count(2) * states, delta)
  }

  /// `weight * x̂ * silu(gate)`, a norm head by head in fp32.
  private func normAndGate(_ bytes: Int, into tape: inout T) {
    let inner = sizes.mixer.inner
    let (wide, fp32) = (each(inner, bytes), each(inner, 4))
    tape.next("norm of the values")
    tape.keeps("values in fp32", fp32, gated)
    tape.keeps("norm's reciprocal root", each(sizes.mixer.heads, 4), gated)
    tape.holds("values in fp32", fp32, gated)
    tape.makes("norm's square and the gate", fp32 + wide, gated)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("norm's gradients in fp32", each(inner, 20) + wide, gated)

    tape.next("gate of the values")
    if regime.trainsBase { tape.keeps("norm before its weight", wide, gated) }
    tape.keeps("normed values", wide, gated)
    // The gate itself, where it is in fp32 already.
    tape.keeps("gate in fp32", fp32, gated)
    tape.keeps("silu of the gate", fp32, gated)
    tape.holds("normed values and the gate", wide + .count(2) * fp32, gated)
    tape.makes("gated values", fp32 + wide, gated)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradients of values and gate", .count(3) * fp32 + wide, gated)
  }
}
