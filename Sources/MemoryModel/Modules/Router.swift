private let source: StaticString =
  "transformers 5.23 modeling_deepseek_v3.py DeepseekV3TopkRouter.forward"

extension Layer {
  /// Whether the router keeps what the experts read, as it is.
  func routerKeepsInput(_ experts: Architecture.Experts) -> Bool {
    if experts.router != .parameter && experts.routing == .asLoaded {
      return Linear(.router, input: regime.read, regime).keepsInput
    }
    return trainsRouter && routerCopy(experts) == nil
  }

  /// The router's product, where it is a linear module, or multiplies a copy of its input.
  func score(
    _ mixture: Mixture<A>, _ experts: Architecture.Experts, around: Around<A>, into tape: inout T
  ) {
    if experts.router != .parameter {
      let linear = Linear(.router, input: regime.read, regime)
      project(
        .router, linear, bias: false, around: around, gradient: each(mixture.count, linear.output),
        into: &tape)
      // Autocast's copy of an fp32 input is the linear module's own.
      if experts.routing == .asLoaded || linear.castsInput { return }
    }
    guard let bytes = routerCopy(experts) else { return }
    let copy = each(sizes.hidden, bytes)
    tape.next("router's input")
    surround(around, into: &tape)
    tape.makes("router's input in fp32", each(sizes.hidden, 4), source)
    if trainsRouter { tape.keeps("router's own input", copy, source) }
    // Hunyuan's weight, of a linear module, is fp32 as it is.
    let isCast = bytes != regime.linearBytes || experts.routing != .asLoaded
    if experts.router == .parameter && isCast {
      tape.keeps("router's weight", mixture.count * sizes.hidden * .bytes(bytes), source)
    }
    if experts.routing == .fp32 {
      tape.keeps("mask of the router's groups", each(mixture.count, 1), source)
    }
    tape.returns("gradients of the router's input", each(sizes.hidden, 4 + bytes), source)
  }

  private var trainsRouter: Bool {
    regime.trainsBase || regime.targets.contains(.routerWeight)
  }

  /// Bytes of an element of the copy that the router multiplies; nil where it is the input itself.
  ///
  /// Many compute `F.linear(x.float(), weight.float())`, of which autocast makes copies in bf16.
  private func routerCopy(_ experts: Architecture.Experts) -> Int? {
    switch experts.routing {
    case .asLoaded: regime.autocast && regime.read != 2 ? 2 : nil
    case .fp32 where regime.autocast: 2
    case .fp32, .fp32Always: regime.read == 4 ? nil : 4
    }
  }
}
