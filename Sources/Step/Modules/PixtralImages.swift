import MemoryModel

/// Pixtral, whose images are one sequence with a mask, and what puts its patches side by side.
///
/// Source: transformers 5.23 models/mistral3/modeling_mistral3.py `Mistral3Model.get_image_features`,
/// `Mistral3MultiModalProjector.forward`, models/pixtral/modeling_pixtral.py `PixtralVisionModel.forward`.
struct PixtralImages: ImageModel {
  let patches: PatchEmbedding
  let firstNorm: Norm
  let encoder: ImageEncoder
  let norm: Norm
  let merger: Linear
  let up: Linear
  let down: Linear
  let sizes: EncoderSizes
  let images: Images

  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool) {
    images = Images(load.setup, tower, batch: load.dimensions.batch)
    sizes = EncoderSizes(tower, images, rows: images.patchesOfOne)
    let vision = load.inside("vision_tower")
    patches = PatchEmbedding(vision, tower, bias: false)
    firstNorm = Norm(vision, "ln_pre", sizes.hidden, style: .rms)
    encoder = ImageEncoder(vision.inside("layers"), tower, sizes, folded: folded)
    let (projector, width) = (load.inside("multi_modal_projector"), load.dimensions.hidden)
    norm = Norm(projector, "norm", sizes.hidden, style: .rms)
    merger = Linear(
      projector.inside("patch_merger"), "merging_layer", sizes.hidden * tower.patches, sizes.hidden)
    up = Linear(projector, "linear_1", sizes.hidden, width)
    down = Linear(projector, "linear_2", width, width)
  }

  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let last = encode(pixels)
    locals.hold(last)
    // `squeeze(0)`.
    let features = project(last.viewed())
    // `pooler_output`, split into those of each image.
    locals.hold(features)
    return features.joined()
  }

  private func encode(_ pixels: borrowing Tensor) -> Tensor {
    let machine = pixels.machine
    // `patch_embeds_list`, views of it.
    let embedded = patches(pixels, patches: images.patches)
    var x = embedded.clone()
    x = firstNorm(x)
    let places = machine.new(images.patches * 2, .int64, .positions)
    let rotary = Rotary(
      ofPatches: places, sizes, frequencies: sizes.heads.headDim, as: x.format)
    let mask = Mask(machine.new(images.patches * images.patches, x.format, .mask))
    let last = encoder(x.share(), SharedInputs(rotary: rotary, mask: mask))
    _ = (embedded.format, x.format, places.format)
    return last
  }

  private func project(_ x: borrowing Tensor) -> Tensor {
    var x = norm(x)
    x = merge(x)
    var y = up(x)
    y = gelu(y)
    y = down(y)
    _ = x.format
    return y
  }

  /// `Mistral3PatchMerger.forward`.
  private func merge(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let segments = Array(repeating: sizes.heads.seq, count: images.count.counted)
    var grids = Parts(machine)
    for grid in x.split(segments, of: images.patches) {
      grids.append(machine.hold(grid).unfolded())
    }
    var x = grids.joined()
    x = merger(x)
    return x
  }
}

extension Tensor {
  /// `unfold` of blocks beside each other, of what lies row by row.
  ///
  /// Source: torch 2.15 ATen/native/cuda/Im2Col.cu `im2col_out_cuda_template`, Col2Im.cu
  /// `col2im_out_cuda_template`.
  fileprivate func unfolded() -> Tensor {
    let (elements, format) = (elements, format)
    let result = machine.operation(.part, elements, format, view) { rule in
      rule.gradient(0, elements, format)
      rule.temporary(elements, format)
    }
    _ = machine.new(elements, format, .copy)
    return result
  }
}

/// `PixtralAttentionLayer`.
///
/// Source: transformers 5.23 models/pixtral/modeling_pixtral.py `PixtralAttentionLayer.forward`,
/// `PixtralAttention.forward`.
struct PixtralLayer: ImageLayer {
  let attentionNorm: Norm
  let gate: Linear
  let up: Linear
  let down: Linear
  let attention: PixtralAttention
  let mlpNorm: Norm

  init(_ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes) {
    let (hidden, intermediate) = (sizes.hidden, sizes.intermediate)
    attentionNorm = Norm(load, "attention_norm", hidden, style: .rms)
    let mlp = load.inside("feed_forward")
    gate = Linear(mlp, "gate_proj", hidden, intermediate)
    up = Linear(mlp, "up_proj", hidden, intermediate)
    down = Linear(mlp, "down_proj", intermediate, hidden)
    attention = PixtralAttention(load.inside("attention"), sizes)
    mlpNorm = Norm(load, "ffn_norm", hidden, style: .rms)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor {
    var residual = x.share()
    var x = attentionNorm(residual)
    x = attention(x, shared)
    x = residual + x
    residual = x.share()
    x = mlpNorm(x)
    x = down(silu(gate(x)) * up(x))
    x = residual + x
    return x
  }
}

struct PixtralAttention {
  let q: Linear
  let k: Linear
  let v: Linear
  let out: Linear
  /// All images as one sequence.
  let heads: Heads

  init(_ load: Loader, _ sizes: EncoderSizes) {
    let hidden = sizes.hidden
    k = Linear(load, "k_proj", hidden, hidden)
    v = Linear(load, "v_proj", hidden, hidden)
    q = Linear(load, "q_proj", hidden, hidden)
    out = Linear(load, "o_proj", hidden, hidden)
    let heads = sizes.heads
    self.heads = Heads(
      batch: load.machine.count(1), seq: heads.batch * heads.seq, heads: heads.heads,
      kvHeads: heads.heads, headDim: heads.headDim, isCausal: false)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor {
    var q = q(x)
    var k = k(x)
    let v = v(x)
    q = q.headsFirst(heads.heads)
    k = k.headsFirst(heads.heads)
    if let rotary = shared?.rotary {
      let rotated = rotary.rotate(q, k)
      q = rotated.q
      k = rotated.k
    }
    let output = attend(q, k, v, mask: shared?.mask, heads)
    return out(output)
  }
}
