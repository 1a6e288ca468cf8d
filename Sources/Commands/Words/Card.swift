import Language

extension Word {
  static let card = Word(
    "card", .shape, "a GPU by its facts",
    [
      Parameter("name", .text, .required, "what people call it"),
      Parameter("memory", .quantity(.memory), .required, "as sold"),
      Parameter("reported", .quantity(.memory), .optional, "as nvidia-smi shows it"),
      Parameter("usable", .quantity(.memory), .optional, "what the driver leaves to programs"),
      Parameter("usable_source", .text, .optional, "where that was read, or derived"),
      Parameter("capability", .whole(from: 10), .optional, "compute capability times ten"),
      Parameter("vendor", .text, .optional), Parameter("architecture", .text, .optional),
      Parameter("year", .whole(from: 1990), .optional),
      Parameter("bandwidth", positive, .optional, "GB/s"),
      Parameter("bf16_tflops", positive, .optional, "dense"),
      Parameter("price", positive, .optional, "US dollars an hour"),
      Parameter(
        "unified", .truth, .defaulted(.truth(false), shown: "off"),
        "whether the memory is shared with the CPU"),
      Parameter("source", .text, .optional, "where these facts are from"),
    ],
    makes: CardValue.kind,
    examples: [
      Example("fits(card(name: \"my card\", memory: 24 GiB, usable: 23.5 GiB), model: llama8b)")
    ],
    related: ["gpus", "fits"]
  ) { (arguments, _) throws(Fault) in
    let memory = arguments.bytes("memory") ?? 0
    let reported = arguments.bytes("reported")
    guard memory > 0 else {
      throw .value("A card has some memory.", at: arguments.place(of: "memory"))
    }
    return .entity(
      CardValue(
        CardValue.Facts(
          name: arguments.text("name") ?? "a card", vendor: arguments.text("vendor"),
          architecture: arguments.text("architecture"), year: arguments.whole("year"),
          memory: memory, reported: reported,
          usable: arguments.bytes("usable") ?? reported ?? memory,
          usableSource: arguments.text("usable_source"),
          capability: arguments.whole("capability"), bandwidth: arguments.number("bandwidth"),
          tflops: arguments.number("bf16_tflops"), price: arguments.number("price"),
          unified: arguments.truth("unified") ?? false, source: arguments.text("source"))))
  }
}

private let positive = Kind.number(Kind.NumberKind(from: 0, whole: false))

extension Arguments {
  /// Whole bytes of a memory; nil where none is given, or more than can be counted.
  func bytes(_ name: String) -> Int? {
    self[name]?.quantity.flatMap { Int(exactly: $0.number.rounded()) }
  }
}
