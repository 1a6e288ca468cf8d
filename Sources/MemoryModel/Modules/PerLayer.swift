private let gemma: StaticString =
  "transformers 5.23 modeling_gemma4.py Gemma4TextDecoderLayer.forward"
private let model: StaticString =
  "transformers 5.23 modeling_gemma4.py Gemma4TextModel.project_per_layer_inputs"

extension Layer {
  /// The layer's own embedding joins the stream: `norm(up(act(gate(x)) * input))` beside it.
  func joinPerLayer(into tape: inout T) {
    guard architecture.perLayerInput != nil else { return }
    let stream = each(sizes.hidden, regime.stream)
    let gate = Linear(.perLayerGate, input: regime.stream, regime)
    let up = Linear(.perLayerUp, input: gate.output, regime)
    var around = Around<A>()
    around.waiting = residualGradient
    around.loose = input
    if gate.keepsInput {
      tape.keeps("input of the per-layer gate", stream, gemma)
      around.kept = stream
    } else {
      around.loose = around.loose + stream
    }
    let narrow = each(sizes.perLayer, gate.output)
    project(.perLayerGate, gate, bias: false, around: around, gradient: narrow, into: &tape)
    tape.next("per-layer activation")
    surround(around, into: &tape)
    tape.keeps("per-layer gate and activation", .count(2) * narrow, gemma)
    tape.holds("per-layer gate and activation", .count(2) * narrow, gemma)
    tape.returns("per-layer gate's gradients", .count(3) * narrow, gemma)
    project(
      .perLayerUp, up, bias: false, around: around, gradient: each(sizes.hidden, up.output),
      into: &tape)
    if up.keepsInput { tape.keeps("per-layer projection's input", narrow, gemma) }
    norm("norm after the per-layer projection", up, into: &tape)
  }

  /// The inputs of all layers, made before the first: a projection of the embedding's output,
  /// normalised, and an embedding of its own.
  func perLayerInputs() -> T {
    var tape = T()
    let linear = Linear(.perLayerModel, input: regime.stream, regime)
    let width = sizes.output(of: .perLayerModel)
    if linear.keepsInput && !regime.recomputes {
      tape.keeps("embedding's output", each(sizes.hidden, regime.stream), model)
    }
    if regime.trainsEmbedding || regime.recomputes || regime.targets.contains(.perLayerModel) {
      project(
        .perLayerModel, linear, bias: false, around: Around(),
        gradient: each(width, linear.output), into: &tape)
      norm(
        "norm of the per-layer inputs", rows: sizes.tokens * sizes.layers, width: sizes.perLayer,
        input: linear.output
      ).write(into: &tape)
    }
    tape.next("per-layer inputs")
    tape.keeps("per-layer inputs", each(width, regime.stream), model)
    tape.finish()
    return tape
  }
}
