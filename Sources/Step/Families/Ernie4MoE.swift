import MemoryModel

/// ERNIE 4.5 with experts, and an MLP that every token takes before them.
///
/// Source: transformers 5.23 models/ernie4_5_moe/modeling_ernie4_5_moe.py.
struct Ernie4MoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let model = load.setup.architecture
    if model.experts?.shared == 0 {
      return mixtureLayer(load, place) { SparseBlock<ErnieRouter>($0) }
    }
    return mixtureLayer(load, place) {
      SharedFirstBlock(
        modules: SharedBlock<ErnieRouter>($0, gateIsFirst: true, bias: model.mlpBias))
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { Ernie4().rotary(model, x) }
}
