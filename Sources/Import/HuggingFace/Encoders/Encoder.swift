import MemoryModel

/// An encoder of images with a config class of its own, which several models are built around.
enum Encoder: String, Sendable, CaseIterable {
  case siglip = "siglip_vision_model"
  case siglip2 = "siglip2_vision_model"
  case clip = "clip_vision_model"
  case pixtral
}

extension Config {
  /// Counts the encoder that `vision_config` describes.
  ///
  /// - Parameters:
  ///   - standard: the class where it does not name one.
  ///   - otherwise: the keys that stand without `vision_config`.
  /// - Returns: its config besides, for what the projector asks of it.
  func encoder(
    or standard: Encoder, otherwise: [String: JSON] = [:]
  ) throws(ImportFault) -> (TowerCount, Config) {
    let config = try object("vision_config") ?? Config(otherwise)
    var encoder = standard
    if let type = try config.text("model_type") {
      guard let named = Encoder(rawValue: type) else {
        throw fault(
          "The vision tower is of the kind \(quoted(type)), which I do not know yet.",
          at: "vision_config",
          hint: "I know \(Encoder.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      encoder = named
    }
    switch encoder {
    case .siglip: return (try config.siglip(), config)
    case .siglip2: return (try config.siglip2(), config)
    case .clip: return (try config.clip(), config)
    case .pixtral: return (try config.pixtral(), config)
    }
  }
}

extension TowerCount {
  /// Attention and MLP of a layer as CLIP has them: four projections, two layers, biases.
  mutating func addPlainLayers(_ layers: Int, _ hidden: Int, _ intermediate: Int) {
    add(times: layers) { layer in
      for _ in 0..<4 { layer.addLinear(hidden, hidden) }
      layer.addLayerNorm(hidden)
      layer.addLinear(hidden, intermediate)
      layer.addLinear(intermediate, hidden)
      layer.addLayerNorm(hidden)
    }
  }
}
