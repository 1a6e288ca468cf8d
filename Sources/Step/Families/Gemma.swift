import MemoryModel

/// Llama's layers, with norms of another form, behind an embedding that is scaled.
///
/// Source: transformers 5.23 models/gemma/modeling_gemma.py.
struct Gemma: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Llama().layer(load, place) }

  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor { model.scaledEmbedding(ids) }
}

extension Machine {
  /// `GemmaTextScaledWordEmbedding.forward`: the scale is a tensor.
  ///
  /// Source: transformers 5.23 models/gemma/modeling_gemma.py.
  func scaledEmbedding(_ weight: View, _ ids: borrowing Tensor, width: Size) -> Tensor {
    let x = embedding(weight, ids, width: width)
    let scale = new(count(1), weight.format, .scaled)
    return x * scale
  }
}

extension Decoder {
  func scaledEmbedding(_ ids: borrowing Tensor) -> Tensor {
    machine.scaledEmbedding(embedding, ids, width: dimensions.hidden)
  }

  /// Logits, perhaps between bounds: `logits / cap`, `tanh`, `logits * cap`.
  ///
  /// Source: transformers 5.23 models/gemma3/modeling_gemma3.py `Gemma3ForCausalLM.forward`.
  func cappedLogits(_ x: borrowing Tensor) -> Tensor {
    var logits = head(x)
    guard setup.architecture.finalSoftcap else { return logits }
    logits = logits.scaled()
    logits = logits.tanh()
    logits = logits.scaled()
    return logits
  }
}
