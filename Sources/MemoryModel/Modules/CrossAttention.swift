private let source: StaticString =
  "transformers 5.23 modeling_mllama.py MllamaTextCrossAttention.forward"
private let decoder: StaticString =
  "transformers 5.23 modeling_mllama.py MllamaCrossAttentionDecoderLayer.forward"

private let encoder: StaticString =
  "transformers 5.23 modeling_mllama.py MllamaVisionEncoderLayer.forward"

/// Attention whose keys and values are made of states of images, with a mask of which token sees which
/// image.
extension Layer {
  /// Queries of the text, keys and values of the images, the kernel, and the projection out.
  func look(into tape: inout T) {
    let q = Linear(.crossQ, input: regime.read, regime)
    var around = surroundings(shared: q.keepsInput, into: &tape)
    let query = each(sizes.queries, q.output)
    project(.crossQ, q, bias: false, around: around, gradient: query, into: &tape)
    norm(
      "norm of the queries", rows: sizes.tokens * sizes.heads, width: sizes.headDim,
      input: q.output
    ).write(into: &tape)
    around.loose = around.loose + query

    // What they read is kept for all layers: "image features".
    let (k, v) = (
      Linear(.crossK, input: regime.states, regime), Linear(.crossV, input: regime.states, regime)
    )
    let aside = atKeys
    let key = aside.each(sizes.keys, k.output)
    aside.project(.crossK, k, bias: false, around: around, gradient: key, into: &tape)
    norm(
      "norm of the keys", rows: sizes.keyTokens * sizes.kvHeads, width: sizes.headDim,
      input: k.output
    ).write(into: &tape)
    around.loose = around.loose + key
    aside.project(.crossV, v, bias: false, around: around, gradient: key, into: &tape)

    if regime.eager {
      score(into: &tape)
    } else {
      attendFused(into: &tape)
    }
    mix(.crossO, into: &tape)
  }

  /// `tanh(gate) * branch`, before it joins the stream.
  func gateBranch(_ linear: Linear, into tape: inout T) {
    guard shape.mixer == .crossAttention else { return }
    let branch = each(sizes.hidden, linear.output)
    tape.next("gate of the branch")
    if regime.trainsBase { tape.keeps("branch before its gate", branch, decoder) }
    tape.holds("branch before its gate", branch, decoder)
    tape.makes("gated branch", branch, decoder)
    tape.returns("gradient of the residual", residualGradient, decoder)
    tape.returns("gradients of gate and branch", .count(2) * branch, decoder)
  }

  /// Whether the kernel gets a mask of its own: rows that are no multiple of eight are padded for it,
  /// and autocast converts others than its own.
  ///
  /// Source: torch 2.15 ATen/native/transformers/attention.cpp `preprocess_mask`, `pad_bias`.
  var copiesMask: Bool {
    guard shape.mixer == .crossAttention else { return !sharesMask }
    return regime.stream != regime.attention
      || sizes.keySeq.value.truncatingRemainder(dividingBy: 8) != 0
  }
}

extension Phases {
  /// What the text model's layers look at, and the mask of which token sees which image.
  func enterStates<K: Account>(into account: inout K) where K.Unit == A {
    let model: StaticString = "transformers 5.23 modeling_mllama.py MllamaModel.forward"
    let states = sizes.batch * sizes.states
    account.enter(
      .activations, "image features", states * sizes.hidden * .bytes(regime.states), model)
    account.enter(
      .activations, "mask of image states", states * sizes.seq * .bytes(regime.stream), model)
  }

  /// The gradient of these states, which each layer adds to, where backward goes on to the tower.
  func enterStatesGradient<K: Account>(into account: inout K) where K.Unit == A {
    guard let tower = setup.architecture.tower, tower.isReached, regime.recomputes,
      setup.imageTokens > 0, tower.states > 0
    else { return }
    account.enter(
      .temporaries, "image features' gradient",
      sizes.batch * sizes.states * sizes.hidden * .bytes(regime.states),
      "torch 2.15 csrc/autograd/input_buffer.cpp accumulate")
  }

  /// Layers of a tower that need a gradient for checkpointing's sake, and are no checkpoints: they
  /// keep all that backward asks for.
  ///
  /// Source: transformers 5.23 models/mllama/modeling_mllama.py `MllamaVisionEncoderLayer`, which is no
  /// GradientCheckpointingLayer. Frozen linear modules keep nothing of their input.
  func enterWholeLayers<K: Account>(
    of tower: Architecture.Tower, images: A, into account: inout K
  ) where K.Unit == A {
    let rows = A.count(tower.rows, "tower_rows")
    let all = images * rows * .count(tower.layers, "tower_layers")
    let (width, read) = (A.count(tower.hidden, "tower_hidden"), regime.layerNormed)
    // torch 2.15 derivatives.yaml native_layer_norm: input, mean and reciprocal root.
    account.enter(
      .activations, "tower: inputs of norms", all * (width * .bytes(2 * read) + .bytes(16)),
      encoder)
    account.enter(
      .activations, "tower: input of the activation",
      all * .count(tower.intermediate, "tower_intermediate") * .bytes(regime.linearOutput(read)),
      encoder)
    if regime.autocast && !regime.quantised && regime.linearBytes == 4 {
      account.enter(
        .activations, "tower: weights in 16 bits", .count(tower.linear, "tower_linear") * .bytes(2),
        "torch 2.15 derivatives.yaml mm; ATen/autocast_mode.cpp")
    }
    enterWholeAttention(of: tower, rows: rows, images: images, into: &account)
  }

  private func enterWholeAttention<K: Account>(
    of tower: Architecture.Tower, rows: A, images: A, into account: inout K
  ) where K.Unit == A {
    let layers = A.count(tower.layers, "tower_layers")
    let (width, heads) = (
      A.count(tower.hidden, "tower_hidden"), A.count(tower.heads, "tower_heads")
    )
    let all = images * rows * layers
    let inside = regime.autocast ? 2 : regime.linearOutput(regime.layerNormed)
    if regime.eager {
      account.enter(
        .activations, "tower: queries keys and values", all * width * .bytes(3 * inside), encoder)
      account.enter(
        .activations, "tower: softmax and probabilities",
        all * rows * heads * .bytes(inside == 4 ? 4 : 4 + inside), encoder)
      return
    }
    account.enter(
      .activations, "tower: queries keys values and output",
      all * (width * .bytes(4 * inside) + heads * .bytes(4)), encoder)
    let mask = images * rows * rows
    account.enter(.activations, "tower: mask of tiles", mask * .bytes(regime.otherBytes), encoder)
    if regime.otherBytes != inside {
      // Autocast converts it in every layer.
      account.enter(
        .activations, "tower: mask of tiles as converted", mask * layers * .bytes(inside), encoder)
    }
  }
}

extension Regime {
  /// Bytes of what a torch LayerNorm gives.
  var layerNormed: Int {
    Architecture.NormStyle.layer.output(of: otherBytes, autocast: autocast)
  }

  /// Bytes of an image's state, which a projector made of what the tower gives.
  var states: Int { linearOutput(layerNormed) }
}
