import MemoryModel

/// SigLIP, whose patches are averaged, normed and projected.
///
/// Source: transformers 5.23 models/gemma3/modeling_gemma3.py `Gemma3Model.get_image_features`,
/// `Gemma3MultiModalProjector.forward`.
struct Gemma3Images: ImageModel {
  let vision: SigLIPVision
  let weight: View
  let norm: Norm
  let width: Size

  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool) {
    let images = Images(load.setup, tower, batch: load.dimensions.batch)
    vision = SigLIPVision(
      load.inside("vision_tower"), tower, images, returnsTransposed: true, folded: folded)
    width = load.dimensions.hidden
    let projector = load.inside("multi_modal_projector")
    weight = projector.parameter(vision.sizes.hidden, by: width, load.unpacked)
    var norm = Norm(projector, "mm_soft_emb_norm", vision.sizes.hidden, style: .offset)
    norm.transposed = .input
    self.norm = norm
  }

  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let last = vision(pixels)
    locals.hold(last)
    let features = project(last)
    locals.hold(features)
    return features
  }

  private func project(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let reshaped = x.transposedCopy()
    let pooled = reshaped.averagePooled(vision.images.tokens * vision.sizes.hidden)
    let normed = norm(pooled)
    let projected = machine.linear(
      normed, weight, from: vision.sizes.hidden, to: width)
    _ = (reshaped.format, pooled.format)
    return projected.to(x.format)
  }
}

/// SigLIP, whose patches are projected.
///
/// Source: transformers 5.23 models/paligemma/modeling_paligemma.py `PaliGemmaModel.get_image_features`.
struct PaliGemmaImages: ImageModel {
  let vision: SigLIPVision
  let projector: Linear

  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool) {
    let images = Images(load.setup, tower, batch: load.dimensions.batch)
    vision = SigLIPVision(
      load.inside("vision_tower"), tower, images, returnsTransposed: false, folded: folded)
    projector = Linear(
      load.inside("multi_modal_projector"), "linear", vision.sizes.hidden, load.dimensions.hidden,
      bias: true)
  }

  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let last = vision(pixels)
    locals.hold(last)
    let features = projector(last)
    locals.hold(features)
    return features
  }
}

extension Tensor {
  /// `transpose(1, 2).reshape(…)`: a copy. The gradient is handed on in the other order.
  fileprivate func transposedCopy() -> Tensor { clone() }

  /// `avg_pool2d`: keeps its input.
  ///
  /// Source: torch 2.15 ATen/native/cuda/AveragePool2d.cu `avg_pool2d_backward_out_cuda`: `contiguous`.
  fileprivate func averagePooled(_ part: Size) -> Tensor {
    let (x, elements, format) = (view, elements, format)
    return machine.operation(.mean, part, format, x) { rule in
      rule.keep(x)
      rule.gradient(0, elements, format)
      rule.temporary(part, format)
    }
  }
}
