import MemoryModel

/// A layer of an encoder of images.
protocol ImageLayer {
  /// - Parameter shared: what the encoder makes for all of them, where it does.
  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor
}

/// Layers of an encoder of images: all patches attend to each other. Each may be a checkpoint, though it
/// is frozen.
struct ImageEncoder {
  let setup: Setup
  /// Layers that stand for like ones, with the place of the first.
  let layers: [(layer: any ImageLayer, place: Int, copies: Int)]

  /// - Parameter folded: whether one stands for like ones: the first and the last two stand for themselves,
  ///   since something of them is alive when nothing of the others is.
  init(_ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes, folded: Bool) {
    setup = load.setup
    layers = Self.runs(tower, folded: folded).map { place, copies in
      let layer = load.machine.stretch(copies) { tower.layer(load, sizes, place) }
      return (layer, place, copies)
    }
  }

  private static func runs(
    _ tower: Architecture.Tower, folded: Bool
  ) -> [(place: Int, copies: Int)] {
    var runs: [(place: Int, copies: Int)] = []
    for place in 0..<tower.layers {
      let isInner = folded && place > 1 && place < tower.layers - 2
      if isInner, tower.isApart(place) == tower.isApart(place - 1) {
        runs[runs.count - 1].copies += 1
      } else {
        runs.append((place, 1))
      }
    }
    return runs
  }

  /// All layers but so many at the end.
  func callAsFunction(_ x: borrowing Tensor, leaving rest: Int = 0) -> Tensor {
    var x = x.share()
    for (layer, _, copies) in layers.dropLast(rest) {
      x.machine.stretch(copies) { x = pass(x, through: layer, nil) }
    }
    return x
  }

  /// All layers, where the variable that is handed on is the model's own.
  ///
  /// - Parameter behind: what reads the stream behind the layer at a place.
  func callAsFunction(
    _ x: consuming Tensor, _ shared: SharedInputs,
    behind: (Int, borrowing Tensor) -> Void = { _, _ in }
  ) -> Tensor {
    for (layer, place, copies) in layers {
      x.machine.stretch(copies) { x = pass(x, through: layer, shared) }
      behind(place, x)
    }
    return x
  }

  /// The last layer.
  func last(_ x: borrowing Tensor) -> Tensor {
    guard let last = layers.last else { return x.share() }
    return pass(x, through: last.layer, nil)
  }

  private func pass(
    _ x: borrowing Tensor, through layer: any ImageLayer, _ shared: SharedInputs?
  ) -> Tensor {
    switch setup.checkpointing {
    case .off: layer(x, shared)
    case .reentrant: x.machine.checkpointReentrant(x) { layer($0, shared) }
    case .on, .every, .offload: x.machine.checkpoint(x) { layer($0, shared) }
    }
  }
}

extension Architecture.Tower {
  /// Whether the layer at a place is not like most.
  fileprivate func isApart(_ place: Int) -> Bool {
    encoder == .qwen25 && !attendsInWindows(place) || deepLayers.contains(place)
  }

  fileprivate func layer(_ load: Loader, _ sizes: EncoderSizes, _ place: Int) -> any ImageLayer {
    switch encoder {
    case .internvl: InternVLLayer(load, self, sizes)
    case .qwen2, .qwen25, .qwen3: QwenLayer(load, self, sizes, place)
    case .pixtral: PixtralLayer(load, self, sizes)
    case .clip, .siglip, nil: CLIPLayer(load, self, sizes)
    }
  }
}

/// What the layers of an encoder are computed over.
struct EncoderSizes {
  let hidden: Size
  let intermediate: Size
  /// The images as sequences.
  let heads: Heads

  /// - Parameter rows: those of one image.
  init(_ tower: Architecture.Tower, _ images: Images, rows: Size) {
    let table = rows.table
    hidden = table.constant(tower.hidden)
    intermediate = table.constant(tower.intermediate)
    let heads = table.constant(tower.heads)
    self.heads = Heads(
      batch: images.count, seq: rows, heads: heads, kvHeads: heads, headDim: hidden / heads,
      isCausal: false)
  }
}

/// `CLIPEncoderLayer`, `SiglipEncoderLayer`. SigLIP's stream lies as the convolution's channels do, CLIP's
/// is concatenated.
///
/// Source: transformers 5.23 models/clip/modeling_clip.py `CLIPEncoderLayer.forward`, `CLIPAttention.forward`,
/// `CLIPMLP.forward`, models/siglip/modeling_siglip.py.
struct CLIPLayer: ImageLayer {
  let attention: ImageAttention
  let attentionNorm: Norm
  let up: Linear
  let down: Linear
  let mlpNorm: Norm
  let encoder: Architecture.Tower.Encoder?

  init(_ load: Loader, _ tower: Architecture.Tower, _ sizes: EncoderSizes) {
    let (hidden, intermediate) = (sizes.hidden, sizes.intermediate)
    let k = Linear(load, "k_proj", hidden, hidden, bias: true)
    let v = Linear(load, "v_proj", hidden, hidden, bias: true)
    let q = Linear(load, "q_proj", hidden, hidden, bias: true)
    let out = Linear(load, "out_proj", hidden, hidden, bias: true)
    attention = ImageAttention(q: q, k: k, v: v, out: out, heads: sizes.heads)
    var attentionNorm = Norm(load, "layer_norm1", hidden, style: .layer)
    up = Linear(load, "fc1", hidden, intermediate, bias: true)
    down = Linear(load, "fc2", intermediate, hidden, bias: true)
    var mlpNorm = Norm(load, "layer_norm2", hidden, style: .layer)
    if tower.encoder == .siglip {
      attentionNorm.transposed = .input
      mlpNorm.transposed = .input
    }
    self.attentionNorm = attentionNorm
    self.mlpNorm = mlpNorm
    encoder = tower.encoder
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs?) -> Tensor {
    var residual = x.share()
    var x = attentionNorm(residual)
    x = attention(x)
    x = residual + x
    residual = x.share()
    x = mlpNorm(x)
    x = mlp(x)
    x = residual + x
    return x
  }

  private func mlp(_ x: borrowing Tensor) -> Tensor {
    var x = up(x)
    x = encoder == .clip ? quickGELU(x) : gelu(x)
    x = down(x)
    return x
  }
}

/// Attention of all patches of an image to each other.
///
/// Source: transformers 5.23 models/clip/modeling_clip.py `CLIPAttention.forward`,
/// models/internvl/modeling_internvl.py `InternVLVisionAttention.forward`.
struct ImageAttention {
  let q: Linear
  let k: Linear
  let v: Linear
  let out: Linear
  let heads: Heads

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let q = q(x)
    let k = k(x)
    let v = v(x)
    let output = attend(q, k, v, mask: nil, heads)
    return out(output)
  }
}

/// `x * sigmoid(1.702 * x)`.
///
/// Source: transformers 5.23 activations.py `QuickGELUActivation.forward`.
func quickGELU(_ x: borrowing Tensor) -> Tensor { x * x.scaled().sigmoid() }
