import MemoryModel

/// A family: how its layers are built, and what stands around them. One file each.
protocol Family: Sendable {
  /// Whether its attention can be written out: the scores by `attend`, the masks by `causalMask` and
  /// `windowMask`.
  var attendsEagerly: Bool { get }

  /// Whether the weights of its modules lie transposed: `Conv1D`.
  var transposesWeights: Bool { get }

  /// Whether the head's logits are multiplied by a number.
  var scalesLogits: Bool { get }

  /// Makes what the model holds on the card beside its parameters, before them.
  func loadBuffers(_ load: Loader)

  /// Refuses by its field what the family's file does not have of a model.
  func check(_ model: Architecture) throws(Refusal)

  /// Builds the layer at a place, with its parameters in the order in which its modules register them.
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer

  /// What the layer at a place is built like: those that are equal are alike to the byte.
  func kind(_ model: Architecture, _ place: Int) -> Int

  /// Whether the norm behind the last layer is registered before the layers.
  var registersNormFirst: Bool { get }

  /// What the model's forward makes once for all layers.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs

  /// The same where it makes several streams of one on the way.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs

  /// What of these a layer gets.
  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs

  /// The tables of the positions' rotation, and how they are applied.
  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary

  /// What the embedding's module gives for the tokens.
  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor

  /// What that becomes before the first layer; what the forward holds of it until it returns, goes to
  /// its locals.
  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor

  /// What that becomes once `inputs` are made; what the forward holds, goes to its locals.
  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor

  /// Whether layers give their attention's weights too, which `outputs` holds until the next returns.
  var returnsWeights: Bool { get }

  /// The stream that the first layer reads, of what the embedding's module gave.
  func stream(_ embedded: consuming Tensor) -> Tensor

  /// What the head reads of the last norm's result.
  func headInput(_ x: borrowing Tensor) -> Tensor

  /// The head's logits, in the format in which the loss takes them.
  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor
}

/// One layer of a model.
protocol DecoderLayer {
  /// Puts adapters around those of its linear modules that targets reach, module by module.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `inject_adapter`.
  mutating func adapt(_ load: Loader, _ adapter: Adapter)

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor
}

/// What most families have in common with Llama.
extension Family {
  var attendsEagerly: Bool { true }
  var registersNormFirst: Bool { false }
  var transposesWeights: Bool { false }
  var scalesLogits: Bool { false }
  var returnsWeights: Bool { false }

  func loadBuffers(_ load: Loader) {}

  func check(_ model: Architecture) throws(Refusal) {}

  func kind(_ model: Architecture, _ place: Int) -> Int {
    model.build(of: place).hasWindow ? 1 : 0
  }

  /// Source: transformers 5.23 models/qwen2/modeling_qwen2.py `Qwen2Model.forward`.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let masks = masks(model, x)
    return SharedInputs(rotary: rotary(model, x), masks: masks)
  }

  func masks(_ model: Decoder, _ x: borrowing Tensor) -> Masks {
    var masks = Masks(causal: model.causalMask(x))
    if model.setup.architecture.slidingLayers > 0 { masks.windowed = model.windowMask(x) }
    return masks
  }

  /// The same where the embeddings are dropped between masks and tables.
  func inputs(_ model: Decoder, dropping x: inout Tensor) -> SharedInputs {
    let masks = masks(model, x)
    if model.setup.architecture.embeddingDropout { x = dropout(x) }
    return SharedInputs(rotary: rotary(model, x), masks: masks)
  }

  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs { inputs(model, x) }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    let build = model.setup.architecture.build(of: place)
    return build.mixer.attends
      ? shared.ofLayers(haveWindow: build.hasWindow) : SharedInputs(of: shared, areMasked: false)
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let d = model.dimensions
    guard let axes = model.positionAxes else {
      return Rotary(model.machine, d.seq, width: d.rotaryDim, as: x.format)
    }
    return Rotary(
      ofThreeKinds: model.machine, batch: d.batch, d.seq, width: d.rotaryDim, axes: axes,
      arePlaced: model.images != nil, as: x.format)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let x = stream(model.asking(embedding(model, ids)))
    locals.hold(x)
    return x
  }

  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor {
    model.machine.embedding(model.embedding, ids, width: model.dimensions.embeddingWidth)
  }

  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor { x }

  func stream(_ embedded: consuming Tensor) -> Tensor { embedded }

  func headInput(_ x: borrowing Tensor) -> Tensor { x.share() }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor {
    scalesLogits ? model.head(x).scaled() : model.head(x)
  }
}

