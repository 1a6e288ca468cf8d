import MemoryModel

/// A model that is run: its weights, and one forward over a prompt that fills the context, without
/// autograd, which leaves the cache that further tokens are computed with.
///
/// Source: transformers 5.23 generation/utils.py `generate`, under `torch.no_grad()`, `_prefill`.
package struct Inference {
  let machine: Machine
  let dimensions: Dimensions
  let model: Decoder

  /// Whether the forward of a setup that `Setup.run(caching:)` gave is written down and was traced.
  package static func covers(_ setup: Setup) -> Bool { (try? family(of: setup)) != nil }

  /// What the setup allocates and releases from loading to the first token.
  ///
  /// - Parameters:
  ///   - folded: one layer stands for like ones.
  ///   - prefills: whether the model is run, and not loaded alone.
  package static func record(
    _ setup: Setup, folded: Bool, prefills: Bool = true
  ) throws(Refusal) -> Program {
    let family = try family(of: setup)
    let sizes = SizeTable(multiprocessors: setup.device.multiprocessors)
    let machine = Machine(
      sizes: sizes, stack: Stack(setup), workspace: setup.device.workspaceBytes)
    let inference = Inference(machine, setup, family, folded ? .one : .all)
    if prefills { inference.prefill() }
    machine.state.pointee.record.keepNothing()
    return Program(sizes: sizes, record: machine.finish(), allocator: setup.allocator)
  }

  private init(
    _ machine: Machine, _ setup: Setup, _ family: any Family, _ layers: RecordedLayers
  ) {
    self.machine = machine
    dimensions = Dimensions(setup, machine.sizes)
    machine.begin(.load)
    machine.state.pointee.recordsGraph = false
    machine.state.pointee.cacheFormat = setup.cache
    model = Decoder(
      Loader(machine: machine, setup: setup, dimensions: dimensions), family, layers)
    machine.state.pointee.record.emptyCache()
  }

  private func prefill() {
    machine.begin(.forward)
    let ids = machine.new(dimensions.tokens, .int64, .ids, as: .saved)
    let mask = machine.new(dimensions.tokens, .int64, .mask, as: .saved)
    let logits = model.lastLogits(ids)
    _ = (ids.format, mask.format, logits.format)
    machine.forgetCache()
  }
}

extension Decoder {
  /// Those of the last token of each sequence: `logits_to_keep=1`.
  ///
  /// Source: transformers 5.23 generation/utils.py `generate`: `model_kwargs["logits_to_keep"] = 1`.
  func lastLogits(_ ids: borrowing Tensor) -> Tensor {
    let states = body(ids, machine.hold(.none))
    machine.begin(.loss)
    return machine.counting(as: .logits) {
      let last = states.last.part(dimensions.batch * dimensions.embeddingWidth)
      return family.logits(self, family.headInput(last))
    }
  }
}

extension Inference {
  /// The modules of families whose attention hands keys and values to a cache, of each of which such
  /// forwards were traced.
  private static let traced: [Architecture.Tree] = [
    .apertus, .cohere, .cohere2MoE, .deepseekV2, .deepseekV3, .ernie4, .ernie4MoE, .exaone4,
    .exaoneMoE, .flexOLMo, .gemma, .gemma2, .gemma3, .glm, .glm4MoE, .gptOSS, .granite,
    .graniteMoE, .graniteSWA, .helium, .hunyuan, .hunyuanMoE, .hyV3, .hyperclovax, .llama, .mellum,
    .minicpm3, .minimaxM2, .ministral, .ministral3, .mistral, .mixtral, .olmo, .olmo2, .olmo3,
    .olmoe, .phi3, .phimoe, .plainLlama, .qwen2MoE, .qwen3MoE, .seedOSS, .smollm3, .solarOpen,
    .starcoder2,
  ]

  /// - Throws: what of the setup is not written down or was not traced, by name.
  private static func family(of setup: Setup) throws(Refusal) -> any Family {
    let model = setup.architecture
    let family = model.family.tree.family
    try family.check(model)
    // A traced forward of VaultGemma, Gemma 2 without norms behind its branches, was another one.
    let isWritten =
      traced.contains(model.family.tree) && model.predictionLayers == 0
      && (model.family.tree != .gemma2 || model.normPlacement == .around)
      && (model.tower == nil || model.tower?.wrapper != nil)
    if !isWritten {
      throw Refusal(
        "model: running \(model.name) is not modelled yet.",
        hint: "Llama, Qwen 2 and 3, Mistral, Gemma, Phi 3 and DeepSeek V3 are among those that are")
    }
    try checkSetup(setup)
    try checkCache(setup)
    return family
  }

  private static func checkSetup(_ setup: Setup) throws(Refusal) {
    func refuse(_ slot: String, _ what: String, _ hint: String) -> Refusal {
      Refusal("\(slot): running a model with \(what) is not modelled yet.", hint: hint)
    }
    if setup.framework != .today {
      throw refuse("framework", setup.framework.rawValue, "`\(Framework.today.rawValue)` is")
    }
    if setup.padding { throw refuse("padding", "a padded batch", "`padding = off` is") }
    if setup.imageTokens > 0 {
      throw refuse("image_tokens", "images in its prompt", "`image_tokens = 0` is")
    }
    if setup.attention != .sdpa { throw refuse("attention", "eager attention", "`sdpa` is") }
    let headDim = setup.architecture.headDim
    if headDim % 8 != 0 {
      throw refuse("model", "heads of \(headDim), no multiple of 8,", "other models are")
    }
  }

  private static func checkCache(_ setup: Setup) throws(Refusal) {
    let model = setup.architecture
    if setup.cache != .fp8 { return }
    if model.slidingLayers > 0 {
      // transformers 5.23 cache_utils.py `QuantizedCache.__init__`: `invalid_layer_types`.
      throw Refusal(
        "kv: transformers raises on \(model.name), whose layers have windows, with a quantised cache.",
        hint: "leave `kv` out")
    }
    if model.latent != nil {
      throw Refusal(
        "kv: fp8 of latent attention's cache is not modelled yet.", hint: "leave `kv` out")
    }
  }
}

extension Device {
  /// NVIDIA's data sheets: 108 multiprocessors of an A100, 132 of an H100; another card of the same
  /// generation splits sums over rows into somewhat larger or smaller buffers.
  var multiprocessors: Int { capability >= 90 ? 132 : 108 }
}
