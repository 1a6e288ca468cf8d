import MemoryModel

/// Experts beside the MLP of a layer: each branch has a norm behind it.
///
/// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextDecoderLayer`:
/// `enable_moe_block`.
struct Gemma4Mixture {
  var router: Gemma4Router
  var experts: Experts
  let denseNorm: Norm
  let sparseNorm: Norm
  let inputNorm: Norm

  init(_ load: Loader) {
    let hidden = load.dimensions.hidden
    router = Gemma4Router(load.inside("router").with(.experts))
    experts = Experts(load)
    denseNorm = Norm(load, "post_feedforward_layernorm_1", hidden)
    sparseNorm = Norm(load, "post_feedforward_layernorm_2", hidden)
    inputNorm = Norm(load, "pre_feedforward_layernorm_2", hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    router.projection.adapt(load, adapter)
    experts.adapt(load, adapter)
  }

  /// - Parameters:
  ///   - dense: what the MLP gives.
  ///   - residual: the stream before it, which the experts read.
  ///   - locals: those of the layer's forward.
  func callAsFunction(
    _ dense: borrowing Tensor, _ residual: borrowing Tensor, _ locals: inout Locals
  ) -> Tensor {
    let first = denseNorm(dense)
    let flat = residual.flat()
    let routed = router(flat)
    var second = inputNorm(flat)
    second = experts(second, routed)
    second = sparseNorm(second)
    locals.hold(first)
    locals.hold(second)
    locals.hold(routed.scores)
    locals.hold(routed.places)
    locals.hold(routed.logits)
    return first + second
  }
}

/// `Gemma4TextRouter`: a norm and a scale before its linear module, a scale for each expert behind it.
///
/// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextRouter.forward`.
struct Gemma4Router {
  let module: Module
  let scale: View
  let expertScale: View
  let norm: Norm
  var projection: Linear
  let active: Size

  init(_ load: Loader) {
    let d = load.dimensions
    module = load.parent
    scale = load.parameter(d.hidden, load.unpacked, .scale)
    expertScale = load.parameter(d.experts, load.unpacked, .scale)
    norm = Norm(load, "norm", d.hidden, hasWeight: false)
    projection = Linear(load, "proj", d.hidden, d.experts)
    active = d.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / norm.width
    var x = norm(x)
    x = x.multiplied(byColumn: machine.hold(scale)).scaled()
    let scores = projection(x.flat())
    let probabilities = scores.softmax(as: .fp32)
    let top = probabilities.topk(rows, active)
    var weights = top.values.share()
    weights = weights.divideInPlace(by: weights.sum(rows: rows))
    weights = weights * machine.hold(expertScale).rows(at: top.places, width: machine.count(1))
    _ = scores.format
    return Routed(logits: probabilities.share(), scores: weights, places: top.places.share())
  }
}
