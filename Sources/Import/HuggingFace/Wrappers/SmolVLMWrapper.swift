import MemoryModel

/// `Idefics3Config` and `SmolVLMConfig` of transformers 5.23 (models/idefics3, smolvlm), which are one
/// but for the names.
extension Wrapper {
  static let idefics3 = Wrapper(
    "idefics3", text: .named(or: "llama"), tying: .outside(false),
    tower: idefics3Tower)
  static let smolVLM = Wrapper(
    "smolvlm", text: .named(or: "llama"), tying: .outside(false),
    tower: idefics3Tower)

  @Sendable private static func idefics3Tower(
    _ config: Config, _ text: Architecture
  ) throws(ImportFault) -> Architecture.Tower? {
    let vision = try config.object("vision_config") ?? Config([:])
    var count = try vision.idefics3Vision()
    let side = try config.count("scale_factor", or: 2, upTo: 1 << 6)
    count.addLinear(count.hidden * side * side, text.hidden, bias: false)
    var tower = count.tower(patches: side * side, isReached: true)
    tower?.text = "text_model"
    return tower
  }
}
