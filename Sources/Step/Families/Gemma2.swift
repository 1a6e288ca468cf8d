import MemoryModel

/// Gemma 3 without norms of queries and keys, with scores between bounds, and one rotation for all
/// layers; VaultGemma without norms behind both branches.
///
/// Source: transformers 5.23 models/gemma2/modeling_gemma2.py, models/vaultgemma/modeling_vaultgemma.py.
struct Gemma2: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    if model.normPlacement == .around { return Gemma3Layer(load) }
    let attention = HeadNormAttention(modules: Attention(load.inside("self_attn"), d.attention))
    return LlamaLayer(
      attention: attention, mlp: MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias),
      inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "pre_feedforward_layernorm", d.hidden))
  }

  /// `Gemma2Model.forward`.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    Ministral().inputs(model, x)
  }

  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor { model.scaledEmbedding(ids) }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor { model.cappedLogits(x) }
}
