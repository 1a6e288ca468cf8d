import MemoryModel

/// `Qwen3NextAttention`: its result is multiplied with a gate that `q_proj` gives too.
///
/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py `Qwen3NextAttention.forward`.
struct GatedAttention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let queryNorm: Norm
  let keyNorm: Norm
  let heads: Heads
  let rotaryDim: Size

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
    rotaryDim = load.dimensions.rotaryDim
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let all = q(x)
    let parts = all.split()
    var query = parts.part(all.elements / 2)
    var gate = parts.part(all.elements / 2)
    _ = consume all
    gate = gate.clone()
    query = queryNorm(query)
    var key = keyNorm(k(x).headsFirst())
    let value = v(x)
    let rotated = shared.rotary.rotateParts(query, key, rotaryDim, of: heads.headDim)
    query = rotated.q.share()
    key = rotated.k.share()
    _ = consume rotated
    var output = attendHeadsFirst(query, key, value, mask: shared.mask, heads)
    output = output * gate.sigmoid()
    return o(output)
  }
}
