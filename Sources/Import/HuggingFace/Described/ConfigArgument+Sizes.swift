// What every family has, and what many have: sizes, biases, windows, positions.
extension ConfigArgument {
  package static let all = sizes + switches + attention + mixtures + latent + shared + mixers

  static let sizes = [
    count(
      "hidden", "width of the residual stream", ["hidden_size"], isRequired: true,
      made: \.hidden),
    count(
      "layers", "how many layers", ["num_hidden_layers"], isRequired: true, made: \.layers),
    count("heads", "attention heads", ["num_attention_heads"], isRequired: true, made: \.heads),
    special(
      "kv_heads", .count, "heads of keys and values; else heads", made: { .whole($0.kvHeads) },
      spell: keyHeads),
    count(
      "head_dim", "width of a head; else hidden / heads", ["head_dim"], or: .null,
      made: \.headDim),
    special(
      "intermediate", .count, "width inside the MLP", isRequired: true,
      made: { .whole($0.intermediate) }, spell: width),
    count(
      "vocab", "tokens of the vocabulary", ["vocab_size"], isRequired: true, made: \.vocab),
  ]

  static let switches = [
    truth(
      "tied", "whether the head is the embedding; else as its family",
      ["tie_word_embeddings", "tie_embedding"], made: \.tied),
    truth(
      "qkv_bias", "bias of q, k and v; else as its family",
      ["attention_bias", "qkv_bias", "use_qkv_bias"],
      made: \.qkvBias),
    truth(
      "output_bias", "bias behind attention; else as its family", ["attention_out_bias"],
      made: \.outputBias),
    truth(
      "mlp_bias", "biases of the MLP; else as its family", ["mlp_bias"], made: \.mlpBias),
    truth(
      "use_bias", "one switch for them all, where its config has it; else as its family",
      ["use_bias", "enable_bias", "bias"]),
    truth("qk_norm", "norms of queries and keys; else as its family", ["use_qk_norm"]),
    special("dropout", .truth, "whether branches end with it; else as its family") {
      guard case .truth(let drops)? = $0["dropout"] else { return [:] }
      let keys = [
        "resid_pdrop", "residual_dropout", "resid_dropout", "hidden_dropout",
        "hidden_dropout_prob", "dropout",
      ]
      return Dictionary(uniqueKeysWithValues: keys.map { ($0, .number(drops ? 0.1 : 0)) })
    },
  ]

  static let attention = [
    special(
      "sliding_window", .count, "tokens that a layer attends to; else all",
      made: { $0.slidingWindow.map(JSON.whole) ?? .null }, spell: window),
    special(
      "sliding_layers", .count, "layers with that window; else as its family",
      made: { .whole($0.slidingLayers) }, spell: windowedLayers),
    count(
      "positions", "tokens that it has learned positions for, if it has such",
      ["max_position_embeddings"]),
    count(
      "prediction_layers", "layers that predict further tokens: mimo",
      ["num_nextn_predict_layers"]),
    plain(
      "position_embedding_type", .choice(["rope", "nope"]),
      "whether positions are rotated: granitemoehybrid; else nope"),
    special(
      "partial_rotary_factor", .number, "share of a head that is rotated; else as its family"
    ) { description in
      guard let share = description["partial_rotary_factor"] else { return [:] }
      return ["partial_rotary_factor": share, "rotary_pct": share]
    },
    plain(
      "attn_logit_softcapping", .number, "bound of the scores by a tanh; else as its family"),
    plain(
      "final_logit_softcapping", .number, "bound of the logits by a tanh; else as its family"),
  ]

  /// Falcon says by two switches how its heads share keys.
  private static let keyHeads: @Sendable (Description) -> [String: JSON] = { description in
    guard let count = description.whole("kv_heads") else {
      return ["num_key_value_heads": .null, "multi_query": .truth(false)]
    }
    return [
      "num_key_value_heads": .whole(count), "num_kv_heads": .whole(count),
      "multi_query": .truth(count == 1),
      "new_decoder_architecture": .truth(count > 1 && count != description.whole("heads")),
    ]
  }

  /// A list of layers, those without a window at even steps.
  private static let windowedLayers: @Sendable (Description) -> [String: JSON] = { description in
    guard let windowed = description.whole("sliding_layers"),
      let layers = description.layers
    else { return [:] }
    let global = max(0, layers - windowed)
    let types = (0..<layers).map { place in
      let isGlobal = (place + 1) * global / layers > place * global / layers
      return JSON.text(isGlobal ? "full_attention" : "sliding_attention")
    }
    return ["layer_types": .list(types)]
  }

  private static let width: @Sendable (Description) -> [String: JSON] = { description in
    let width = description["intermediate"] ?? .null
    return [
      "intermediate_size": width, "n_inner": width, "ffn_dim": width, "ffn_hidden_size": width,
      // LFM2 takes two thirds of it, unless it is told not to.
      "block_ff_dim": width, "block_auto_adjust_ff_dim": .truth(false),
    ]
  }

  private static let window: @Sendable (Description) -> [String: JSON] = { description in
    guard let window = description["sliding_window"] else {
      return ["sliding_window": .null, "attention_chunk_size": .null]
    }
    return [
      "sliding_window": window, "attention_chunk_size": window,
      "use_sliding_window": .truth(true), "max_window_layers": .whole(0),
    ]
  }
}
