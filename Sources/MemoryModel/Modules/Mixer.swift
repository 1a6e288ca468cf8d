private let source: StaticString = "transformers 5.23 modeling_bamba.py BambaDecoderLayer.forward"

extension Layer {
  /// What mixes the tokens of a sequence, behind its norm.
  func mixTokens(into tape: inout T) {
    if shape.mixer == .none { return }
    if normsBefore {
      // Gemma 3n's norm reads a prediction of the layer's input, DeepSeek V4's a sum of its streams.
      let first = !hasStreams
      let inputIsKept = first ? regime.recomputes : architecture.hyper == nil && normKeepsInput
      norm("norm before attention", inputIsKept: inputIsKept, first: first)
        .write(into: &tape)
    }
    if architecture.altUp != nil { takeLaurel(into: &tape) }
    switch shape.mixer {
    case .attention, .sparseAttention, .heavyAttention: attend(into: &tape)
    case .mamba2: scan(into: &tape)
    case .attentionAndMamba2:
      scan(into: &tape)
      attend(into: &tape)
    case .gatedDelta: update(into: &tape)
    case .shortConvolution: convolve(into: &tape)
    case .lightning: attendInBlocks(into: &tape)
    case .crossAttention: look(into: &tape)
    case .none: break
    }
  }

  /// The first projection of a mixer, and what is alive behind it.
  ///
  /// - Parameter first: the modules that read the norm's output.
  func projectIn(
    _ projections: [Projection], bias: Bool, into tape: inout T
  ) {
    let linears = projections.map { Linear($0, input: regime.read, regime) }
    var around = surroundings(shared: linears.contains(where: \.keepsInput), into: &tape)
    for (projection, linear) in zip(projections, linears) {
      let out = each(sizes.output(of: projection), linear.output)
      project(projection, linear, bias: bias, around: around, gradient: out, into: &tape)
      around.loose = around.loose + out
    }
  }

  /// The last projection of a mixer, of what is kept only where it asks for it.
  ///
  /// - Parameter bytes: of an element of its input; those of the projections in, unless stated.
  func projectOut(reading bytes: Int? = nil, bias: Bool, into tape: inout T) {
    let bytes = bytes ?? regime.attention
    let linear = Linear(.outProj, input: bytes, regime)
    let wide = each(sizes.mixer.inner, bytes)
    var around = Around<A>()
    around.loose = input
    around.waiting = residualGradient
    if linear.keepsInput {
      tape.keeps("input of out_proj", wide, source)
      around.kept = wide
    } else {
      around.loose = around.loose + wide
    }
    project(
      .outProj, linear, bias: bias, around: around, gradient: branchGradient(linear), into: &tape)
  }

  /// The gradients that are there when a layer that is its mixer alone is computed again.
  func waitBehindMixer(into tape: inout T) {
    let source: StaticString = "torch 2.15 utils/checkpoint.py _checkpoint_hook unpack_hook"
    tape.waits("gradient of the layer's output", residualGradient, source)
    if regime.checkpointing == .reentrant { return }
    let linear = Linear(shape.mixer.attends ? .o : .outProj, input: regime.attention, regime)
    tape.waits("gradient of the mixer's result", branchGradient(linear), source)
  }
}
