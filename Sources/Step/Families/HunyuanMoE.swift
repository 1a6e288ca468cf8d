import MemoryModel

/// Hunyuan with experts, and an MLP that every token takes before them.
///
/// Source: transformers 5.23 models/hunyuan_v1_moe/modeling_hunyuan_v1_moe.py.
struct HunyuanMoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) {
      HunyuanAttention($0)
    } _: {
      HunyuanBlock($0)
    }
  }
}

/// `HunYuanMoEV1Moe`.
///
/// Source: transformers 5.23 models/hunyuan_v1_moe/modeling_hunyuan_v1_moe.py
/// `HunYuanMoEV1Moe.forward`.
struct HunyuanBlock: FeedForward {
  var modules: SharedBlock<HunyuanRouter>

  init(_ load: Loader) { modules = SharedBlock(load, gateIsFirst: true, name: "shared_mlp") }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let shared = modules.shared(x)
    let x = x.flat()
    let routed = modules.block.gate(x)
    let output = modules.block.experts(x, routed)
    return output + shared
  }
}

/// `HunYuanMoEV1Gate`: a linear module that is made in fp32.
///
/// Source: transformers 5.23 models/hunyuan_v1_moe/modeling_hunyuan_v1_moe.py
/// `HunYuanMoEV1Gate.forward`.
struct HunyuanRouter: Router {
  var linear: Linear
  let active: Size

  init(_ load: Loader) {
    let d = load.dimensions
    linear = Linear(load.inside("gate").inFP32(), "wg", d.hidden, d.experts)
    active = d.active
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    linear.adapt(load.inFP32(), adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let rows = x.elements / linear.input
    let isWide = linear.plain.isNone == false
    let x = isWide ? x.to(.fp32) : x.share()
    let logits = linear(x)
    var scores = logits.to(.fp32).softmax()
    let top = scores.topk(rows, active)
    scores = top.values.share()
    scores = scores.divideInPlace(by: scores.sum(rows: rows))
    let routed = Routed(
      logits: logits.share(), scores: scores.to(logits.format), places: top.places.share())
    _ = x.format
    return routed
  }
}
