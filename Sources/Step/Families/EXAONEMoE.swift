import MemoryModel

/// K-EXAONE: DeepSeek's experts; where layers have a window, the others do not rotate.
///
/// Source: transformers 5.23 models/exaone_moe/modeling_exaone_moe.py.
struct EXAONEMoE: Family {

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let model = load.setup.architecture
    return mixtureLayer(load, place) { load in
      var modules = Attention(load, load.dimensions.attention)
      modules.rotates = model.slidingWindow == nil || model.build(of: place).hasWindow
      return HeadNormAttention(modules: modules)
    } _: {
      SharedBlock<GroupRouter>($0)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }
}
