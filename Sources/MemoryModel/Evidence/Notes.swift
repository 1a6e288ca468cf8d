extension Setup {
  /// What is meant in this setup, in the user's terms, beside what the evidence says of it.
  package var meant: [String] {
    var notes = storageNotes
    if hasFusedLossOfItsOwn {
      notes.append(
        "loss: Liger has no kernel for \(architecture.family.rawValue); a fused loss of your own is "
          + "meant, on the hidden states of the backbone.")
    }
    if precision == .fp16Amp && architecture.storage.dtype != .fp16 {
      // torch 2.15 ATen/autocast_mode.cpp `cached_cast`: another format of 16 bits is copied too. Traced:
      // 14 % more for LoRA on Llama 3.2 1B, 21 % for QLoRA on Qwen3 1.7B.
      notes.append(
        "precision: fp16_amp means weights loaded with dtype=float16; bf16 weights, as most "
          + "checkpoints have, take more under fp16=True.")
    }
    if checkpointing == .offload {
      notes.append(
        "checkpointing: the inputs of all layers wait in the host's memory, which is not counted.")
    }
    if let meaning = optimizer.meaning { notes.append("optimizer: \(meaning)") }
    notes += savedNotes + magnitudeNotes
    notes += packingNotes
    if architecture.hasOwnLinear && framework != .today {
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
    if architecture.experts?.router == .derived && method.adapter?.targets == .allLinear {
      notes.append("targets: all_linear without the router, which PEFT fails on: exclude it.")
    }
    if architecture.projectsGroups && method.adapter?.targets == .allLinear {
      notes.append("targets: all_linear without o_a_proj, which PEFT fails on: exclude it.")
    }
    return notes + attentionNotes + towerNotes + allocator.notes
  }

  /// What is said of weights that are not packed where others are.
  package var packingNotes: [String] {
    var notes: [String] = []
    if architecture.experts != nil && method.quantization != nil {
      notes.append("method: experts stay as loaded, bitsandbytes packs linear modules alone.")
    }
    if architecture.hasOwnLinear && method.quantization != nil {
      notes.append(
        "method: transformers packs nn.Linear alone, and this model's modules are another class: "
          + "nothing is quantised.")
    }
    return notes
  }

  /// What is said of attention's kernel.
  package var attentionNotes: [String] {
    var notes: [String] = []
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
    return notes
  }

  /// What is said of modules that are trained whole beside adapters.
  private var savedNotes: [String] {
    if !architecture.tied || method.adapter?.save.isEmpty != false { return [] }
    return ["method: PEFT unties what it saves: embedding and head are two weights then."]
  }

  /// What is said of DoRA.
  private var magnitudeNotes: [String] {
    guard let adapter = method.adapter, adapter.dora, method.quantization != nil, isAutocast,
      adapter.dtype == .fp32
    else { return [] }
    return [
      "method: under autocast PEFT leaves what DoRA makes of 4-bit modules in fp32, and layers go on "
        + "in it."
    ]
  }

  /// What is said of layers that are not attention and MLP alone.
  private var mixerNotes: [String] {
    var notes: [String] = []
    if architecture.hasIndexers {
      notes.append("model: its indexer gets no gradient: the weights are held, and not trained.")
    }
    if let kernels = architecture.kernels {
      notes.append(
        "model: its layers run the kernels of \(kernels); where they are not installed, "
          + "transformers keeps far more.")
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
    if architecture.mamba2?.keepsOutput == true && method.adapter?.targets == .allLinear {
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
}
