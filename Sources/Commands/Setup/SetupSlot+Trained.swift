import Language
import MemoryModel

// What is trained, and on what. The defaults of all slots are what a user of transformers, PEFT and
// bitsandbytes gets today.
extension SetupSlot {
  static let model = SetupSlot(
    "model", .either([.entity(ModelValue.kind), .choices(["none"])]), .choice("none"),
    "what is tuned: a model of the catalog, hf(…) or transformer(…)",
    examples: ["model = qwen3_8b; estimate.total", "estimate(model: gemma2_9b).weights"],
    heading: { $0.architecture.name },
    title: { value in
      if case .entity(let model as ModelValue) = value { model.architecture.name } else { "none" }
    })

  static let method = SetupSlot(
    "method", .entity(MethodValue.kind),
    .entity(MethodValue(.qlora(Adapter(), Quantization()))),
    "what is trained: full, lora(…) or qlora(…)",
    examples: ["method = lora(r: 64); estimate.total", "estimate(method: full).total"],
    read: { value, setup in
      if case .entity(let method as MethodValue) = value { setup.method = method.method }
    },
    heading: { MethodValue($0.method).summary }, title: { $0.spelling(Style()) })

  static let batch = SetupSlot(
    "batch", from: 1, 1, "sequences in one micro-batch on one GPU",
    examples: ["batch = 4; estimate.total", "largest(batch, fits(rtx4090))"],
    set: { $1.batch = $0 },
    // With the tokens of its sequences.
    heading: { setup in
      let images =
        setup.imageTokens > 0 ? ", \(Figures.prose(setup.imageTokens)) of images" : ""
      return "batch \(setup.batch) × \(Figures.prose(setup.seq)) tokens" + images
    })

  static let seq = SetupSlot(
    "seq", from: 1, of: .tokens, 2048, "tokens in a sequence: the longest, since the peak is its",
    examples: ["seq = 8K; estimate.logits", "estimate(seq: [1K, 2K, 4K])"],
    set: { $1.seq = $0 })

  static let imageTokens = SetupSlot(
    "image_tokens", from: 0, of: .tokens, 0,
    "of the tokens of a sequence, those that come from images",
    examples: [
      "model = gemma3_4b; estimate(image_tokens: 256).activations",
      "image_tokens = 0; image_tokens",
    ],
    set: { $1.imageTokens = $0 })

  static let accumulation = SetupSlot(
    "accumulation", from: 1, 1, "micro-batches before a step",
    examples: [
      "accumulation = 8; estimate.gradients", "estimate(accumulation: 8, method: full).total",
    ],
    set: { $1.accumulation = $0 },
    heading: { $0.accumulation > 1 ? "accumulated \($0.accumulation) times" : nil })
}
