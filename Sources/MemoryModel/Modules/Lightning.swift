private let source: StaticString =
  "transformers 5.23 modeling_minimax.py MiniMaxLightningAttention.forward"
private let bmm: StaticString = "torch 2.15 ATen/native/LinearAlgebra.cpp _matmul_impl"
private let slice: StaticString = "torch 2.15 csrc/autograd slice_backward"

/// A sequence in blocks of tokens, of which the last may be shorter.
private struct Blocks<A: Amount> {
  let count: A
  /// Tokens of the first block, and of the last.
  let first: A
  let last: A
  /// The squares of all blocks' tokens.
  let squares: A
  let isOne: Bool

  init(_ seq: A, of size: Int) {
    let block = A.count(size, "block_size")
    count = .ceiling(seq, by: block)
    isOne = seq.value <= block.value
    first = isOne ? seq : block
    if isOne {
      (last, squares) = (seq, seq * seq)
    } else if count.value * block.value == seq.value {
      (last, squares) = (block, seq * block)
    } else {
      let whole = count - .count(1)
      last = seq - whole * block
      squares = whole * block * block + last * last
    }
  }
}

extension Layer {
  /// Lightning attention behind its norm: one projection and its activation for queries, keys and
  /// values; in blocks of tokens, masked scores among them and a state of all before; a norm, a
  /// gate, and the projection out. It is written in torch's own operations.
  func attendInBlocks(into tape: inout T) {
    guard let size = architecture.lightning?.block else { return }
    let blocks = Blocks(sizes.seq, of: size)
    let qkv = Linear(.inProj, input: regime.read, regime)
    let gate = Linear(.inProjZ, input: regime.read, regime)
    var around = surroundings(shared: qkv.keepsInput || gate.keepsInput, into: &tape)
    let projected = each(sizes.mixer.projected, qkv.output)
    project(.inProj, qkv, bias: false, around: around, gradient: projected, into: &tape)

    tape.next("activation")
    surround(around, into: &tape)
    tape.keeps("result of qkv_proj", projected, source)
    tape.holds("result of qkv_proj", projected, source)
    // A padded batch is multiplied with its mask (`apply_mask_to_padding_states`).
    tape.makes("activated", regime.masked ? .count(2) * projected : projected, source)
    tape.returns("gradients of the activation", .count(2) * projected, source)

    let isView = !copiesBlocks(qkv.output)
    run(blocks, qkv.output, isView: isView, around: around, into: &tape)
    // Locals of the forward pass: the activated queries, keys and values, and the last block's
    // scores and its three results.
    if isView {
      around.kept = around.kept + projected
    } else {
      around.loose = around.loose + projected
    }
    let all = each(sizes.mixer.inner, regime.attention)
    tape.next("results of all blocks")
    surround(around, into: &tape)
    tape.makes("results joined and in order", .count(2) * all, source)
    tape.returns("gradient of the results", all, source)
    let scores = sizes.batch * sizes.heads * blocks.last * blocks.last
    let results = .count(3) * sizes.batch * blocks.last * sizes.mixer.inner
    around.loose = around.loose + (scores + results) * .bytes(regime.attention)
    join(gate, around: around, into: &tape)
  }

  /// Whether the products of a block copy what they read: heads of several sequences do not lie one
  /// behind the other, and autocast converts.
  ///
  /// Source: torch 2.15 ATen/native/LinearAlgebra.cpp `_matmul_impl`: `reshape` before `bmm`.
  private func copiesBlocks(_ bytes: Int) -> Bool {
    (sizes.batch.value > 1 && sizes.heads.value > 1) || bytes != regime.attention
  }

