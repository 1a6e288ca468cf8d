import MemoryModel

/// `Qwen3NextAttention`: its result is multiplied with a gate that `q_proj` gives too.
///
/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py `Qwen3NextAttention.forward`.
struct GatedAttention: SelfAttention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let queryNorm: Norm
  let keyNorm: Norm
  let heads: Heads

  init(_ load: Loader, _ heads: Heads) {
    let model = load.setup.architecture
    let (hidden, bias) = (load.dimensions.hidden, model.qkvBias)
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    q = Linear(load, "q_proj", hidden, queries * 2, bias: bias, as: .query)
    k = Linear(load, "k_proj", hidden, keys, bias: bias, as: .key)
    v = Linear(load, "v_proj", hidden, keys, bias: bias, as: .value)
    o = Linear(load, "o_proj", queries, hidden, bias: model.outputBias, as: .output)
    queryNorm = Norm(load, "q_norm", heads.headDim)
    keyNorm = Norm(load, "k_norm", heads.headDim)
    self.heads = heads
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let all = q(x)
    let parts = all.chunk()
    var query = parts.first
    var gate = parts.second
    _ = consume all
    gate = gate.clone()
    query = queryNorm(query)
    var key = keyNorm(k(x).headsFirst(heads.kvHeads))
    var value = v(x)
    if heads.returnsValuesByHead(shared.mask, x.machine.stack) {
      value = value.headsFirst(heads.kvHeads)
    }
    let rotated = shared.rotary.rotate(query, key)
    query = rotated.q
    key = rotated.k
    var output = attendHeadsFirst(query, key, value, mask: shared.mask, heads)
    output = output * gate.sigmoid()
    return o(output)
  }
}
