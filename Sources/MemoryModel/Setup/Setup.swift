/// One training setup: everything that an estimate depends on.
package struct Setup: Sendable, Hashable {
  /// The model, which all that an estimate is made of refers to: it is too large to be copied there.
  private(set) var model: Shared<Architecture>
  package var architecture: Architecture {
    // Lends it: a getter would copy it.
    _read { yield model.value }
    set { model = Shared(newValue) }
  }
  /// What is to be trained, as it was asked for; `method` says it with what the checkpoint settles.
  package var methodAsked: Method
  /// Sequences in one micro-batch on one GPU.
  package var batch: Int
  /// Tokens in a sequence.
  package var seq: Int
  /// Micro-batches before an optimizer step.
  package var accumulation: Int
  package var optimizer: Optimizer
  /// nil where none was asked for: then it is the checkpoint's own.
  package var precisionAsked: Precision?
  package var checkpointing: Checkpointing
  package var attention: AttentionKernel
  /// Whether the batch is padded, so that a mask reaches the attention kernel.
  package var padding: Bool
  package var loss: Loss
  /// `max_grad_norm`; 0 is none.
  package var clip: Double
  package var device: Device
  package var framework = Framework.today
  package var allocator = AllocatorConfig()
  /// Of the tokens of each sequence, those that come from images.
  package var imageTokens = 0
  /// What holds keys and values where the model is run; nil where it is trained.
  package var cache: CacheFormat?

  package init(
    architecture: Architecture, method: Method = .qlora(Adapter(), Quantization()),
    batch: Int = 1, seq: Int = 2048, accumulation: Int = 1,
    optimizer: Optimizer = .adamwTorchFused, precision: Precision? = nil,
    checkpointing: Checkpointing = .on, attention: AttentionKernel = .sdpa,
    padding: Bool = false, loss: Loss = .standard, clip: Double = 1, device: Device = Device()
  ) {
    model = Shared(architecture)
    methodAsked = method
    self.batch = batch
    self.seq = seq
    self.accumulation = accumulation
    self.optimizer = optimizer
    precisionAsked = precision
    self.checkpointing = checkpointing
    self.attention = attention
    self.padding = padding
    self.loss = loss
    self.clip = clip
    self.device = device
  }
}

extension Setup {
  /// Refuses what no training run can have, and targets that the model lacks.
  package func check() throws(Refusal) {
    try validate()
    _ = try method.adapter?.tables(in: architecture)
  }

  /// Refuses what no training run can have.
  func validate() throws(Refusal) {
    try architecture.validate()
    try validateStorage()
    try atLeastOne(batch, "batch", "sequences in a micro-batch")
    try atLeastOne(seq, "seq", "tokens in a sequence")
    try atLeastOne(accumulation, "accumulation", "micro-batches before a step")
    try validateImages()
    if case .every(let n) = checkpointing { try atLeastOne(n, "every(n)", "layers") }
    if case .chunked(let count) = loss { try atLeastOne(count, "chunked(n)", "chunks of the loss") }
    if !(clip >= 0) {
      throw Refusal("clip is \(clip); expected a gradient norm of 0 (none) or more.")
    }
    if device.contextBytes < 0 { throw Refusal("The card's context has \(device.contextBytes) B.") }
    try validateScaler()
    try allocator.validate()
    guard let adapter = method.adapter else { return }
    try atLeastOne(adapter.rank, "r", "the adapters' rank")
    if adapter.dropout > 0 && adaptsExperts {
      throw Refusal(
        "PEFT refuses dropout \(adapter.dropout) for adapters of expert tensors, which targets means.",
        hint: "dropout: 0, or targets: attention")
    }
    if adapter.dora && adaptsExperts {
      // peft 0.21 tuners/lora/layer.py `ParamWrapper.__init__`.
      throw Refusal(
        "PEFT refuses DoRA for adapters of expert tensors, which targets means.",
        hint: "dora: off, or targets: attention")
    }
    if !(adapter.dropout >= 0 && adapter.dropout < 1) {
      throw Refusal(
        "dropout is \(adapter.dropout); expected a share from 0 to less than 1.",
        hint: "0.05 drops one input in twenty")
    }
  }
}

/// Refuses a count below one, or one that doubles cannot hold exactly.
func atLeastOne(_ value: Int, _ name: String, _ meaning: String) throws(Refusal) {
  if value < 1 { throw Refusal("\(name) is \(value); expected 1 or more \(meaning).") }
  if value > 9_007_199_254_740_992 {
    throw Refusal("\(name) is \(value), beyond 2^53, where whole numbers stop being exact.")
  }
}

extension Setup {
  /// Whether the layers run under autocast.
  ///
  /// accelerate 1.15 `Accelerator.prepare_model` wraps `model.forward` in it. Liger puts its loss
  /// into that `forward`. It has no patch for some families: a fused loss of one's own calls the
  /// backbone of a plain model past the wrapped `forward`, as the one traced step of GPT-2 did.
  /// PEFT's models stay under it, as its steps with adapters did.
  package var isAutocast: Bool {
    precision.autocast != nil && !(hasFusedLossOfItsOwn && method == .full)
  }

  /// Whether the fused loss is not Liger's, which knows nothing of the family.
  package var hasFusedLossOfItsOwn: Bool { loss == .fused && !architecture.family.isPatchedByLiger }
}

extension Architecture.Family {
  /// Source: liger-kernel 0.8.5 liger_kernel/transformers/monkey_patch.py
  /// `MODEL_TYPE_TO_APPLY_LIGER_FN`.
  fileprivate var isPatchedByLiger: Bool { Self.patchedByLiger.contains(rawValue) }

  private static let patchedByLiger: Set = [
    "deepseek_v2", "deepseek_v3", "deepseek_v4", "exaone4", "falcon_h1", "gemma", "gemma2",
    "gemma3_text", "gemma4_text", "glm4", "gpt_oss", "granite", "hunyuan_v1_dense",
    "hunyuan_v1_moe", "llama", "llama4_text", "ministral", "mistral", "mixtral",
    "mllama_text_model", "nemotron", "olmo2", "olmo3", "phi3", "qwen2", "qwen3", "qwen3_5_moe_text",
    "qwen3_5_text", "qwen3_moe", "qwen3_next", "smollm3",
  ]
}
