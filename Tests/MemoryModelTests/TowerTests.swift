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
    let with = try closedEstimate(Setup(architecture: Self.gemma, method: method))
    let without = try closedEstimate(Setup(architecture: Self.text, method: method))
    #expect(with.parameters == 4_300_079_472 && without.parameters == 3_880_263_168)
    #expect(with.trainable == without.trainable)
    for part in [Part.adapters, .gradients, .optimizer, .activations, .logits, .temporaries] {
      #expect(with[part] == without[part], "\(part)")
    }
    let more = with[.weights] - without[.weights]
    if method.quantization == nil {
      #expect(more == 2 * 419_816_304)
    } else {
      // Half a byte for each packed weight, a byte of scales for 64 of them and 4 for 16,384.
      let packed = 411_070_464 / 2 + 411_070_464 / 64 + 411_070_464 / 4096
      #expect(abs(more - packed - 2 * (419_816_304 - 411_070_464)) < 8192)
    }
    let notes = try [Self.gemma, Self.text].map {
      try estimate(Setup(architecture: $0, method: method)).notes.count
    }
    #expect(notes[0] == notes[1] + 1)
  }

  @Test func anUpcastReachesWhatIsNotPacked() throws {
    var quantization = Quantization()
    quantization.upcast = true
    let upcast = Method.qlora(Adapter(), quantization)
    let plain = Method.qlora(Adapter(), Quantization())
    let difference = { (model: Architecture) throws in
      try closedEstimate(Setup(architecture: model, method: upcast))[.weights]
        - closedEstimate(Setup(architecture: model, method: plain))[.weights]
    }
    #expect(try difference(Self.gemma) - difference(Self.text) == 2 * (419_816_304 - 411_070_464))
  }

  /// Traced on a CPU with transformers 5.23, tiny models in bf16: one more layer of the tower of
  /// Gemma 3 keeps 6,144 bytes for 64 patches 48 wide, of Pixtral and Qwen2.5-VL 8,192 for 64 wide;
  /// of Qwen3-VL none. Full or with adapters frozen, it is the same.
  @Test(arguments: [(48, true, 6144), (64, true, 8192), (64, false, 0)])
  func checkpointsHoldTheTowersInputs(_ width: Int, _ isReached: Bool, _ bytes: Int) throws {
    let kept = { (layers: Int, method: Method) throws in
      var model = Self.gemma
      model.tower?.layers = layers
      model.tower?.hidden = width
      model.tower?.patches = 4
      model.tower?.isReached = isReached
      var setup = Setup(architecture: model, method: method, seq: 40, optimizer: .sgd)
      setup.imageTokens = 16
      return try closedEstimate(setup)[Phase.loss]
    }
    for method in [Method.full, .lora(Adapter())] {
      #expect(try kept(7, method) - kept(4, method) == 3 * bytes)
    }
  }

  @Test func imagesOfGemmaTakeAMask() throws {
    var setup = Setup(architecture: Self.gemma, method: .lora(Adapter()), seq: 512)
    let lines = { (setup: Setup) throws in
      try explain(setup).lines.map(\.name).filter { $0.contains("mask") }
    }
    #expect(try lines(setup).isEmpty)
    setup.imageTokens = 256
    #expect(try lines(setup) == ["mask of image tokens", "causal mask", "mask of the window"])
    setup.architecture.tower?.mask = .none
    #expect(try lines(setup) == ["mask of image tokens"])
    setup.imageTokens = 0
    setup.architecture.tower?.mask = .always
    #expect(try lines(setup) == ["causal mask", "mask of the window"])
  }

  @Test func imagesSayThatNoStepWasTraced() throws {
    var setup = Setup(architecture: Self.gemma)
    let margin = try estimate(setup).evidence.margin
    setup.imageTokens = 256
    #expect(try estimate(setup).evidence.margin > margin)
    #expect(try estimate(setup).notes.last?.hasPrefix("image_tokens: ") == true)
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
