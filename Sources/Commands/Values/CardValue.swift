import Language
import MemoryModel
import Step

/// A GPU as a value of the language, or several of a kind: `2 * rtx3090`.
final class CardValue: Entity {
  static let kind = "a card"

  let facts: Facts
  let count: Int
  /// Its name in the catalog, if it is there.
  let id: String?

  /// What is known of one card.
  struct Facts: Sendable, Hashable {
    var name = ""
    var vendor: String?
    var architecture: String?
    var year: Int?
    /// Bytes as sold.
    var memory = 0
    /// Bytes as `nvidia-smi` shows them.
    var reported: Int?
    /// Bytes that the driver leaves to programs.
    var usable = 0
    /// The thread where `usable` was read, or `derived`.
    var usableSource: String?
    /// The compute capability times ten; nil where there is no CUDA.
    var capability: Int?
    /// GB/s.
    var bandwidth: Double?
    /// TFLOPS of dense products with sums in fp32.
    var bf16: Double?
    var fp16: Double?
    var fp32: Double?
    var speedClass: SpeedClass?
    var timedRuns: Int?
    /// Dollars an hour.
    var price: Double?
    var highestPrice: Double?
    var priceDate: String?
    var unified = false
    var source: String?
  }

  init(_ facts: Facts, count: Int = 1, id: String? = nil) {
    self.facts = facts
    self.count = count
    self.id = id
  }

  var kind: String { Self.kind }

  static let fields = CardFact.all.map(\.name) + ["count"]

  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    name == "count" ? .whole(count) : CardFact.named(name)?.value(facts)
  }

  func text(_ style: Style) -> String { count == 1 ? facts.name : "\(count) × \(facts.name)" }

  func view(_ style: Style) -> View {
    let about = [facts.vendor, facts.architecture, facts.year.map(String.init)].compactMap { $0 }
    let title = Markup(text(style), .strong) + Markup(" · " + about.joined(separator: ", "))
    let memory =
      "\(style.text(Value.bytes(facts.memory))), of which \(style.text(Value.bytes(facts.usable))) usable"
      + (count == 1 ? "" : ", each")
    var lines: [View.Block] = [.line(title), .line(Markup(memory))]
    if let source = facts.usableSource {
      lines.append(.line(Markup("usable: \(source)", .muted)))
    }
    if let source = facts.source { lines.append(.line(Markup("source: \(source)", .muted))) }
    return View(lines)
  }

  var datum: Datum {
    let members = fields.compactMap { name in field(name).map { Datum.Member(name, $0.datum) } }
    return .object([Datum.Member("kind", .text("card"))] + members)
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? CardValue else { return false }
    return other.facts == facts && other.count == count
  }

  func times(_ count: Int) -> Value? {
    .entity(CardValue(facts, count: self.count * count, id: id))
  }

  func called(_ name: String) -> Value {
    id == nil ? .entity(CardValue(facts, count: count, id: name)) : .entity(self)
  }

  /// The name for other programs: that of the catalog where it has one.
  var identifier: String { id ?? facts.name }

  /// What an estimate needs to know of it; `isStackChosen` says that the user named the framework.
  ///
  /// - Throws: where that is not modelled.
  func device(
    for setup: Setup, isStackChosen: Bool, at place: Place
  ) throws(Fault) -> Device {
    if let refusal = refusal(of: setup, isStackChosen: isStackChosen) {
      throw refusal.fault(at: place)
    }
    return facts.capability.map { Device(capability: $0) } ?? Device(runsCUDA: false)
  }
}

extension CardValue {
  /// Why it is not answered for: how several cards share the work is not modelled yet, and on some the
  /// code that is modelled does not run.
  private func refusal(of setup: Setup, isStackChosen: Bool) -> Refusal? {
    if count > 1 {
      return Refusal(
        "Training on \(count) cards at once is not modelled yet.",
        hint: "ask for one of them: `\(identifier)`")
    }
    let missing = "PyTorch with CUDA does not run on \(facts.name)"
    switch (facts.vendor, facts.architecture) {
    case ("Apple", _):
      if !isStackChosen {
        return Refusal(
          "\(missing), and MLX is not modelled yet.",
          hint: "PyTorch on Metal (MPS) is meant by `framework = transformers`, written out")
      }
      return setup.optimizer.needsKernels
        ? Refusal(
          "bitsandbytes has no \(setup.optimizer.rawValue) on Metal, which \(facts.name) runs.",
          hint: "`optimizer = adamw`") : nil
    // Their programs are compiled as a whole (XLA, Synapse), and lay their memory out themselves.
    case ("Google", _), (_, "Gaudi"):
      return Refusal(
        "\(missing), and its own stack is not modelled yet.", hint: "`gpus` lists other cards")
    default: break
    }
    // torch 2.15 aten/native/transformers/cuda/sdp_utils.cpp less_than_sm80 of check_tensor_dtype:
    // below sm80 no kernel of attention takes bf16.
    return lacksBF16(setup) && setup.attention == .sdpa
      ? Refusal(
        "\(facts.name) has no kernel for attention in bf16: torch's own operations, which take far more "
          + "memory, are not modelled yet.", hint: "write `precision = \(setup.inFP16.rawValue)`")
      : nil
  }

  private func lacksBF16(_ setup: Setup) -> Bool {
    (facts.capability ?? 80) < 80 && setup.precision.products == .bf16
  }

  /// What of an estimate does not hold on this card as it stands.
  func notes(on setup: Setup) -> [String] {
    if facts.capability == nil {
      let stack =
        "the figures are those of PyTorch with CUDA; the stack of \(facts.name) is not modelled"
      guard facts.vendor == "Apple", setup.method.quantization != nil else { return [stack] }
      return [stack, "bitsandbytes runs there in part on slow stand-ins for its kernels"]
    }
    guard lacksBF16(setup) else { return [] }
    return [
      "\(facts.name) does not compute in bf16: `precision = \(setup.inFP16.rawValue)` is what runs on it"
    ]
  }
}
