private let router: StaticString = "transformers 5.23 modeling_mixtral.py MixtralTopKRouter.forward"
private let moe: StaticString =
  "transformers 5.23 integrations/moe.py grouped_mm_experts_forward"

extension Layer {
  /// A mixture of experts: every token is copied for each of its experts, and all of one layer's
  /// experts run as one grouped product, so that no balance between them matters.
  ///
  /// The experts compute in the format of their weights, whatever autocast says.
  func route(_ experts: Architecture.Experts, into tape: inout T) {
    let mixture = Mixture(experts, sizes, regime)
    let keepsInput = sharesKeepInput(experts) || routerKeepsInput(experts)
    var around = mlpSurroundings(shared: keepsInput, into: &tape)
    if experts.shared > 0 && experts.sharedFirst { share(experts, around: &around, into: &tape) }
    score(mixture, experts, around: around, into: &tape)
    if experts.takesAll {
      routeEverywhere(mixture, around: around, into: &tape)
    } else {
      routeChosen(mixture, experts, around: around, into: &tape)
    }
    let endsShared = experts.shared > 0 && !experts.sharedFirst
    if endsShared {
      around.loose = around.loose + each(sizes.hidden, mixture.bytes)
      share(experts, around: &around, into: &tape)
    }
    if experts.sumsInFP32 { sumInFP32(around: around, into: &tape) }
    let isNormed = normsAfter || experts.isNormed
    if isNormed { normExperts(into: &tape) }
    let source: StaticString = "torch 2.15 utils/checkpoint.py _checkpoint_hook unpack_hook"
    tape.waits("gradient of the layer's output", residualGradient, source)
    if isNormed {
      // The norm's last product asks first, for its fp32 gradient.
      if regime.checkpointing != .reentrant && regime.read != 4 {
        tape.waits("norm's gradient in fp32", each(sizes.hidden, 4), source)
      }
      return
    }
    if !endsShared && !experts.takesAll && regime.checkpointing != .reentrant {
      tape.waits(
        "gradient of every copy", mixture.each(sizes.expertInput, 2 * mixture.scored), source)
    }
  }

  /// A norm over the sum of what all experts give, which has the format of what they read.
  private func normExperts(into tape: inout T) {
    var norm = norm(
      "norm after the experts", rows: sizes.tokens, width: sizes.hidden, input: regime.read)
    norm.waiting = residualGradient
    norm.write(into: &tape)
  }

  /// Source: transformers 5.23 models/hy_v3/modeling_hy_v3.py `HYV3MoE.forward`.
  private func sumInFP32(around: Around<A>, into tape: inout T) {
    let source: StaticString = "transformers 5.23 modeling_hy_v3.py HYV3MoE.forward"
    tape.next("sum in fp32")
    surround(around, into: &tape)
    tape.makes("both in fp32 and their sum", each(sizes.hidden, 12), source)
    tape.returns("gradients in fp32 and as they were", each(sizes.hidden, 8), source)
  }

  /// Of every token, the copies for the experts that it takes.
  private func routeChosen(
    _ mixture: Mixture<A>, _ experts: Architecture.Experts, around: Around<A>, into tape: inout T
  ) {
    choose(mixture, around: around, into: &tape)
    if experts.latent > 0 { narrow(around: around, into: &tape) }
    expand(mixture, around: around, into: &tape)
    combine(mixture, around: around, into: &tape)
    if experts.latent > 0 { widenBack(around: around, into: &tape) }
  }

  /// The router, and the copies of the tokens in the order of their experts.
  func choose(_ mixture: Mixture<A>, around: Around<A>, into tape: inout T) {
    tape.next("router")
    surround(around, into: &tape)
    mergeRouter(into: &tape)
    tape.keeps("router's probabilities", each(mixture.count, 4), router)
    tape.keeps("chosen experts and scores", mixture.rows * .bytes(12), router)
    tape.keeps("order of the copies", mixture.rows * .bytes(24), moe)
    tape.returns("norm output's gradient", each(sizes.hidden, 2 * mixture.bytes), moe)
    tape.returns("gradient of the copies", mixture.each(sizes.expertInput, mixture.bytes), moe)
    if regime.trainsBase && architecture.experts?.router == .parameter {
      trained("router", mixture.count * sizes.hidden * .bytes(regime.linearBytes), into: &tape)
    }
  }

