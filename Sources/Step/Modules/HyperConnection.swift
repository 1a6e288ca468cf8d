import MemoryModel

/// `DeepseekV4HyperConnection`: what a branch reads of several streams, and the weights that join its
/// result to them.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4HyperConnection.forward`.
struct HyperConnection {
  let module: Module
  let function: View
  let base: View
  let scale: View
  let streams: Size
  let width: Size
  let iterations: Int

  init(_ load: Loader, _ name: StaticString, _ hyper: Architecture.HyperConnections) {
    let load = load.inside(name).with(.mixers).inFP32()
    module = load.parent
    streams = load.streamCount(hyper)
    width = load.dimensions.hidden
    iterations = hyper.iterations
    let weights = streams * (streams + 2)
    function = load.parameter(weights, by: streams * width, load.unpacked)
    base = load.parameter(weights, load.unpacked, .bias, decays: true)
    scale = load.parameter(load.machine.count(3), load.unpacked, .scale, decays: true)
  }

  /// What a branch reads, and how its result joins the streams.
  struct Mix: ~Copyable {
    let post: Tensor
    let comb: Tensor
    let collapsed: Tensor
  }

  func callAsFunction(_ x: borrowing Tensor) -> Mix {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let tokens = x.elements / (streams * width)
    let (one, squares) = (machine.count(1), streams * streams)
    var flattened = x.viewed().to(.fp32)
    flattened = normed(flattened, width: streams * width)
    flattened = machine.linear(
      flattened, function, from: streams * width, to: streams * (streams + 2))
    let weights = flattened.split((tokens * streams, tokens * streams, tokens * squares))
    let biases = machine.hold(base).split((streams, streams, squares))
    let scales = machine.hold(scale).split((one, one, one))
    let pre = (weights.first.scaled(by: scales.first) + biases.first).sigmoid().plusConstant()
    let post = (weights.second.scaled(by: scales.second) + biases.second).sigmoid().scaled()
    var comb = (weights.third.viewed().scaled(by: scales.third) + biases.third.viewed())
      .softmax().plusConstant()
    comb = balance(comb, rows: tokens * streams)
    let collapsed = collapse(pre, x, rows: tokens * width)
    _ = (flattened.format, pre.format, weights.third.format, biases.third.format)
    _ = scales.third.format
    return Mix(post: post, comb: comb, collapsed: collapsed)
  }

  /// Sinkhorn and Knopp's: columns and rows are divided by their sums in turns.
  private func balance(_ x: consuming Tensor, rows: Size) -> Tensor {
    x = x.divided(by: x.sum(rows: rows).plusConstant())
    for _ in 0..<max(0, 2 * (iterations - 1)) {
      x = x.divided(by: x.sum(rows: rows).plusConstant())
    }
    return x
  }

  /// `post.unsqueeze(-1) * result.unsqueeze(-2) + matmul(comb.transpose(-1, -2), streams)`.
  ///
  /// Source: the same, `DeepseekV4DecoderLayer.forward`.
  func join(
    _ result: borrowing Tensor, _ mix: borrowing Mix, _ x: borrowing Tensor, _ heads: Heads
  ) -> Tensor {
    mix.post.to(x.format).spread(result, over: streams)
      + x.machine.matmul(
        mix.comb.to(x.format), isByToken: false, x, isByToken: false, x.elements, over: streams,
        .sum, heads)
  }
}

/// `DeepseekV4HyperHead`: one stream of several, behind the last layer.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py `DeepseekV4HyperHead.forward`.
struct HyperHead {
  let function: View
  let base: View
  let scale: View
  let streams: Size
  let width: Size

  init(_ load: Loader, _ hyper: Architecture.HyperConnections) {
    let load = load.inside("hc_head").with(.mixers).inFP32()
    streams = load.streamCount(hyper)
    width = load.dimensions.hidden
    function = load.parameter(streams, by: streams * width, load.unpacked)
    base = load.parameter(streams, load.unpacked, .bias, decays: true)
    scale = load.parameter(load.machine.count(1), load.unpacked, .scale, decays: true)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let flat = normed(x.viewed().to(.fp32), width: streams * width)
    let mixes = machine.linear(flat, function, from: streams * width, to: streams)
    let pre = (mixes.scaled(by: machine.hold(scale)) + machine.hold(base)).sigmoid().plusConstant()
    let result = collapse(pre, x, rows: x.elements / streams)
    _ = (flat.format, mixes.format, pre.format)
    return result
  }
}

/// `(pre.unsqueeze(-1) * streams).sum(dim=2)`.
private func collapse(_ pre: borrowing Tensor, _ x: borrowing Tensor, rows: Size) -> Tensor {
  (pre * x).sum(rows: rows).to(x.format)
}

/// `x * rsqrt(mean(x.float()²) + eps).to(x.dtype)`.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4UnweightedRMSNorm.forward`.
func normed(_ x: borrowing Tensor, width: Size) -> Tensor {
  let rows = x.elements / width
  return x
    * x.to(.fp32).squared().mean(rows: rows).plusConstant().reciprocalRoot().to(x.format)
}

extension Loader {
  fileprivate func streamCount(_ hyper: Architecture.HyperConnections) -> Size {
    machine.sizes.dimension("hc_mult", hyper.streams)
  }
}

extension Tensor {
  /// `mul` with a tensor of no dimension, which does not widen what it is multiplied with.
  ///
  /// Source: torch 2.15 ATen/native/TypeProperties.cpp `result_type`.
  func scaled(by factor: borrowing Tensor) -> Tensor {
    let (x, other, elements, format) = (view, factor.view, elements, format)
    return machine.operation(.scaled, elements, format, x, other) { rule in
      if other.node != 0 { rule.keep(x) }
      if x.node != 0 { rule.keep(other) }
      if other.node != 0 { rule.gradient(1, elements, format) }
      if x.node != 0 { rule.gradient(0, elements, format) }
      if other.node != 0 { rule.reduce(1, rule.machine.count(1), other.format, rows: nil) }
    }
  }

  /// `mul` of weights of each token's streams with its features: both are broadcast.
  fileprivate func spread(_ x: borrowing Tensor, over streams: Size) -> Tensor {
    let (weights, features) = (view, x.view)
    let (own, other, all) = (elements, x.elements, x.elements * streams)
    let format = format.promoted(with: x.format)
    return machine.operation(.product, all, format, weights, features) { rule in
      if features.node != 0 { rule.keep(weights) }
      if weights.node != 0 { rule.keep(features) }
      if features.node != 0 { rule.gradient(1, all, format) }
      if weights.node != 0 { rule.gradient(0, all, format) }
      if weights.node != 0 { rule.reduce(0, own, weights.format, rows: nil) }
      if features.node != 0 { rule.reduce(1, other, features.format, rows: nil) }
    }
  }
}
