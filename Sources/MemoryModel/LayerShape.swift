extension Architecture {
  /// The attention of layers without a window, where it has other sizes (Gemma 4).
  package struct GlobalAttention: Sendable, Hashable {
    package var headDim: Int
    package var kvHeads: Int
    /// Whether the keys' projection gives the values as well: `attention_k_eq_v`.
    package var keysAreValues: Bool

    package init(headDim: Int, kvHeads: Int, keysAreValues: Bool = false) {
      self.headDim = headDim
      self.kvHeads = kvHeads
      self.keysAreValues = keysAreValues
    }
  }

  /// The last layers, which take keys and values from an earlier one (Gemma 4).
  package struct SharedKeys: Sendable, Hashable {
    /// `num_kv_shared_layers`.
    package var layers: Int
    /// How many of them have a window.
    package var windowed: Int
    /// Whether their MLP is twice as wide: `use_double_wide_mlp`.
    package var doublesMLP: Bool

    package init(layers: Int, windowed: Int, doublesMLP: Bool = false) {
      self.layers = layers
      self.windowed = windowed
      self.doublesMLP = doublesMLP
    }
  }

  /// An embedding of its own for every layer, which joins the stream at the layer's end (Gemma 4).
  package struct PerLayerInput: Sendable, Hashable {
    /// `hidden_size_per_layer_input`.
    package var width: Int
    /// `vocab_size_per_layer_input`.
    package var vocab: Int

    package init(width: Int, vocab: Int) {
      self.width = width
      self.vocab = vocab
    }
  }
}

/// Layers whose tensors have the same shapes: nearly always all of a model.
struct LayerShape: Sendable, Hashable {
  var count: Int
  /// How many of them have a window.
  var windowed: Int
  var headDim: Int
  var kvHeads: Int
  var intermediate: Int
  /// Whether the layer computes keys and values, and whether from a projection of their own.
  var hasKeys = true
  var hasValues = true
  /// Whether it is all layers, or which.
  var names = Names()

  /// What its sizes are called.
  struct Names: Sendable, Hashable {
    var isGlobal = false
    var isShared = false
    var isAll = true
  }
}

extension Architecture {
  /// The shapes of the layers; the first layer is of the first shape, the last of the last.
  var shapes: [LayerShape] {
    let all = LayerShape(
      count: layers, windowed: slidingLayers, headDim: headDim, kvHeads: kvHeads,
      intermediate: intermediate)
    if global == nil && shared == nil { return [all] }
    var shapes: [LayerShape] = []
    let reusing = shared ?? SharedKeys(layers: 0, windowed: 0)
    for isShared in [false, true] {
      let windowed = isShared ? reusing.windowed : slidingLayers - reusing.windowed
      let count = isShared ? reusing.layers : layers - reusing.layers
      for isGlobal in [false, true] {
        var shape = all
        shape.count = isGlobal ? count - windowed : windowed
        shape.windowed = isGlobal ? 0 : windowed
        shape.hasKeys = !isShared
        shape.hasValues = !isShared
        shape.names = LayerShape.Names(isGlobal: isGlobal, isShared: isShared, isAll: false)
        if isShared && reusing.doublesMLP { shape.intermediate = 2 * intermediate }
        if isGlobal, let global {
          shape.headDim = global.headDim
          shape.kvHeads = global.kvHeads
          shape.hasValues = shape.hasValues && !global.keysAreValues
        }
        if shape.count > 0 { shapes.append(shape) }
      }
    }
    return shapes.isEmpty ? [all] : shapes
  }

  /// The linear modules of a layer of such a shape, in the order of its forward pass.
  func projections(of shape: LayerShape) -> [Projection] {
    let hasOthers = perLayerInput != nil || embeddingWidth != nil || predictionLayers > 0
    if shape.names.isAll && !hasOthers { return projections }
    return projections.filter {
      switch $0 {
      case .k: shape.hasKeys
      case .v: shape.hasValues
      case .perLayerModel, .embeddingIn, .embeddingOut, .predictionIn: false
      default: true
      }
    }
  }
}
