import MemoryModel

/// The encoders of Qwen2-VL, Qwen2.5-VL and Qwen3-VL: all patches of a batch are one sequence, and an MLP makes a
/// token of those that it puts side by side.
///
/// Source: transformers 5.23 models/qwen2_5_vl/modeling_qwen2_5_vl.py `Qwen2_5_VLModel.get_image_features`,
/// `Qwen2_5_VisionTransformerPretrainedModel.forward`, models/qwen2_vl/modeling_qwen2_vl.py,
/// models/qwen3_vl/modeling_qwen3_vl.py `Qwen3VLVisionModel.forward`.
struct QwenImages: ImageModel {
  let patches: PatchEmbedding
  let encoder: ImageEncoder
  let merger: QwenMerger
  let sizes: EncoderSizes
  let images: Images
  let hasWindows: Bool
  /// A table of learned positions, which is interpolated.
  let positions: View?
  /// Layers whose stream is given to the text model's, with what makes features of it.
  let deepLayers: [Int]
  let deepMergers: [QwenMerger]

  var returnsFeatures: Bool { false }

  init(_ load: Loader, _ tower: Architecture.Tower, folded: Bool) {
    images = Images(load.setup, tower, batch: load.dimensions.batch)
    let sizes = EncoderSizes(tower, images, rows: images.patchesOfOne)
    self.sizes = sizes
    hasWindows = tower.encoder == .qwen25
    let vision = load.inside("visual")
    var patches = PatchEmbedding(vision, tower, bias: tower.encoder == .qwen3)
    patches.isByChannel = false
    self.patches = patches
    positions = tower.interpolatedPositions.map { rows in
      let table = vision.inside("pos_embed")
      return table.parameter(load.machine.count(rows), by: sizes.hidden, load.unpacked)
    }
    encoder = ImageEncoder(vision.inside("blocks"), tower, sizes, folded: folded)
    merger = QwenMerger(vision.inside("merger"), tower, sizes)
    deepLayers = tower.deepLayers
    deepMergers = tower.deepLayers.map { _ in
      QwenMerger(vision.inside("deepstack_merger_list"), tower, sizes, normsJoined: true)
    }
  }

  func features(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let merged = encode(pixels, &locals, &deep)
    // `pooler_output`, split into those of each image.
    locals.hold(merged)
    return merged.joined()
  }

  private func encode(
    _ pixels: borrowing Tensor, _ locals: inout Locals, _ deep: inout Parts
  ) -> Tensor {
    let machine = pixels.machine
    let pixels = pixels.to(patches.weight.format)
    defer { _ = pixels.format }
    // Rows of the table of positions around each patch, and what they weigh.
    let taps = images.patches * 4
    let rows = positions == nil ? machine.hold(.none) : machine.new(taps, .int64, .indices)
    let weights = positions == nil ? machine.hold(.none) : machine.new(taps, .fp32, .scale)
    let places = machine.new(images.patches * 2, .int64, .positions)
    var x = patches(pixels, patches: images.patches)
    if hasWindows { x = x.permuted(images.tokens) }
    let embedded = positions.map { interpolate($0, rows, weights) } ?? machine.hold(.none)
    if positions != nil { x = x + embedded.to(x.format) }
    let rotary = Rotary(
      ofPatches: places, sizes, frequencies: sizes.heads.headDim / 2, as: .fp32,
      permuting: hasWindows ? images.tokens : nil)
    let last = encoder(x, SharedInputs(rotary: rotary, mask: nil)) { place, x in
      if let index = deepLayers.firstIndex(of: place) { deep.append(deepMergers[index](x)) }
    }
    locals.hold(last)
    var merged = merger(last)
    if hasWindows { merged = merged.permuted(images.tokens) }
    _ = (rows.format, weights.format, places.format, embedded.format)
    return merged
  }

  /// `(self.pos_embed(interp_indices) * interp_weights[:, :, None]).sum(1)`.
  private func interpolate(
    _ table: View, _ rows: borrowing Tensor, _ weights: borrowing Tensor
  ) -> Tensor {
    let machine = rows.machine
    let embedded = machine.embedding(table, rows, width: sizes.hidden)
    let weighed = embedded * weights
    _ = consume embedded
    return machine.new(images.patches * sizes.hidden, weighed.format, .embedding)
  }
}

extension Architecture.Tower {
  /// Rows of a table of positions that is interpolated: behind weight and bias of the patches.
  fileprivate var interpolatedPositions: Int? {
    guard encoder == .qwen3, let table = stretches.first?.tensors.dropFirst(2).first else {
      return nil
    }
    return table.elements / hidden
  }
}

/// `Qwen2_5_VLPatchMerger`.
///
/// Source: the same, `Qwen2_5_VLPatchMerger.forward`.
struct QwenMerger {
  let norm: Norm
  let up: Linear
  let down: Linear

