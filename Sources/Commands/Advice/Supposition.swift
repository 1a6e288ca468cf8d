import Language
import MemoryModel

/// Another setting than the one that is set, which somebody may have run without knowing.
struct Supposition: Sendable {
  let change: SetupChange
  /// What it is in the libraries' own words.
  let meaning: String

  init(_ change: SetupChange, _ meaning: String = "") {
    (self.change, self.meaning) = (change, meaning)
  }

  static func + (a: Supposition, b: Supposition) -> Supposition {
    let meanings = [a.meaning, b.meaning].filter { !$0.isEmpty }
    return Supposition(a.change + b.change, meanings.joined(separator: "; "))
  }

  /// All of one setting that a setup can be told from.
  static func all(for setup: Setup) -> [Supposition] {
    ofMethod(setup.methodAsked) + ofStep(setup) + ofLibraries(setup)
  }

  private static func ofMethod(_ method: Method) -> [Supposition] {
    guard var adapter = method.adapter else { return [] }
    func changed(_ adapter: Adapter, _ quantization: Quantization?) -> SetupChange {
      SetupChange(method: quantization.map { .qlora(adapter, $0) } ?? .lora(adapter))
    }
    var all: [Supposition] = []
    if var quantization = method.quantization {
      quantization.upcast.toggle()
      let what = quantization.upcast ? "was called" : "was not called"
      all.append(
        Supposition(changed(adapter, quantization), "prepare_model_for_kbit_training \(what)"))
      quantization.upcast.toggle()
      quantization.doubleQuant.toggle()
      all.append(
        Supposition(
          changed(adapter, quantization), "bnb_4bit_use_double_quant=\(quantization.doubleQuant)"))
      all.append(Supposition(changed(adapter, nil), "the weights were not loaded in 4 bits"))
    }
    let own = adapter
    adapter.dtype = own.dtype == .fp32 ? .bf16 : .fp32
    all.append(
      Supposition(
        changed(adapter, method.quantization), "the adapters are in \(adapter.dtype.rawValue)"))
    adapter = own
    adapter.save = own.save.isEmpty ? ["embed_tokens", "lm_head"] : []
    all.append(
      Supposition(
        changed(adapter, method.quantization),
        "modules_to_save " + (own.save.isEmpty ? "trains them whole" : "was not set")))
    adapter = own
    adapter.targets = own.targets == .allLinear ? .qv : .allLinear
    all.append(
      Supposition(changed(adapter, method.quantization), "target_modules was another one"))
    return all
  }

  private static func ofStep(_ setup: Setup) -> [Supposition] {
    var all: [Supposition] = []
    for words in Checkpointing.words where words.value != setup.checkpointing {
      let meaning =
        words.value == .off ? "gradient_checkpointing was not in effect" : "gradient_checkpointing"
      all.append(Supposition(SetupChange(.checkpointing, words.name), meaning))
    }
    let isHalf = setup.precision.products == .fp16
    let formats: [Precision] =
      isHalf ? [.fp16, .fp16Amp, .fp32FP16Amp, .fp32] : [.bf16, .bf16Amp, .fp32Amp, .fp32]
    for precision in formats where precision != setup.precision {
      all.append(Supposition(SetupChange(.precision, precision.rawValue), precision.note))
    }
    let padded = setup.padding ? "off" : "on"
    all.append(
      Supposition(
        SetupChange(.padding, .truth(!setup.padding)),
        setup.padding
          ? "no mask reached the kernel" : "a mask reached the kernel: padding = \(padded)"))
    let kernel: AttentionKernel = setup.attention == .sdpa ? .eager : .sdpa
    all.append(
      Supposition(
        SetupChange(.attention, kernel.rawValue), "attn_implementation was \(kernel.rawValue)"))
    let loss = setup.loss == .standard ? "fused" : "standard"
    all.append(
      Supposition(
        SetupChange(.loss, loss),
        loss == "fused" ? "Liger's loss was in effect" : "no loss kernel was in effect"
      ))
    let accumulation = setup.accumulation == 1 ? 4 : 1
    all.append(
      Supposition(
        SetupChange(.accumulation, accumulation),
        accumulation == 1
          ? "nothing was accumulated" : "gradients of other micro-batches were there"))
    let clip = setup.clip == 0 ? 1 : 0
    all.append(Supposition(SetupChange(.clip, clip), "max_grad_norm was \(clip)"))
    return all
  }

  private static func ofLibraries(_ setup: Setup) -> [Supposition] {
    let usual: [Optimizer] = [
      .adamwTorchFused, .adamwTorch, .adamw8bit, .pagedAdamw8bit, .pagedAdamw32bit, .adafactor,
      .sgd,
    ]
    var all = usual.filter { $0 != setup.optimizer }.map {
      Supposition(SetupChange(.optimizer, $0.rawValue), "optim was another one")
    }
    for framework in Framework.allCases where framework != setup.framework {
      all.append(
        Supposition(
          SetupChange(.framework, framework.rawValue), "transformers and torch of that time ran"))
    }
    let config = AllocatorConfig(expandable: !setup.allocator.expandable)
    all.append(
      Supposition(
        SetupChange(.allocator, .entity(AllocatorValue(config))),
        "PYTORCH_CUDA_ALLOC_CONF had expandable_segments:\(config.expandable ? "True" : "False")"))
    return all
  }
}
