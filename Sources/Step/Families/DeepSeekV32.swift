import MemoryModel

/// DeepSeek V3.2 and GLM-5: DeepSeek V3 whose attention looks at the tokens that an indexer chose.
///
/// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py,
/// models/glm_moe_dsa/modeling_glm_moe_dsa.py.
struct DeepSeekV32: Family {
  /// Up to 4096 places are sorted where they stand.
  ///
  /// Source: torch 2.15 ATen/native/cuda/Sort.h `should_use_small_sort`.
  func covers(_ model: Architecture) -> Bool {
    model.latent?.queryRank != nil && model.indexer.map { $0.chosen <= 4096 } == true
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) {
      IndexedAttention($0, place)
    } _: {
      SharedBlock<GroupRouter>($0)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }

  /// `create_causal_mask(allow_is_causal_skip=False)`: the indexer reads the mask.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let mask = Mask(model.machine, model.dimensions.attention, hasWindow: false, added: nil)
    return SharedInputs(rotary: rotary(model, x), mask: mask)
  }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    model.setup.architecture.indexer?.handsOn == true
      ? SharedInputs(holdingChoiceOf: shared) : shared
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let (machine, seq) = (model.machine, model.dimensions.seq)
    let width = LatentSizes(machine.sizes, model.setup.architecture.latent).rotated
    return PairRotary(machine, seq, width: width, as: x.format)
  }
}
