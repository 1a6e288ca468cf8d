import MemoryModel

extension Inference {
  /// How far `allocated` may be off, as a share: no traced forward was as far.
  package static let margin = 0.005

  /// What an answer leaves out, and what it means.
  package static func notes(on setup: Setup) -> [String] {
    let model = setup.architecture
    var notes: [String] = []
    if model.slidingLayers > 0, setup.seq > model.slidingWindow ?? .max {
      let window = model.slidingWindow ?? 0
      notes.append(
        "context: \(model.slidingLayers) layers look at \(window) tokens alone. transformers keeps the "
          + "whole prompt of them until the first token is out, and \(window) tokens from then on.")
    }
    if model.latent != nil {
      notes.append(
        "kv: the narrow vectors of latent attention are cached; keys and values are made of them anew.")
    }
    if setup.cache == .fp8 {
      notes.append(
        "kv: fp8 is transformers' QuantizedCache. vLLM's kv_cache_dtype=fp8 takes as many bytes a token, "
          + "in blocks that it asks for at its start.")
    }
    if model.experts != nil && setup.method.quantization != nil {
      notes.append("method: experts stay as loaded, bitsandbytes packs linear modules alone.")
    }
    return notes
  }
}
