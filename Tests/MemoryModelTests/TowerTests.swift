import Import
import MemoryModel
import Step
import Testing

/// A frozen tower beside a text model: it weighs, and what images of it keep is stated.
@Suite struct TowerTests {
  /// Gemma 3 4B with its tower.
  static let gemma: Architecture = {
    var model = Architecture(
      of: .gemma3, name: "Gemma 3 4B", hidden: 2560, layers: 34, heads: 8, kvHeads: 4,
      headDim: 256, intermediate: 10240, vocab: 262_208)
    model.tied = true
    model.norm = .offset
    model.normPlacement = .around
    model.qkNorm = true
    model.rotaryTables = 2
    model.slidingWindow = 1024
    model.slidingLayers = 29
    var tower = Architecture.Tower(parameters: 419_816_304, linear: 411_070_464)
    (tower.layers, tower.hidden, tower.patches, tower.pixels) = (27, 1152, 16, 588)
    tower.isReached = true
    tower.mask = .images
    model.tower = tower
    return model
  }()

  static let text: Architecture = {
    var model = gemma
    model.tower = nil
    return model
  }()

  @Test(arguments: [Method.full, .lora(Adapter()), .qlora(Adapter(), Quantization())])
  func onlyTheWeightsAreMore(_ method: Method) throws {
    let with = try estimate(Setup(architecture: Self.gemma, method: method))
    let without = try estimate(Setup(architecture: Self.text, method: method))
    #expect(with.parameters == 4_300_079_472 && without.parameters == 3_880_263_168)
    #expect(with.trainable == without.trainable)
    for part in [Part.adapters, .gradients, .optimizer, .activations, .logits, .temporaries] {
      #expect(with[part] == without[part], "\(part)")
    }
    let more = with[.weights] - without[.weights]
    if method.quantization == nil {
      #expect(abs(more - 2 * 419_816_304) < 1024)
    } else {
      // Half a byte for each packed weight, a byte of scales for 64 of them and 4 for 16,384.
      let packed = 411_070_464 / 2 + 411_070_464 / 64 + 411_070_464 / 4096
      #expect(abs(more - packed - 2 * (419_816_304 - 411_070_464)) < 8192)
    }
    let notes = try [Self.gemma, Self.text].map {
      try estimate(Setup(architecture: $0, method: method)).notes.count
    }
    #expect(notes[0] == notes[1] + 2)
  }

  @Test func anUpcastReachesWhatIsNotPacked() throws {
    var quantization = Quantization()
    quantization.upcast = true
    let upcast = Method.qlora(Adapter(), quantization)
    let plain = Method.qlora(Adapter(), Quantization())
    let difference = { (model: Architecture) throws in
      try estimate(Setup(architecture: model, method: upcast))[.weights]
        - estimate(Setup(architecture: model, method: plain))[.weights]
    }
    let more = try difference(Self.gemma) - difference(Self.text)
    #expect(abs(more - 2 * (419_816_304 - 411_070_464)) < 1024)
  }

  @Test func tensorsMustBeWhatTheTowerCounts() throws {
    for line in ["3 x", "3q)", "2(3", "0", "text text", "2(3(4))"] {
      var tower = Architecture.Tower(parameters: 3, linear: 0)
      #expect(throws: Refusal.self, "\(line)") { try tower.read(tensorLines: [line]) }
    }
    var tower = Architecture.Tower(parameters: 19, linear: 8)
    try tower.read(tensorLines: ["1 2(4q", "3) 5i text 4"])
    try tower.validate()
    #expect(tower.beforeText == 3)
    tower.parameters = 20
    #expect(throws: Refusal.self) { try tower.validate() }
  }

  @Test func whatCannotBeIsRefused() {
    #expect(
      RefusalTests.message { $0.imageTokens = 5 }
        == "image_tokens is 5, and Llama 3.1 8B sees no images.")
    let message = RefusalTests.message {
      $0.architecture = Self.gemma
      $0.imageTokens = 4096
    }
    #expect(message?.hasPrefix("image_tokens is 4096, and seq is 2048") == true)
    #expect(RefusalTests.message { $0.imageTokens = -1 } != nil)
    #expect(
      RefusalTests.message { $0.architecture.tower = .init(parameters: 5, linear: 9) }
        == "9 of a tower's 5 parameters cannot be weights of linear modules.")
    #expect(RefusalTests.message { $0.architecture.tower = .init(parameters: 0, linear: 0) } != nil)
  }
}
