import Language
import MemoryModel
import Step

extension Word {
  static let inference = Word(
    "inference", .questions,
    "the memory of running the model: weights, its cache of keys and values",
    [
      .scenario,
      Parameter(
        "context", .whole(from: 1, of: .tokens), .optional,
        "tokens of each sequence, prompt and answer; else `seq`"),
      Parameter(
        "kv", .choice(CacheChoice.all), .optional,
        "how keys and values are held; else as they are computed"),
    ],
    makes: InferenceValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; inference(context: 8K)", "in 4 bits, since `method` is QLoRA"),
      Example("inference(context: 8K, batch: 4, kv: fp8, method: full)", "weights in bf16"),
      Example("compare(inference, estimate)", "what training adds"),
      Example("sweep(context, 1K...128K by *2, inference(context: context).total)"),
    ],
    related: ["estimate", "fits", "compare", "explain"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    var setup = try session.trainingSetup(at: arguments.place)
    if let context = arguments.whole("context") { setup.seq = context }
    let run: Setup
    do throws(Refusal) {
      run = setup.run(caching: try CacheChoice.format(arguments["kv"], in: setup))
    } catch {
      throw error.fault(at: arguments.place(of: "kv"))
    }
    let answer = try session.estimate(run, at: arguments.place)
    let asked = EstimateValue(
      answer, model: try session.model(at: arguments.place), card: session.card,
      asked: session.setup)
    let value = InferenceValue(asked)
    if session.isStrict { try session.permit(value.notes, at: arguments.place) }
    return .entity(value)
  }
}

/// The formats that `kv` takes.
enum CacheChoice {
  static let all = [
    Kind.Choice("bf16", "as bf16 models compute them: transformers' DynamicCache"),
    Kind.Choice("fp16", "the same of fp16 models"),
    Kind.Choice("fp32", "the same of fp32 models"),
    Kind.Choice("fp8", CacheFormat.fp8.note),
  ]

  /// - Throws: where transformers has no cache in it.
  static func format(_ value: Value?, in setup: Setup) throws(Refusal) -> CacheFormat {
    guard case .choice(let name)? = value else { return .same }
    if name == CacheFormat.fp8.rawValue { return .fp8 }
    let own = setup.precision.products.rawValue
    guard name == own else {
      throw Refusal(
        "kv: this model computes keys and values in \(own), and transformers caches them so.",
        hint: "leave `kv` out, set `precision = \(name)`, or hold them in `fp8`")
    }
    return .same
  }
}