extension Architecture.Tree {
  /// The file that builds it.
  var family: any Family {
    switch self {
    case .apertus: Apertus()
    case .bamba: Bamba()
    case .biogpt: BioGPT()
    case .bloom: BLOOM()
    case .codegen: GPTJ(isFused: true)
    case .cohere: Cohere()
    case .cohere2MoE: CohereMoE()
    case .deepseekV2: DeepSeekV2()
    case .deepseekV3: DeepSeekV3()
    case .deepseekV32: DeepSeekV32()
    case .deepseekV4: DeepSeekV4()
    case .ernie4: Ernie4()
    case .ernie4MoE: Ernie4MoE()
    case .exaone4: EXAONE4()
    case .exaoneMoE: EXAONEMoE()
    case .falcon: Falcon()
    case .falconH1: FalconH1()
    case .flexOLMo: FlexOLMo()
    case .gemma: Gemma()
    case .gemma2: Gemma2()
    case .gemma3: Gemma3()
    case .gemma3n: Gemma3n()
    case .gemma4: Gemma4()
    case .glm: GLM()
    case .glm4MoE: GLM4MoE()
    case .gpt2: GPT2(form: .conv1D)
    case .gptBigCode: GPT2(form: .linear)
    case .gptj: GPTJ(isFused: false)
    case .gptNeo: GPTNeo()
    case .gptNeoX: GPTNeoX()
    case .gptOSS: GptOss()
    case .granite: Granite()
    case .graniteMoE: GraniteMoE()
    case .graniteMoEHybrid: GraniteHybrid()
    case .graniteSWA: GraniteSWA()
    case .helium: Helium()
    case .hunyuan: Hunyuan()
    case .hunyuanMoE: HunyuanMoE()
    case .hyperclovax: HyperCLOVAX()
    case .hyV3: HYV3()
    case .lfm2: LFM2()
    case .llama: Llama()
    case .llama4: Llama4()
    case .mellum: Mellum()
    case .minicpm3: MiniCPM3()
    case .minimax: MiniMax()
    case .minimaxM2: MiniMaxM2()
    case .ministral: Ministral()
    case .ministral3: Ministral3()
    case .mistral: Mistral()
    case .mixtral: Mixtral()
    case .mllama: Mllama()
    case .mpt: MPT()
    case .nemotronH: NemotronH()
    case .olmo: OLMo()
    case .olmo2: OLMo2()
    case .olmo3: OLMo3()
    case .olmoe: OLMoE()
    case .opt: OPT()
    case .phi: Phi()
    case .phi3: Phi3()
    case .phimoe: PhiMoE()
    case .plainLlama: PlainLlama()
    case .starcoder2: PlainLlama(up: "c_fc", down: "c_proj")
    case .qwen2MoE: Qwen2MoE()
    case .qwen3MoE: Qwen3MoE()
    case .qwen3Next: Qwen3Next(positionsHaveAxes: false)
    case .qwen3p5: Qwen3Next(positionsHaveAxes: true)
    case .seedOSS: SeedOSS()
    case .smollm3: SmolLM3()
    case .solarOpen: SolarOpen()
    case .stablelm: StableLM()
    }
  }
}

extension Architecture {
  /// What the layer at a place is built like, as a number among the model's.
  func kind(of place: Int) -> Int {
    let build = build(of: place)
    return stretches.firstIndex { $0.build == build } ?? 0
  }
}
