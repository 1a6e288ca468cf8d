import MemoryModel

/// `Exaone4_5_Config` and `Exaone4_5_ForConditionalGeneration` of transformers 5.23
/// (models/exaone4_5): Qwen2.5's tower, where some heads share their keys.
extension Wrapper {
  static let exaone45 = Wrapper(
    "exaone4_5", text: .named(or: "exaone4"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let (count, merged) = try vision.qwen25Vision(keyHeads: 8)
    return count.tower(patches: merged, isReached: true)
  }
}

/// The text model inside.
extension ConfigClass {
  /// The first name that it had; `Exaone4_5_Config` reads it as `exaone4`.
  static let exaone45Text = ConfigClass(
    modelType: "exaone4_5_text", name: exaone4.name, architecture: exaone4.architecture)
}
