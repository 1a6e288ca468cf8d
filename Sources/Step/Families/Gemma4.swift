import MemoryModel

/// Gemma 3 with attention of its own, which differs in layers without a window, and perhaps with inputs
/// for each layer.
///
/// Source: transformers 5.23 models/gemma4/modeling_gemma4.py.
struct Gemma4: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Gemma4Layer(load, place) }

  /// Layers that read shared keys add to their gradients one by one: none is like another.
  func kind(_ model: Architecture, _ place: Int) -> Int {
    let sharing = model.sharing(place)
    if sharing == .reuse { return 64 * (place + 1) }
    return (model.build(of: place).hasWindow ? 1 : 0) + 2 * sharing.rawValue
  }

  /// `Gemma4TextModel.forward`.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs {
    let architecture = model.setup.architecture
    let masks =
      variables.masks ?? Masks(causal: model.causalMask(x), windowed: model.windowMask(x))
    let windowed = SharedInputs(rotary: model.rotary(as: x.format), mask: masks.windowed)
    if architecture.slidingLayers == architecture.layers { return windowed }
    let width = architecture.global.map {
      model.machine.sizes.dimension("global_head_dim", $0.headDim)
    }
    let rotary = Rotary(
      model.machine, model.dimensions.seq, width: width ?? model.dimensions.headDim, as: x.format)
    return SharedInputs(rotary: rotary, mask: masks.causal, windowed: windowed)
  }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    let architecture = model.setup.architecture
    let ofKind = shared.ofLayers(haveWindow: architecture.build(of: place).hasWindow)
    guard let perLayer = shared.perLayer else { return ofKind }
    return SharedInputs(of: ofKind, perLayer: perLayer.part(of: architecture.layers))
  }

  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor { model.scaledEmbedding(ids) }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor { model.cappedLogits(x) }
}

/// `Gemma4TextDecoderLayer`.
///
/// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextDecoderLayer.forward`.
struct Gemma4Layer: DecoderLayer {
  var attention: Gemma4Attention
  var mlp: MLP
  let norms: Gemma3Norms
  let scalar: View
  var perLayer: PerLayer?
  var mixture: Gemma4Mixture?

  /// What joins the input of the layer to the stream.
  struct PerLayer {
    var gate: Linear
    var projection: Linear
    let norm: Norm
  }

  init(_ load: Loader, _ place: Int) {
    let (model, d) = (load.setup.architecture, load.dimensions)
    attention = Gemma4Attention(load.inside("self_attn"), place)
    let isWide = model.shared?.doublesMLP == true && model.sharing(place) == .reuse
    mlp = MLP(load.inside("mlp"), isWide ? 2 * d.intermediate : d.intermediate, bias: false)
    norms = Gemma3Norms(load)
    scalar = load.buffer(load.machine.count(1))
    perLayer = model.perLayerInput.map {
      let width = load.machine.sizes.dimension("per_layer_width", $0.width)
      let load = load.with(.embedding)
      return PerLayer(
        gate: Linear(load, "per_layer_input_gate", d.hidden, width),
        projection: Linear(load, "per_layer_projection", width, d.hidden),
        norm: Norm(load, "post_per_layer_input_norm", d.hidden))
    }
    mixture = model.experts == nil ? nil : Gemma4Mixture(load)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
    perLayer?.gate.adapt(load, adapter)
    perLayer?.projection.adapt(load, adapter)
    mixture?.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var locals = Locals(x.machine)
    var residual = x.share()
    var x = x.machine.gathering(attention.stores) { norms.input(residual) }
    x = attention(x, shared)
    x = norms.postAttention(x)
    x = residual + x
    residual = x.share()
    x = norms.preFeedforward(x)
    x = mlp(x)
    if let mixture { x = mixture(x, residual, &locals) }
    x = norms.postFeedforward(x)
    x = residual + x
    if let perLayer, let input = shared.perLayer {
      residual = x.share()
      x = perLayer.gate(x)
      x = silu(x)
      x = x * input.tensor
      x = perLayer.projection(x)
      x = perLayer.norm(x)
      x = residual + x
    }
    return x.scaledInPlace(by: scalar)
  }
}
