import MemoryModel

/// Several streams, of which a layer reads one and predicts and corrects all (AltUp); a path of low rank
/// beside attention (Laurel); attention and inputs of each layer as Gemma 4 has them.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py.
struct Gemma3n: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Gemma3nLayer(load, place) }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    Gemma4().kind(model, place) + (model.isSparse(place) ? 16 : 0)
  }

  /// `Gemma3nTextModel.forward`.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs {
    let masks = Masks(causal: model.causalMask(x), windowed: model.windowMask(x))
    if let streams = model.streams { x = streams.split(x, variables, &locals) }
    return Gemma3().inputs(model, x, masks)
  }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    Gemma4().inputs(of: place, model, shared)
  }

  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor { model.scaledEmbedding(ids) }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor { model.cappedLogits(x) }
}

/// `Gemma3nTextDecoderLayer`.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextDecoderLayer.forward`.
struct Gemma3nLayer: DecoderLayer {
  var attention: Gemma3nAttention
  var mlp: Gemma3nMLP
  let norms: Gemma3Norms
  var altUp: AltUp
  var laurel: Laurel
  var gate: Linear
  var projection: Linear
  let norm: Norm

  init(_ load: Loader, _ place: Int) {
    let (model, d) = (load.setup.architecture, load.dimensions)
    attention = Gemma3nAttention(modules: Gemma4Attention(load.inside("self_attn"), place))
    mlp = Gemma3nMLP(
      modules: MLP(load.inside("mlp"), d.intermediate, bias: false),
      isSparse: model.isSparse(place))
    norms = Gemma3Norms(load)
    altUp = AltUp(load.inside("altup"))
    laurel = Laurel(load.inside("laurel"))
    let width = load.machine.sizes.dimension("per_layer_width", model.perLayerInput?.width ?? 0)
    let inputs = load.with(.embedding)
    gate = Linear(inputs, "per_layer_input_gate", d.hidden, width)
    projection = Linear(inputs, "per_layer_projection", width, d.hidden)
    norm = Norm(load, "post_per_layer_input_norm", d.hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.modules.adapt(load, adapter)
    mlp.modules.adapt(load, adapter)
    altUp.adapt(load, adapter)
    laurel.adapt(load, adapter)
    gate.adapt(load, adapter)
    projection.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let (machine, stores) = (x.machine, attention.modules.stores)
    let predictions = machine.gathering(stores) { altUp.predict(x) }
    let active = altUp.active(predictions)
    let normed = machine.gathering(stores) { norms.input(active) }
    let laurelOutput = laurel(normed)
    var attended = attention(normed, shared)
    attended = norms.postAttention(attended)
    let gated = active + attended
    let joined = (gated + laurelOutput).scaled()
    let feedInput = norms.preFeedforward(joined)
    let fed = mlp(feedInput)
    let fedNormed = norms.postFeedforward(fed)
    let output = joined + fedNormed
    let corrected = altUp.correct(predictions, output)
    var first = altUp.active(corrected).clone()
    first = altUp.scaleCorrected(first)
    first = gate(first)
    first = silu(first)
    if let input = shared.perLayer { first = first * input.tensor }
    first = projection(first)
    first = norm(first)
    let result = altUp.addToOthers(corrected, first)
    _ = (predictions.format, active.format, normed.format, laurelOutput.format, attended.format)
    _ = (gated.format, joined.format, feedInput.format, fed.format, fedNormed.format)
    _ = (output.format, corrected.format, first.format)
    return result
  }
}

/// `Gemma3nTextAttention`: Gemma 4's, where values are projected once keys are rotated.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextAttention.forward`.
struct Gemma3nAttention {
  var modules: Gemma4Attention

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = modules.q(x)
    q = modules.queryNorm(q)
    q = shared.rotary.rotate(q)
    let states = x.machine.gathering(modules.stores) { keysAndValues(x, shared) }
    if modules.stores {
      shared.keys.store(states.keys, states.values, haveWindow: modules.hasWindow)
    }
    let output = attend(q, states.keys, states.values, mask: shared.mask, modules.heads)
    return modules.o(output)
  }

  private func keysAndValues(
    _ x: borrowing Tensor, _ shared: SharedInputs
  ) -> SharedKeys.States {
    guard let own = modules.own, let value = own.v else {
      return shared.keys.states(haveWindow: modules.hasWindow)
        ?? .init(keys: x.share(), values: x.share())
    }
    let heads = modules.heads
    var k = own.k(x)
    k = own.keyNorm(k)
    k = shared.rotary.rotate(k)
    let repeats = heads.repeatsKeys(shared.mask, x.machine.stack)
    var v = repeats ? value(x).headsFirst(heads.kvHeads) : value(x)
    v = own.valueNorm(v)
    return SharedKeys.States(keys: k, values: v)
  }
}

/// `Gemma3nTextMLP`: sparse layers cut most of the gate off.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextMLP.forward`.
struct Gemma3nMLP {
  var modules: MLP
  let isSparse: Bool

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var gate = modules.gate(x)
    if isSparse { gate = cut(gate) }
    let activations = silu(gate)
    let up = modules.up(x)
    let result = modules.down(activations * up)
    _ = (gate.format, activations.format, up.format)
    return result
  }

  /// `_gaussian_topk`: what is above the mean by so many standard deviations.
  private func cut(_ x: borrowing Tensor) -> Tensor {
    let rows = x.elements / modules.gate.output
    let mean = x.mean(rows: rows)
    let deviation = x.standardDeviation(rows: rows)
    let cutoff = mean + deviation.scaled()
    let result = relu(x - cutoff)
    _ = (mean.format, deviation.format, cutoff.format)
    return result
  }
}

extension Architecture {
  /// Whether `activation_sparsity_pattern` has a share for the layer: it has one for the first ones.
  fileprivate func isSparse(_ place: Int) -> Bool { place < altUp?.sparseLayers ?? 0 }
}
