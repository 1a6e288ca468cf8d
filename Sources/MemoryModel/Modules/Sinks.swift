private let source: StaticString = "transformers 5.23 modeling_gpt_oss.py eager_attention_forward"

extension Layer {
  /// Attention written out with one more column: a learned sink for each head.
  ///
  /// The sinks widen the scores to their own format; softmax stays in it. Of DeepSeek V4's keys some
  /// are entries of several tokens.
  func scoreWithSinks(into tape: inout T) {
    let bytes = regime.attention
    let wide = max(bytes, architecture.keepsVectorsWide ? 4 : regime.otherBytes)
    let rows = sizes.tokens * sizes.heads
    let columns = shape.mixer.compresses ? sizes.seq + sizes.entries : sizes.seq
    let matrix = rows * (columns + .count(1))
    var keys = each(grouped ? sizes.queries : sizes.keys, bytes)
    if shape.mixer.compresses {
      keys = keys + sizes.batch * sizes.entries * sizes.queries * .bytes(bytes)
    }
    tape.next("scores")
    tape.keeps("queries", each(sizes.queries, bytes), source)
    tape.keeps("repeated keys", keys, source)
    tape.makes("raw and scaled scores", matrix * .bytes(2 * bytes), source)
    tape.returns("gradients of the scores", matrix * .bytes(2 * bytes), source)

    tape.next("softmax with sinks")
    tape.keeps("places of the row maxima", rows * .bytes(8), source)
    tape.keeps("probabilities with sinks", matrix * .bytes(wide), source)
    tape.holds("probabilities with sinks", matrix * .bytes(wide), source)
    tape.makes("scores with sinks", matrix * .bytes(bytes + wide), source)
    tape.returns("gradients of softmax", matrix * .bytes(3 * wide), source)

    tape.next("probabilities times values")
    if wide != bytes { tape.keeps("probabilities", matrix * .bytes(bytes), source) }
    tape.keeps("repeated values", keys, source)
    let reader: Projection = architecture.compressed == nil ? .o : .oA
    if Linear(reader, input: bytes, regime).keepsInput {
      tape.keeps("attention's output", each(sizes.queries, bytes), source)
    }
    tape.holds("probabilities", matrix * .bytes(wide), source)
    tape.returns("probabilities' gradients", matrix * .bytes(bytes + wide), source)
    tape.returns("gradient of the output", each(sizes.queries, 2 * bytes), source)
  }
}
