// The setup, and what names stand for.
extension Session {
  /// Notes that a name of the setup was read.
  func noteSetupRead() { setupReads &+= 1 }

  /// The values of the setup's slots; nil for those that nobody set.
  package var setup: [Value?] { Array(globals[..<vocabulary.slots.count]) }

  package func restore(_ setup: [Value?]) {
    for (index, value) in setup.enumerated() { globals[index] = value }
  }

  package func slotIndex(named name: String) -> Int? {
    environment[name].flatMap { $0 < vocabulary.slots.count ? $0 : nil }
  }

  package func slot(named name: String) -> Slot? {
    slotIndex(named: name).map { vocabulary.slots[$0] }
  }

  func slot(at index: Int) -> Slot? {
    index < vocabulary.slots.count ? vocabulary.slots[index] : nil
  }

  /// The value of a slot by its place among the vocabulary's slots.
  package subscript(slot index: Int) -> Value {
    setupReads &+= 1
    return globals[index] ?? vocabulary.slots[index].fallback
  }

  /// Whether somebody set a slot, be it to its default.
  package func isSet(slot index: Int) -> Bool { globals[index] != nil }

  /// What stands at a place: of a slot that nobody set, its default.
  func value(at index: Int) -> Value? { globals[index] ?? slot(at: index)?.fallback }

  package var style: Style {
    guard let index = slotIndex(named: "units"), case .choice(let name) = globals[index] else {
      return Style()
    }
    return Style(decimal: name == "GB")
  }

  /// The names that the user bound.
  package var names: [String] {
    environment.names.filter { slotIndex(named: $0) == nil && $0 != "_" && $0 != "arguments" }
  }

  /// What a name is bound to, for completion and help.
  package func value(of name: String) -> Value? {
    environment[name].flatMap { value(at: $0) }
  }
}
