import MemoryModel

/// GLM-4.5: a part of each head rotated, and DeepSeek's experts behind the first layers.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py.
struct GLM4MoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { load in
      var modules = Attention(load, load.dimensions.attention)
      modules.isConcatenated = true
      return HeadNormAttention(modules: modules)
    } _: {
      SharedBlock<GroupRouter>($0)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    guard let axes = model.positionAxes else {
      return TogetherRotary(model.machine, model.dimensions, as: x.format)
    }
    return TogetherRotary(
      ofThreeKinds: model.machine, model.dimensions, axes: axes, as: x.format)
  }
}

/// Queries and keys are both rotated before what is not rotated joins them.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py `apply_rotary_pos_emb`.
final class TogetherRotary: PartialRotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let queries = split(q)
    let keys = split(k)
    var q = rotate(queries.rotated)
    var k = rotate(keys.rotated)
    q = cat(q, queries.passed)
    k = cat(k, keys.passed)
    return Rotated(q: q, k: k)
  }
}
