/// The head of a safetensors file, whose weights are left out.
package enum SafetensorsFile {
  /// A file that names tensors with their shapes.
  package static func head(
    _ tensors: [String: [Int]], dtype: (String) -> String = { _ in "BF16" }
  ) -> [UInt8] {
    let entries = tensors.sorted { $0.key < $1.key }.map { name, shape in
      "\"\(name)\":{\"dtype\":\"\(dtype(name))\",\"shape\":\(shape),\"data_offsets\":[0,0]}"
    }
    return head(json: "{\"__metadata__\":{\"format\":\"pt\"},\(entries.joined(separator: ","))}")
  }

  /// A file with any text where its object should be.
  package static func head(json: String) -> [UInt8] {
    length(UInt64(json.utf8.count)) + Array(json.utf8)
  }

  /// Eight bytes that say how long a head is.
  package static func length(_ length: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
  }

  /// The tensors of a Llama of 2 layers, 4 wide, with a vocabulary of 8 and 2 heads: 372 parameters
  /// when the head is tied, 32 more when it is not.
  package static func tinyLlama(isTied: Bool = true) -> [String: [Int]] {
    var tensors = ["model.embed_tokens.weight": [8, 4], "model.norm.weight": [4]]
    if !isTied { tensors["lm_head.weight"] = [8, 4] }
    for layer in 0..<2 {
      let prefix = "model.layers.\(layer)."
      for name in ["input_layernorm", "post_attention_layernorm"] {
        tensors["\(prefix)\(name).weight"] = [4]
      }
      for name in ["q_proj", "k_proj", "v_proj", "o_proj"] {
        tensors["\(prefix)self_attn.\(name).weight"] = [4, 4]
      }
      for (name, shape) in [("gate_proj", [8, 4]), ("up_proj", [8, 4]), ("down_proj", [4, 8])] {
        tensors["\(prefix)mlp.\(name).weight"] = shape
      }
    }
    return tensors
  }

  /// The config of that model.
  package static func tinyConfig(isTied: Bool = true) -> String {
    """
    {"model_type": "llama", "hidden_size": 4, "num_hidden_layers": 2, "num_attention_heads": 2, \
    "num_key_value_heads": 2, "intermediate_size": 8, "vocab_size": 8, \
    "tie_word_embeddings": \(isTied)}
    """
  }
}
