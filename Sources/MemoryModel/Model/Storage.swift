/// How a model's checkpoint holds its weights, which is how transformers loads them unless it is told
/// otherwise.
///
/// Sources: transformers 5.23 modeling_utils.py `_get_dtype`, where `dtype` is "auto" unless it is
/// given; quantizers/auto.py `merge_quantization_configs`, where the checkpoint's own config holds.
package struct Storage: Sendable, Hashable {
  /// The format of what is not packed; nil where nothing says it.
  package var dtype: Dtype?
  /// How the linear weights are packed; nil where they are not.
  package var packing: Packing?
  /// Whether weights in `dtype` are meant all the same, made from the packed ones.
  package var isUnpacked: Bool
  /// Whether it was read of a file that does not say the dtype.
  package var isUntold = false

  package enum Dtype: String, Choice {
    case bf16, fp16, fp32
  }

  package enum Packing: Sendable, Hashable {
    /// bitsandbytes in 4 bits: what adapters on it take is QLoRA.
    case fourBit(FourBit)
    /// A format whose training is not modelled.
    case unmodelled(Unmodelled)
  }

  package init(_ dtype: Dtype? = nil, _ packing: Packing? = nil, isUnpacked: Bool = false) {
    self.dtype = dtype
    self.packing = packing
    self.isUnpacked = isUnpacked
  }

  /// As `model.storage` says it: `fp32`, `nf4`, `gptq`; nil where nothing says it.
  package var name: String? {
    switch packing {
    case let packing? where !isUnpacked: packing.name
    default: dtype?.rawValue
    }
  }

  /// What the user gets who asks for no precision.
  ///
  /// fp16 weights are taken as bf16 ones, as many bytes: a note says so.
  var precision: Precision { dtype == .fp32 ? .fp32Amp : .bf16Amp }
}

extension Storage.Packing {
  package var name: String {
    switch self {
    case .fourBit(let four): four.quantization.format.rawValue
    case .unmodelled(let format): format.name
    }
  }

  /// `NF4`, `GPTQ in 4 bits`.
  package var title: String {
    switch self {
    case .fourBit(let four): four.title
    case .unmodelled(let format): format.title
    }
  }
}

extension Storage {
  /// What `quantization_config` says of bitsandbytes in 4 bits.
  package struct FourBit: Sendable, Hashable {
    package let quantization: Quantization
    /// The names of modules of the layers that stay as loaded: `llm_int8_skip_modules`.
    package internal(set) var kept: [String] = []
    /// Whether the whole tower stays as loaded.
    package internal(set) var keepsTower = false
    package init(_ quantization: Quantization) { self.quantization = quantization }

    /// `NF4`.
    package var title: String { quantization.format.rawValue.uppercased() }
  }

  /// A format that is known by its name.
  package struct Unmodelled: Sendable, Hashable {
    package let name: String
    package let title: String
    /// What makes plain weights of it while loading: `Mxfp4Config(dequantize=True)`; nil where
    /// nothing does.
    package let unpacking: String?

    package init(name: String, title: String, unpacking: String? = nil) {
      self.name = name
      self.title = title
      self.unpacking = unpacking
    }
  }
}

// MARK: what a setup makes of it

extension Setup {
  /// What is trained, on the weights as they are stored: adapters beside 4-bit weights are QLoRA,
  /// whose settings are the checkpoint's.
  package var method: Method {
    get {
      guard let four = architecture.storage.fourBit, let adapter = methodAsked.adapter else {
        return methodAsked
      }
      var quantization = four.quantization
      quantization.upcast = methodAsked.quantization?.upcast ?? false
      return .qlora(adapter, quantization)
    }
    set { methodAsked = newValue }
  }

  /// The precision that was asked for, else the checkpoint's own.
  package var precision: Precision {
    get { precisionAsked ?? architecture.storage.precision }
    set { precisionAsked = newValue }
  }

  /// Refuses weights whose training is not modelled, or that transformers does not train.
  func validateStorage() throws(Refusal) {
    guard !architecture.storage.isUnpacked else { return }
    switch architecture.storage.packing {
    case nil: return
    case .unmodelled(let format):
      let way =
        format.unpacking.map { "as \($0) loads them" }
        ?? "as in the checkpoint that it was made from"
      throw Refusal(
        "The weights of \(architecture.name) are stored in \(format.title): what training on them "
          + "takes is not modelled yet.",
        hint: "write `with (storage: bf16)` behind the model to ask of weights in bf16, \(way)")
    case .fourBit(let four):
      // transformers 5.23 trainer_utils.py `validate_quantization_for_training`.
      guard methodAsked != .full else {
        throw Refusal(
          "The weights of \(architecture.name) are stored in \(four.title), "
            + "and transformers trains no such weights: adapters beside them alone.",
          hint: "`lora(…)` or `qlora(…)`, or the checkpoint in bf16")
      }
    }
  }

  /// What is said of how the checkpoint is stored.
  var storageNotes: [String] {
    let storage = architecture.storage
    var notes: [String] = []
    if storage.dtype == .fp16 && precisionAsked == nil {
      notes.append(
        "precision: its checkpoint is in fp16; bf16 weights are meant, as many bytes: load it with "
          + "dtype=torch.bfloat16.")
    }
    if storage.isUntold && precisionAsked == nil {
      notes.append(
        "precision: its config does not say the weights' dtype, which transformers reads off them; "
          + "bf16 is meant.")
    }
    guard let packing = storage.packing else { return notes }
    if storage.isUnpacked {
      notes.append(unpackedNote(packing))
    } else if let four = storage.fourBit {
      notes += self.notes(on: four)
    }
    return notes
  }

  private func unpackedNote(_ packing: Storage.Packing) -> String {
    let stored = "model: its checkpoint is published in \(packing.title)"
    let format = precision.weightBytes == 4 ? "fp32" : "bf16"
    if methodAsked.quantization != nil {
      // transformers 5.23 quantizers/auto.py `merge_quantization_configs` raises.
      return stored + ", on which transformers takes no bitsandbytes: a copy in \(format) is meant."
    }
    guard case .unmodelled(let way) = packing, let unpacking = way.unpacking else {
      return stored + "; a copy in \(format) is meant."
    }
    return stored + "; weights in \(format) are meant, as \(unpacking) loads them."
  }

  private func notes(on four: Storage.FourBit) -> [String] {
    let stored = four.quantization
    var notes: [String] = []
    if let own = methodAsked.quantization {
      if own.format != stored.format || own.doubleQuant != stored.doubleQuant {
        let scales = stored.doubleQuant ? "with" : "without"
        notes.append(
          "method: the checkpoint is stored in \(four.title) \(scales) double quantisation, which "
            + "holds: transformers passes over another quantization_config.")
      }
    } else {
      notes.append(
        "method: the checkpoint is stored in \(four.title), so that adapters on it are QLoRA.")
    }
    if stored.computesWide {
      notes.append(
        "method: the checkpoint's bnb_4bit_compute_dtype is float32, for which weights and inputs are "
          + "converted: derived from the code.")
    }
    return notes
  }
}

extension Storage {
  /// The 4-bit weights that training meets.
  package var fourBit: FourBit? {
    if isUnpacked { return nil }
    if case .fourBit(let four) = packing { return four }
    return nil
  }
}
