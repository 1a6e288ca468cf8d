/// Parameters that there are equally often: those outside of all layers, or of layers alike.
struct Group<A: Amount>: Sendable {
  /// How many layers; one for what is outside.
  let count: A
  let sizes: Dimensions<A>
  let tensors: [Tensor<A>]
  /// The linear modules that are adapted.
  let adapted: [Projection]
  let isOutside: Bool

  /// What is outside of the layers, then each shape of layers.
  static func all(_ setup: Setup, adapting targets: Projections) -> [Group] {
    let architecture = setup.architecture
    let shapes = architecture.shapes
    var groups: [Group] = []
    groups.reserveCapacity(shapes.count + 1)
    for shape in shapes {
      let sizes = Dimensions<A>(setup, shape)
      let tensors = Tensors(architecture: architecture, sizes: sizes)
      if groups.isEmpty {
        groups.append(
          Group(
            count: .count(1), sizes: sizes, tensors: tensors.outside,
            adapted: architecture.adaptedOutside(targets), isOutside: true))
      }
      let projections = architecture.projections(of: shape)
      groups.append(
        Group(
          count: shape.amount(), sizes: sizes,
          tensors: tensors.inside(projections, shape),
          adapted: targets.isEmpty
            ? [] : (projections + architecture.expertTensors(of: shape)).filter(targets.contains),
          isOutside: shape.mixer == .crossAttention))
    }
    if let indexers = indexers(setup, adapting: targets) { groups.append(indexers) }
    if let predictors = predictors(setup, adapting: targets) { groups.append(predictors) }
    return groups
  }

  /// What chooses, for attention, among tokens or among entries of several.
  ///
  /// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py, whose indexers run under
  /// `torch.no_grad`; models/deepseek_v4/modeling_deepseek_v4.py `DeepseekV4Indexer.forward` gives the
  /// places that `topk` finds, so that nothing of it gets a gradient.
  private static func indexers(_ setup: Setup, adapting targets: Projections) -> Group? {
    let architecture = setup.architecture
    let layers = architecture.indexingLayers
    guard layers > 0, let shape = architecture.shapes.first(where: \.hasIndexer) else { return nil }
    let sizes = Dimensions<A>(setup, shape)
    return Group(
      count: .count(layers, "indexing_layers"), sizes: sizes,
      tensors: Tensors(architecture: architecture, sizes: sizes).indexer,
      adapted: architecture.indexing.filter(targets.contains), isOutside: true)
  }

  /// The layers that predict further tokens, which have one more module and three more norms.
  ///
  /// Source: XiaomiMiMo/MiMo-7B-RL on the Hub, modeling_mimo.py `MiMoMTPLayers`; the forward pass is
  /// Qwen2's and does not call them.
  private static func predictors(_ setup: Setup, adapting targets: Projections) -> Group? {
    let architecture = setup.architecture
    guard architecture.predictionLayers > 0, let shape = architecture.shapes.last else {
      return nil
    }
    let sizes = Dimensions<A>(setup, shape)
    let projections = architecture.projections(of: shape) + [.predictionIn]
    let norms = Tensor<A>(
      name: "norms", kind: .norm, rows: sizes.hidden, columns: .count(1), times: 3)
    let tensors = Tensors(architecture: architecture, sizes: sizes).inside(projections, shape)
    return Group(
      count: .count(architecture.predictionLayers, "prediction_layers"),
      sizes: sizes, tensors: tensors + [norms],
      adapted: projections.filter { targets.contains($0) }, isOutside: true)
  }
}
