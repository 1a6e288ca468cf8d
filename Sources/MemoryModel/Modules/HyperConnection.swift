private let source: StaticString =
  "transformers 5.23 modeling_deepseek_v4.py DeepseekV4HyperConnection.forward"
private let layer: StaticString = "transformers 5.23 modeling_deepseek_v4.py DeepseekV4DecoderLayer"
private let head: StaticString = "transformers 5.23 modeling_deepseek_v4.py DeepseekV4HyperHead"

extension Layer {
  /// What a branch reads: a sum of the streams, by weights that are made of them in fp32; with these
  /// come the weights that will join the branch's result to the streams.
  ///
  /// - Parameter first: whether the streams are the layer's input, which a checkpoint holds.
  func collapse(first: Bool, into tape: inout T) {
    guard let hyper = architecture.hyper else { return }
    let (wide, own) = (each(sizes.stream, 4), each(sizes.stream, regime.stream))
    tape.next("norm of the streams")
    if !(first && regime.recomputes) { tape.keeps("streams", own, source) }
    // fp32 streams are normed as they are.
    if regime.stream != 4 { tape.keeps("streams in fp32", wide, source) }
    tape.keeps("norm's reciprocal root", each(.count(1), 4), source)
    tape.holds("streams in fp32", regime.stream == 4 ? .zero : wide, source)
    tape.makes("norm's square or result", wide, source)
    tape.returns("gradients of both sums", residualGradient + own, layer)
    tape.returns("norm's gradients in fp32", each(sizes.stream, 20), source)
    weighStreams(hyper, into: &tape)

    tape.next("sum of the streams")
    tape.keeps("weights of the streams", each(sizes.streams, 4), source)
    tape.makes("weighted streams and their sum", wide + each(sizes.hidden, 4), source)
    tape.returns("gradient of the residual", residualGradient, layer)
    tape.returns("gradients of the weighted streams", .count(2) * wide + own, source)
  }

  /// The product that makes the weights, and what keeps them in bounds.
  private func weighStreams(_ hyper: Architecture.HyperConnections, into tape: inout T) {
    // Autocast multiplies in 16 bits.
    let bytes = regime.autocast ? 2 : 4
    let weight = sizes.streamWeights * sizes.stream
    let squares = sizes.streams * sizes.streams
    tape.next("product of the streams")
    if regime.trainsBase {
      tape.keeps("normed streams", each(sizes.stream, bytes), source)
      tape.keeps("weights before their scale", each(sizes.streamWeights, bytes), source)
      trained("hyper-connections", weight * .bytes(4), into: &tape)
    }
    if regime.autocast {
      tape.keeps("hyper-connection in 16 bits", weight * .bytes(2), source)
      if regime.trainsBase {
        tape.casts("weights in autocast's cache", weight * .bytes(2), source)
      }
    }
    tape.makes("normed streams", each(sizes.stream, regime.autocast ? 6 : 4), source)
    tape.returns("gradients of both sums", .count(2) * residualGradient, layer)
    tape.returns("gradient of the normed streams", each(sizes.stream, 4), source)

    tape.next("weights of the streams")
    tape.keeps("sigmoids", each(.count(2) * sizes.streams, 4), source)
    tape.keeps("softmax", each(squares, 4), source)
    // Each division keeps what it divides, and the sums that it divides by.
    tape.keeps(
      "weights while they are normalised",
      .count(hyper.divisions, "divisions") * each(squares + sizes.streams, 4), source)
    tape.returns("gradients of both sums", .count(2) * residualGradient, layer)
  }

  /// The streams with a branch's result: `post * result + comb * streams`.
  ///
  /// - Parameter result: bytes of an element of the result.
  func expand(result: Int, into tape: inout T) {
    let bytes = regime.linearOutput(regime.read)
    let all = each(sizes.stream, regime.stream)
    tape.next("sum of result and streams")
    tape.keeps("branch's result", each(sizes.hidden, result), layer)
    tape.keeps("weights of the result", each(sizes.streams, regime.stream), layer)
    tape.keeps(
      "weights between streams", each(sizes.streams * sizes.streams, bytes), layer)
    if bytes != regime.stream { tape.keeps("streams in 16 bits", each(sizes.stream, bytes), layer) }
    tape.makes("both products and their sum", .count(3) * all, layer)
    tape.returns("gradient of the residual", residualGradient, layer)
    tape.returns("gradients of both products", .count(2) * all + each(sizes.hidden, result), layer)
  }
}

extension Phases {
  /// What the last sum of all streams keeps, which the last norm reads.
  func enterLastCollapse<K: Account>(into account: inout K) where K.Unit == A {
    if setup.architecture.hyper == nil { return }
    let bytes = regime.autocast ? 2 : 4
    account.enter(.activations, "streams", layer.each(sizes.stream, regime.stream), head)
    if regime.stream != 4 {
      account.enter(.activations, "streams in fp32", layer.each(sizes.stream, 4), head)
    }
    if regime.trainsBase {
      account.enter(.activations, "normed streams", layer.each(sizes.stream, bytes), head)
    }
  }

  /// Its backward, at the mean of squares.
  func enterCollapseBackward<K: Account>(into account: inout K) where K.Unit == A {
    if setup.architecture.hyper == nil { return }
    enterLastCollapse(into: &account)
    account.enter(.temporaries, "gradient of the streams", layer.residualGradient, head)
    account.enter(
      .temporaries, "norm's gradients in fp32", layer.each(sizes.stream, 20), head)
  }
}
