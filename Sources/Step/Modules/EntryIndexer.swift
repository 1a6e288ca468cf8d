import MemoryModel

/// What chooses the entries that each token attends to. No gradient comes to its parameters: it gives
/// places alone.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py `DeepseekV4Indexer.forward`,
/// `DeepseekV4IndexerScorer.forward`.
struct EntryIndexer {
  var compressor: Compressor
  var queries: Linear
  var weights: Linear
  let heads: Size
  let chosen: Size

  init(_ load: Loader, _ attention: Architecture.CompressedAttention, _ sizes: Compressor.Sizes) {
    let (load, table) = (load.inside("indexer").withoutGraph, load.machine.sizes)
    let own = Compressor.Sizes(
      batch: sizes.batch, seq: sizes.seq, rate: sizes.rate,
      headDim: table.dimension("index_head_dim", attention.indexHeadDim), rotated: sizes.rotated)
    heads = table.dimension("index_n_heads", attention.indexHeads)
    chosen = Size.smaller(table.dimension("index_topk", attention.chosen), own.entries)
    compressor = Compressor(load, own, overlaps: true)
    queries = Linear(
      load, "q_b_proj", table.dimension("q_lora_rank", attention.queryRank), heads * own.headDim,
      as: .query)
    // transformers 5.23 quantizers/base.py `get_modules_to_not_convert`: `_keep_in_fp32_modules`.
    weights = Linear(
      load.inside("scorer"), "weights_proj", load.dimensions.hidden, heads, packs: false)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    compressor.adapt(load.withoutGraph, adapter)
    queries.adapt(load.withoutGraph, adapter)
    weights.adapt(load.withoutGraph, adapter)
  }

  /// The entries' places for each token; -1 for one that is not there yet.
  func callAsFunction(_ x: borrowing Tensor, _ residual: borrowing Tensor) -> Tensor {
    x.machine.aside { choose(x, residual) }
  }

  private func choose(_ x: borrowing Tensor, _ residual: borrowing Tensor) -> Tensor {
    let (machine, sizes) = (x.machine, compressor.sizes)
    var locals = Locals(machine)
    let compressed = compressor(x, &locals)
    let tables = PairTables(machine, places: sizes.seq, width: sizes.rotated, as: x.format)
    var q = queries(residual)
    q = tables.rotate(q, sizes.headDim)
    var scores = score(q, compressed, x)
    let future = machine.new(sizes.seq * sizes.entries, .bool, .mask)
    scores = scores.chosen(future.view)
    let rows = sizes.batch * sizes.seq
    let places = scores.topk(rows, chosen).places.share()
    let invalid = machine.new(rows * chosen, .bool, .mask)
    let absent = machine.new(rows * chosen, .int64, .places)
    let result = machine.new(rows * chosen, .int64, .places)
    _ = (compressed.format, tables.cosines.format, q.format, scores.format, places.format)
    _ = (future.format, invalid.format, absent.format)
    return result
  }

  /// Sums over the heads of `relu(q @ k)`, weighted.
  private func score(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ x: borrowing Tensor
  ) -> Tensor {
    let (machine, sizes) = (q.machine, compressor.sizes)
    let rows = sizes.batch * sizes.seq
    var scores = multiply(q.to(.fp32), k.to(.fp32))
    scores = relu(scores).scaled()
    let weights = weights(x).to(.fp32).scaled()
    let result = (scores * weights).sum(rows: rows * sizes.entries)
    _ = (scores.format, weights.format, machine.autocast)
    return result
  }

  /// `matmul` of all heads' queries of each token with all entries, which are expanded to the tokens: of
  /// several sequences both are copied for it.
  ///
  /// Source: torch 2.15 ATen/native/LinearAlgebra.cpp `_matmul_impl`.
  private func multiply(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Tensor {
    let (machine, sizes) = (q.machine, compressor.sizes)
    let keys = machine.lowered(k)
    let queries = machine.lowered(q)
    let isSplit = sizes.batch > 1
    let left = isSplit ? queries.clone() : queries.share()
    let right = isSplit ? keys.expandedCopy(keys.elements * sizes.seq) : keys.share()
    let (a, b) = (left.view, right.view)
    let result = machine.operation(
      .scores, sizes.batch * sizes.seq * heads * sizes.entries, queries.format, a, b
    ) { rule in
      rule.keep(a)
      rule.keep(b)
    }
    machine.workspace(for: result.elements * sizes.headDim)
    _ = (keys.format, queries.format)
    return result
  }
}
