private let source: StaticString = "transformers 5.23 modeling_llama.py LlamaMLP.forward"

extension Layer {
  /// `down(silu(gate(x)) * up(x))` behind its norm.
  func transform(into tape: inout T) {
    if shape.feed == .experts, let experts = architecture.experts {
      return route(experts, into: &tape)
    }
    if !architecture.gatedMLP { return transformPlainly(into: &tape) }
    let fused = architecture.fusedGateUp
    let gate = Linear(fused ? .gateUp : .gate, input: regime.read, regime)
    let up = Linear(.up, input: regime.read, regime)
    let around = mlpSurroundings(shared: gate.keepsInput || (!fused && up.keepsInput), into: &tape)
    if fused {
      widenOnce(gate, around: around, into: &tape)
    } else {
      widen(gate, up, around: around, into: &tape)
    }
    multiply(around: around, into: &tape)
    shrink(Linear(.down, input: regime.inner, regime), around: around, into: &tape)
  }

  /// The norm before the MLP, and what is alive while the MLP runs: the residual stream, and what
  /// the modules read.
  func mlpSurroundings(shared: Bool, into tape: inout T) -> Around<A> {
    let stream = each(sizes.hidden, regime.stream)
    let parallel = architecture.parallelResidual
    let once = architecture.normPlacement == .once
    if normsBefore && !once {
      // In parallel both norms read the layer's input.
      // Behind no mixer, the norm is the layer's first.
      let first = shape.mixer == .none
      norm(
        "norm before the MLP", inputIsKept: first ? regime.recomputes : parallel && normKeepsInput,
        first: first
      ).write(into: &tape)
    }
    let read = normsBefore ? each(sizes.hidden, regime.read) : stream
    // Behind one norm, attention may have kept it.
    let keptBefore = once && queriesKeepInput
    if shared && !keptBefore { tape.keeps("input of gate and up", read, source) }
    let isKept = shared || keptBefore
    let residualIsKept = normsBefore ? normKeepsInput && !parallel : shared
    let normed = normsBefore ? read : .zero
    // A stream that is normed goes on as the norm's result: what the norm read is held no longer.
    let isLoose = !residualIsKept && !streamIsNormed
    var around = Around<A>()
    around.kept = (residualIsKept ? stream : .zero) + (isKept ? normed : .zero)
    around.loose = input + (isLoose ? stream : .zero) + (isKept ? .zero : normed)
    around.waiting = residualGradient
    return around
  }

  /// Gate, its activation, and up: three modules with one input.
  func widen(_ gate: Linear, _ up: Linear, around: Around<A>, into tape: inout T) {
    let wide = each(sizes.intermediate, regime.inner)
    var first = around
    first.waiting = around.waiting + each(sizes.hidden, regime.stream)
    project(.gate, gate, bias: architecture.mlpBias, around: first, gradient: wide, into: &tape)
    cutGate(around: first, into: &tape)
    activate(around: first, into: &tape)

    var second = around
    second.loose = around.loose + wide
    second.waiting = around.waiting + wide
    project(.up, up, bias: architecture.mlpBias, around: second, gradient: wide, into: &tape)
  }

  /// Gate and up as the two halves of one module's result, which stays whole.
  ///
  /// Source: transformers 5.23 models/phi3/modeling_phi3.py `Phi3MLP.forward`.
  func widenOnce(_ both: Linear, around: Around<A>, into tape: inout T) {
    let source: StaticString = "transformers 5.23 modeling_phi3.py Phi3MLP.forward"
    let wide = each(sizes.intermediate, 2 * regime.inner)
    project(.gateUp, both, bias: architecture.mlpBias, around: around, gradient: wide, into: &tape)
    tape.next("halves")
    surround(around, into: &tape)
    tape.makes("gate and up", wide, source)
    tape.returns("gradients of halves and whole", .count(2) * wide, source)
    tape.next("silu")
    surround(around, into: &tape)
    tape.keeps("gate and up", wide, source)
    tape.holds("gate and up", wide, source)
    tape.makes("silu's result", each(sizes.intermediate, regime.inner), source)
    tape.returns(
      "gradients of silu and halves", each(sizes.intermediate, 3 * regime.inner), source)
  }

  private func activate(around: Around<A>, into tape: inout T) {
    let wide = each(sizes.intermediate, regime.inner)
    tape.next("silu")
    surround(around, into: &tape)
    tape.keeps("gate's result", wide, source)
    tape.holds("gate's result", wide, source)
    tape.makes("silu's result", wide, source)
    tape.returns("gradients of silu and gate", each(sizes.intermediate, 2 * regime.inner), source)
  }

  func multiply(around: Around<A>, into tape: inout T) {
    let wide = each(sizes.intermediate, regime.inner)
    tape.next("silu(gate) * up")
    surround(around, into: &tape)
    tape.keeps("silu's result", wide, source)
    if !architecture.fusedGateUp { tape.keeps("up's result", wide, source) }
    if architecture.experts?.limited == true { limit(.count(2) * wide, into: &tape) }
    tape.holds("silu's and up's results", each(sizes.intermediate, 2 * regime.inner), source)
    tape.makes("their product", wide, source)
    tape.returns(
      "gradients of the product", each(sizes.intermediate, 3 * regime.inner), source)
  }

  /// - Parameter inputIsKept: by the operation before.
  func shrink(
    _ down: Linear, inputIsKept: Bool = false, around: Around<A>, into tape: inout T
  ) {
    let wide = each(sizes.intermediate, down.input)
    let gradient = branchGradient(down)
    var outside = around
    if down.keepsInput || inputIsKept {
      outside.kept = outside.kept + wide
    } else {
      outside.loose = outside.loose + wide
    }
    project(
      .down, down, bias: architecture.mlpBias, around: outside, gradient: gradient, into: &tape)
    if down.keepsInput && !inputIsKept {
      tape.keeps("product that down keeps", wide, source)
    }
    if let experts = architecture.experts, experts.besideMLP {
      routeBeside(experts, down, around: around, into: &tape)
    }
    normAfter("norm after the MLP", down, into: &tape)
    gateBranch(down, into: &tape)
    dropBranch(.mlp, down, into: &tape)
    wait(down, gradient, into: &tape)
  }

  /// The gradients that are there when a checkpoint computes the layer again: backward has run
  /// up to the first operation that asks for a kept tensor.
  private func wait(_ down: Linear, _ gradient: A, into tape: inout T) {
    let source: StaticString = "torch 2.15 utils/checkpoint.py _checkpoint_hook unpack_hook"
    tape.waits("gradient of the layer's output", residualGradient, source)
    if regime.checkpointing == .reentrant { return }
    if normsAfter {
      // The norm's last product asks first, for its fp32 gradient.
      if down.output != 4 { tape.waits("norm's gradient in fp32", each(sizes.hidden, 4), source) }
    } else if let magnitude = down.magnitude?.with(bias: architecture.mlpBias) {
      tape.waits(
        "gradients of down's result", returned(magnitude, sizes.hidden, gradient), source)
      tape.waits("scaled adapter's gradient", each(sizes.hidden, magnitude.scaledLow), source)
    } else if let adapter = down.adapter {
      let copied = down.copiesGradient ? each(sizes.hidden, down.output) : gradient
      tape.waits("gradient of down's result", copied, source)
      tape.waits("lora_B result's gradient", each(sizes.hidden, adapter.compute), source)
    } else {
      tape.waits("gradient of down's result", gradient, source)
    }
  }
}
