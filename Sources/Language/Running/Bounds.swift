/// How large a value may grow. Without it a line that doubles a list sixty times would take the
/// machine down instead of giving a message.
enum Bounds {
  static let items = 2_000_000
  static let bytes = 20_000_000
  /// Lists in lists: taking them apart needs machine stack for each level.
  static let levels = 100

  static func list(_ items: [Value], _ place: Place) throws(Fault) -> Value {
    guard items.count <= Self.items else { throw tooLong(place) }
    try measure(items, place)
    return .list(items)
  }

  /// How many items stand inside of a value, those of lists in it among them.
  static func size(of value: Value) -> Int {
    switch value {
    case .list(let items):
      items.reduce(items.count) { $1.isNest ? $0 + size(of: $1) : $0 }
    case .record(let record):
      record.fields.reduce(record.fields.count) { $1.value.isNest ? $0 + size(of: $1.value) : $0 }
    default: 0
    }
  }

  static func record(_ record: Record, _ place: Place) throws(Fault) -> Value {
    try measure(record.fields.map(\.value), place)
    return .record(record)
  }

  static func text(_ text: String, _ place: Place) throws(Fault) -> Value {
    guard text.utf8.count <= bytes else {
      throw .value("This text is too long to hold: more than \(bytes / 1_000_000) MB.", at: place)
    }
    return .text(text)
  }

  static func tooLong(_ place: Place) -> Fault {
    .value(
      "This list is too long to hold: more than \(items / 1_000_000) million items.", at: place)
  }

  static func tooMany(_ place: Place) -> Fault {
    .value("This holds too many items: more than \(items / 1_000_000) million.", at: place)
  }

  /// Counts what stands inside, where there is anything inside to count.
  private static func measure(_ values: [Value], _ place: Place) throws(Fault) {
    guard values.contains(where: \.isNest) else { return }
    var left = items
    guard count(values, 1, &left) else {
      throw left < 0
        ? tooMany(place)
        : .value("Lists stand more than \(levels) deep in one another here.", at: place)
    }
  }

  private static func count(_ values: [Value], _ level: Int, _ left: inout Int) -> Bool {
    left -= values.count
    guard level < levels, left >= 0 else { return false }
    for value in values {
      switch value {
      case .list(let inner) where !count(inner, level + 1, &left): return false
      case .record(let inner) where !count(inner.fields.map(\.value), level + 1, &left):
        return false
      default: break
      }
    }
    return true
  }
}

/// A list that is made item by item, and stops before it is longer than one may be.
package struct ListMaker {
  private let place: Place
  private var values: [Value] = []
  /// Items inside of its own.
  private var inner = 0

  package init(at place: Place) { self.place = place }

  package mutating func append(_ value: Value) throws(Fault) {
    guard values.count < Bounds.items else { throw Bounds.tooLong(place) }
    values.append(value)
    guard value.isNest else { return }
    inner += Bounds.size(of: value)
    guard inner + values.count <= Bounds.items else { throw Bounds.tooMany(place) }
  }

  package func list(in session: Session) throws(Fault) -> Value {
    try session.hold(values.count * MemoryLayout<Value>.stride)
    return try Bounds.list(values, place)
  }
}

extension Value {
  /// A list, unless it is longer than one may be.
  package static func items(_ items: [Value], at place: Place) throws(Fault) -> Value {
    try Bounds.list(items, place)
  }

  fileprivate var isNest: Bool {
    switch self {
    case .list, .record: true
    default: false
    }
  }
}