  /// All blocks. Nothing reads the state behind the last one, nor asks the one before the first for
  /// a gradient.
  private func run(
    _ blocks: Blocks<A>, _ bytes: Int, isView: Bool, around: Around<A>, into tape: inout T
  ) {
    let inner = regime.attention
    // The decays are loaded in the format of the weights, and widen what they multiply.
    let wide = max(inner, regime.linearBytes)
    let width = sizes.mixer.inner
    let projected = each(sizes.mixer.projected, bytes)
    let all = each(width, inner)
    let butFirst = sizes.batch * (sizes.seq - blocks.first) * width * .bytes(inner)
    let butLast = sizes.batch * (sizes.seq - blocks.last) * width * .bytes(inner)
    let heads = sizes.batch * sizes.heads
    let square = heads * blocks.first * blocks.first
    tape.next("blocks")
    surround(around, into: &tape)
    if isView {
      tape.keeps("queries keys and values", projected, bmm)
      tape.holds("queries keys and values", projected, bmm)
    } else {
      tape.keeps("queries keys values by blocks", .count(3) * all, bmm)
      tape.makes("queries keys and values", projected, source)
      if !blocks.isOne { tape.keeps("values for the states", butLast, bmm) }
    }
    tape.keeps("decayed scores", heads * blocks.squares * .bytes(inner), bmm)
    let states = sizes.batch * blocks.count * width * sizes.headDim
    tape.keeps("states before the blocks", states * .bytes(inner), bmm)
    if !blocks.isOne {
      tape.keeps("decayed queries", butFirst, bmm)
      tape.keeps("decayed keys", butLast, bmm)
    }
    tape.holds("decayed scores of a block", square * .bytes(inner), bmm)
    tape.makes("scores of a block", square * .bytes(wide), source)
    tape.makes("results of the blocks", all, source)
    tape.returns("gradient of the results", all, source)
    tape.returns("gradients of a block's scores", square * .bytes(inner + wide), bmm)
    // Every block's share is a tensor as long as the sequence, and added to those before.
    let shares = blocks.isOne ? projected : projected + each(width, bytes)
    tape.returns("gradients of q k and v", shares, slice)
  }

  /// `out_proj(sigmoid(output_gate(x)) * norm(results))`.
  private func join(_ gate: Linear, around outer: Around<A>, into tape: inout T) {
    var around = outer
    let width = sizes.mixer.inner
    var norm = norm(
      "norm of the blocks", rows: sizes.tokens, width: width, input: regime.attention)
    norm.waiting = residualGradient
    norm.write(into: &tape)
    let normed = each(width, norm.output)
    let gated = each(width, gate.output)
    around.kept = around.kept + normed
    project(.inProjZ, gate, bias: false, around: around, gradient: gated, into: &tape)

    tape.next("gate")
    surround(around, into: &tape)
    tape.keeps("sigmoid of the gate", gated, source)
    tape.holds("sigmoid of the gate", gated, source)
    tape.makes("gate", gated, source)
    tape.returns("gradients of the gate", .count(2) * gated, source)

    let bytes = max(gate.output, norm.output)
    tape.next("gate's product")
    surround(around, into: &tape)
    tape.keeps("normed results", normed, source)
    tape.holds("sigmoid of the gate", gated, source)
    tape.makes("gated results", each(width, bytes), source)
    tape.returns("gradients of gate and results", each(width, bytes) + gated + normed, source)
    projectOut(reading: bytes, bias: false, into: &tape)
  }
}

extension Phases {
  /// The decays of each head, which are buffers: no parameters, loaded in the format of the weights.
  ///
  /// A rate, one decay for each query and each key of a block, and one for each pair of them.
  func enterDecays<K: Account>(of group: Group<A>, into account: inout K) where K.Unit == A {
    let isLightning = !group.isOutside && group.shape.mixer == .lightning
    guard isLightning, let size = setup.architecture.lightning?.block else { return }
    let source: StaticString =
      "transformers 5.23 modeling_minimax.py MiniMaxLightningAttention.decay_factors"
    let (heads, block) = (group.sizes.heads, A.count(size, "block_size"))
    let bytes = A.bytes(regime.linearBytes)
    let vectors = (heads * bytes).block() + .count(2) * (heads * block * bytes).block()
    account.enter(
      .weights, "decays of lightning attention",
      group.count * (vectors + (heads * block * block * bytes).block()), source)
  }
}
