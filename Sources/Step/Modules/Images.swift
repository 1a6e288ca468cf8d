import MemoryModel

/// What makes embeddings of images in the forward of a wrapper: an encoder and what stands behind it, all
/// of them frozen.
protocol ImageModel {
  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool)

  /// Whether the wrapper's output has the features too.
  var returnsFeatures: Bool { get }

  /// `get_image_features`; what the wrapper's forward holds of it until it returns, goes to its locals.
  ///
  /// - Parameter deep: takes what layers of the text model are given besides, one by one.
  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor
}

extension ImageModel {
  var returnsFeatures: Bool { true }
}

/// The images of a batch, and what an encoder makes of them.
struct Images {
  /// How many. Those of a sequence are whole ones.
  let count: Size
  /// Patches of all, and those of one.
  let patches: Size
  let patchesOfOne: Size
  /// Tokens of all.
  let tokens: Size
  /// Values of all patches.
  let pixels: Size

  /// - Parameter batch: sequences.
  init(_ setup: Setup, _ tower: Architecture.Tower, batch: Size) {
    let ofOne = tower.tokensOfImage > 0 ? tower.tokensOfImage : max(1, setup.imageTokens)
    count = batch * ((setup.imageTokens - 1) / ofOne + 1)
    tokens = count * ofOne
    patchesOfOne = batch.table.constant(ofOne) * tower.patches
    patches = count * patchesOfOne
    pixels = patches * tower.pixels
  }
}

extension Decoder {
  /// What the wrapper's forward makes of tokens and images together: `inputs_embeds`.
  ///
  /// - Returns: that, and the features of images, where they are an output too.
  ///
  /// Source: transformers 5.23 models/llava/modeling_llava.py `LlavaModel.forward`, `get_placeholder_mask`.
  func joinImages(
    _ model: any ImageModel, _ ids: borrowing Tensor, _ pixels: borrowing Tensor,
    _ locals: inout Locals
  ) -> Joined {
    var x = asking(family.embedding(self, ids))
    var made = Parts(machine)
    let features = model.features(pixels, &locals, &made).to(x.format)
    let places = machine.new(ids.elements, .bool, .mask)
    locals.hold(places)
    x = machine.maskedScatter(x, places.view, features)
    var deep = DeepFeatures(machine, places: places.view, count: features.elements)
    made.each { made in
      locals.hold(made)
      deep.append(made.joined())
    }
    if positionAxes != nil { holdPositions(&locals) }
    if !model.returnsFeatures { locals.hold(features) }
    return Joined(
      embeddings: x,
      images: model.returnsFeatures ? features.share() : machine.hold(.none), deep: deep)
  }

  /// The mask of videos, and positions on three axes.
  ///
  /// Source: transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py `Qwen2_5_VLModel.forward`,
  /// `get_rope_index`.
  private func holdPositions(_ locals: inout Locals) {
    locals.hold(machine.new(dimensions.tokens, .bool, .mask))
    locals.hold(machine.new(dimensions.tokens * 3, .int64, .positions))
  }

  struct Joined: ~Copyable {
    let embeddings: Tensor
    let images: Tensor
    let deep: DeepFeatures
  }
}

/// The pixels of a step's batches, which are fetched together. The processor gives fp32.
///
/// Source: transformers 5.23 trainer.py `get_batch_samples`; accelerate 1.15 utils/operations.py
/// `send_to_device`.
struct Pixels: ~Copyable {
  private var batches: Locals
  /// Those of one batch.
  private(set) var ofOne = View.none

  /// Of no batch.
  init(_ machine: Machine) { batches = Locals(machine) }

  init(_ machine: Machine, _ setup: Setup, batch: Size) {
    batches = Locals(machine)
    guard setup.imageTokens > 0, let tower = setup.architecture.tower else { return }
    let pixels = Images(setup, tower, batch: batch).pixels
    for _ in 0..<setup.accumulation {
      let one = machine.new(pixels, .fp32, .pixels, as: .saved)
      batches.hold(one)
      ofOne = one.view
    }
  }

  /// Those of the step before go once the next are there. Not inlined: the compiler would end them
  /// before.
  @inline(never)
  mutating func become(_ next: consuming Pixels) { self = next }
}

extension Tensor {
  /// `torch.cat(list(x))`: the gradients of the parts are put together.
  ///
  /// Source: torch 2.15 tools/autograd/derivatives.yaml `unbind`: `unbind_backward`, `stack`.
  func joined() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.copy, elements, format, view) { $0.gradient(0, elements, format) }
  }
}
