import MemoryModel

/// The name of a stored tensor, `model.layers.0.self_attn.q_proj.weight`, and what it tells.
struct TensorName {
  private let text: String
  private let parts: [Substring]

  init(_ text: String) {
    self.text = text
    parts = text.split(separator: ".")
  }

  /// Whether it is the head's weight.
  var isHead: Bool {
    parts.last == "weight" && ["lm_head", "embed_out"].contains(parts.dropLast().last)
      && !isFurther && !isOfTower
  }

  /// Why the tensor need not be among the parameters of the model; nil where it is its own.
  func cause(of tensor: StoredTensor, in model: Architecture) -> Checkpoint.Cause? {
    if isOfTower { return .tower }
    let layer = layer
    if isFurther || layer ?? 0 >= model.layers { return .furtherLayers }
    if isHead { return model.tied ? .tiedHead : nil }
    if isBuffer(tensor) { return .buffers }
    if parts.last == "e_score_correction_bias" { return .corrections }
    if Self.scales.contains(where: text.hasSuffix) { return .scales }
    if let shared = model.shared, let layer, layer >= model.layers - shared.layers,
      parts.contains(where: Self.keys.contains)
    {
      return .sharedKeys
    }
    return nil
  }

  private var isFurther: Bool {
    parts.contains { $0.hasPrefix("mtp") || $0.hasPrefix("nextn") }
  }

  private var isOfTower: Bool { parts.contains(where: Self.towers.contains) }

  /// The place of the layer that it belongs to, from 0.
  private var layer: Int? {
    for (place, part) in zip(parts, parts.dropFirst()) where Self.lists.contains(place) {
      if let layer = Int(part) { return layer }
    }
    return nil
  }

  private func isBuffer(_ tensor: StoredTensor) -> Bool {
    guard let last = parts.last else { return false }
    // A causal mask of GPT-2 is called `attn.bias`, and has the shape [1, 1, positions, positions].
    return Self.buffers.contains(last) || last == "bias" && tensor.shape.count == 4
  }

  private static let lists: Set<Substring> = ["layers", "h", "blocks", "layer"]
  private static let keys: Set<Substring> = ["k_proj", "v_proj", "k_norm"]
  private static let buffers: Set<Substring> = [
    "inv_freq", "masked_bias", "position_ids", "cos_cached", "sin_cached", "layer_scalar",
  ]
  private static let towers: Set<Substring> = [
    "vision_tower", "vision_model", "vision_encoder", "visual", "vision_language_adapter",
    "multi_modal_projector", "mm_projector", "audio_tower", "embed_vision", "embed_audio",
  ]
  /// Of block-wise FP8, per-tensor FP8, compressed-tensors, GPTQ and bitsandbytes' int8.
  private static let scales = [
    "_scale_inv", "weight_scale", "input_scale", "activation_scale", "output_scale", ".k_scale",
    ".v_scale", ".scales", ".qzeros", ".g_idx", ".SCB", ".weight_format", ".weight_shape",
  ]
}

extension StoredTensor {
  /// Whether it is a matrix of whole numbers that are wider than a weight, or of half bytes.
  var isPacked: Bool {
    shape.count >= 2 && ["U8", "U16", "U32", "I16", "I32", "F4"].contains(dtype)
  }
}
