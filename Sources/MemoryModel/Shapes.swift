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
      intermediate: intermediate, feed: experts.map { $0.besideMLP ? .mlp : .experts } ?? .mlp
    ).sharing(experts)
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
    shape.intermediate = stretch.build.intermediate ?? intermediate
    shape.names.isAll = false
    return shape.sharing(experts)
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

extension LayerShape {
  /// A layer with experts has no MLP but the expert that every token takes.
  fileprivate func sharing(_ experts: Architecture.Experts?) -> LayerShape {
    guard feed == .experts, let shared = experts?.shared else { return self }
    var shape = self
    shape.intermediate = shared.intermediate
    return shape
  }

  /// How many layers have this shape.
  func amount<A: Amount>() -> A {
    if names.isAll { return .count(count, "layers") }
    return switch (mixer, feed, names.isGlobal, names.isShared) {
    case (_, .experts, _, _):
      .count(count, windowed > 0 ? "windowed_expert_layers" : "expert_layers")
    case (_, _, false, false): .count(count, windowed > 0 ? "windowed_layers" : "dense_layers")
    case (_, _, true, false): .count(count, "global_layers")
    case (_, _, false, true): .count(count, "windowed_sharing_layers")
    case (_, _, true, true): .count(count, "global_sharing_layers")
    }
  }
}
