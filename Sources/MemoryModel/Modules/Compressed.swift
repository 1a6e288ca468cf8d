private let v4: StaticString =
  "transformers 5.23 modeling_deepseek_v4.py DeepseekV4Attention.forward"
private let bare: StaticString =
  "transformers 5.23 modeling_deepseek_v4.py DeepseekV4UnweightedRMSNorm.forward"
private let rope: StaticString = "transformers 5.23 modeling_deepseek_v4.py apply_rotary_pos_emb"
private let csa: StaticString =
  "transformers 5.23 modeling_deepseek_v4.py DeepseekV4CSACompressor.forward, DeepseekV4HCACompressor"
private let indexer: StaticString =
  "transformers 5.23 modeling_deepseek_v4.py DeepseekV4IndexerScorer.forward"

extension Layer {
  /// Attention to a window, and to entries of several tokens where the layer makes them: eager, with
  /// a sink for each head.
  func attendCompressed(into tape: inout T) {
    let made: [Projection] = shape.mixer.compresses ? [.compressorKV, .compressorGate] : []
    let linears = ([.qA, .kv] + made).map { Linear($0, input: regime.read, regime) }
    var around = surroundings(shared: linears.contains(where: \.keepsInput), into: &tape)
    narrowly(
      .qA, .qB, linears[0], width: sizes.queryRank, normed: "norm of narrow queries",
      around: around, into: &tape)
    let bytes = linears[0].output
    normQueries(bytes, into: &tape)
    around.loose = around.loose + each(sizes.queries, bytes)
    project(
      .kv, linears[1], bias: false, around: around, gradient: each(sizes.headDim, bytes),
      into: &tape)
    norm("norm of the keys", rows: sizes.tokens, width: sizes.headDim, input: bytes)
      .write(into: &tape)
    rotate(heads: sizes.heads + .count(1), bytes, times: 2, into: &tape)
    if shape.mixer.compresses { compress(bytes, around: around, into: &tape) }
    scoreWithSinks(into: &tape)
    mixGroups(into: &tape)
  }

  /// A norm without a weight, head by head: `x * rsqrt(mean(x.float()²)).to(x.dtype)`.
  private func normQueries(_ bytes: Int, into tape: inout T) {
    let (own, wide) = (each(sizes.queries, bytes), each(sizes.queries, 4))
    tape.next("norm of the queries")
    tape.keeps("queries before their norm", own, bare)
    tape.keeps("norm's reciprocal root", each(sizes.heads, bytes == 4 ? 4 : 4 + bytes), bare)
    if bytes != 4 { tape.keeps("queries in fp32", wide, bare) }
    tape.holds("queries before their norm", own, bare)
    tape.makes("queries in fp32 and their square", .count(2) * wide, bare)
    tape.returns("gradient of the residual", residualGradient, v4)
    tape.returns("norm's gradients", each(sizes.queries, 20 + bytes), bare)
  }

  /// The rotation keeps cosines and sines, once for all sequences, each written twice for its pair.
  private func rotate(heads: A, _ bytes: Int, times: Int, into tape: inout T) {
    let table = sizes.seq * sizes.rotated * .bytes(2 * regime.stream)
    let part = each(heads * sizes.rotated, 4)
    tape.next("rotation")
    tape.keeps("cos and sin of pairs", .count(times) * table, rope)
    tape.makes("rotated parts in fp32", .count(3) * part, rope)
    tape.makes("before and behind it", each(heads * sizes.headDim, 2 * bytes), rope)
    tape.returns("gradient of the residual", residualGradient, v4)
    tape.returns("gradients of the rotated parts", .count(3) * part, rope)
    tape.returns("gradients of both", each(heads * sizes.headDim, 2 * bytes), rope)
  }

  /// Entries: sums of the tokens of a window, by a softmax over gates of their own. Where an indexer
  /// chooses among them, a window overlaps with the one before.
  private func compress(_ bytes: Int, around: Around<A>, into tape: inout T) {
    let width = sizes.output(of: .compressorKV)
    var around = around
    for projection in [Projection.compressorKV, .compressorGate] {
      let linear = Linear(projection, input: regime.read, regime)
      project(
        projection, linear, bias: false, around: around, gradient: each(width, bytes), into: &tape)
      around.loose = around.loose + each(width, bytes)
    }
    let rows = sizes.batch * sizes.entries
    // Values of each token in a window; overlapping windows hold copies of them.
    let cells = rows * sizes.rate * width
    tape.next("sums of windows")
    surround(around, into: &tape)
    tape.keeps("softmax of the gates", cells * .bytes(4), csa)
    if bytes != 4 { tape.keeps("softmax in the values' format", cells * .bytes(bytes), csa) }
    let overlaps = shape.mixer == .sparseAttention
    tape.keeps(
      "values of the windows", overlaps ? cells * .bytes(bytes) : each(width, bytes), csa)
    tape.holds("softmax and values", cells * .bytes(4 + bytes), csa)
    tape.makes("gates in fp32 and weighted values", cells * .bytes(8 + bytes), csa)
    tape.returns("gradients of gates and values", cells * .bytes(12 + 2 * bytes), csa)
    norm("norm of the entries", rows: rows, width: sizes.headDim, input: bytes).write(into: &tape)
    if overlaps { index(around: around, into: &tape) }
  }

  /// The scores by which entries are chosen: relu, its scale, and weights, in fp32 for every head. They
  /// are gone once the places are found.
  private func index(around: Around<A>, into tape: inout T) {
    let scores = sizes.tokens * sizes.indexHeads * sizes.entries * .bytes(4)
    tape.next("indexer's scores")
    surround(around, into: &tape)
    tape.makes("scores before and behind their weights", .count(3) * scores, indexer)
    tape.makes("indexer's queries", each(sizes.output(of: .indexQ), 4 + regime.attention), indexer)
    tape.returns("gradient of the residual", residualGradient, v4)
  }

  /// The output is rotated back, and projected in two steps: each group of heads by itself, then all.
  private func mixGroups(into tape: inout T) {
    let bytes = regime.attention
    let (wide, group) = (each(sizes.queries, bytes), each(sizes.groupWidth, bytes))
    rotate(heads: sizes.heads, bytes, times: 1, into: &tape)
    let first = Linear(.oA, input: bytes, regime)
    var around = Around<A>()
    if first.keepsInput { around.kept = wide } else { around.loose = wide }
    // The product states the gradient of a group's share alone.
    around.waiting = residualGradient + wide - group
    let narrow = each(sizes.output(of: .oA), first.output)
    project(.oA, first, bias: false, around: around, gradient: narrow, into: &tape)

    let second = Linear(.oB, input: first.output, regime)
    var outside = Around<A>()
    outside.waiting = residualGradient
    if second.keepsInput {
      tape.keeps("narrow output of all groups", narrow, v4)
      outside.kept = narrow
    } else {
      outside.loose = narrow
    }
    project(
      .oB, second, bias: false, around: outside, gradient: branchGradient(second), into: &tape)
  }
}
