import MemoryModel

/// Falcon H1: attention and Mamba-2 beside each other, and factors everywhere.
///
/// Source: transformers 5.23 models/falcon_h1/modeling_falcon_h1.py.
struct FalconH1: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let feed = FalconH1MLP(
      modules: MLP(load.inside("feed_forward"), d.intermediate, bias: model.mlpBias))
    let scan = Mamba2(load.inside("mamba"), hasFactors: true)
    let attention = ScaledKeysAttention(load.inside("self_attn"), d.attention)
    return FalconH1Layer(
      feed: feed, scan: scan, attention: attention,
      inputNorm: Norm(load, "input_layernorm", d.hidden),
      feedNorm: Norm(load, "pre_ff_layernorm", d.hidden))
  }

  /// `inputs_embeds * self.embedding_multiplier`.
  func stream(_ embedded: consuming Tensor) -> Tensor { embedded.scaled() }
}

/// Source: transformers 5.23 models/falcon_h1/modeling_falcon_h1.py `FalconH1DecoderLayer.forward`.
struct FalconH1Layer: DecoderLayer {
  var feed: FalconH1MLP
  var scan: Mamba2
  var attention: ScaledKeysAttention
  let inputNorm: Norm
  let feedNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    feed.adapt(load, adapter)
    scan.adapt(load, adapter)
    attention.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    var scanned = scan(x)
    scanned = scanned.scaled()
    var attended = attention(x.scaled(), shared)
    attended = attended.scaled()
    x = scanned + attended
    x = residual + x
    residual = x.share()
    x = feedNorm(x)
    x = feed(x)
    x = residual + x
    _ = scanned.format
    _ = attended.format
    return x
  }
}

/// Source: transformers 5.23 models/falcon_h1/modeling_falcon_h1.py `FalconH1MLP.forward`.
struct FalconH1MLP {
  var modules: MLP

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var y = modules.up(x) * silu(modules.gate(x).scaled())
    y = modules.down(y).scaled()
    return y
  }
}

/// `FalconH1Attention`: keys are scaled.
///
/// Source: transformers 5.23 models/falcon_h1/modeling_falcon_h1.py `FalconH1Attention.forward`.
struct ScaledKeysAttention: SelfAttention {
  var modules: Attention

  init(_ load: Loader, _ heads: Heads) { modules = Attention(load, heads) }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = modules.q(x).headsFirst(modules.heads.heads)
    var k = modules.k(x).headsFirst(modules.heads.kvHeads).scaled()
    let v = modules.v(x).asValues(modules.heads, shared.mask)
    do {
      let rotated = shared.rotary.rotate(q, k)
      q = rotated.q
      k = rotated.k
    }
    return modules.o(modules.attended(q, k, v, shared))
  }
}
