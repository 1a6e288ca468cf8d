import MemoryModel

/// Llama 4: positions as complex numbers and attention to chunks in most layers, no positions in the
/// others; every expert reads every token, scaled by a score that may be zero.
///
/// Source: transformers 5.23 models/llama4/modeling_llama4.py.
struct Llama4: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let model = load.setup.architecture
    let attention = Llama4Attention(
      load.inside("self_attn"), rotates: model.build(of: place).hasWindow)
    let inside = load.inside("feed_forward")
    return model.build(of: place).feed == .experts
      ? layer(load, attention, Llama4Block(inside))
      : layer(load, attention, MLP(inside, load.dimensions.intermediate, bias: false))
  }

  private func layer<Feed: FeedForward>(
    _ load: Loader, _ attention: Llama4Attention, _ feed: Feed
  ) -> any DecoderLayer {
    let hidden = load.dimensions.hidden
    return Llama4Layer(
      attention: attention, feed: feed, inputNorm: Norm(load, "input_layernorm", hidden),
      postNorm: Norm(load, "post_attention_layernorm", hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  /// Source: the same, `Llama4TextRotaryEmbedding.forward`.
  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    ComplexRotary(model.machine, model.dimensions.seq, width: model.dimensions.headDim)
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let masks = Masks(causal: model.causalMask(x), windowed: model.chunkMask(x))
    return SharedInputs(rotary: rotary(model, x), masks: masks)
  }
}

/// `Llama4TextDecoderLayer`.
///
/// Source: transformers 5.23 models/llama4/modeling_llama4.py `Llama4TextDecoderLayer.forward`.
struct Llama4Layer<Feed: FeedForward>: DecoderLayer {
  var attention: Llama4Attention
  var feed: Feed
  let inputNorm: Norm
  let postNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    feed.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    let attended = attention(x, shared)
    x = residual + attended
    residual = x.share()
    x = postNorm(x)
    x = feed(x)
    x = residual + x
    _ = attended.format
    return x
  }
}

/// `Llama4TextAttention`: queries and keys lie token by token while they are rotated, and are normed by
/// their length.
///
/// Source: transformers 5.23 models/llama4/modeling_llama4.py `Llama4TextAttention.forward`.
struct Llama4Attention: SelfAttention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let norm: Norm?
  let rotates: Bool
  /// `attn_temperature_tuning`, of layers that do not rotate.
  let scalesQueries: Bool
  let heads: Heads

  init(_ load: Loader, rotates: Bool) {
    let (model, heads) = (load.setup.architecture, load.dimensions.attention)
    let (hidden, bias) = (load.dimensions.hidden, model.qkvBias)
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    q = Linear(load, "q_proj", hidden, queries, bias: bias, as: .query)
    k = Linear(load, "k_proj", hidden, keys, bias: bias, as: .key)
    v = Linear(load, "v_proj", hidden, keys, bias: bias, as: .value)
    o = Linear(load, "o_proj", queries, hidden, bias: model.outputBias, as: .output)
    norm =
      model.qkNorm && rotates
      ? Norm(load, "qk_norm", heads.headDim, hasWeight: false) : nil
    scalesQueries = model.scalesQueries && !rotates
    (self.rotates, self.heads) = (rotates, heads)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = q(x)
    let isByHead = heads.returnsValuesByHead(shared.mask, x.machine.stack)
    var k = isByHead && !rotates ? k(x).headsFirst(heads.kvHeads) : k(x)
    let v = isByHead ? v(x).headsFirst(heads.kvHeads) : v(x)
    if rotates {
      let rotated = rotate(q, k, by: shared.rotary.cosines, isByHead: isByHead)
      q = rotated.q
      k = rotated.k
    }
    if let norm {
      q = norm(q)
      k = norm(k)
    }
    if scalesQueries { q = scaled(q) }
    let scores = Scores(probabilities: .asScores)
    let output = attend(q, k, v, mask: shared.mask, heads, scores: scores)
    return o(output)
  }

  /// Both lie token by token, and so do their gradients, but those of keys that were repeated.
  ///
  /// Source: transformers 5.23 models/llama4/modeling_llama4.py `apply_rotary_emb`.
  private func rotate(
    _ q: borrowing Tensor, _ k: borrowing Tensor, by numbers: borrowing Tensor, isByHead: Bool
  ) -> Rotary.Rotated {
    let wideQ = q.to(.fp32)
    let wideK = k.to(.fp32)
    let rotatedQ = wideQ.turned(by: numbers)
    let turnedK = wideK.turned(by: numbers)
    let rotatedK = isByHead ? turnedK.asReal() : turnedK.share()
    let rotated = Rotary.Rotated(q: rotatedQ.to(q.format), k: rotatedK.to(k.format))
    _ = (wideQ.format, wideK.format, rotatedQ.format, rotatedK.format)
    return rotated
  }

  /// `(query_states * attn_scales).to(query_states.dtype)`: a number in fp32 for each token.
  private func scaled(_ q: borrowing Tensor) -> Tensor {
    let scales = q.machine.new(heads.seq, .fp32, .scale)
    return (q * scales).to(q.format)
  }
}

