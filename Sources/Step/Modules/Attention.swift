import MemoryModel

/// A layer's attention: its linear modules, and a family's forward over them.
protocol SelfAttention {
  mutating func adapt(_ load: Loader, _ adapter: Adapter)
  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor
}

/// `LlamaAttention`, with Qwen3's norms of queries and keys where it has them.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaAttention.forward`,
/// models/qwen3/modeling_qwen3.py `Qwen3Attention.forward`.
struct Attention: SelfAttention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let queryNorm: Norm?
  let keyNorm: Norm?
  let heads: Heads
  /// Whether positions are rotated into queries and keys.
  ///
  /// Source: transformers 5.23 models/smollm3/modeling_smollm3.py `SmolLM3Attention`: `use_rope`.
  var rotates = true
  /// Whether what rotation gives lies with the heads first: it is concatenated.
  var isConcatenated = false
  /// Whether its result is dropped before what it was made of is gone.
  ///
  /// Source: transformers 5.23 models/starcoder2/modeling_starcoder2.py `Starcoder2Attention.forward`.
  var drops = false
  var scores: Scores
  /// Whether all projections stand before what becomes of them.
  let projectsFirst: Bool

  /// - Parameters:
  ///   - output: the name of the projection out.
  ///   - norms: those of the norms of queries and keys.
  init(
    _ load: Loader, _ heads: Heads, output: StaticString = "o_proj",
    norms: (query: StaticString, key: StaticString) = ("q_norm", "k_norm"), hasNorms: Bool? = nil
  ) {
    let model = load.setup.architecture
    let (hidden, bias) = (load.dimensions.hidden, model.qkvBias)
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    q = Linear(load, "q_proj", hidden, queries, bias: bias, as: .query)
    k = Linear(load, "k_proj", hidden, keys, bias: bias, as: .key)
    v = Linear(load, "v_proj", hidden, keys, bias: bias, as: .value)
    o = Linear(load, output, queries, hidden, bias: model.outputBias, as: .output)
    let width = model.qkNormWhole ? nil : heads.headDim
    queryNorm =
      hasNorms ?? model.qkNorm
      ? Norm(load, norms.query, width ?? queries, weights: model.qkNormEachHead ? queries : nil)
      : nil
    keyNorm =
      hasNorms ?? model.qkNorm
      ? Norm(load, norms.key, width ?? keys, weights: model.qkNormEachHead ? keys : nil) : nil
    self.heads = heads
    scores = Scores(isCapped: model.attentionSoftcap)
    projectsFirst = model.tower?.wrapper?.projectsFirst == true
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    if projectsFirst { return projectingFirst(x, shared) }
    var q = rotates ? q(x).headsFirst(heads.heads) : q(x).asQueries(heads)
    if let queryNorm { q = queryNorm(q) }
    var k =
      rotates
      ? k(x).headsFirst(heads.kvHeads) : k(x).asKeys(heads, shared.mask, ofOwnModule: true)
    if let keyNorm { k = keyNorm(k) }
    var v = v(x).asValues(heads, shared.mask)
    if rotates {
      let rotated = shared.rotary.rotate(q, k)
      q = rotated.q
      k = rotated.k
    }
    x.machine.cache(&k, &v)
    let output = o(attended(q, k, v, shared))
    return drops ? dropout(output) : output
  }

  /// Source: transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py `Qwen2_5_VLAttention.forward`.
  private func projectingFirst(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = q(x)
    var k = k(x)
    var v = v(x)
    q = q.headsFirst(heads.heads)
    k = k.headsFirst(heads.kvHeads)
    v = v.asValues(heads, shared.mask)
    let rotated = shared.rotary.rotate(q, k)
    q = rotated.q
    k = rotated.k
    x.machine.cache(&k, &v)
    return o(attended(q, k, v, shared))
  }

  func attended(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    attend(q, k, v, mask: shared.mask, heads, scores: scores, isByToken: !isConcatenated)
  }
}

/// The same where all projections stand before the norms of queries and keys.
///
/// Source: transformers 5.23 models/cohere/modeling_cohere.py `CohereAttention.forward`,
/// models/exaone4/modeling_exaone4.py `Exaone4Attention.forward`, models/gemma3/modeling_gemma3.py
/// `Gemma3Attention.forward`; without norms models/gemma2/modeling_gemma2.py `Gemma2Attention.forward`.
struct HeadNormAttention: SelfAttention {
  var modules: Attention

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let rotates = modules.rotates
    let heads = modules.heads
    var q =
      rotates ? modules.q(x).headsFirst(heads.heads) : modules.q(x).asQueries(heads)
    var k =
      rotates
      ? modules.k(x).headsFirst(heads.kvHeads) : modules.k(x).asValues(heads, shared.mask)
    var v = modules.v(x).asValues(heads, shared.mask)
    if let norm = modules.queryNorm { q = norm(q) }
    if let norm = modules.keyNorm { k = norm(k) }
    if rotates {
      let rotated = shared.rotary.rotate(q, k)
      q = rotated.q
      k = rotated.k
    }
    x.machine.cache(&k, &v)
    let output = modules.attended(q, k, v, shared)
    return modules.o(output)
  }
}

/// Attention where queries, keys and values lie with the heads first.
func attendHeadsFirst(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: Mask?, _ heads: Heads
) -> Tensor {
  attend(q, k, v, mask: mask, heads, isByToken: false)
}
