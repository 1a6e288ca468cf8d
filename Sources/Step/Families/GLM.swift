import MemoryModel

/// GLM-4: gate and up out of one module, half of each head rotated by pairs; GLM-4-0414 with a norm
/// behind each branch, too.
///
/// Source: transformers 5.23 models/glm/modeling_glm.py, models/glm4/modeling_glm4.py.
struct GLM: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    var attention = Attention(load.inside("self_attn"), d.attention)
    attention.isConcatenated = true
    let mlp = FusedMLP(load.inside("mlp"), d.intermediate)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    if load.setup.architecture.normPlacement == .before {
      return LlamaLayer(attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm)
    }
    return GLM4Layer(
      attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm,
      attentionNorm: Norm(load, "post_self_attn_layernorm", d.hidden),
      mlpNorm: Norm(load, "post_mlp_layernorm", d.hidden))
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    guard let axes = model.positionAxes else {
      return GLMRotary(model.machine, model.dimensions, as: x.format)
    }
    // models/glm4v/modeling_glm4v.py `apply_rotary_pos_emb`: the tables are spread already.
    return TogetherRotary(
      ofThreeKinds: model.machine, model.dimensions, axes: axes, as: x.format)
  }
}

/// `Glm4DecoderLayer`.
///
/// Source: transformers 5.23 models/glm4/modeling_glm4.py `Glm4DecoderLayer.forward`.
struct GLM4Layer: DecoderLayer {
  var attention: Attention
  var mlp: FusedMLP
  let inputNorm: Norm
  let postNorm: Norm
  let attentionNorm: Norm
  let mlpNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = attention(x, shared)
    x = attentionNorm(x)
    x = residual + x
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = mlpNorm(x)
    x = residual + x
    return x
  }
}

/// Each layer spreads the tables over pairs of features.
///
/// Source: transformers 5.23 models/glm4/modeling_glm4.py `apply_rotary_pos_emb`.
final class GLMRotary: PartialRotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let cosines = spread(cosines)
    let sines = spread(sines)
    let queries = split(q)
    let keys = split(k)
    var q = (queries.rotated * cosines) + (rotateHalf(queries.rotated) * sines)
    var k = (keys.rotated * cosines) + (rotateHalf(keys.rotated) * sines)
    q = cat(q, queries.passed)
    k = cat(k, keys.passed)
    return Rotated(q: q, k: k)
  }
}

extension Rotary {
  /// `repeat_interleave` of the first half of a table: each number stands for a pair.
  final func spread(_ table: borrowing Tensor) -> Tensor {
    table.machine.new(table.elements, table.format, .rotary)
  }
}
