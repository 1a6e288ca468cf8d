extension Setup {
  /// What no traced step has covered in this setup, in the user's terms.
  package var notes: [String] {
    var notes = storageNotes
    if case .chunked = loss {
      notes.append("loss: chunked(n) is derived from its code; no traced step has used it.")
    }
    if hasFusedLossOfItsOwn {
      notes.append(
        "loss: Liger has no kernel for \(architecture.family.rawValue); a fused loss of your own is "
          + "meant, on the hidden states of the backbone.")
    }
    if !optimizer.isTraced {
      notes.append(
        "optimizer: \(optimizer.rawValue) is derived from its code; no traced step has used it.")
    }
    if precision.weightBytes == 4 && method != .full {
      notes.append("precision: \(precision.rawValue) was traced with full fine-tuning only.")
    }
    notes += targetNotes + savedNotes + magnitudeNotes
    if architecture.experts != nil && method.quantization != nil {
      notes.append("method: experts stay as loaded, bitsandbytes packs linear modules alone.")
    }
    if architecture.hasOwnLinear && method.quantization != nil {
      notes.append(
        "method: transformers packs nn.Linear alone, and this model's modules are another class: "
          + "nothing is quantised.")
    }
    if architecture.family == .falcon && framework != .today {
      notes.append("attention: that of today's transformers is meant; Falcon's earlier one is not.")
    }
    notes += mixerNotes
    if architecture.assumesHead {
      notes.append(
        "model: its checkpoint has no head of a language model; one is meant here, with its logits "
          + "and their loss.")
    }
    if architecture.embeddingWidth != nil {
      notes.append("model: what the modules between embedding and layers keep is left out.")
    }
    if isUntracedMixture {
      notes.append(
        "model: what layers of \(architecture.name) need is derived from their code; no step was "
          + "traced.")
    }
    if architecture.experts?.router == .derived && method.adapter?.targets == .allLinear {
      notes.append("targets: all_linear without the router, which PEFT fails on: exclude it.")
    }
    if architecture.projectsGroups && method.adapter?.targets == .allLinear {
      notes.append("targets: all_linear without o_a_proj, which PEFT fails on: exclude it.")
    }
    if architecture.refusesSDPA && attention == .sdpa {
      let what =
        architecture.attentionSinks
        ? "sinks"
        : architecture.attentionSoftcap
          ? "softcap" : architecture.fp32Scores ? "scores in fp32" : "alibi"
      notes.append("attention: sdpa does not know this model's \(what); eager runs instead.")
    }
    if device.capability >= 90 && !architecture.refusesSDPA && attention == .sdpa && !padding {
      notes.append("attention: torch may choose cuDNN on this card, whose workspace is unknown.")
    }
    return notes + towerNotes
  }

  /// How far `allocated` may be off, as a share.
  ///
  /// Of 340 traced steps of thirteen families, 99 % were off by less than 0.9 %; the worst, of a
  /// model as small as GPT-2, by 2.6 %; of those with Llama's layers the worst was 0.32 %. The model was
  /// developed on them. Of the other families the layers alone were held against autograd, those of
  /// hybrids with stand-ins for their kernels. A choice that no step was traced with adds 3 %: caution,
  /// drawn from no data.
  package var margin: Double { (architecture.isLlamaLike ? 0.005 : 0.015) + 0.03 * untraced }

  /// Of the other mixtures, autograd was asked what a layer keeps on a CPU; what it needs for a moment
  /// is read from the code alone.
  private var isUntracedMixture: Bool {
    architecture.experts != nil && !architecture.family.isTraced
  }

  /// Whether the evidence is of a setup like this one: nothing in it was never traced.
  package var isCovered: Bool { untraced == 0 }

  private var untraced: Double {
    var count = isUntracedMixture ? 1.0 : 0
    if case .chunked = loss { count += 1 }
    if !optimizer.isTraced { count += 1 }
    if precision.weightBytes == 4 && method != .full { count += 1 }
    if method.adapter?.save.isEmpty == false { count += 1 }
    if method.adapter?.dora == true { count += 1 }
    if architecture.experts != nil && method.quantization != nil { count += 1 }
    if method.quantization?.computesWide == true { count += 1 }
    if architecture.kernels != nil || architecture.altUp != nil { count += 1 }
    if architecture.hyper != nil { count += 1 }
    if architecture.lightning != nil { count += 1 }
    if imageTokens > 0 { count += 1 }
    return count
  }

  /// What is said of modules that are trained whole beside adapters.
  private var savedNotes: [String] {
    guard let saved = method.adapter?.save, !saved.isEmpty else { return [] }
    let note =
      "method: the copies of save are derived from PEFT's code; no traced step has used them."
    if !architecture.tied { return [note] }
    return [note, "method: PEFT unties what it saves: embedding and head are two weights then."]
  }

  /// What is said of DoRA.
  private var magnitudeNotes: [String] {
    guard let adapter = method.adapter, adapter.dora else { return [] }
    let note =
      "method: what DoRA needs is derived from PEFT's code, and what layers keep was held against a "
      + "CPU; no step was traced with it."
    guard method.quantization != nil, isAutocast, adapter.dtype == .fp32 else { return [note] }
    return [
      note,
      "method: under autocast PEFT leaves what DoRA makes of 4-bit modules in fp32, and layers go on "
        + "in it.",
    ]
  }

  /// What is only derived of layers that are not attention and MLP alone.
  private var mixerNotes: [String] {
    var notes: [String] = []
    if architecture.indexingLayers > 0 {
      notes.append("model: its indexer gets no gradient: the weights are held, and not trained.")
    }
    if let kernels = architecture.kernels {
      notes.append(
        "model: its layers are derived from the code of \(kernels), no step was traced; where that "
          + "is not installed, transformers keeps far more.")
    }
    if architecture.lightning != nil {
      notes.append(
        "model: lightning attention is as transformers writes it in torch; no step was traced on a "
          + "GPU.")
    }
    if architecture.altUp != nil {
      notes.append(
        "model: Gemma 3n's streams are derived from transformers' code; no step was traced on a GPU."
      )
    }
    let looking = architecture.layersAtImages
    if looking > 0 && imageTokens == 0 {
      notes.append(
        "model: without images its \(looking) layers that look at them are passed by: they weigh, "
          + "and are not trained.")
    }
    if architecture.mamba2 != nil && method.quantization != nil {
      notes.append(
        "method: mamba_ssm's kernel takes out_proj as it is stored: list it in "
          + "llm_int8_skip_modules, as is meant here.")
    }
    if architecture.family.keepsOutProj && method.adapter?.targets == .allLinear {
      notes.append(
        "targets: PEFT refuses out_proj of this family; all other linear modules are meant.")
    }
    return notes
  }
}

extension Architecture {
  /// The packages whose kernels its mixers run.
  fileprivate var kernels: String? {
    if mamba2 != nil { return "mamba_ssm 2.3.2" }
    if gatedDelta != nil { return "flash-linear-attention 0.6.0 and causal_conv1d 1.7.0" }
    return shortConvolution == nil ? nil : "causal_conv1d 1.7.0"
  }

  fileprivate var isLlamaLike: Bool {
    norm == .rms && normPlacement == .before && experts == nil && gatedMLP && family.isTraced
  }
}

extension Optimizer {
  /// Whether the validation set has steps with it.
  var isTraced: Bool {
    switch self {
    case .adamwTorchFused, .adamwTorch, .adamwForloop, .adamw8bit, .pagedAdamw8bit: true
    case .pagedAdamw32bit, .adafactor, .sgd, .sgdMomentum, .lion32bit, .lion8bit: true
    default: false
    }
  }
}
