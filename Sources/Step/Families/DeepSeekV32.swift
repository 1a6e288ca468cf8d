import MemoryModel

/// DeepSeek V3.2 and GLM-5: DeepSeek V3 whose attention looks at the tokens that an indexer chose.
///
/// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py,
/// models/glm_moe_dsa/modeling_glm_moe_dsa.py.
struct DeepSeekV32: Family {
  /// Up to 4096 places are sorted where they stand.
  ///
  /// Source: torch 2.15 ATen/native/cuda/Sort.h `should_use_small_sort`.
  func check(_ model: Architecture) throws(Refusal) {
    if try latent(of: model).queryRank == nil {
      throw Refusal(
        "q_lora_rank: the indexer of \(model.name) reads narrow queries.", hint: "state it")
    }
    guard let indexer = model.indexer else {
      throw Refusal(
        "index_n_heads: \(model.name) has no indexer.", hint: "state index_n_heads and index_topk")
    }
    if indexer.chosen > 4096 {
      throw Refusal(
        "index_topk: more than 4096 tokens are not modelled, and it is \(indexer.chosen).",
        hint: "up to 4096 are")
    }
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
