import MemoryModel

/// What chooses the tokens that attention looks at (DSA). It runs under `torch.no_grad`: its parameters
/// get no gradients.
///
/// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py `DeepseekV32Indexer`,
/// models/glm_moe_dsa/modeling_glm_moe_dsa.py `GlmMoeDsaIndexer`.
struct TokenIndexer {
  var q: Linear
  var k: Linear
  let keyNorm: Norm
  var weights: Linear
  let heads: Heads
  let sizes: Sizes
  let rotatesPairs: Bool

  struct Sizes {
    let heads, headDim, rotated, chosen: Size
  }

  init(_ load: Loader, _ indexer: Architecture.Indexer, _ latent: LatentSizes) {
    let (load, d, table) = (
      load.inside("indexer").with(.attention).withoutGraph, load.dimensions, load.machine.sizes
    )
    heads = d.attention
    sizes = Sizes(
      heads: table.dimension("index_n_heads", indexer.heads),
      headDim: table.dimension("index_head_dim", indexer.headDim), rotated: latent.rotated,
      chosen: Size.smaller(table.dimension("index_topk", indexer.chosen), d.seq))
    rotatesPairs = indexer.handsOn
    q = Linear(load, "wq_b", latent.queryRank, sizes.heads * sizes.headDim)
    k = Linear(load, "wk", d.hidden, sizes.headDim)
    keyNorm = Norm(load, "k_norm", sizes.headDim, style: .layer)
    // transformers 5.23 quantizers/base.py `get_modules_to_not_convert`: `_keep_in_fp32_modules`.
    weights = Linear(load, "weights_proj", d.hidden, sizes.heads, packs: false)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load.withoutGraph, adapter)
    k.adapt(load.withoutGraph, adapter)
    weights.adapt(load.withoutGraph, adapter)
  }

  /// The places of the tokens that each one looks at, in int32.
  func callAsFunction(
    _ x: borrowing Tensor, _ residual: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    x.machine.withoutGraph { choose(x, residual, shared) }
  }

  private func choose(
    _ x: borrowing Tensor, _ residual: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    let rest = sizes.headDim - sizes.rotated
    let queries = q(residual).split(sizes.rotated, rest)
    let keys = keyNorm(k(x)).split(sizes.rotated, rest)
    let rotated = rotate(queries.first, keys.first, shared.rotary)
    let q = cat(rotated.q, queries.second)
    let k = cat(rotated.k, keys.second)
    var scores = score(q.to(.fp32), k.to(.fp32)).scaled()
    scores = relu(scores)
    let weights = weights(x.to(weights.plain.format)).to(.fp32).scaled()
    var chosen = weigh(weights, scores)
    chosen = masked(chosen, shared.mask)
    let places = topk(chosen).to(.int32)
    _ = (q.format, k.format, rotated.q.format, queries.second.format, keys.second.format)
    _ = (scores.format, weights.format)
    return places
  }

  private func rotate(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ rotary: Rotary
  ) -> Rotary.Rotated {
    rotatesPairs
      ? rotary.rotate(q, k) : Rotary.Rotated(q: rotary.rotate(q), k: rotary.rotate(k))
  }

  /// `matmul` of all heads' queries of each token with all keys, which are expanded to the tokens: of
  /// several sequences they are copied for it.
  ///
  /// Source: torch 2.15 ATen/native/LinearAlgebra.cpp `_matmul_impl`.
  private func score(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Tensor {
    let machine = q.machine
    let keys = machine.lowered(k)
    let queries = machine.lowered(q)
    let tokens = heads.batch * heads.seq
    let expanded =
      heads.batch > 1
      ? machine.new(tokens * sizes.headDim * heads.seq, keys.format, .copy) : keys.share()
    let result = machine.new(tokens * sizes.heads * heads.seq, queries.format, .scores)
    machine.workspace(for: result.elements * sizes.headDim)
    _ = (keys.format, expanded.format)
    return result
  }

  /// `matmul(weights.unsqueeze(-2), scores)`: the heads' sum.
  private func weigh(_ weights: borrowing Tensor, _ scores: borrowing Tensor) -> Tensor {
    let machine = weights.machine
    let second = machine.lowered(scores)
    let first = machine.lowered(weights)
    let result = machine.new(heads.batch * heads.seq * heads.seq, first.format, .scores)
    machine.workspace(for: result.elements * sizes.heads)
    _ = second.format
    return result
  }

  /// `masked_fill(~attention_mask, -inf)`.
  private func masked(_ scores: borrowing Tensor, _ mask: Mask?) -> Tensor {
    let negated = scores.machine.new(scores.elements, .bool, .mask)
    let result = scores.clone(.scores)
    _ = negated.format
    return result
  }

  private func topk(_ scores: borrowing Tensor) -> Tensor {
    let rows = heads.batch * heads.seq
    return scores.topk(rows, sizes.chosen).places.share()
  }
}