/// `Llama4TextMoe`.
///
/// Source: transformers 5.23 models/llama4/modeling_llama4.py `Llama4TextMoe.forward`,
/// `Llama4Router.forward`, `Llama4TextExperts.forward`.
struct Llama4Block: FeedForward {
  let experts: Llama4Experts
  let router: View
  var shared: MLP
  let count: Size
  let active: Size

  init(_ load: Loader) {
    let d = load.dimensions
    (count, active) = (d.experts, d.active)
    experts = Llama4Experts(load.inside("experts").with(.experts))
    // A class derived from `nn.Linear`, which bitsandbytes does not pack; it gives several results, to
    // which PEFT cannot add.
    router = load.inside("router").with(.experts).derivedLinear.parameter(
      d.experts, by: d.hidden, load.unpacked)
    shared = MLP(load.inside("shared_expert"), d.sharedWidth, bias: false)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { shared.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    let scores = scores(x)
    var routed = x.repeated(count)
    routed = routed * scores.byExpert()
    let output = experts(routed)
    let sum = shared(x).addInPlace(output.sumOfCopies(x.elements))
    _ = (scores.format, routed.format, output.format)
    return sum
  }

  /// What is not among a token's experts has a score of zero.
  private func scores(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let logits = machine.linear(x, router, from: experts.input, to: count)
    let top = logits.topk(x.elements / experts.input, active)
    var scores = top.values.scattered(to: top.places, among: logits.elements)
    scores = scores.to(.fp32).sigmoid().to(scores.format)
    machine.discard(logits)
    return scores
  }
}

/// `Llama4TextExperts`: two batched products over all tokens.
///
/// Source: transformers 5.23 models/llama4/modeling_llama4.py `Llama4TextExperts.forward`.
struct Llama4Experts {
  let module: Module
  let gateUp: View
  let down: View
  let input: Size
  let width: Size

  init(_ load: Loader) {
    let d = load.dimensions
    (module, input, width) = (load.parent, d.hidden, d.expertWidth)
    gateUp = load.parameter(
      d.experts * input, by: 2 * width, load.unpacked, .gateUp, matrices: d.experts)
    down = load.parameter(
      d.experts * width, by: input, load.unpacked, .down, matrices: d.experts)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let gateUp = machine.batchedProduct(x, gateUp, from: input, to: 2 * width)
    let halves = gateUp.chunk()
    let next = machine.batchedProduct(
      halves.second * silu(halves.first), down, from: width, to: input)
    _ = (gateUp.format, halves.first.format, halves.second.format)
    return next
  }
}

/// What all experts of a token read, and by how much it counts.
extension Tensor {
  /// `repeat(count, 1)`: its gradient is summed over the copies.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `repeat_backward`.
  fileprivate func repeated(_ count: Size) -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.copies, count * elements, format, view) {
      $0.gradient(0, elements, format)
    }
  }

  /// `transpose(0, 1).reshape(-1, 1)`: a copy in the other order.
  fileprivate func byExpert() -> Tensor { clone(.routing) }

  /// `full_like(…).scatter_(1, places, x)`: keeps the places, and gathers the gradient from them.
  ///
  /// Source: torch 2.15 tools/autograd/derivatives.yaml `scatter.src`.
  fileprivate func scattered(to places: borrowing Tensor, among all: Size) -> Tensor {
    let (chosen, elements, format) = (places.view, elements, format)
    return machine.operation(.routing, all, format, view) { rule in
      rule.keep(chosen)
      rule.gradient(0, elements, format)
    }
  }
}
