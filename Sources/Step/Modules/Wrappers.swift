import MemoryModel

/// How a frequency gets its position of one axis of three.
enum PositionAxes {
  /// Positions of height and width are written over some of time's.
  case interleaved
  /// Sections are put together.
  case sections

  /// `recomposition_frequencies`: of numbers for each axis, a table for both halves of a head.
  func recompose(_ machine: Machine, _ elements: Size) -> Tensor {
    let joined = self == .sections ? machine.new(elements / 2, .fp32, .rotary) : machine.hold(.none)
    let table = machine.new(elements, .fp32, .rotary)
    _ = joined.format
    return table
  }
}

extension Architecture.Tower {
  /// What its class does with images; nil where that is not written down, or it does not tell what that
  /// asks for.
  var imageModel: (any ImageModel.Type)? {
    // Layers as many as importers read, and heads that flash attention takes as they are.
    guard 1...(1 << 14) ~= layers, heads > 0, hidden > 0, hidden % heads == 0,
      hidden / heads % 8 == 0, intermediate > 0, patches > 0, pixels > 0
    else { return nil }
    return switch (wrapper, encoder) {
    case (.qwen2VL, .qwen2), (.qwen25VL, .qwen25), (.qwen3VL, .qwen3), (.qwen3VLMoE, .qwen3):
      QwenImages.self
    case (.mistral3, .pixtral): PixtralImages.self
    case _ where tokensOfImage == 0: nil
    case (.llava, .clip): LlavaImages.self
    case (.gemma3, .siglip): Gemma3Images.self
    case (.paliGemma, .siglip): PaliGemmaImages.self
    case (.internVL, .internvl): InternVLImages.self
    default: nil
    }
  }
}

extension Setup {
  /// Whether backward computes the layer of the text model at a place again. Layers of a tower before it
  /// count too.
  ///
  /// Source: transformers 5.23 modeling_utils.py `_set_gradient_checkpointing`: `self.modules()`.
  func recomputes(layer place: Int) -> Bool {
    checkpointing.recomputes(layer: place + (architecture.tower?.layers ?? 0))
  }
}

extension Architecture.Tower {
  /// Whether all that may be checkpoints of it are the layers of its encoder, and stand before the text
  /// model.
  var countsItsCheckpoints: Bool { encoder != nil && beforeText == stretches.count }
}

extension Architecture.Tower.Wrapper {
  /// How a frequency gets its position of one axis, where positions have one for time, height and width
  /// each; nil where they have one axis.
  ///
  /// Source: transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py
  /// `Qwen2_5_VLRotaryEmbedding.recomposition_frequencies`, and those of the others.
  var positionAxes: PositionAxes? {
    switch self {
    case .qwen3VL, .qwen3VLMoE, .qwen35, .qwen35MoE: .interleaved
    case .qwen2VL, .qwen25VL, .qwen25OmniThinker, .glm4V, .glm4VMoE, .glm46V, .glmOCR, .paddleOCR:
      .sections
    default: nil
    }
  }

  /// Whether its forward hands the text model's result to a head of its own, and does nothing to the
  /// logits, whatever the text model's own class does.
  ///
  /// Source: transformers 5.23 models/cohere2_vision/modeling_cohere2_vision.py
  /// `Cohere2VisionForConditionalGeneration.forward`, and those of the others.
  var readsHeadAlone: Bool {
    switch self {
    case .gemma4, .paliGemma: false
    default: true
    }
  }

  /// Whether masks within a window are joined with images first.
  ///
  /// Source: transformers 5.23 models/gemma3/modeling_gemma3.py `create_masks_for_vision_model`.
  var windowsLast: Bool { self == .gemma3 }

  /// Whether the text model's attention projects queries, keys and values before anything else.
  ///
  /// Source: transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py `Qwen2_5_VLAttention.forward`,
  /// and those of the others.
  var projectsFirst: Bool {
    switch self {
    case .qwen2VL, .qwen25VL, .qwen25OmniThinker, .glm4V, .glm46V, .glmOCR, .paddleOCR: true
    default: false
    }
  }
}
