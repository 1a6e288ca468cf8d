private let source: StaticString =
  "transformers 5.23 modeling_gemma4.py Gemma4TextDecoderLayer.forward"
private let router: StaticString = "transformers 5.23 modeling_gemma4.py Gemma4TextRouter.forward"

extension Layer {
  /// Experts beside a dense MLP, each behind norms of its own; both read the residual stream.
  ///
  /// - Parameters:
  ///   - down: the dense MLP's last product.
  ///   - around: what is alive while the dense MLP runs.
  func routeBeside(
    _ experts: Architecture.Experts, _ down: Linear, around outer: Around<A>, into tape: inout T
  ) {
    let mixture = Mixture(experts, sizes, regime)
    norm("norm after the dense MLP", down, into: &tape)
    var around = Around<A>()
    let dense = each(sizes.hidden, down.output)
    around.loose = input + each(sizes.hidden, regime.stream) + dense
    around.waiting = outer.waiting + dense
    routeByScale(around: around, into: &tape)
    norm("norm before the experts", inputIsKept: normKeepsInput).write(into: &tape)
    around.loose = around.loose + each(sizes.hidden, regime.stream)
    choose(mixture, around: around, into: &tape)
    expand(mixture, around: around, into: &tape)
    combine(mixture, around: around, into: &tape)
    norm("norm after the experts", down, into: &tape)
  }

  /// The router's own norm, without a weight, and a scale of each feature before its product.
  private func routeByScale(around: Around<A>, into tape: inout T) {
    let stream = each(sizes.hidden, regime.stream)
    var norm = norm("router's norm", inputIsKept: normKeepsInput)
    norm.trained = false
    norm.write(into: &tape)
    tape.next("router's scale")
    surround(around, into: &tape)
    if regime.trainsBase { tape.keeps("router's unscaled input", stream, router) }
    tape.makes("router's scaled input", stream, router)
    tape.returns("router input's gradients", .count(2) * stream, router)
    let linear = Linear(.router, input: regime.stream, regime)
    if linear.keepsInput { tape.keeps("router's input", stream, router) }
    project(
      .router, linear, bias: false, around: around, gradient: each(sizes.experts, linear.output),
      into: &tape)
  }
}
