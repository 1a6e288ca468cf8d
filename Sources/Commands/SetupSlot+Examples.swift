import Language

extension SetupSlot {
  /// Lines for its page of help, each of a session with Llama 3.1 8B as the model.
  var examples: [Word.Example] {
    switch self {
    case .model: lines("model = qwen3_8b; estimate.total", "estimate(model: gemma2_9b).weights")
    case .method: lines("method = lora(r: 64); estimate.total", "estimate(method: full).total")
    case .batch: lines("batch = 4; estimate.total", "largest(batch, fits(rtx4090))")
    case .seq: lines("seq = 8K; estimate.logits", "estimate(seq: [1K, 2K, 4K])")
    case .imageTokens:
      lines(
        "model = gemma3_4b; estimate(image_tokens: 256).activations",
        "image_tokens = 0; image_tokens")
    case .accumulation:
      lines("accumulation = 8; estimate.gradients", "estimate(accumulation: 8, method: full).total")
    case .optimizer:
      lines(
        "optimizer = adamw_8bit; estimate.optimizer",
        "estimate(optimizer: sgd, method: full).optimizer")
    case .precision:
      lines("precision = bf16; estimate.total", "estimate(precision: fp32_amp, method: full).total")
    case .checkpointing:
      lines("checkpointing = off; estimate.activations", "estimate(checkpointing: on).activations")
    case .attention:
      lines(
        "estimate(attention: eager, checkpointing: off).activations", "attention = sdpa; attention")
    case .padding: lines("padding = on; estimate.total", "estimate(padding: off).total")
    case .loss: lines("loss = fused; estimate.total", "estimate(loss: chunked(8)).logits")
    case .clip: lines("clip = 0; estimate.total", "estimate(clip: 1).total")
    case .gpu: lines("gpu = rtx4090; fits", "gpu = none; estimate.total")
    case .parallel: lines("parallel = single; parallel")
    case .framework: lines("framework = transformers_4_48; estimate.total")
    case .units: lines("units = GB; estimate.total", "units = GiB; estimate.total")
    case .pager: lines("pager = off; pager")
    }
  }

  private func lines(_ codes: String...) -> [Word.Example] { codes.map { Word.Example($0) } }
}
