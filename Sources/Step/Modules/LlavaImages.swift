import MemoryModel

/// CLIP, and an MLP of two layers that reads what its last layer is given.
///
/// Source: transformers 5.23 models/llava/modeling_llava.py `LlavaModel.get_image_features`,
/// models/clip/modeling_clip.py `CLIPVisionModel.forward`.
struct LlavaImages: ImageModel {
  let embeddings: CLIPEmbeddings
  let preNorm: Norm
  let encoder: ImageEncoder
  let postNorm: Norm
  let up: Linear
  let down: Linear
  let sizes: EncoderSizes
  let images: Images

  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool) {
    images = Images(load.setup, tower, batch: load.dimensions.batch)
    // The class stands before the patches.
    sizes = EncoderSizes(tower, images, rows: images.patchesOfOne + 1)
    let vision = load.inside("vision_tower")
    embeddings = CLIPEmbeddings(vision.inside("embeddings"), tower, images, sizes)
    preNorm = Norm(vision, "pre_layrnorm", sizes.hidden, style: .layer)
    encoder = ImageEncoder(vision.inside("layers"), tower, sizes, folded: folded)
    postNorm = Norm(vision, "post_layernorm", sizes.hidden, style: .layer)
    let (projector, width) = (load.inside("multi_modal_projector"), load.dimensions.hidden)
    up = Linear(projector, "linear_1", sizes.hidden, width, bias: true)
    down = Linear(projector, "linear_2", width, width, bias: true)
  }

  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let selected = encode(pixels, &locals)
    let features = project(selected)
    // `pooler_output`.
    locals.hold(features)
    return features.joined()
  }

  /// `CLIPVisionModel.forward`. No gradient comes to the last layer.
  private func encode(_ pixels: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let machine = pixels.machine
    var x = embeddings(pixels)
    x = preNorm(x)
    let selected = encoder(x, leaving: 1)
    let last = machine.withoutGraph { encoder.last(selected) }
    // `hidden_states` and `last_hidden_state`.
    locals.hold(selected)
    locals.hold(last)
    let first = last.part(images.count * sizes.hidden)
    _ = machine.withoutGraph { postNorm(first) }
    _ = x.format
    return selected
  }

  private func project(_ selected: borrowing Tensor) -> Tensor {
    var x = up(selected.part(images.patches * sizes.hidden))
    x = gelu(x)
    x = down(x)
    return x
  }
}

/// `CLIPVisionEmbeddings`, `InternVLVisionEmbeddings`, whose positions are a parameter.
///
/// Source: transformers 5.23 models/clip/modeling_clip.py, models/internvl/modeling_internvl.py.
struct CLIPEmbeddings {
  let classEmbedding: View
  let patches: PatchEmbedding
  let positions: View
  let looksPositionsUp: Bool
  let images: Images
  let sizes: EncoderSizes

  init(_ load: Loader, _ tower: Architecture.Tower, _ images: Images, _ sizes: EncoderSizes) {
    self.images = images
    self.sizes = sizes
    classEmbedding = load.parameter(sizes.hidden, load.unpacked)
    let isCLIP = tower.encoder == .clip
    if isCLIP { _ = load.machine.allocate(sizes.heads.seq, .int64, .buffer, .weight) }
    patches = PatchEmbedding(load, tower, bias: !isCLIP)
    looksPositionsUp = isCLIP
    positions = load.parameter(sizes.heads.seq, by: sizes.hidden, load.unpacked)
  }

  func callAsFunction(_ pixels: borrowing Tensor) -> Tensor {
    let machine = pixels.machine
    let patches = patches(pixels, patches: images.patches)
    var classes = classEmbedding
    classes.elements = (images.count * sizes.hidden).index
    var x = cat(machine.hold(classes), patches)
    do {
      let places =
        looksPositionsUp
        ? machine.new(sizes.heads.seq * sizes.hidden, positions.format, .embedding)
        : machine.hold(positions)
      x = x + places
    }
    _ = patches.format
    return x
  }
}
