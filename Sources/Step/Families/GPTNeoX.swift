import MemoryModel

/// GPT-NeoX and Pythia: attention and MLP side by side, queries, keys and values of one module, a
/// part of each head rotated.
///
/// Source: transformers 5.23 models/gpt_neox/modeling_gpt_neox.py.
struct GPTNeoX: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    return GPTNeoXLayer(
      attention: GPTNeoXAttention(load.inside("attention"), d.attention),
      mlp: PlainMLP(load.inside("mlp"), "dense_h_to_4h", "dense_4h_to_h"),
      inputNorm: inputNorm, postNorm: postNorm,
      isParallel: load.setup.architecture.parallelResidual,
      drops: load.setup.architecture.residualDropout)
  }

  /// `GPTNeoXModel.forward`.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs { inputs(model, dropping: &x) }
}

/// `GPTNeoXLayer`.
struct GPTNeoXLayer: DecoderLayer {
  var attention: GPTNeoXAttention
  var mlp: PlainMLP
  let inputNorm: Norm
  let postNorm: Norm
  let isParallel: Bool
  let drops: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var attended = attention(inputNorm(x), shared)
    if drops { attended = dropout(attended) }
    if isParallel {
      var transformed = mlp(postNorm(x))
      if drops { transformed = dropout(transformed) }
      return transformed + attended + x
    }
    attended = attended + x
    var transformed = mlp(postNorm(attended))
    if drops { transformed = dropout(transformed) }
    return transformed + attended
  }
}

/// `GPTNeoXAttention`.
struct GPTNeoXAttention {
  var qkv: Linear
  var dense: Linear
  let heads: Heads
  let rotaryDim: Size

  init(_ load: Loader, _ heads: Heads) {
    let (hidden, bias) = (load.dimensions.hidden, load.setup.architecture.qkvBias)
    qkv = Linear(load, "query_key_value", hidden, hidden * 3, bias: bias, as: .queryKeyValue)
    dense = Linear(load, "dense", hidden, hidden, bias: bias, as: .output)
    self.heads = heads
    rotaryDim = load.dimensions.rotaryDim
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    dense.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let qkv = qkv(x).headsFirst(heads.heads)
    let part = qkv.elements / 3
    let parts = qkv.split((part, part, part))
    let rotated = shared.rotary.rotateParts(
      parts.first, parts.second, rotaryDim, of: heads.headDim
    ).joined()
    return dense(
      attendHeadsFirst(rotated.q, rotated.k, parts.third, mask: shared.mask, heads))
  }
}
