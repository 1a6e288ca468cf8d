import MemoryModel

/// DeepSeek V2: latent attention with positions as complex numbers; its router takes the experts of the
/// highest probabilities.
///
/// Source: transformers 5.23 models/deepseek_v2/modeling_deepseek_v2.py.
struct DeepSeekV2: Family {
  /// A router by `greedy`, and heads that the efficient kernel takes, whose gradients have an order of
  /// their own.
  func check(_ model: Architecture) throws(Refusal) {
    let latent = try latent(of: model)
    if model.experts?.limitsGroups != false {
      throw Refusal(
        "topk_method: a router that limits groups is not modelled for \(model.name).",
        hint: "`greedy` is, as DeepSeek V2 Lite has it")
    }
    if latent.valueDim == latent.headDim {
      throw Refusal(
        "v_head_dim: values as wide as keys are not modelled for \(model.name).",
        hint: "another than qk_nope_head_dim + qk_rope_head_dim is")
    }
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    LatentLayer(load, place) { load in
      SharedBlock<GreedyRouter>(load, bias: load.setup.architecture.mlpBias)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let sizes = LatentSizes(model.machine.sizes, model.setup.architecture.latent)
    return ComplexRotary(model.machine, model.dimensions.seq, width: sizes.rotated)
  }
}

/// `DeepseekV2TopkRouter` by `greedy`: probabilities in fp32.
///
/// Source: transformers 5.23 models/deepseek_v2/modeling_deepseek_v2.py `DeepseekV2TopkRouter.forward`.
struct GreedyRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size

  init(_ load: Loader) {
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let read = weight.activated(on: machine)
    let logits = weight.product(x.to(.fp32), read.weight.to(.fp32))
    let probabilities = logits.to(.fp32).softmax()
    let top = probabilities.topk(x.elements / weight.input, active)
    let scores = top.values.scaled()
    _ = probabilities.format
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}
