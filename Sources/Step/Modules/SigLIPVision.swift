import MemoryModel

/// `SiglipVisionModel` without a head.
///
/// Source: transformers 5.23 models/siglip/modeling_siglip.py `SiglipVisionModel.forward`,
/// `SiglipVisionEmbeddings.forward`.
struct SigLIPVision {
  let patches: PatchEmbedding
  let positions: View
  let encoder: ImageEncoder
  let norm: Norm
  let sizes: EncoderSizes
  let images: Images

  /// - Parameter returnsTransposed: whether the gradient comes in another order.
  init(
    _ load: Loader, _ tower: Architecture.Tower, _ images: Images, returnsTransposed: Bool,
    folded: Bool
  ) {
    self.images = images
    sizes = EncoderSizes(tower, images, rows: images.patchesOfOne)
    let embeddings = load.inside("embeddings")
    patches = PatchEmbedding(embeddings, tower, bias: true)
    positions = embeddings.parameter(images.patchesOfOne, by: sizes.hidden, load.unpacked)
    _ = load.machine.allocate(images.patchesOfOne, .int64, .buffer, .weight)
    encoder = ImageEncoder(load.inside("layers"), tower, sizes, folded: folded)
    var norm = Norm(load, "post_layernorm", sizes.hidden, style: .layer)
    norm.transposed = returnsTransposed ? [.input, .gradient] : .input
    self.norm = norm
  }

  /// `last_hidden_state`.
  func callAsFunction(_ pixels: borrowing Tensor) -> Tensor {
    let embedded = embed(pixels)
    let last = encoder(embedded)
    let normed = norm(last)
    _ = (embedded.format, last.format)
    return normed
  }

  private func embed(_ pixels: borrowing Tensor) -> Tensor {
    let machine = pixels.machine
    let embeddings = patches(pixels, patches: images.patches)
    let places = machine.new(images.patchesOfOne * sizes.hidden, positions.format, .embedding)
    return embeddings + places
  }
}
