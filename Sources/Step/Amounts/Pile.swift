/// An array that grows at its end, by a pointer that is copied freely.
///
/// The machine's state is written to at every operation: checks for unique references and for
/// exclusive access take two thirds of the time there.
struct Pile<Element> {
  private(set) var items: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    items = .allocate(capacity: capacity)
  }

  /// Another pile of the same.
  func copy() -> Pile {
    var other = Pile(capacity: capacity)
    other.items.initialize(from: items, count: count)
    other.count = count
    return other
  }

  var array: [Element] { Array(UnsafeBufferPointer(start: items, count: count)) }

  func deallocate() {
    items.deinitialize(count: count)
    items.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return items[index]
    }
    nonmutating _modify {
      assert(index >= 0 && index < count)
      yield &items[index]
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (items + count).initialize(to: element)
    count += 1
  }

  @inline(__always)
  mutating func popLast() -> Element? {
    if count == 0 { return nil }
    count -= 1
    return (items + count).move()
  }

  /// Of elements that take no part in counting references.
  @inline(__always)
  mutating func insert(_ element: Element, at index: Int) {
    append(element)
    let behind = count - 1 - index
    guard behind > 0 else { return }
    (items + index + 1).update(from: items + index, count: behind)
    items[index] = element
  }

  @inline(__always)
  mutating func remove(at index: Int) {
    count -= 1
    if count > index { (items + index).update(from: items + index + 1, count: count - index) }
  }

  /// Forgets all but the first so many.
  @inline(__always)
  mutating func cut(to length: Int) {
    guard length < count else { return }
    (items + length).deinitialize(count: count - length)
    count = length
  }

  @inline(never)
  private mutating func grow() {
    let wider = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    wider.moveInitialize(from: items, count: count)
    items.deallocate()
    items = wider
    capacity *= 2
  }
}
