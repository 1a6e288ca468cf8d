private let llama4: StaticString = "transformers 5.23 modeling_llama4.py Llama4TextMoe.forward"
private let experts: StaticString = "transformers 5.23 modeling_llama4.py Llama4TextExperts.forward"

extension Layer {
  /// Every expert on every token: the tokens are repeated for each, scaled by a score that is 0
  /// where an expert was not chosen, and run through three batched products (Llama 4).
  func routeEverywhere(_ mixture: Mixture<A>, around: Around<A>, into tape: inout T) {
    let copies = mixture.each(sizes.hidden, regime.read)
    tape.next("copies for every expert")
    surround(around, into: &tape)
    tape.keeps("unscaled copies", copies, llama4)
    tape.keeps("scores of every expert", each(mixture.count, 4 + regime.read), llama4)
    tape.holds("unscaled copies", copies, llama4)
    tape.makes("scaled copies", copies, llama4)
    tape.returns("gradients of the copies", .count(3) * copies, llama4)

    // Autocast's copies of fp32 weights, which the products keep.
    if mixture.bytes != regime.linearBytes {
      let weights = mixture.count * mixture.width * sizes.hidden * .bytes(3 * mixture.bytes)
      tape.keeps("experts' weights in 16 bits", weights, experts)
      tape.casts("weights in autocast's cache", weights, experts)
    }
    let scaled = mixture.each(sizes.hidden, mixture.bytes)
    let both = mixture.each(mixture.width, 2 * mixture.bytes)
    let half = mixture.each(mixture.width, mixture.bytes)
    var outside = around
    outside.kept = around.kept + copies
    tape.next("experts' gate and up")
    surround(outside, into: &tape)
    mixture.keep("scaled copies", scaled, trained: regime.trainsBase, into: &tape)
    tape.makes("gate and up", both, experts)
    tape.returns("gradients of gate and up", both, experts)
    tape.returns("gradient of the copies", copies, experts)
    train("experts' gate and up", mixture, halves: 2, into: &tape)

    tape.next("experts' halves")
    surround(outside, into: &tape)
    tape.keeps("gate and up", both, experts)
    tape.keeps("activation's result", half, experts)
    tape.holds("gate up and activation", both + half, experts)
    tape.makes("their product", half, experts)
    tape.makes("scaled copies", regime.trainsBase ? .zero : copies, experts)
    tape.returns("gradients of halves and whole", .count(3) * both, experts)

    let out = mixture.each(sizes.hidden, mixture.bytes)
    tape.next("experts' down")
    surround(outside, into: &tape)
    mixture.keep("product that down keeps", half, trained: regime.trainsBase, into: &tape)
    tape.makes("down's result and its sum", out + each(sizes.hidden, mixture.bytes), experts)
    tape.returns("gradient of down's result", out, experts)
    tape.returns("gradient of the product", half, experts)
    train("experts' down", mixture, halves: 1, into: &tape)
  }

  private func train(
    _ name: StaticString, _ mixture: Mixture<A>, halves: Int, into tape: inout T
  ) {
    guard regime.trainsBase else { return }
    let weight = mixture.count * mixture.width * sizes.hidden
    trained(name, weight * .bytes(halves * regime.linearBytes), into: &tape)
  }
}