  /// Gate and up of all experts, and the activation.
  func expand(_ mixture: Mixture<A>, around: Around<A>, into tape: inout T) {
    let copies = mixture.each(sizes.expertInput, mixture.bytes)
    let both = mixture.each(sizes.output(of: .expertsGateUp), mixture.bytes)
    let half = mixture.each(mixture.width, mixture.bytes)
    let trains = regime.trainsBase || adaptsExperts
    merge(.expertsGateUp, around: around, into: &tape)
    tape.next("experts' gate and up")
    surround(around, into: &tape)
    mixture.keep("copies of the tokens", copies, trained: trains, into: &tape)
    returnMerged(.expertsGateUp, into: &tape)
    tape.makes("gate and up", both, moe)
    tape.returns("gradients of gate and up", both, moe)
    tape.returns("gradient of the copies", copies, moe)
    if regime.trainsBase {
      let weight = mixture.count * sizes.output(of: .expertsGateUp) * sizes.expertInput
      trained(
        "experts' gate and up", weight * .bytes(regime.linearBytes), into: &tape)
    }
    if !mixture.gated { return activateSquared(mixture, around: around, into: &tape) }

    tape.next("experts' halves")
    surround(around, into: &tape)
    tape.returns("gradients of halves and whole", .count(2) * both, moe)

    if mixture.clamped { return activateClamped(mixture, around: around, into: &tape) }
    tape.next("experts' activation")
    surround(around, into: &tape)
    tape.keeps("gate and up", both, moe)
    tape.holds("gate and up", both, moe)
    tape.makes("activation's result", half, moe)
    tape.makes("copies of the tokens", trains ? .zero : copies, moe)
    if architecture.experts?.limited == true { limit(both, into: &tape) }
    tape.returns("gradients of the activation", .count(3) * half, moe)

    tape.next("experts' product")
    surround(around, into: &tape)
    tape.keeps("activation's result", half, moe)
    tape.holds("gate up and activation", both + half, moe)
    tape.makes("their product", half, moe)
    tape.makes("copies of the tokens", trains ? .zero : copies, moe)
    tape.returns("gradients of the halves", .count(3) * half, moe)
  }

  /// gpt-oss: `(up + 1) * gate * sigmoid(gate * alpha)` of clamped halves.
  ///
  /// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `GptOssExperts._apply_gate`.
  private func activateClamped(
    _ mixture: Mixture<A>, around: Around<A>, into tape: inout T
  ) {
    let source: StaticString = "transformers 5.23 modeling_gpt_oss.py GptOssExperts._apply_gate"
    let half = mixture.each(mixture.width, mixture.bytes)
    let both = mixture.each(mixture.width, 2 * mixture.bytes)
    tape.next("experts' gate")
    surround(around, into: &tape)
    tape.keeps("gate and up", both, source)
    tape.keeps("clamped gate", half, source)
    tape.keeps("gate's sigmoid", half, source)
    tape.holds("gate and up", both + .count(2) * half, source)
    tape.makes("gated sigmoid and up", .count(2) * half, source)
    tape.returns("gradients of the gate", .count(4) * half, source)

    tape.next("experts' product")
    surround(around, into: &tape)
    tape.keeps("gate times its sigmoid", half, source)
    tape.keeps("up and one", half, source)
    tape.holds("both", both + .count(4) * half, source)
    tape.makes("their product", half, source)
    tape.returns("gradients of the halves", .count(3) * half, source)
  }

  /// Down of all experts, times the scores, summed for each token.
  func combine(_ mixture: Mixture<A>, around: Around<A>, into tape: inout T) {
    let out = mixture.each(sizes.expertInput, mixture.bytes)
    let half = mixture.each(mixture.width, mixture.bytes)
    let trains = regime.trainsBase || adaptsExperts
    merge(.expertsDown, around: around, into: &tape)
    tape.next("experts' down")
    surround(around, into: &tape)
    mixture.keep("product that down keeps", half, trained: trains, into: &tape)
    returnMerged(.expertsDown, into: &tape)
    tape.makes("down's result", out, moe)
    tape.returns("gradient of down's result", out, moe)
    tape.returns("gradient of the product", half, moe)
    if regime.trainsBase {
      let weight = mixture.count * mixture.width * sizes.expertInput
      trained("experts' down", weight * .bytes(regime.linearBytes), into: &tape)
    }

    tape.next("experts' scores")
    surround(around, into: &tape)
    tape.keeps("down's result", out, moe)
    tape.holds("down's result", out, moe)
    tape.makes(
      "scored and sorted copies", mixture.each(sizes.expertInput, 2 * mixture.scored), moe)
    tape.returns("gradient of every copy", mixture.each(sizes.expertInput, 2 * mixture.scored), moe)
    tape.returns("gradient of down's result", out, moe)
  }
}

/// The sizes of a mixture.
struct Mixture<A: Amount> {
  let count: A
  let width: A
  /// Copies of tokens: one for each expert of each.
  let rows: A
  /// Bytes of an element inside the experts.
  let bytes: Int
  /// Bytes of an element once it is multiplied with its score.
  let scored: Int
  let clamped: Bool
  let gated: Bool

  init(_ experts: Architecture.Experts, _ sizes: Dimensions<A>, _ regime: Regime) {
    count = sizes.experts
    width = sizes.expertWidth
    rows =
      sizes.tokens * (experts.takesAll ? count : .count(experts.active, "experts_per_token"))
    // torch 2.15 ATen/autocast_mode.h: it converts for bmm, and not for grouped_mm.
    bytes = experts.takesAll && regime.autocast ? 2 : regime.linearBytes
    clamped = experts.clamped
    gated = experts.gated
    // torch 2.15 ATen/autocast_mode.h: softplus is computed in fp32, and so are its scores.
    let widens = experts.softplus && regime.autocast
    scored = experts.fp32Scores || widens ? 4 : regime.linearBytes
  }

  func each(_ width: A, _ bytes: Int) -> A { rows * width * .bytes(bytes) }

  /// A product's input, which only a trained weight keeps.
  func keep<T: Tape>(_ name: StaticString, _ amount: A, trained: Bool, into tape: inout T)
  where T.A == A {
    if trained {
      tape.keeps(name, amount, moe)
      tape.holds(name, amount, moe)
    } else {
      tape.makes(name, amount, moe)
    }
  }
}
