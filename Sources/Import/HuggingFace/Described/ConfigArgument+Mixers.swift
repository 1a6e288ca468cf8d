// What other attention than Llama's adds, and other mixers than attention.
extension ConfigArgument {
  static let latent = [
    count(
      "q_lora_rank", "width that queries are made of, if narrow", ["q_lora_rank"], or: .null),
    count(
      "kv_lora_rank", "width that keys and values are made of", ["kv_lora_rank"], or: .null,
      made: \.latent?.keyRank),
    count(
      "qk_nope_head_dim", "features of a head without position", ["qk_nope_head_dim"], or: .null),
    count("qk_rope_head_dim", "features of a head with position", ["qk_rope_head_dim"], or: .null),
    count("v_head_dim", "features of a head of values", ["v_head_dim"], or: .null),
    count(
      "index_n_heads", "heads that choose tokens, or entries, for attention", ["index_n_heads"],
      or: .null),
    count("index_head_dim", "features of such a head; else 128", ["index_head_dim"]),
    count("index_topk", "tokens that they choose; else 2048", ["index_topk"]),
    count(
      "index_topk_freq",
      "each so-manieth layer has them, and the others look at what it chose; else all",
      ["index_topk_freq"]),
    count(
      "index_skip_topk_offset", "first layers that all have them; else 2",
      ["index_skip_topk_offset"]),
    count(
      "o_groups", "groups of heads, each projected by itself", ["o_groups"], or: .null),
    count(
      "o_lora_rank", "width that such a group is projected to", ["o_lora_rank"], or: .null),
  ]

  /// What Gemma's layers share, or have apart.
  static let shared = [
    count(
      "global_head_dim", "of gemma4_text's layers without a window", ["global_head_dim"],
      or: .null),
    special(
      "global_kv_heads", .count, "of the same, where keys are values too",
      made: { $0.global.map { .whole($0.kvHeads) } }, spell: globalHeads),
    count(
      "kv_shared_layers", "last layers that reuse earlier keys; else none",
      ["num_kv_shared_layers"], or: .zero),
    truth(
      "double_wide_mlp", "whether those have an MLP twice as wide", ["use_double_wide_mlp"]),
    count(
      "per_layer_input", "width of an embedding for each layer; else none",
      ["hidden_size_per_layer_input"], or: .zero),
    special("per_layer_vocab", .count, "tokens that it knows; else vocab") {
      ["vocab_size_per_layer_input": $0["per_layer_vocab"] ?? $0["vocab"] ?? .null]
    },
  ]

  static let mixers = [
    special(
      "layer_pattern", .text,
      "a letter a layer: * attention, X to images, S compressed sparse, A heavily compressed, L "
        + "lightning attention, M Mamba-2, D delta net, C convolution, - MLP, E experts",
      spell: pattern),
    count(
      "conv_kernel", "tokens of the convolution; else as its family",
      ["conv_kernel", "conv_L_cache", "linear_conv_kernel_dim", "mamba_d_conv"]),
    count("block_size", "tokens of lightning attention's blocks; else 256", ["block_size"]),
    special("mamba_heads", .count, "heads of Mamba-2", spell: mambaHeads),
    count(
      "mamba_head_dim", "width of such a head", ["mamba_d_head", "mamba_head_dim"], or: .null),
    count("mamba_state", "width of its state", ["mamba_d_state", "ssm_state_size"], or: .null),
    special("mamba_groups", .count, "groups of such heads; else 1") {
      let groups = $0["mamba_groups"] ?? .whole(1)
      return ["mamba_n_groups": groups, "n_groups": groups]
    },
    truth("mamba_rms_norm", "a norm behind Mamba-2: falcon_h1; else off", ["mamba_rms_norm"]),
    count(
      "linear_key_heads", "a delta net's heads of keys; else 16", ["linear_num_key_heads"]),
    count(
      "linear_value_heads", "its heads of values; else 32", ["linear_num_value_heads"]),
    count("linear_key_head_dim", "width of its keys; else 128", ["linear_key_head_dim"]),
    count("linear_value_head_dim", "width of its values; else 128", ["linear_value_head_dim"]),
  ]

  /// As a text in the place of the list of layers; and the places of those that some classes list.
  private static let pattern: @Sendable (Description) -> [String: JSON] = { description in
    guard case .text(let letters)? = description["layer_pattern"] else { return [:] }
    return ["layer_types": .text(letters)]
  }

  /// And the width of all heads, as some classes state it: a multiple of the stream's.
  private static let mambaHeads: @Sendable (Description) -> [String: JSON] = { description in
    let heads = description["mamba_heads"] ?? .null
    var fields: [String: JSON] = ["mamba_n_heads": heads, "mamba_num_heads": heads]
    if let count = description.whole("mamba_heads"),
      let width = description.whole("mamba_head_dim"),
      let hidden = description.whole("hidden")
    {
      let all = count * width
      fields["mamba_d_ssm"] = .whole(all)
      if all % hidden == 0 { fields["mamba_expand"] = .whole(all / hidden) }
    }
    return fields
  }

  private static let globalHeads: @Sendable (Description) -> [String: JSON] = { description in
    guard let heads = description["global_kv_heads"] else { return [:] }
    return ["num_global_key_value_heads": heads, "attention_k_eq_v": .truth(true)]
  }
}
