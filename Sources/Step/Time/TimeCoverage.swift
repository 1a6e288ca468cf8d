import MemoryModel

extension Setup {
  /// Refuses what the time of no run is known of, by name.
  func checkTime() throws(Refusal) {
    try checkTimedModel()
    func refuse(_ slot: String, _ value: String, but other: String) -> Refusal {
      Refusal("\(slot): how long steps with \(value) take is not known.", hint: other)
    }
    if precision.products == .fp32 {
      throw refuse("precision", "products in fp32", but: "`bf16_amp` and `bf16` are timed")
    }
    if imageTokens > 0 {
      throw refuse("image_tokens", "images", but: "`image_tokens: 0` is a batch of text alone")
    }
    if [.adafactor, .muon].contains(optimizer) {
      throw refuse("optimizer", optimizer.rawValue, but: "`adamw`, `adamw_8bit` and others are")
    }
    if adaptsExperts {
      throw refuse(
        "targets", "adapters of expert tensors", but: "`targets: attention` leaves them out")
    }
  }

  /// Layers of attention and MLPs or experts: no runs of others are among the timed ones.
  private func checkTimedModel() throws(Refusal) {
    let model = architecture
    guard let what = model.untimedPart else { return }
    throw Refusal(
      "model: how long steps of \(model.name) take is not known: it has \(what).",
      hint:
        "layers of attention and MLPs or experts are timed: Llama, Qwen, Mistral, Gemma 2 and 3, …")
  }
}

extension Architecture {
  /// What no timed run had.
  fileprivate var untimedPart: String? {
    let mixers = (0..<layers).lazy.map { build(of: $0).mixer }
    if let other = mixers.first(where: { $0 != .attention }) { return other.timedName }
    if latent != nil { return "latent attention" }
    if compressed != nil { return "compressed attention" }
    if hyper != nil || altUp != nil { return "several streams" }
    if perLayerInput != nil { return "an embedding for each layer" }
    return shared == nil ? nil : "layers that share keys"
  }
}

extension Architecture.Mixer {
  fileprivate var timedName: String {
    switch self {
    case .mamba2, .attentionAndMamba2: "layers of Mamba-2"
    case .gatedDelta: "gated delta nets"
    case .shortConvolution: "layers of convolutions"
    case .lightning: "lightning attention"
    case .sparseAttention, .heavyAttention: "compressed attention"
    case .crossAttention: "layers that look at images"
    case .attention, .none: "layers without a mixer"
    }
  }
}

extension StepTime {
  /// How far off it may be: a factor of one and so much, up or down.
  ///
  /// Of runs that the model was not fitted to, nine of ten were within 20 % on an A100, and 10 % on an
  /// H100; on RTX 3090 and 4090, and where the GPU waits for the CPU, within 37 to 39 %. The rest is judged.
  package var margin: Double {
    if card.timedRuns == 0 || !untimed.isEmpty { return 0.5 }
    return card.kind.isWellMeasured && !isLaunchBound ? 0.2 : 0.4
  }

  /// What the margin goes by.
  package var evidence: String {
    if card.timedRuns == 0 { return "steps on \(card.name) were never timed" }
    let runs = "by \(card.timedRuns) timed run\(card.timedRuns == 1 ? "" : "s") on such cards"
    return untimed.isEmpty ? runs : runs + ", none with a setup like this"
  }

  /// What of the setup no timed run had.
  package var untimed: [String] {
    let model = setup.architecture
    var notes: [String] = []
    if Stack(setup).isEager {
      notes.append(
        "attention: scores that are written out were never timed; their traffic is counted.")
    } else if setup.padding {
      notes.append("padding: attention with a mask runs another kernel, which was never timed.")
    }
    if model.experts != nil {
      notes.append(
        "model: mixtures were timed with experts in a loop; today's grouped products were not.")
    }
    if setup.precision.weights == .fp32 {
      notes.append("precision: autocast's copies of fp32 weights are not in this time.")
    }
    if setup.precision.products == .fp16 {
      notes.append("precision: steps in fp16 were never timed.")
    }
    if setup.method.adapter?.dora == true {
      notes.append(
        "dora: what it adds to a step was never timed, and only its products are counted.")
    }
    if setup.checkpointing == .offload {
      notes.append("checkpointing: the way to the host's memory and back is not in this time.")
    }
    return notes
  }

  /// Whether the optimizer's states may move between the host and the card.
  package var mayPage: Bool {
    switch setup.optimizer.states {
    case .single(_, let isPaged), .eightBit(_, let isPaged): isPaged
    default: false
    }
  }
}
