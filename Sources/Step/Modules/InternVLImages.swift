import MemoryModel

/// An encoder whose layers scale their branches, and an MLP of two layers behind a norm over patches that
/// are put side by side.
///
/// Source: transformers 5.23 models/internvl/modeling_internvl.py `InternVLModel.get_image_features`,
/// `pixel_shuffle`, `InternVLMultiModalProjector.forward`, `InternVLVisionModel.forward`.
struct InternVLImages: ImageModel {
  let embeddings: CLIPEmbeddings
  let encoder: ImageEncoder
  let norm: Norm
  let up: Linear
  let down: Linear
  let sizes: EncoderSizes
  let images: Images

  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool) {
    images = Images(load.setup, tower, batch: load.dimensions.batch)
    sizes = EncoderSizes(tower, images, rows: images.patchesOfOne + 1)
    let vision = load.inside("vision_tower")
    embeddings = CLIPEmbeddings(vision.inside("embeddings"), tower, images, sizes)
    encoder = ImageEncoder(vision.inside("layers"), tower, sizes, folded: folded)
    let (projector, width) = (load.inside("multi_modal_projector"), load.dimensions.hidden)
    let joined = sizes.hidden * tower.patches
    norm = Norm(projector, "layer_norm", joined, style: .layer)
    up = Linear(projector, "linear_1", joined, width, bias: true)
    down = Linear(projector, "linear_2", width, width, bias: true)
  }

  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let pixels = pixels.to(embeddings.classEmbedding.format)
    let last = encode(pixels)
    locals.hold(last)
    let shuffled = shuffle(last.part(images.patches * sizes.hidden))
    let features = project(shuffled)
    locals.hold(features)
    _ = (pixels.format, shuffled.format)
    return features
  }

  private func encode(_ pixels: borrowing Tensor) -> Tensor {
    let embedded = embeddings(pixels)
    let last = encoder(embedded)
    _ = embedded.format
    return last
  }

  /// Both sides of the grid, one behind the other.
  private func shuffle(_ x: borrowing Tensor) -> Tensor {
    var x = x.reordered().clone()
    x = x.reordered().clone()
    return x
  }

  private func project(_ x: borrowing Tensor) -> Tensor {
    var x = norm(x)
    x = up(x)
    x = gelu(x)
    x = down(x)
    return x
  }
}

extension Architecture.Tower {
  /// Whether a vector stands behind the first matrix of its layers.
  fileprivate var projectsWithBias: Bool {
    let layer = stretches.first {
      $0.copies == layers && $0.tensors.contains { $0.kind == .linear }
    }
    guard let tensors = layer?.tensors,
      let first = tensors.firstIndex(where: { $0.kind == .linear })
    else { return false }
    return tensors.dropFirst(first + 1).first?.kind == .parameter
  }
}

/// `InternVLVisionLayer`.
///
/// Source: the same, `InternVLVisionLayer.forward`, `InternVLVisionAttention.forward`.
struct InternVLLayer: ImageLayer {
  let attentionScale: View
  let mlpScale: View
  let attention: ImageAttention
  let up: Linear
  let down: Linear
  let attentionNorm: Norm
  let mlpNorm: Norm

  init(_ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes) {
    let (hidden, bias) = (sizes.hidden, tower.projectsWithBias)
    attentionScale = load.parameter(hidden, load.unpacked)
    mlpScale = load.parameter(hidden, load.unpacked)
    let q = Linear(load, "q_proj", hidden, hidden, bias: bias)
    let k = Linear(load, "k_proj", hidden, hidden, bias: bias)
    let v = Linear(load, "v_proj", hidden, hidden, bias: bias)
    let out = Linear(load, "projection_layer", hidden, hidden, bias: true)
    attention = ImageAttention(q: q, k: k, v: v, out: out, heads: sizes.heads)
    up = Linear(load, "fc1", hidden, sizes.intermediate, bias: true)
    down = Linear(load, "fc2", sizes.intermediate, hidden, bias: true)
    attentionNorm = Norm(load, "layernorm_before", hidden, style: .layer)
    mlpNorm = Norm(load, "layernorm_after", hidden, style: .layer)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor {
    var attended = attention(attentionNorm(x))
    attended = attentionScale * attended
    let stream = attended + x
    var y = mlpNorm(stream)
    y = mlp(y)
    y = mlpScale * y
    y = y + stream
    _ = (attended.format, stream.format)
    return y
  }

  private func mlp(_ x: borrowing Tensor) -> Tensor {
    var x = up(x)
    x = gelu(x)
    x = down(x)
    return x
  }
}
