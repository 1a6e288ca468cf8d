import Language
import MemoryModel

/// A name of the training setup: all that is known of it, in one value.
struct SetupSlot: Sendable {
  let slot: Slot
  /// Lines for its page of help, each of a session with Llama 3.1 8B as the model.
  let examples: [Word.Example]
  /// Puts its value into a setup; nil where the setup is made of it, or without it.
  let read: (@Sendable (Value, inout Setup) -> Void)?
  /// What the first line of an estimate says of it; nil where it goes without saying.
  let heading: @Sendable (Setup) -> String?
  /// What an answer is called beside others that differ in it.
  let title: @Sendable (Value) -> String

  /// In the order in which `setup` shows them. Their places are those of the session's slots, so that
  /// a question reads them without a search.
  static let all = [
    model, method, batch, seq, imageTokens, accumulation, optimizer, precision, checkpointing,
    attention, padding, loss, clip, gpu, parallel, framework, allocator, units, pager,
  ]
  /// How answers are shown, which is no part of what is trained.
  static let display = [units, pager]
  /// What a scenario holds.
  static let trained = all.filter { one in !display.contains { $0.name == one.name } }
  static let slots = all.map(\.slot)

  // What each of a million questions asks for is found once.
  fileprivate static let modelPlace = model.index
  fileprivate static let gpuPlace = gpu.index
  fileprivate static let readers = all.enumerated().compactMap { place, slot in
    slot.read.map { (place: place, read: $0) }
  }

  private static let places = [String: Int](
    all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })

  init(
    _ name: String, _ kind: Kind, _ fallback: Value, _ summary: String, examples: [String],
    read: (@Sendable (Value, inout Setup) -> Void)? = nil,
    heading: @escaping @Sendable (Setup) -> String? = { _ in nil },
    title: (@Sendable (Value) -> String)? = nil
  ) {
    slot = Slot(name, kind, fallback, summary)
    self.examples = examples.map { Word.Example($0) }
    self.read = read
    self.heading = heading
    self.title = title ?? { "\(name) \($0.spelling(Style()))" }
  }

  /// One that takes a choice of the memory model.
  init<C: MemoryModel.Choice>(
    _ name: String, _ fallback: C, _ summary: String, examples: [String],
    set: @escaping @Sendable (C, inout Setup) -> Void,
    heading: @escaping @Sendable (Setup) -> String?,
    title: (@Sendable (Value) -> String)? = { $0.spelling(Style()) }
  ) {
    self.init(
      name, .choices(of: C.self), .choice(fallback.rawValue), summary, examples: examples,
      read: { value, setup in
        if case .choice(let name) = value, let choice = C(spelling: name) { set(choice, &setup) }
      }, heading: heading, title: title)
  }

  /// One that counts.
  init(
    _ name: String, from lower: Int, of dimension: Dimension = .none, _ fallback: Int,
    _ summary: String, examples: [String],
    set: @escaping @Sendable (Int, inout Setup) -> Void,
    heading: @escaping @Sendable (Setup) -> String? = { _ in nil }
  ) {
    self.init(
      name, .whole(from: lower, of: dimension), .whole(fallback), summary, examples: examples,
      read: { value, setup in
        // Whole by its kind, which was checked where it was bound.
        if let quantity = value.quantity { set(Int(quantity.number), &setup) }
      }, heading: heading)
  }

  var name: String { slot.name }
  /// Its place among the session's slots.
  var index: Int { Self.places[name] ?? 0 }
}

extension Kind {
  /// The spellings of a choice of the memory model, its aliases included.
  static func choices<C: MemoryModel.Choice>(of type: C.Type) -> Kind {
    let own = C.allCases.map { Kind.Choice($0.rawValue, $0.note) }
    let others = C.aliases.sorted { $0.key < $1.key }
      .map { Kind.Choice($0.key, "the same as \($0.value.rawValue)", for: $0.value.rawValue) }
    return .choice(own + others)
  }
}

extension Session {
  subscript(_ slot: SetupSlot) -> Value { self[slot: slot.index] }

  /// The setup in the terms of the memory model, on the card that is set.
  ///
  /// - Throws: when there is no model yet, or what is asked is not modelled.
  func trainingSetup(at place: Place) throws(Fault) -> Setup {
    guard let card else { return try setupWithoutCard(at: place) }
    return try trainingSetup(on: card, cardAt: place, at: place)
  }

  /// The same on a card that may be another; what is wrong with that is said at a place of its own.
  func trainingSetup(
    on card: CardValue, cardAt cardPlace: Place, at place: Place
  ) throws(Fault) -> Setup {
    var setup = try setupWithoutCard(at: place)
    let isChosen = isSet(slot: SetupSlot.framework.index)
    setup.device = try card.device(for: setup, isStackChosen: isChosen, at: cardPlace)
    return setup
  }

  private func setupWithoutCard(at place: Place) throws(Fault) -> Setup {
    var setup = try model(at: place).setup
    for (place, read) in SetupSlot.readers where isSet(slot: place) {
      read(self[slot: place], &setup)
    }
    return setup
  }

  /// The model of the setup, which a question cannot be without.
  func model(at place: Place) throws(Fault) -> ModelValue {
    if case .entity(let entity as ModelValue) = self[slot: SetupSlot.modelPlace] { return entity }
    throw .value(
      "There is no model yet.", at: place,
      hint: "choose one: `model = llama8b`; `models` lists them")
  }

  /// The card of the setup, if one is set.
  var card: CardValue? {
    if case .entity(let entity) = self[slot: SetupSlot.gpuPlace] {
      return entity as? CardValue
    }
    return nil
  }
}

extension Refusal {
  /// The refusal as a fault of the question that was asked.
  func fault(at place: Place) -> Fault { .unanswered(message, at: place, hint: hint) }
}
