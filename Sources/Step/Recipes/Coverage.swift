import MemoryModel

extension Training {
  /// Whether the machine has the modules and rules of the setup.
  package static func covers(_ setup: Setup) -> Bool { (try? family(of: setup)) != nil }

  /// The family whose forward a setup runs.
  ///
  /// - Throws: what of the setup is not written down, by name.
  static func family(of setup: Setup) throws(Refusal) -> any Family {
    let model = setup.architecture
    let family = model.family.tree.family
    try family.check(model)
    try setup.checkTargets()
    try checkModel(setup)
    try checkAttention(setup, family)
    try checkFramework(setup)
    try checkLoss(setup)
    try checkAdapter(setup, family)
    try checkTower(setup)
    try checkImages(setup)
    try checkRecurrence(setup)
    try checkCheckpoints(setup, family)
    return family
  }

  private static func checkModel(_ setup: Setup) throws(Refusal) {
    let model = setup.architecture
    // transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextAltUp.predict`.
    if model.altUp != nil && setup.method.quantization != nil {
      throw Refusal(
        "method: transformers raises on \(model.name) in 4 bits, whose predictions it clamps in "
          + "place.", hint: "`lora` and `full` train it")
    }
    if model.gatedMLP && (model.activation == .recomputed || model.activation == .xielu) {
      throw Refusal(
        "model: BLOOM's and Apertus's activations in a gated MLP are not modelled.",
        hint: "no published model has one")
    }
    if let rates = model.compressed, setup.seq < max(2 * rates.sparseRate, rates.heavyRate) {
      throw Refusal(
        "seq: less than one entry of compressed attention is not modelled.",
        hint: "\(max(2 * rates.sparseRate, rates.heavyRate)) tokens and more are")
    }
  }

  /// Of recurrent layers: not all that Adafactor does where they scan; and of lightning attention nothing
  /// that was not traced: it fills up tokens of padding otherwise.
  private static func checkRecurrence(_ setup: Setup) throws(Refusal) {
    let model = setup.architecture
    if setup.optimizer == .adafactor && model.mamba2 != nil {
      throw Refusal(
        "optimizer: adafactor of Mamba's layers is not modelled yet.", hint: "`adamw` is")
    }
    if model.lightning == nil { return }
    func refuse(_ slot: String, _ value: String, but other: String) -> Refusal {
      Refusal("\(slot): \(value) beside lightning attention is not modelled yet.", hint: other)
    }
    let (padding, method) = (setup.padding, setup.method)
    if padding { throw refuse("padding", "it", but: "`off` is") }
    if setup.attention != .sdpa { throw refuse("attention", "eager", but: "`sdpa` is") }
    if setup.precision.autocast == .fp16 {
      throw refuse("precision", "fp16 autocast", but: "`bf16` and `bf16_amp` are")
    }
    if setup.device.capability < 80 {
      throw refuse("gpu", "a card before Ampere", but: "`a100` and later ones are")
    }
    if method.adapter?.dora == true { throw refuse("dora", "it", but: "`off` is") }
    if method.adapter?.save.isEmpty == false { throw refuse("save", "it", but: "leave it out") }
    if method.quantization?.computesWide == true {
      throw refuse(
        "compute", "fp32", but: "a checkpoint with bnb_4bit_compute_dtype of bfloat16 is")
    }
  }

  /// A tower whose forward around the text model is written down.
  private static func checkTower(_ setup: Setup) throws(Refusal) {
    let model = setup.architecture
    guard let tower = model.tower else { return }
    // What a person tells by counts alone is a tower of two tensors.
    if (tower.wrapper == nil) != tower.stretches.isEmpty {
      throw Refusal(
        "model: the forward pass around the text model of \(model.name) is not modelled yet.",
        hint: "its text model alone is, from a config without the tower")
    }
    if case .every(let n) = setup.checkpointing, n > 1, !tower.countsItsCheckpoints {
      throw Refusal(
        "checkpointing: each \(n)th of all layers is not modelled yet with the tower of \(model.name), "
          + "whose layers count too.", hint: "`on` is")
    }
    if setup.framework != .today {
      throw Refusal(
        "framework: earlier versions are not modelled for models with a tower.",
        hint: "`\(Framework.today.rawValue)` is")
    }
  }

