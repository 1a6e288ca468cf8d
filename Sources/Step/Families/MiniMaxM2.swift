import MemoryModel

/// MiniMax M2: norms over all queries and over all keys, a part of each head rotated.
///
/// Source: transformers 5.23 models/minimax_m2/modeling_minimax_m2.py.
struct MiniMaxM2: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { load in
      var modules = Attention(load, load.dimensions.attention)
      modules.isConcatenated = true
      return OLMo2Attention(modules: modules)
    } _: {
      SparseBlock<SigmoidRouter>($0)
    }
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    TogetherRotary(model.machine, model.dimensions, as: x.format)
  }
}
