import MemoryModel

/// A family: how its layers are built, and what stands around them. One file each.
protocol Family: Sendable {
  /// Builds the layer at a place, with its parameters in the order in which its modules register them.
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer

  /// What the layer at a place is built like: those that are equal are alike to the byte.
  func kind(_ model: Architecture, _ place: Int) -> Int

  /// Whether the norm behind the last layer is registered before the layers.
  var registersNormFirst: Bool { get }

  /// What the model's forward makes once for all layers.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs

  /// What the embedding of the tokens becomes before the first layer; what the forward holds of it
  /// until it returns, goes to its locals.
  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor

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
  func kind(_ model: Architecture, _ place: Int) -> Int { 0 }
  var registersNormFirst: Bool { false }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let d = model.dimensions
    let mask = model.paddingMask()
    return SharedInputs(
      rotary: Rotary(model.machine, d.seq, width: d.rotaryDim, as: x.format), mask: mask)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let x = model.embedTokens(ids)
    locals.hold(x)
    return model.setup.architecture.embeddingDropout ? dropout(x) : x
  }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor {
    let d = model.dimensions
    return model.machine.linear(
      x, model.head, bias: model.headBias, from: d.embeddingWidth, to: d.vocab, .logits)
  }
}

extension Architecture.Family {
  /// The family's file; nil where there is none yet.
  var tree: (any Family)? {
    switch self {
    case .llama, .qwen2, .qwen3: Llama()
    case .gpt2: GPT2(form: .conv1D)
    case .gptBigCode: GPT2(form: .linear)
    case .gptNeoX: GPTNeoX()
    case .phi: Phi()
    case .stablelm: StableLM()
    case .starcoder2, .arcee, .jais2, .nemotron: PlainLlama()
    case .opt: OPT()
    case .biogpt: BioGPT()
    default: nil
    }
  }
}