  /// Images where their wrapper's forward is written down, and nothing but the embedding stands before the
  /// text model's layers.
  private static func checkImages(_ setup: Setup) throws(Refusal) {
    let model = setup.architecture
    if setup.imageTokens == 0 { return }
    let isPlain =
      !model.embeddingDropout && !model.embeddingNorm && model.positions == 0
      && model.embeddingWidth == nil && model.layersAtImages == 0
    guard isPlain, model.tower?.imageModel != nil else {
      throw Refusal(
        "image_tokens: a batch with images is not modelled yet for \(model.name).",
        hint: "`image_tokens = 0` is a batch of text alone")
    }
    if let tower = model.tower, tower.segments(setup) > Double(ImageGrid.mostSegments) {
      throw Refusal(
        "image_tokens: \(model.name) attends to images one by one, or to their windows, and here are more "
          + "than \(ImageGrid.mostSegments) of them.", hint: "lower batch or image_tokens")
    }
    func refuse(_ slot: String, _ value: String, but other: String) -> Refusal {
      Refusal("\(slot): \(value) with images is not modelled yet.", hint: "`\(other)` is")
    }
    if setup.attention != .sdpa { throw refuse("attention", "eager", but: "sdpa") }
    if setup.padding { throw refuse("padding", "it", but: "off") }
    if setup.loss != .standard { throw refuse("loss", "one without whole logits", but: "standard") }
    if ![.off, .on, .reentrant].contains(setup.checkpointing) {
      throw refuse("checkpointing", setup.checkpointing.spelling, but: "on")
    }
  }

  /// Each chunk of a loss is written down by itself. Without whole logits Gemma 3n's streams, whose layers
  /// share keys, were not traced with checkpoints.
  private static func checkLoss(_ setup: Setup) throws(Refusal) {
    if setup.loss == .standard { return }
    if case .chunked(let count) = setup.loss, count > 1024 {
      throw Refusal("loss: chunked(\(count)) is not modelled.", hint: "up to 1024 chunks are")
    }
    if setup.architecture.altUp != nil && setup.checkpointing != .off {
      throw Refusal(
        "loss: without whole logits, with checkpoints, it is not modelled yet for "
          + "\(setup.architecture.name).", hint: "`standard` is")
    }
  }

  /// Magnitudes and copies of tables in models without experts. Traces of magnitudes of plain weights that
  /// lie transposed reserve less than the machine.
  private static func checkAdapter(_ setup: Setup, _ family: any Family) throws(Refusal) {
    let model = setup.architecture
    guard let adapter = setup.method.adapter else { return }
    let isTransposed = family.transposesWeights && setup.method.quantization == nil
    if adapter.dora && (model.experts != nil || isTransposed) {
      throw Refusal("dora: it is not modelled yet for \(model.name).", hint: "`off` is")
    }
    if !adapter.save.isEmpty && model.experts != nil {
      throw Refusal("save: it is not modelled yet for \(model.name).", hint: "leave it out")
    }
  }

  private static func checkAttention(_ setup: Setup, _ family: any Family) throws(Refusal) {
    let (stack, model) = (Stack(setup), setup.architecture)
    if stack.isEager {
      if !family.attendsEagerly {
        throw Refusal(
          "attention: eager is not modelled yet for \(model.family.rawValue).", hint: "`sdpa` is")
      }
      return
    }
    if model.headDim % 8 == 0 || fills(setup) { return }
    throw Refusal(
      "attention: heads of \(model.headDim), no multiple of 8, are not modelled with masks, in fp32, and "
        + "on cards before Ampere yet.", hint: "`bf16`, with `padding = off`, on `a100` is")
  }

  /// Whether flash attention fills up heads whose size is no multiple of 8. Where no fused kernel of
  /// sdpa takes them they are multiplied out.
  ///
  /// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp `minimum_gemm_alignment`.
  private static func fills(_ setup: Setup) -> Bool {
    let model = setup.architecture
    let reachesWindow = model.slidingLayers > 0 && setup.seq >= model.slidingWindow ?? .max
    return setup.device.capability >= 80 && setup.precision.products != .fp32 && !setup.padding
      && !setup.joinsImages && !reachesWindow && !model.alwaysMasks && model.indexer == nil
      && model.headDim <= 192
  }

  /// Earlier versions made masks in another way. What else they did otherwise is that of `Framework`; a
  /// note says that no step was traced with them.
  private static func checkFramework(_ setup: Setup) throws(Refusal) {
    if setup.framework == .today || setup.attention == .sdpa && !setup.padding { return }
    throw Refusal(
      "framework: of \(setup.framework.rawValue), sdpa without padding is modelled.",
      hint: "`\(Framework.today.rawValue)` has all")
  }

  /// Not further arguments of a reentrant checkpoint that ask for gradients, nor further results.
  private static func checkCheckpoints(_ setup: Setup, _ family: any Family) throws(Refusal) {
    let model = setup.architecture
    let handsOn =
      model.perLayerInput != nil || model.shared != nil || model.indexer?.handsOn == true
      || model.layersAtImages > 0 || family.returnsWeights
    if setup.checkpointing != .reentrant || !handsOn { return }
    throw Refusal(
      "checkpointing: reentrant, with what layers of \(model.name) hand on beside the stream, is "
        + "not modelled yet.", hint: "`on` is")
  }
}
