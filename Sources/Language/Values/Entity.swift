/// A thing of the world that the words of the program speak of.
///
/// The language holds it, compares it and asks for its fields, and does not know what it is.
package protocol Entity: AnyObject, Sendable {
  /// What a message calls it, with its article: `a model`.
  var kind: String { get }
  /// The names behind a dot.
  var fields: [String] { get }
  func field(_ name: String) -> Value?
  /// Its name in a line of text: `Llama 3.1 8B`.
  func text(_ style: Style) -> String
  /// What the prompt shows as an answer.
  func view(_ style: Style) -> View
  /// What a program reads.
  var datum: Datum { get }
  /// Whether it holds, where it can stand as a condition.
  var truth: Bool? { get }
  /// Whether it only says why there is no value.
  var isMissing: Bool { get }
  func equals(_ other: any Entity) -> Bool
  /// `2 * rtx3090`, or nil where a multiple has no meaning.
  func times(_ count: Int) -> Value?
  /// A copy with changes, or nil where it cannot be changed.
  func with(_ changes: [Change], in session: Session) throws(Fault) -> Value?
  /// The fields that stand for it in a table of several; without any it stands there itself.
  var headline: [String] { get }
  /// The values of the setup's slots that it holds, where it is a scenario.
  var setup: [Value?]? { get }
  /// The same thing, which now knows the name that the library has it under.
  func called(_ name: String) -> Value
}

extension Entity {
  package var truth: Bool? { nil }
  package var isMissing: Bool { false }
  package func equals(_ other: any Entity) -> Bool { self === other }
  package func times(_ count: Int) -> Value? { nil }
  package func with(_ changes: [Change], in session: Session) throws(Fault) -> Value? { nil }
  package var headline: [String] { [] }
  package var setup: [Value?]? { nil }
  package func called(_ name: String) -> Value { .entity(self) }
}

/// A function that the user defined.
package final class Function: Sendable {
  package let name: String
  let signature: Signature
  /// What stands for an argument that is not given; it may use the parameters before it.
  let fallbacks: [Code?]
  /// The parameters that are called like names of the setup, which a call sets for itself.
  let slots: [Parameter]
  let body: Code
  /// Places for parameters and for the names of its blocks.
  let size: Int
  let place: Place

  /// A parameter that is a name of the setup, too.
  struct Parameter: Sendable {
    /// Its place among the parameters.
    let index: Int
    /// Its place in the setup.
    let slot: Int
  }

  init(
    name: String, signature: Signature, fallbacks: [Code?], slots: [Parameter] = [],
    body: @escaping Code, size: Int, place: Place
  ) {
    self.name = name
    self.signature = signature
    self.fallbacks = fallbacks
    self.slots = slots
    self.body = body
    self.size = size
    self.place = place
  }

  /// What the `##` lines right above its definition say, one text a line.
  package var documentation: [String] {
    var lines: [String] = []
    var start = place.source.line(around: place.span.start).start
    while start > 0 {
      let above = place.source.line(around: start - 1)
      let text = place.source.text(above).drop { $0 == " " || $0 == "\t" }
      guard text.hasPrefix("##") else { break }
      lines.insert(String(text.dropFirst(2).drop { $0 == "#" || $0 == " " }), at: 0)
      start = above.start
    }
    return lines
  }
}

/// One of the changes of `plan with (batch: 4)`.
package struct Change: Sendable {
  package let name: String
  package let value: Value
  /// Where its name stands, and its value.
  package let label: Place
  package let place: Place

  /// The value as a kind holds it.
  package func admitted(by kind: Kind, in session: Session) throws(Fault) -> Value {
    try admit(value, kind, "`\(name)`", place, session)
  }

  /// The fault of a name that cannot be changed in such a thing.
  package func unknown(in kind: String, _ names: [String], _ session: Session) -> Fault {
    let vocabulary = session.vocabulary
    if let unmodelled = vocabulary.unmodelled(name, at: label) { return .broken(unmodelled) }
    return .value(
      "There is no `\(name)` to change in \(kind).", at: label,
      hint: names.isEmpty
        ? "it has no settings"
        : vocabulary.hint(forForeignArgument: name) ?? Suggestion.hint(for: name, in: names)
          ?? "what can be changed is \(Suggestion.listed(names))")
  }
}
