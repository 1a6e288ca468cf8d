private let source: StaticString =
  "transformers 5.23 modeling_deepseek_v32.py DeepseekV32Indexer.forward"
private let matmul: StaticString = "torch 2.15 ATen/native/LinearAlgebra.cpp _matmul_impl"

extension Layer {
  /// Scores of all tokens by every head of the indexer, written out: `batch * seq * heads * seq`.
  ///
  /// Queries, keys and values of attention wait meanwhile.
  func indexTokens(into tape: inout T) {
    guard shape.hasIndexer else { return }
    let made = Linear(.kvB, input: regime.read, regime).output
    tape.next("indexer")
    tape.makes("layer's input and its norm", each(sizes.hidden, regime.stream) + input, source)
    tape.makes("queries and their rotated copy", each(sizes.queries, 2 * made), source)
    tape.makes("keys", each(sizes.keys, made), source)
    tape.makes("heads of keys and values", each(sizes.expanded, made), source)
    let queries = each(sizes.indexQueries, made)
    tape.makes("indexer's queries", queries, source)
    // Autocast's matmul takes bf16, whatever `float()` makes.
    let bytes = regime.autocast ? 2 : 4
    let scores = sizes.tokens * sizes.indexHeads * sizes.seq * .bytes(bytes)
    let wide = each(sizes.indexQueries, regime.autocast ? 6 : 4)
    // Keys are expanded over the queries: a view of one sequence, and a copy of several.
    let keys =
      sizes.batch.value > 1
      ? sizes.tokens * sizes.indexHeadDim * sizes.seq * .bytes(bytes) : .zero
    tape.makes(
      "indexer's scores", .larger(scores + wide + keys, .count(2) * scores), matmul)
    for projection in architecture.indexing {
      let linear = Linear(projection, input: regime.read, regime)
      let weight = sizes.input(of: projection) * sizes.output(of: projection) * .bytes(2)
      // Autocast's cache takes what may require a gradient, asked for or not.
      if linear.castsWeight && linear.trained {
        tape.casts("weights in autocast's cache", weight, source)
      }
    }
  }

  /// The masks of the tokens that were not chosen, beside that of the model: one of bools, and their
  /// sum with the model's.
  func maskChosen(_ bytes: Int, into tape: inout T) {
    guard architecture.indexer != nil else { return }
    tape.makes("masks of the chosen tokens", mask(1 + bytes), source)
  }
}
