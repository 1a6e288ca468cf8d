import MemoryModel

/// Granite 4: Mamba-2, and attention in some layers, with scaled branches; experts beside the MLP of some
/// models.
///
/// Source: transformers 5.23 models/granitemoehybrid/modeling_granitemoehybrid.py.
struct GraniteHybrid: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let feedNorm = Norm(load, "post_attention_layernorm", d.hidden)
    let hasExperts = load.setup.architecture.experts != nil
    let sparse =
      hasExperts ? SparseBlock<TopLogitsRouter>(load.inside("block_sparse_moe")) : nil
    let feed = GraniteMLP(
      load.inside("shared_mlp"), hasExperts ? d.sharedWidth : d.intermediate)
    return GraniteHybridLayer(
      inputNorm: inputNorm, feedNorm: feedNorm, sparse: sparse, feed: feed,
      mixer: mixer(load, place))
  }

  private func mixer(_ load: Loader, _ place: Int) -> ScanOrAttention {
    let model = load.setup.architecture
    if model.build(of: place).mixer == .mamba2 { return .scan(Mamba2(load.inside("mamba"))) }
    var attention = Attention(load.inside("self_attn"), load.dimensions.attention)
    attention.rotates = model.rotaryTables > 0
    return .attention(attention)
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    model.setup.architecture.rotaryTables > 0
      ? model.rotary(as: x.format) : Rotary(none: model.machine)
  }

  /// `inputs_embeds * self.embedding_multiplier`.
  func stream(_ embedded: consuming Tensor) -> Tensor { embedded.scaled() }
}

/// Source: transformers 5.23 models/granitemoehybrid/modeling_granitemoehybrid.py
/// `GraniteMoeHybridDecoderLayer.forward`.
struct GraniteHybridLayer: DecoderLayer {
  let inputNorm: Norm
  let feedNorm: Norm
  var sparse: SparseBlock<TopLogitsRouter>?
  var feed: GraniteMLP
  var mixer: ScanOrAttention

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    sparse?.adapt(load, adapter)
    feed.adapt(load, adapter)
    mixer.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = mixer(x, shared)
    x = residual + x.scaled()
    residual = x.share()
    x = feedNorm(x)
    let mixture = sparse?(x) ?? x.machine.hold(.none)
    x = mixture.view.isNone ? feed(x) : mixture + feed(x)
    x = residual + x.scaled()
    _ = mixture.format
    return x
  }
}

/// `GraniteMoeHybridMLP`: gate and up out of one module.
///
/// Source: transformers 5.23 models/granitemoehybrid/modeling_granitemoehybrid.py
/// `GraniteMoeHybridMLP.forward`.
struct GraniteMLP {
  var input: Linear
  var output: Linear

  init(_ load: Loader, _ intermediate: Size) {
    let hidden = load.dimensions.hidden
    input = Linear(load, "input_linear", hidden, intermediate * 2)
    output = Linear(load, "output_linear", intermediate, hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    input.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var x = input(x)
    let parts = x.chunk()
    x = silu(parts.first) * parts.second
    x = output(x)
    _ = parts.first.format
    return x
  }
}
