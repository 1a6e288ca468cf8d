/// Layers whose tensors have the same shapes: nearly always all of a model.
struct LayerShape: Sendable, Hashable {
  var count: Int
  /// How many of them have a window.
  var windowed: Int
  var headDim: Int
  var kvHeads: Int
  var intermediate: Int
  var mixer = Architecture.Mixer.attention
  var feed = Architecture.Feed.mlp
  /// Whether the layer computes keys and values, and whether from a projection of their own.
  var hasKeys = true
  var hasValues = true
  /// Whether it chooses the tokens that it attends to by an indexer of its own.
  var hasIndexer = false
  /// Whether it is all layers, or which.
  var names = Names()

  /// What its sizes are called.
  struct Names: Sendable, Hashable {
    var isGlobal = false
    var isShared = false
    var isAll = true
    /// Whether other layers have another mixer.
    var isHybrid = false
    /// Whether an earlier layer's indexer chose for it.
    var reusesChoice = false
  }
}

extension LayerShape {
  /// Experts in the place of the MLP: the one that it has is theirs, which every token takes.
  fileprivate mutating func take(_ experts: Architecture.Experts) {
    feed = .experts
    intermediate = experts.shared
  }
}

extension Architecture {
  /// The shapes of the layers; the first layer is of the first shape, the last of the last.
  var shapes: [LayerShape] {
    var all = LayerShape(
      count: layers, windowed: slidingLayers, headDim: headDim, kvHeads: kvHeads,
      intermediate: intermediate)
    if let experts, !experts.besideMLP { all.take(experts) }
    all.hasIndexer = indexer != nil
    if !stretches.isEmpty { return stretches.map { shape(of: $0, like: all) } }
    if global == nil && shared == nil { return [all] }
    return shapesByWindow(like: all)
  }

  private func shape(of stretch: Stretch, like all: LayerShape) -> LayerShape {
    var shape = all
    shape.count = stretch.count
    shape.windowed = stretch.build.hasWindow ? stretch.count : 0
    shape.mixer = stretch.build.mixer
    shape.feed = stretch.build.feed
    if shape.mixer == .sparseAttention { shape.hasIndexer = true }
    if stretch.build.reusesChoice {
      shape.hasIndexer = false
      shape.names.reusesChoice = true
    }
    shape.intermediate = stretch.build.intermediate ?? intermediate
    if shape.feed == .experts, let experts { shape.take(experts) }
    shape.names.isAll = stretches.count == 1
    shape.names.isHybrid = stretches.contains { $0.build.mixer != .attention }
    return shape
  }

  /// Layers with and without a window, and with keys and values of their own or an earlier layer's.
  private func shapesByWindow(like all: LayerShape) -> [LayerShape] {
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
}
