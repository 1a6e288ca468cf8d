import Language

/// A tool that trains, and what its users bring along: its names that change memory, with what stands
/// for each of them here.
struct Trainer: Sendable {
  let name: String
  /// Keys of its files that no other tool has.
  let marks: Set<String>
  let names: [(name: String, meaning: ForeignNames.Meaning)]

  /// Names of one meaning stand in one text, spaces between them.
  init(
    _ name: String, marks: String = "",
    _ names: KeyValuePairs<ForeignNames.Meaning, String>
  ) {
    self.name = name
    self.marks = Set(marks.names)
    self.names = names.flatMap { meaning, names in names.names.map { ($0, meaning) } }
  }

  static let all: [Trainer] = [
    axolotl, llamaFactory, torchtune, mlx, deepSpeed, accelerate, unsloth, trl, peft, bitsandbytes,
    transformers,
  ]
}

extension String {
  /// The names in it, spaces between them.
  var names: [String] {
    var text = self
    return text.withUTF8 { bytes in
      // The library's own split takes twice as long, and every script asks for these.
      var names: [String] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: " ") {
        if end > start { names.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
        start = end + 1
      }
      return names
    }
  }
}

extension ForeignNames {
  /// All that is known, each name once: those that several tools have mean the same.
  static let known = ForeignNames(
    Trainer.all.flatMap { $0.names.map { ($0.name, $0.meaning) } } + spoken)
}

extension ForeignNames.Meaning {
  // What several tools have, under names of their own.
  static let cards = Self.unmodelled("training on several cards")
  static let sharding = Self.unmodelled(
    "weights, gradients and states split over cards or the host")
  static let offloading = Self.unmodelled("activations that wait on the host")
  static let packing = Self.unmodelled("rows filled with several documents")
  static let evaluation = Self.unmodelled("evaluation beside training")
  static let scored = Self.unmodelled("a loss on part of the tokens")
  static let preference = Self.unmodelled(
    "preference tuning and rewards: a reference model, pairs, generation")
  static let compiled = Self.unmodelled("torch.compile")
  static let eightBits = Self.unmodelled("weights in 8 bits")
  static let float8 = Self.unmodelled("computing in 8 bits")
  static let frozen = Self.unmodelled("training some of the layers or modules, frozen others")
  static let kernels = Self.unmodelled("other kernels than those of transformers")
  static let projected = Self.unmodelled("optimizers that keep a projection of gradients")
  static let unlike = Self.unmodelled("adapters that differ by layer or module")
  static let adapters = Self.unmodelled("adapters of another kind than LoRA's and DoRA's")
  static let images = Self.told("count the tokens that images take: `image_tokens`")
  static let duration = Self.told("the rows that fit are found by `largest(batch, fits(…))`")
}
