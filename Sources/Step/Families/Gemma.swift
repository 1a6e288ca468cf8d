import MemoryModel

/// Llama's layers, with norms of another form, behind an embedding that is scaled.
///
/// Source: transformers 5.23 models/gemma/modeling_gemma.py.
struct Gemma: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Llama().layer(load, place) }

  func embed(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor { model.scaledEmbedding(ids) }
}

extension Decoder {
  /// `GemmaTextScaledWordEmbedding.forward`: the scale is a tensor.
  ///
  /// Source: transformers 5.23 models/gemma/modeling_gemma.py.
  func scaledEmbedding(_ ids: borrowing Tensor) -> Tensor {
    let x = machine.embedding(embedding, ids, width: dimensions.hidden)
    let scale = machine.new(machine.count(1), embedding.format, .scaled)
    return x * scale
  }

  /// `logits / cap`, `tanh`, `logits * cap`.
  ///
  /// Source: transformers 5.23 models/gemma3/modeling_gemma3.py `Gemma3ForCausalLM.forward`.
  func capped(_ logits: consuming Tensor) -> Tensor {
    var logits = logits
    logits = logits.scaled()
    logits = logits.tanh()
    logits = logits.scaled()
    return logits
  }
}
