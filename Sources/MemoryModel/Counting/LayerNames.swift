extension LayerShape {
  /// How many layers have this shape.
  func amount<A: Amount>() -> A {
    if names.isAll { return .count(count, "layers") }
    if names.reusesChoice {
      return .count(count, feed == .experts ? "sharing_expert_layers" : "sharing_dense_layers")
    }
    if names.isHybrid { return .count(count, hybridName) }
    return switch (feed, names.isGlobal, names.isShared) {
    case (.experts, _, _):
      .count(count, windowed > 0 ? "windowed_expert_layers" : "expert_layers")
    case (_, false, false): .count(count, windowed > 0 ? "windowed_layers" : "dense_layers")
    case (_, true, false): .count(count, "global_layers")
    case (_, false, true): .count(count, "windowed_sharing_layers")
    case (_, true, true): .count(count, "global_sharing_layers")
    }
  }

  /// Where mixers differ, they are in the name; and the experts where not all layers have them.
  private var hybridName: StaticString {
    switch (mixer, feed) {
    case (.none, .experts): "expert_layers"
    case (.none, _): "mlp_layers"
    case (.attention, .experts): "attention_expert_layers"
    case (.attention, _): "attention_layers"
    case (.mamba2, .experts): "mamba_expert_layers"
    case (.mamba2, _): "mamba_layers"
    case (.gatedDelta, .experts): "delta_expert_layers"
    case (.gatedDelta, _): "delta_layers"
    case (.shortConvolution, .experts): "convolution_expert_layers"
    case (.shortConvolution, _): "convolution_layers"
    case (.lightning, _): "lightning_layers"
    case (.attentionAndMamba2, _): "layers"
    case (.sparseAttention, _): "sparse_layers"
    case (.heavyAttention, _): "heavy_layers"
    case (.crossAttention, _): "cross_attention_layers"
    }
  }
}
