/// The parameters of a function of the user, and how arguments find them.
struct Signature: Sendable {
  let formals: [String]
  /// For each parameter, whether it may be left out.
  let isOptional: [Bool]

  /// Why arguments do not fit: which of them, if it is one.
  enum Misfit: Error {
    case unknown(Int, label: String)
    case twice(Int, name: String)
    case surplus(Int, given: Int)
    case missing(name: String)

    var argument: Int? {
      switch self {
      case .unknown(let index, _), .twice(let index, _), .surplus(let index, _): index
      case .missing: nil
      }
    }
  }

  /// The parameter of each argument: named ones go to their name, the others to the first that is
  /// still free.
  func places(of labels: [String?]) throws(Misfit) -> [Int] {
    var places: [Int] = []
    var isTaken = [Bool](repeating: false, count: formals.count)
    for (index, label) in labels.enumerated() {
      let place: Int
      if let label {
        guard let named = formals.firstIndex(of: label) else {
          throw .unknown(index, label: label)
        }
        guard !isTaken[named] else { throw .twice(index, name: label) }
        place = named
      } else {
        guard let free = isTaken.firstIndex(of: false) else {
          throw .surplus(index, given: labels.count)
        }
        place = free
      }
      isTaken[place] = true
      places.append(place)
    }
    for index in formals.indices where !isTaken[index] && !isOptional[index] {
      throw .missing(name: formals[index])
    }
    return places
  }

  func diagnostic(_ misfit: Misfit, _ name: String, at place: Place) -> Diagnostic {
    let signature = "it is `\(text(name))`"
    switch misfit {
    case .unknown(_, let label):
      return Diagnostic(
        .argument, "`\(name)` has no argument `\(label)`.", at: place,
        hint: Suggestion.hint(for: label, in: formals) ?? signature)
    case .twice(_, let formal):
      return Diagnostic(.argument, "`\(formal)` is given twice.", at: place, hint: signature)
    case .surplus(_, let given):
      let count = formals.count
      return Diagnostic(
        .argument, "`\(name)` takes \(count) argument\(count == 1 ? "" : "s"), not \(given).",
        at: place, hint: signature)
    case .missing(let formal):
      return Diagnostic(
        .argument, "`\(name)` needs a value for `\(formal)`.", at: place, hint: signature)
    }
  }

  /// `overhead(x, [share])`: brackets around what may be left out, as the words' signatures have it.
  func text(_ name: String) -> String {
    let shown = zip(formals, isOptional).map { $1 ? "[\($0)]" : $0 }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }
}
