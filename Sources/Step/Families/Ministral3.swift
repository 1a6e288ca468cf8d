import MemoryModel

/// Ministral 3: Llama, whose queries are scaled by their positions.
///
/// Source: transformers 5.23 models/ministral3/modeling_ministral3.py.
struct Ministral3: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = Ministral3Attention(modules: Attention(load.inside("self_attn"), d.attention))
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return LlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }
}

/// `Ministral3Attention`.
///
/// Source: transformers 5.23 models/ministral3/modeling_ministral3.py `Ministral3Attention.forward`.
struct Ministral3Attention: SelfAttention {
  var modules: Attention

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = modules.q(x).headsFirst(modules.heads.heads)
    var k = modules.k(x).headsFirst(modules.heads.kvHeads)
    var v = modules.v(x).asValues(modules.heads, shared.mask)
    let rotated = shared.rotary.rotate(q, k)
    q = rotated.q
    k = rotated.k
    q = q * scale(of: q)
    x.machine.cache(&k, &v)
    let output = attend(q, k, v, mask: shared.mask, modules.heads)
    return modules.o(output)
  }

  /// One number for each position.
  ///
  /// Source: the same, `get_llama_4_attn_scale`.
  private func scale(of q: borrowing Tensor) -> Tensor {
    let (machine, seq) = (q.machine, modules.heads.seq)
    func make() -> Tensor { machine.new(seq, .fp32, .scaled) }
    // `div`, and then `floor`, `add`, `log`, `mul`, `add`, each from the one before.
    var scale = make()
    for _ in 0..<5 { scale = make() }
    return scale.to(q.format)
  }
}
