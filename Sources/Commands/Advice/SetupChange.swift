import Language
import MemoryModel
import Step

/// Other values for names of the setup: a line that can be pasted.
struct SetupChange: Sendable {
  let values: [(slot: SetupSlot, value: Value)]

  static let none = SetupChange(values: [])

  init(values: [(slot: SetupSlot, value: Value)]) { self.values = values }
  init(_ slot: SetupSlot, _ value: Value) { values = [(slot, value)] }
  init(_ slot: SetupSlot, _ choice: String) { values = [(slot, .choice(choice))] }
  init(_ slot: SetupSlot, _ count: Int) { values = [(slot, .whole(count))] }
  init(method: Method) { values = [(.method, .entity(MethodValue(method)))] }

  /// `batch = 2; accumulation = 4`.
  var line: String {
    values.map { "\($0.slot.name) = \($0.value.spelling(Style()))" }.joined(separator: "; ")
  }

  /// The places of the names that it sets.
  var places: Set<Int> { Set(values.map(\.slot.index)) }

  static func + (a: SetupChange, b: SetupChange) -> SetupChange {
    SetupChange(values: a.values + b.values)
  }

  /// The setup with these values in it.
  func applied(to setup: [Value?]) -> [Value?] {
    var changed = setup
    for (slot, value) in values { changed[slot.index] = value }
    return changed
  }
}

extension Session {
  /// Answers a question of the setup with changes, and puts the setup back.
  ///
  /// - Returns: nil where what is asked is refused: such a setup is no way out.
  func asking<T>(
    _ change: SetupChange, _ question: () throws(Fault) -> T
  ) throws(Fault) -> T? {
    try poll()
    let before = setup
    defer { restore(before) }
    restore(change.applied(to: before))
    do throws(Fault) {
      return try question()
    } catch {
      guard case .broken = error else { throw error }
      return nil
    }
  }
}