  /// - Parameter normsJoined: whether patches are put side by side before they are normed.
  init(
    _ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes, normsJoined: Bool = false
  ) {
    let joined = sizes.hidden * tower.patches
    let width = normsJoined ? joined : sizes.hidden
    norm = Norm(load, "ln_q", width, style: tower.encoder == .qwen25 ? .rms : .layer)
    up = Linear(load, "mlp.0", joined, joined, bias: true)
    down = Linear(load, "mlp.2", joined, load.dimensions.hidden, bias: true)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let normed = norm(x)
    var x = up(normed)
    x = gelu(x)
    x = down(x)
    _ = normed.format
    return x
  }
}

/// `Qwen2_5_VLVisionBlock`, `Qwen2VLVisionBlock`.
///
/// Source: the same, `Qwen2_5_VLVisionBlock.forward`.
struct QwenLayer: ImageLayer {
  let attentionNorm: Norm
  let mlpNorm: Norm
  let attention: QwenImageAttention
  /// Of an MLP without a gate.
  let isQuick: Bool
  /// nil in an MLP without a gate.
  let gate: Linear?
  let up: Linear
  let down: Linear

  init(_ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes, _ place: Int) {
    let (hidden, intermediate) = (sizes.hidden, sizes.intermediate)
    let isGated = tower.encoder == .qwen25
    isQuick = tower.encoder == .qwen2
    attentionNorm = Norm(load, "norm1", hidden, style: isGated ? .rms : .layer)
    mlpNorm = Norm(load, "norm2", hidden, style: isGated ? .rms : .layer)
    attention = QwenImageAttention(load.inside("attn"), tower, sizes, place)
    let mlp = load.inside("mlp")
    gate = isGated ? Linear(mlp, "gate_proj", hidden, intermediate, bias: true) : nil
    up = Linear(mlp, "up_proj", hidden, intermediate, bias: true)
    down = Linear(mlp, "down_proj", intermediate, hidden, bias: true)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor {
    var x = x + attention(attentionNorm(x), shared)
    x = x + mlp(mlpNorm(x).asMatrix())
    return x
  }

  private func mlp(_ x: borrowing Tensor) -> Tensor {
    guard let gate else { return down(isQuick ? quickGELU(up(x)) : gelu(up(x))) }
    return down(silu(gate(x)) * up(x))
  }
}

/// Attention of patches to those of the same segment, one segment at a time.
///
/// Source: the same, `Qwen2_5_VLVisionAttention.forward`.
struct QwenImageAttention {
  let qkv: Linear
  let out: Linear
  let heads: Heads
  /// Patches of each.
  let segments: [Size]

  init(_ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes, _ place: Int) {
    qkv = Linear(load, "qkv", sizes.hidden, sizes.hidden * 3, bias: true)
    out = Linear(load, "proj", sizes.hidden, sizes.hidden, bias: true)
    heads = sizes.heads
    segments = sizes.segments(tower, isWindowed: tower.attendsInWindows(place))
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor {
    let width = x.elements
    let states = qkv(x).reordered().split((width, width, width))
    var q = states.first.share()
    var k = states.second.share()
    if let rotary = shared?.rotary {
      let rotated = rotary.rotateWide(q, k)
      q = rotated.q
      k = rotated.k
    }
    let outputs = attended(q, k, states.third)
    let output = outputs.joined()
    return out(output)
  }

  private func attended(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor
  ) -> Parts {
    let machine = q.machine
    let rows = heads.batch * heads.seq
    let queries = q.split(segments, of: rows)
    let keys = k.split(segments, of: rows)
    let values = v.split(segments, of: rows)
    var outputs = Parts(machine)
    for (place, segment) in segments.enumerated() {
      let heads = Heads(
        batch: machine.count(1), seq: segment, heads: heads.heads, kvHeads: heads.heads,
        headDim: heads.headDim, isCausal: false)
      let output = attend(
        machine.hold(queries[place]), machine.hold(keys[place]), machine.hold(values[place]),
        mask: nil, heads)
      outputs.append(output)
    }
    return outputs
  }
}

extension Tensor {
  /// Rows in another order, whose places come from the host. The gradient is added up in zeros, by places
  /// in their order.
  ///
  /// What sorting many places takes beside is not written down: little else is there by then.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `index_backward`;
  /// ATen/native/cuda/Indexing.cu `index_put_with_sort_kernel`.
  func permuted(_ count: Size) -> Tensor {
    let (elements, format) = (elements, format)
    let places = machine.new(count, .int64, .places)
    let result = machine.operation(.copies, elements, format, view) { rule in
      rule.gradient(0, elements, format)
      for _ in 0..<4 { rule.temporary(count, .int64) }
    }
    _ = places.format
    return result
  }

  /// A matrix, with a row for each patch.
  fileprivate consuming func asMatrix() -> Tensor {
    var matrix = view
    matrix.isMatrix = true
    return machine.hold(matrix)
  }
}
