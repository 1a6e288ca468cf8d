import MemoryModel

/// A family: how its layers are built, and what stands around them. One file each.
protocol Family: Sendable {
  /// Whether it has all that a model of the family is built of.
  func covers(_ model: Architecture) -> Bool

  /// Builds the layer at a place, with its parameters in the order in which its modules register them.
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer

  /// What the layer at a place is built like: those that are equal are alike to the byte.
  func kind(_ model: Architecture, _ place: Int) -> Int

  /// What the model's forward makes once for all layers.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs

  /// What the embedding of the tokens becomes before the first layer.
  func embed(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor

  /// The stream that the first layer reads, of what the embedding's module gave.
  func stream(_ embedded: consuming Tensor) -> Tensor

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
  func covers(_ model: Architecture) -> Bool { true }

  func kind(_ model: Architecture, _ place: Int) -> Int { 0 }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let (d, machine) = (model.dimensions, model.machine)
    let mask = model.setup.padding ? Mask(machine, d.attention) : nil
    return SharedInputs(
      rotary: Rotary(machine, d.seq, width: d.headDim, as: x.format), mask: mask)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor {
    model.machine.embedding(model.embedding, ids, width: model.dimensions.hidden)
  }

  func stream(_ embedded: consuming Tensor) -> Tensor { embedded }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor {
    let d = model.dimensions
    return model.machine.linear(x, model.head, from: d.hidden, to: d.vocab, .logits)
  }
}

extension Architecture.Family {
  /// The family's file; nil where there is none yet.
  var tree: (any Family)? {
    switch self {
    case .llama, .qwen2, .qwen3: Llama()
    case .mixtral: Mixtral()
    case .qwen3MoE: Qwen3MoE()
    case .qwen2MoE: Qwen2MoE()
    case .solarOpen: SolarOpen()
    case .qwen3Next, .qwen3p5, .qwen3p5MoE: Qwen3Next()
    case .lfm2: LFM2()
    case .bamba: Bamba()
    case .nemotronH: NemotronH()
    case .falconH1: FalconH1()
    case .graniteMoEHybrid: GraniteHybrid()
    default: nil
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
