/// The statements of a session that stand: what `history` lists, `undo` takes back and `save`
/// writes.
package struct Journal {
  /// A statement that was run.
  package struct Item {
    package let text: String
    /// What it showed, small enough to be kept.
    package fileprivate(set) var answers: [Answer] = []
    /// What its names were before, where it changed any.
    fileprivate(set) var earlier: [Earlier] = []
    /// What stood before a `reset`, which comes back with it.
    fileprivate(set) var replaced: [Item]?
    /// Whether a script of the session needs it; a statement that broke off on its way would
    /// break it, too.
    fileprivate(set) var isWork = true

    var hasChanged: Bool { !earlier.isEmpty }

    init(text: String) { self.text = text }
  }

  package struct Answer {
    package let value: Value
    package let style: Style
  }

  /// A name and the value that it had; none where it was not bound.
  struct Earlier {
    let name: String
    let value: Value?
  }

  package private(set) var items: [Item] = []
  /// Whether `undo` cannot go back as far as it could with more room in memory.
  package private(set) var hasForgotten = false
  /// How many of them a startup file brought: they are part of every script, and stay.
  fileprivate(set) var base = 0
  /// The statement that is running, and whether it has settled by itself what is kept of it.
  private var current: Item?

  /// What a listing shows: the statements since the beginning.
  package var own: ArraySlice<Item> { items[base...] }
  /// What a script of this session has to hold.
  package var work: [Item] {
    items[..<base].filter(\.hasChanged) + own.filter(\.isWork)
  }

  /// A table of ten thousand rows is worth no comment, and no memory either.
  private static let most = 100

  mutating func begin(_ text: String) { current = Item(text: text) }

  mutating func note(_ value: Value, _ style: Style) {
    let items: Int =
      switch value {
      case .list(let items): items.count
      case .entity(let table as Table): table.rows.count
      case .text(let text): text.utf8.count / 80
      case .record(let record): record.fields.count
      default: 1
      }
    guard items <= Self.most else {
      current?.answers.append(Answer(value: .text("\(value.kindName) of \(items)"), style: style))
      return
    }
    current?.answers.append(Answer(value: value, style: style))
  }

  /// Keeps the statement that has run, unless it was about the conversation alone.
  mutating func end(isAside: Bool, isWhole: Bool, _ earlier: [Earlier]) {
    guard var item = current else { return }
    current = nil
    guard !isAside || !earlier.isEmpty, isWhole || !earlier.isEmpty else { return }
    item.earlier = earlier
    item.isWork = isWhole && !isAside
    items.append(item)
  }

  /// Lets go of what names were before: what `undo` brings back takes room.
  mutating func forget() {
    hasForgotten = hasForgotten || own.contains { $0.hasChanged || $0.replaced != nil }
    for index in items.indices.dropFirst(base) {
      items[index].earlier = []
      items[index].replaced = nil
    }
  }

  /// Keeps nothing of the statement that is running.
  mutating func leave() { current = nil }

  /// Notes that all there is came from the startup file.
  mutating func start() { base = items.count }

  /// Puts a statement in the place of all since the beginning.
  mutating func replace(by text: String, _ earlier: [Earlier]) {
    current = nil
    guard !earlier.isEmpty || items.count > base else { return }
    var item = Item(text: text)
    item.replaced = Array(own)
    item.earlier = earlier
    item.isWork = false
    items.removeSubrange(base...)
    items.append(item)
  }

  /// Takes out the last statement that changed something, and the questions since: their answers
  /// were of what is gone.
  mutating func takeBack() -> Item? {
    current = nil
    guard let index = own.lastIndex(where: { $0.hasChanged || $0.replaced != nil }) else {
      return nil
    }
    let item = items[index]
    items.removeSubrange(index...)
    items += item.replaced ?? []
    return item
  }
}

extension Compiler {
  /// Whether a statement is a word about the conversation: `undo`, `help sweep`.
  func isAside(_ value: Expression) -> Bool {
    switch value.node {
    case .name(let name):
      environment[name] == nil && session.vocabulary[name]?.isAside ?? false
    case .call(let callee, _): isAside(callee)
    default: false
    }
  }
}
