import Language
import Step

/// A fact of a card: how `card` takes it, and where it stands; in one value.
struct CardFact: Sendable {
  let parameter: Parameter
  let value: @Sendable (CardValue.Facts) -> Value
  /// Takes a value that its kind admits; nil where it is taken back.
  let set: @Sendable (Value?, inout CardValue.Facts) -> Void

  var name: String { parameter.name }

  /// In the order in which `card` takes them.
  static let all: [CardFact] = [
    text("name", \.name, .required, "what people call it"),
    CardFact(
      Parameter("memory", .quantity(.memory), .required, "as sold"), { .bytes($0.memory) },
      { $1.memory = bytes($0) ?? 0 }),
    CardFact(
      Parameter("reported", .quantity(.memory), .optional, "as nvidia-smi shows it"),
      { $0.reported.map { .bytes($0) } ?? .missing }, { $1.reported = bytes($0) }),
    CardFact(
      Parameter("usable", .quantity(.memory), .optional, "what the driver leaves to programs"),
      { .bytes($0.usable) }, { $1.usable = bytes($0) ?? $1.reported ?? $1.memory }),
    text("usable_source", \.usableSource, "where that was read, or derived"),
    whole("capability", from: 10, \.capability, "compute capability times ten"),
    text("vendor", \.vendor), text("architecture", \.architecture),
    whole("year", from: 1990, \.year),
    number("bandwidth", \.bandwidth, "GB/s"),
    number("bf16_tflops", \.bf16, "dense, with sums in fp32"),
    number("fp16_tflops", \.fp16, "the same of a card without bf16"),
    number("fp32_tflops", \.fp32, "beside the tensor cores"),
    CardFact(
      Parameter(
        "speed_class", .choices(of: SpeedClass.self), .optional,
        "cards that reach a like part of their peak"),
      { $0.speedClass.map { .choice($0.rawValue) } ?? .missing },
      { value, facts in
        if case .choice(let name)? = value {
          facts.speedClass = SpeedClass(spelling: name)
        } else {
          facts.speedClass = nil
        }
      }),
    whole("timed_runs", from: 0, \.timedRuns, "published runs on such cards that `time` goes by"),
    price("price", \.price, "US dollars an hour, the lowest"),
    price("highest_price", \.highestPrice, "the highest, but for those of large clouds"),
    text("price_date", \.priceDate, "when they were asked for"),
    CardFact(
      Parameter(
        "unified", .truth, .defaulted(.truth(false), shown: "off"),
        "whether the memory is shared with the CPU"), { .truth($0.unified) },
      { $1.unified = $0?.truth ?? false }),
    text("source", \.source, "where these facts are from"),
  ]

  static func named(_ name: String) -> CardFact? { places[name].map { all[$0] } }

  private static let places = [String: Int](
    all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
}

extension CardFact {
  private typealias Path<T> = WritableKeyPath<CardValue.Facts, T> & Sendable

  private init(
    _ parameter: Parameter, _ value: @escaping @Sendable (CardValue.Facts) -> Value,
    _ set: @escaping @Sendable (Value?, inout CardValue.Facts) -> Void
  ) {
    (self.parameter, self.value, self.set) = (parameter, value, set)
  }

  private static func text(
    _ name: String, _ path: Path<String>, _ presence: Parameter.Presence, _ note: String
  ) -> CardFact {
    CardFact(
      Parameter(name, .text, presence, note), { .text($0[keyPath: path]) },
      { $1[keyPath: path] = text($0) ?? "" })
  }

  private static func text(
    _ name: String, _ path: Path<String?>, _ note: String = ""
  ) -> CardFact {
    CardFact(
      Parameter(name, .text, .optional, note),
      { $0[keyPath: path].map { .text($0) } ?? .missing }, { $1[keyPath: path] = text($0) })
  }

  private static func whole(
    _ name: String, from lower: Int, _ path: Path<Int?>, _ note: String = ""
  ) -> CardFact {
    CardFact(
      Parameter(name, .whole(from: lower), .optional, note),
      { $0[keyPath: path].map { .whole($0) } ?? .missing },
      { $1[keyPath: path] = $0?.quantity.map { Int($0.number) } })
  }

  private static func number(
    _ name: String, _ path: Path<Double?>, _ note: String
  ) -> CardFact {
    CardFact(
      Parameter(name, positive, .optional, note),
      { $0[keyPath: path].map { .number($0) } ?? .missing },
      { $1[keyPath: path] = $0?.quantity?.number })
  }

  /// A plain number of dollars an hour, which is a price as a value of the language.
  private static func price(
    _ name: String, _ path: Path<Double?>, _ note: String
  ) -> CardFact {
    CardFact(
      Parameter(name, positive, .optional, note),
      { $0[keyPath: path].map { .quantity(Quantity($0 / 3600, .money / .time)) } ?? .missing },
      { $1[keyPath: path] = $0?.quantity?.number })
  }

  private static let positive = Kind.number(Kind.NumberKind(from: 0, whole: false))

  private static func text(_ value: Value?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }

  private static func bytes(_ value: Value?) -> Int? {
    value?.quantity.flatMap { Int(exactly: $0.number.rounded()) }
  }
}
