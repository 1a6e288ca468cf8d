private let source: StaticString =
  "transformers 5.23 modeling_qwen3_next.py Qwen3NextSparseMoeBlock.forward"
private let nemotron: StaticString = "transformers 5.23 modeling_nemotron_h.py NemotronHMoE.forward"

extension Layer {
  /// Whether the MLP that all tokens take, or what leads to the experts, keeps the norm's output.
  func sharesKeepInput(_ experts: Architecture.Experts) -> Bool {
    var readers: [Projection] = []
    if experts.shared > 0 { readers = [.gate, .up, .gateUp] }
    if experts.sharedGate { readers.append(.sharedGate) }
    if experts.latent > 0 { readers.append(.latentIn) }
    return readers.contains { Linear($0, input: regime.read, regime).keepsInput }
  }

  /// The MLP that every token takes beside its experts; its result waits for theirs.
  ///
  /// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py `DeepseekV3MoE.forward`, and
  /// the same of qwen2_moe, qwen3_next and nemotron_h.
  func share(
    _ experts: Architecture.Experts, around: inout Around<A>, into tape: inout T
  ) {
    let down = openShared(around: around, into: &tape)
    let wide = each(sizes.intermediate, down.input)
    let result = each(sizes.hidden, down.output)
    if down.keepsInput { tape.keeps("product that down keeps", wide, source) }
    project(.down, down, bias: architecture.mlpBias, around: around, gradient: result, into: &tape)
    around.loose = around.loose + result
    guard experts.sharedGate else { return }
    let gate = Linear(.sharedGate, input: regime.read, regime)
    let narrow = each(.count(1), gate.output)
    project(.sharedGate, gate, bias: false, around: around, gradient: narrow, into: &tape)
    tape.next("gate of the shared MLP")
    surround(around, into: &tape)
    tape.keeps("shared MLP's result and its gate", result + narrow, source)
    tape.makes("gated result", result, source)
    tape.returns("gradients of result and gate", .count(2) * result, source)
  }

  /// What comes before the last projection.
  private func openShared(around: Around<A>, into tape: inout T) -> Linear {
    if !architecture.gatedMLP {
      let up = Linear(.up, input: regime.read, regime)
      let wide = each(sizes.intermediate, regime.inner)
      project(
        .up, up, bias: architecture.mlpBias, around: around, gradient: wide, into: &tape)
      let bytes = activatePlainly(around: around, into: &tape)
      return Linear(.down, input: bytes, regime)
    }
    if architecture.fusedGateUp {
      widenOnce(Linear(.gateUp, input: regime.read, regime), around: around, into: &tape)
    } else {
      let (gate, up) = (
        Linear(.gate, input: regime.read, regime), Linear(.up, input: regime.read, regime)
      )
      widen(gate, up, around: around, into: &tape)
    }
    multiply(around: around, into: &tape)
    return Linear(.down, input: regime.inner, regime)
  }

  /// Gate and up once more, where they are clamped: `clamp` keeps its input, and what reads its result
  /// that.
  func limit(_ both: A, into tape: inout T) {
    let source: StaticString =
      "transformers 5.23 modeling_deepseek_v4.py DeepseekV4Experts._apply_gate"
    tape.keeps("clamped gate and up", both, source)
    tape.holds("clamped gate and up", both, source)
    tape.returns("gradients of the clamps", both, source)
  }

  /// Into the experts' own width.
  func narrow(around: Around<A>, into tape: inout T) {
    let linear = Linear(.latentIn, input: regime.read, regime)
    let gradient = each(sizes.expertInput, linear.output)
    project(
      .latentIn, linear, bias: architecture.mlpBias, around: around, gradient: gradient,
      into: &tape)
  }

  /// Back to the width of the stream.
  func widenBack(around: Around<A>, into tape: inout T) {
    let linear = Linear(.latentOut, input: regime.read, regime)
    let read = each(sizes.expertInput, regime.read)
    if linear.keepsInput { tape.keeps("experts' sum", read, nemotron) }
    project(
      .latentOut, linear, bias: architecture.mlpBias, around: around,
      gradient: each(sizes.hidden, linear.output), into: &tape)
  }

  /// Experts without a gate: `relu(up)²`.
  func activateSquared(_ mixture: Mixture<A>, around: Around<A>, into tape: inout T) {
    let source: StaticString = "transformers 5.23 activations.py ReLUSquaredActivation.forward"
    let half = mixture.each(mixture.width, mixture.bytes)
    tape.next("experts' activation")
    surround(around, into: &tape)
    tape.keeps("root of the activation", half, source)
    tape.holds("root of the activation", half, source)
    tape.makes("up's result and the activation's", .count(2) * half, source)
    tape.returns("gradients of the activation", .count(4) * half, source)
  }
}
