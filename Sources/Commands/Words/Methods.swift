import Language
import MemoryModel

extension Word {
  static let full = Word(
    "full", .method, "every weight is trained",
    makes: MethodValue.kind,
    examples: [Example("method = full"), Example("model = llama8b; estimate(method: full).total")],
    related: ["lora", "qlora"]
  ) { (_, _) throws(Fault) in .entity(MethodValue(.full)) }

  static let lora = Word(
    "lora", .method, "low-rank adapters beside frozen weights, as PEFT makes them",
    adapterParameters + [savedParameter, magnitudeParameter],
    makes: MethodValue.kind,
    examples: [
      Example("lora(r: 64)"),
      Example("lora(r: 8, save: [embed_tokens, lm_head])"),
      Example("lora(r: 16, dora: on)"),
      Example("model = llama8b; estimate(method: lora(r: 8, targets: attention)).trainable"),
    ],
    related: ["full", "qlora"]
  ) { (arguments, _) throws(Fault) in .entity(MethodValue(.lora(described(by: arguments)))) }

  static let qlora = Word(
    "qlora", .method, "low-rank adapters beside 4-bit weights, as bitsandbytes stores them",
    adapterParameters + [
      Parameter(
        "double_quant", .truth, .defaulted(.truth(true), shown: "on"),
        "whether the scales are quantised once more"),
      Parameter(
        "upcast", .truth, .defaulted(.truth(false), shown: "off"),
        "PEFT's prepare_model_for_kbit_training: the rest becomes fp32"),
      Parameter(
        "quant", .choices(of: Quantization.Format.self),
        .defaulted(.choice(Quantization.Format.nf4.rawValue), shown: "nf4"),
        "the 4-bit format"), savedParameter, magnitudeParameter,
    ],
    makes: MethodValue.kind,
    examples: [
      Example("qlora(r: 16)"), Example("qlora(r: 8, targets: [q_proj, v_proj], upcast: on)"),
      Example("estimate(model: llama8b, method: qlora(r: 16, dora: on)).total"),
    ],
    related: ["full", "lora"]
  ) { (arguments, _) throws(Fault) in
    var quantization = Quantization()
    quantization.doubleQuant = arguments.truth("double_quant") ?? true
    quantization.upcast = arguments.truth("upcast") ?? false
    quantization.format =
      arguments.text("quant").flatMap { Quantization.Format(spelling: $0) } ?? .nf4
    return .entity(MethodValue(.qlora(described(by: arguments), quantization)))
  }

  static let chunked = Word(
    "chunked", .method, "a loss whose logits exist a chunk of tokens at a time",
    [Parameter("n", .whole(from: 1), .required, "the number of chunks")],
    makes: ChunkedLoss.kind, examples: [Example("loss = chunked(8)")],
    related: ["estimate"]
  ) { (arguments, _) throws(Fault) in .entity(ChunkedLoss(arguments.whole("n") ?? 1)) }

  static let every = Word(
    "every", .method, "checkpointing of every n-th layer, the first among them",
    [Parameter("n", .whole(from: 1), .required, "2 is every second layer")],
    makes: EveryLayer.kind,
    examples: [
      Example("checkpointing = every(2)"),
      Example("model = llama8b; estimate(checkpointing: every(4)).activations"),
    ],
    related: ["estimate"]
  ) { (arguments, _) throws(Fault) in .entity(EveryLayer(arguments.whole("n") ?? 1)) }
}

private let adapterParameters = [
  Parameter(
    "r", .whole(from: 1), .defaulted(.whole(16), shown: "16"), "the rank of the adapters"),
  Parameter(
    "alpha", .number(Kind.NumberKind(from: 0, whole: false)),
    .defaulted(.whole(32), shown: "32"), "the scale of what they add; it takes no memory"),
  Parameter(
    "targets", .either([.choices(Adapter.Targets.spellings), .list(of: .word)]),
    .defaulted(.choice("all_linear"), shown: "all_linear"),
    "which modules get one: a group, or a list of module names"),
  Parameter(
    "dropout", .number(Kind.NumberKind(from: 0, to: 1, whole: false)),
    .defaulted(.whole(0), shown: "0"), "the share of inputs that is dropped"),
  Parameter(
    "dtype", .choices(of: Dtype.self),
    .defaulted(.choice(Dtype.fp32.rawValue), shown: "fp32"),
    "the adapters' format; PEFT casts them to fp32"),
]

private let savedParameter = Parameter(
  "save", .list(of: .word), .defaulted(.list([]), shown: "[]"),
  "trained whole beside them: embed_tokens, lm_head; PEFT's modules_to_save")

private let magnitudeParameter = Parameter(
  "dora", .truth, .defaulted(.truth(false), shown: "off"),
  "DoRA: trained magnitudes beside them; PEFT's use_dora")

private func described(by arguments: Arguments) -> Adapter {
  Adapter(
    rank: arguments.whole("r") ?? 16, alpha: arguments.number("alpha") ?? 32,
    targets: Adapter.Targets(arguments["targets"]), dropout: arguments.number("dropout") ?? 0,
    dtype: arguments.text("dtype").flatMap { Dtype(spelling: $0) } ?? .fp32,
    save: moduleNames(arguments["save"]), dora: arguments.truth("dora") ?? false)
}
