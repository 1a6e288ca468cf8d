import MemoryModel

/// `GptOssAttention`: each head has a sink, halves of heads are rotated one by one.
///
/// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `GptOssAttention.forward`.
struct GptOssAttention: SelfAttention {
  let sinks: View
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let heads: Heads
  let scores: Scores

  init(_ load: Loader, _ heads: Heads) {
    let model = load.setup.architecture
    let (hidden, bias) = (load.dimensions.hidden, model.qkvBias)
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    // A module's own parameters come before those of its children.
    sinks = load.with(.attention).parameter(heads.heads, load.unpacked, .sinks)
    q = Linear(load, "q_proj", hidden, queries, bias: bias, as: .query)
    k = Linear(load, "k_proj", hidden, keys, bias: bias, as: .key)
    v = Linear(load, "v_proj", hidden, keys, bias: bias, as: .value)
    o = Linear(load, "o_proj", queries, hidden, bias: model.outputBias, as: .output)
    self.heads = heads
    scores = Scores(sinks: .column(sinks))
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = q(x).headsFirst(heads.heads)
    var k = k(x).headsFirst(heads.kvHeads)
    var v = v(x).headsFirst(heads.kvHeads)
    let rotated = shared.rotary.rotateHalves(q)
    k = shared.rotary.rotateHalves(k)
    q = rotated.share()
    _ = consume rotated
    x.machine.cache(&k, &v)
    let output = attend(q, k, v, mask: shared.mask, heads, scores: scores, isByToken: false)
    return o(output)
  }
}
