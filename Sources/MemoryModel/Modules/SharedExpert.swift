extension Layer {
  /// The expert that every token takes: an MLP that reads what the routed experts read.
  ///
  /// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py `DeepseekV3MoE.forward`;
  /// models/qwen2_moe/modeling_qwen2_moe.py `Qwen2MoeSparseMoeBlock.forward`.
  func share(_ expert: Architecture.SharedExpert, around: Around<A>, into tape: inout T) {
    let source: StaticString =
      "transformers 5.23 modeling_qwen2_moe.py Qwen2MoeSparseMoeBlock.forward"
    widen(around: around, into: &tape)
    let down = Linear(.down, input: regime.inner, regime)
    narrow(down, around: around, into: &tape)
    guard expert.isScored else { return }
    let gate = Linear(.sharedGate, input: regime.read, regime)
    let score = each(.count(1), gate.output)
    let out = each(sizes.hidden, down.output)
    var outside = around
    outside.loose = outside.loose + out
    project(.sharedGate, gate, bias: false, around: outside, gradient: score, into: &tape)
    tape.next("shared expert's score")
    surround(around, into: &tape)
    tape.keeps("shared expert's result", out, source)
    tape.keeps("its score", score, source)
    tape.holds("shared expert's result", out + score, source)
    tape.makes("scaled result", out, source)
    tape.returns("gradients of result and score", .count(2) * out, source)
  }

  /// Whether the shared expert's modules keep what the routed experts read.
  func sharedKeepsInput(_ expert: Architecture.SharedExpert) -> Bool {
    mlpKeepsInput
      || (expert.isScored && Linear(.sharedGate, input: regime.read, regime).keepsInput)
  }
}
