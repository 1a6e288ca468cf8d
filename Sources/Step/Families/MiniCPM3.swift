import MemoryModel

/// MiniCPM3: latent attention with halves rotated; embedding, branches and the head's input are scaled.
///
/// Source: transformers 5.23 models/minicpm3/modeling_minicpm3.py.
struct MiniCPM3: Family {
  func check(_ model: Architecture) throws(Refusal) { _ = try latent(of: model) }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    LatentLayer(load, place) { SharedBlock<GroupRouter>($0) }
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { latentRotary(model, x) }

  /// `MiniCPM3ScaledWordEmbedding.forward`.
  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor {
    let (machine, d) = (model.machine, model.dimensions)
    let x = machine.embedding(model.embedding, ids, width: d.hidden)
    let scale = machine.new(machine.count(1), model.embedding.format, .scaled)
    return x * scale
  }

  /// `hidden_states / self.config.logits_scaling`.
  func headInput(_ x: borrowing Tensor) -> Tensor { x.scaled() }
}
