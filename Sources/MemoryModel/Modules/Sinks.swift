private let source: StaticString = "transformers 5.23 modeling_gpt_oss.py eager_attention_forward"
private let scaling: StaticString =
  "transformers 5.23 modeling_granite_swa.py eager_attention_forward"

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

  /// What sinks make of the scores: `sigmoid(logsumexp(scores) - sink)`, the last of it in fp32.
  ///
  /// torch 2.15 ATen/autocast_mode.h: logsumexp is computed in fp32.
  func sumExponentials(of matrix: A, into tape: inout T) {
    let bytes = regime.autocast ? 4 : regime.attention
    tape.next("sum of exponentials")
    tape.keeps("scores", matrix * .bytes(bytes), scaling)
    tape.keeps("logarithms of their sums", each(sizes.heads, bytes), scaling)
    tape.keeps("scales of the output", each(sizes.heads, 4), scaling)
    tape.holds("scores", matrix * .bytes(bytes), scaling)
    tape.makes("exponentials", matrix * .bytes(bytes), scaling)
    tape.returns("gradients of the exponentials", matrix * .bytes(3 * bytes), scaling)
  }

  /// The product of attention's output and its scale keeps both.
  func scaleBySinks(into tape: inout T) {
    let bytes = regime.attention
    tape.keeps("attention's output before its scale", each(sizes.queries, bytes), scaling)
    if bytes != 4 { tape.keeps("scales in the output's format", each(sizes.heads, bytes), scaling) }
    tape.returns("gradients of output and scale", each(sizes.queries, 2 * bytes), scaling)
  }
}
