/// What a node makes for itself in backward, each by the number under which it is let go again.
struct Scratch {
  let rule: Rule
  private var count: UInt8 = 0

  init(_ rule: Rule) { self.rule = rule }

  mutating func make(_ elements: Size, _ format: Format = .fp32) -> UInt8 {
    rule.temporary(elements, format)
    count += 1
    return count - 1
  }

  /// A sum over parts that kernels made one by one.
  mutating func sum(_ parts: Size, _ elements: Size) -> UInt8 {
    let all = make(parts)
    let sum = make(elements)
    rule.free(all)
    return sum
  }

  /// The gradient of a parameter, which a kernel sums in fp32, converted to its format.
  mutating func convert(_ sum: UInt8, _ input: UInt8, _ parameter: View) {
    let elements = Size(table: rule.machine.sizes, index: parameter.elements)
    rule.gradient(input, elements, parameter.format)
    rule.free(sum)
  }

  func free(_ items: UInt8...) { for item in items { rule.free(item) } }
}
