extension Architecture {
  /// What makes embeddings of images and sound for a text model: encoders, and projectors behind
  /// them.
  ///
  /// It is frozen: nothing of it has a gradient, an adapter or a state of the optimizer.
  package struct Tower: Sendable, Hashable {
    package var parameters: Int
    /// Of them, the weights of linear modules, which bitsandbytes packs.
    package var linear: Int
    /// Layers of the encoder of images; 0 where there are none, or they are not described.
    package var layers = 0
    /// Width of that encoder's stream.
    package var hidden = 0
    /// Patches of an image that become one token.
    package var patches = 0
    /// Values of one patch: its pixels in each channel.
    package var pixels = 0
    /// Whether checkpointing keeps the inputs of its layers though it is frozen: it makes each
    /// embedding's output require a gradient that `enable_input_require_grads` finds, and in some
    /// that of the patches is one (SigLIP, Pixtral). On a CPU, tiny models of Gemma 3, Mistral 3 and
    /// Qwen2.5-VL kept just these, and one of Qwen3-VL none.
    package var isReached = false
    package var mask = Mask.none
    /// States of an image that layers of the text model look at, for each of its tokens; 0 where they
    /// look at none (Llama 3.2 Vision).
    package var states = 0
    /// Heads of its layers and width inside their MLP; 0 where nothing asks for them.
    package var heads = 0
    package var intermediate = 0

    /// Rows that its layers compute for each token: each tile has a class beside its patches, and is
    /// filled up to a multiple of eight.
    ///
    /// Source: transformers 5.23 models/mllama/modeling_mllama.py `MllamaVisionModel.forward`.
    var rows: Int {
      let tiles = max(1, states - patches)
      return tiles * ((states / tiles + 7) / 8 * 8)
    }
    /// The encoder of images, where its forward is written down; nil otherwise.
    package var encoder: Encoder?
    /// Tokens that one image becomes; 0 where its size says how many.
    package var tokensOfImage = 0
    /// Layers of the encoder whose stream becomes features for the first layers of the text model, one for
    /// each (`deepstack_visual_indexes`).
    package var deepLayers: [Int] = []
    /// What the text model beside it is called.
    package var text = "language_model"
    /// The class of transformers that it is of; nil where only counts were told.
    package var wrapper: Wrapper?
    /// Its tensors in the order in which its modules register them; none where only counts were told.
    package var stretches: [Stretch] = []
    /// How many of these stand before the text model.
    package var beforeText = 0

    /// Encoders of images, with the activation and the norms that their config classes have.
    package enum Encoder: String, Choice {
      case clip, siglip, internvl
      case qwen2 = "qwen2_vl"
      case qwen25 = "qwen2_5_vl"
      case qwen3 = "qwen3_vl"
      case pixtral
    }

    /// When the attention of the text model takes a mask because tokens of an image attend to each
    /// other both ways.
    package enum Mask: String, Choice {
      case none
      /// With images (Gemma 3, Gemma 4 by `use_bidirectional_attention`).
      case images
      /// Without them as well: its forward makes the mask in any case (PaliGemma).
      case always
    }

    /// Tensors that stand one behind the other, so many times.
    package struct Stretch: Sendable, Hashable {
      package let copies: Int
      package var tensors: [Tensor]

      package init(_ copies: Int, of tensors: [Tensor]) {
        self.copies = copies
        self.tensors = tensors
      }
    }

    package struct Tensor: Sendable, Hashable {
      package let elements: Int
      package let kind: Kind

      package enum Kind: Sendable, Hashable {
        case parameter
        /// The weight of a linear module, which bitsandbytes packs.
        case linear
        /// `nn.Buffer` in the model's format.
        case buffer
        /// `nn.Buffer` of 64-bit integers.
        case indices

        package var isParameter: Bool { self == .parameter || self == .linear }
      }

      package init(elements: Int, kind: Kind) {
        self.elements = elements
        self.kind = kind
      }
    }

    package init(parameters: Int, linear: Int) {
      self.parameters = parameters
      self.linear = linear
    }

    /// Refuses counts that no tower can have.
    package func validate() throws(Refusal) {
      try atLeastOne(parameters, "tower(parameters:)", "parameters of the tower")
      if linear < 0 || linear > parameters {
        throw Refusal(
          "\(linear) of a tower's \(parameters) parameters cannot be weights of linear modules.")
      }
      if let place = deepLayers.first(where: { $0 >= layers }) {
        throw Refusal(
          "deepstack names layer \(place), and the encoder has \(layers), counted from 0.",
          hint: "leave it out, or take it from the config's deepstack_visual_indexes")
      }
      try validateTensors()
    }
  }
}

extension Setup {

  /// Whether the mask has the tokens of an image attend to each other both ways.
  package var joinsImages: Bool {
    switch architecture.tower?.mask {
    case nil, .none?: false
    case .images: imageTokens > 0
    case .always: true
    }
  }

  /// Refuses images that a sequence has no room for, or the model no eyes.
  func validateImages() throws(Refusal) {
    if imageTokens == 0 { return }
    if imageTokens < 0 || imageTokens > seq {
      throw Refusal(
        "image_tokens is \(imageTokens), and seq is \(seq): it counts those of its tokens "
          + "that come from images.", hint: "raise seq, or lower image_tokens")
    }
    if architecture.tower == nil {
      throw Refusal(
        "image_tokens is \(imageTokens), and \(architecture.name) sees no images.",
        hint: "choose a model with a vision tower, such as qwen2_5_vl_7b, or image_tokens = 0")
    }
    if architecture.layersAtImages > 0 && architecture.tower?.states == 0 {
      throw Refusal(
        "image_tokens is \(imageTokens), and the tower of \(architecture.name) does not say how many "
          + "states of an image its layers look at.", hint: "give it: tower(…, states: 6404)")
    }
  }

  /// What is said of the tower and of images.
  var towerNotes: [String] {
    guard let tower = architecture.tower else { return [] }
    var notes: [String] = []
    let size = "\((tower.parameters + 500_000) / 1_000_000)M"
    if method == .full {
      notes.append("model: its tower of \(size) parameters is frozen; only the text is trained.")
    } else {
      notes.append(
        "model: its tower of \(size) parameters is frozen, without adapters; PEFT's all-linear, and "
          + "names that it has too, would reach into it.")
    }
    if tower.stretches.isEmpty {
      notes.append(
        "model: its tower is told by its counts alone: what the allocator makes of it is estimated."
      )
    }
    if imageTokens > 0 && tower.states > 0 {
      notes.append("image_tokens: each is an image, and layers look at its \(tower.states) states.")
    }
    return notes
  }
}
