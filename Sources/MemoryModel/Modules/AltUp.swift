private let source: StaticString = "transformers 5.23 modeling_gemma3n.py Gemma3nTextAltUp"
private let laurel: StaticString = "transformers 5.23 modeling_gemma3n.py Gemma3nTextLaurelBlock"
private let sparse: StaticString =
  "transformers 5.23 modeling_gemma3n.py Gemma3nTextMLP._gaussian_topk"

extension Layer {
  /// Every stream as the layer's router predicts it from all of them.
  func predict(into tape: inout T) {
    weighStreams(inputIsKept: normKeepsInput, into: &tape)
    let all = each(sizes.stream, regime.stream)
    tape.next("predicted streams")
    // `matmul` keeps a view of the layer's input, which a checkpoint holds anyway.
    if !regime.recomputes { tape.keeps("streams of the layer's input", all, source) }
    // A norm in fp32 keeps its input, which is a view of all predictions.
    if normKeepsInput { tape.keeps("predicted streams", all, source) }
    tape.keeps("prediction's weights", each(sizes.streams * sizes.streams, regime.stream), source)
    tape.holds("streams of the layer's input", all, source)
    tape.makes("predicted streams and their sum", .count(2) * all, source)
    tape.returns("gradients of the streams", .count(3) * all, source)
  }

  /// Every stream corrected by what the layer made of one of them.
  func correct(into tape: inout T) {
    weighStreams(inputIsKept: false, into: &tape)
    let all = each(sizes.stream, regime.stream)
    tape.next("corrected streams")
    tape.keeps("what is new for every stream", all, source)
    if regime.trainsBase {
      tape.keeps("corrected stream before its scale", each(sizes.hidden, regime.stream), source)
    }
    tape.holds("what is new for every stream", all, source)
    tape.makes("predicted and corrected streams", .count(2) * all, source)
    tape.returns("gradients of the streams", .count(3) * all, source)
  }

  /// The router's norm, its product, and a tanh in fp32.
  private func weighStreams(inputIsKept: Bool, into tape: inout T) {
    norm("norm of the streams' router", inputIsKept: inputIsKept).write(into: &tape)
    let linear = Linear(.modalityRouter, input: regime.stream, regime)
    var around = Around<A>()
    around.loose = each(sizes.stream, regime.stream)
    around.waiting = residualGradient
    if linear.keepsInput {
      tape.keeps("router's input", each(sizes.hidden, regime.stream), source)
    }
    tape.keeps("router's tanh and weights", each(sizes.streams, 4 + regime.stream), source)
    project(
      .modalityRouter, linear, bias: false, around: around,
      gradient: each(sizes.streams, linear.output), into: &tape)
  }

  /// A path of low rank beside attention, with a norm at its end.
  func takeLaurel(into tape: inout T) {
    let left = Linear(.laurelLeft, input: regime.read, regime)
    let right = Linear(.laurelRight, input: left.output, regime)
    var around = Around<A>()
    around.loose = input + each(sizes.hidden, regime.read)
    around.waiting = residualGradient
    let narrow = each(sizes.output(of: .laurelLeft), left.output)
    project(.laurelLeft, left, bias: false, around: around, gradient: narrow, into: &tape)
    if right.keepsInput { tape.keeps("input of linear_right", narrow, laurel) }
    project(
      .laurelRight, right, bias: false, around: around,
      gradient: each(sizes.hidden, right.output), into: &tape)
    norm("norm after Laurel", right, into: &tape)
  }

  /// A gate of which most is cut off keeps itself for its spread, beside what is left. Such layers
  /// are the first; what they keep is written as the share of each layer.
  func cutGate(around: Around<A>, into tape: inout T) {
    guard let altUp = architecture.altUp, altUp.sparseLayers > 0 else { return }
    let wide = each(sizes.intermediate, regime.inner)
    tape.next("cutoff of the gate")
    surround(around, into: &tape)
    tape.keeps(
      "gate before its cutoff",
      A.quotient(
        sizes.tokens * sizes.intermediate * .count(altUp.sparseLayers, "sparse_layers"),
        by: architecture.layers
      ).times(bytes: regime.inner), sparse)
    tape.returns("gradients of the cutoff", .count(3) * wide, sparse)
  }
}
