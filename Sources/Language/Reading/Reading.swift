// Numbers and units out of texts, as the language writes them.

extension Quantity {
  /// `4`, `1.5e-4`, `24 GiB`, `$1.40/hour`, `85%`; nil where a text is no number.
  package static func read(_ text: String) -> Quantity? {
    let (tokens, faults) = Lexer.tokens(of: Source(text))
    guard faults.isEmpty else { return nil }
    var kinds = tokens.dropLast().map(\.kind)[...]
    let isNegative = kinds.first == .sign(.minus)
    if isNegative { kinds = kinds.dropFirst() }
    let isMoney = kinds.first == .sign(.dollar)
    if isMoney { kinds = kinds.dropFirst() }
    guard case .number(let number) = kinds.first else { return nil }
    let signed = isNegative ? 0 - number : number
    let rest = kinds.dropFirst()
    if isMoney {
      guard !rest.isEmpty else { return Quantity(signed, .money) }
      return unit(.name("USD") + rest)?.of(signed)
    }
    return rest.isEmpty ? Quantity(signed) : unit(rest)?.of(signed)
  }

  /// `GiB`, `USD/hour`, `byte*token^2`: how many base units it is; nil where it is no unit.
  package static func unit(_ text: String) -> Quantity? {
    let (tokens, faults) = Lexer.tokens(of: Source(text))
    return faults.isEmpty ? unit(tokens.dropLast().map(\.kind)[...]) : nil
  }

  private static func unit(_ kinds: ArraySlice<Token.Kind>) -> Quantity? {
    var rest = kinds
    guard var product = factor(&rest) else { return nil }
    while let sign = rest.popFirst() {
      guard sign == .sign(.over) || sign == .sign(.times), let next = factor(&rest) else {
        return nil
      }
      guard let result = sign == .sign(.over) ? try? product / next : try? product * next else {
        return nil
      }
      product = result
    }
    return product
  }

  private static func factor(_ rest: inout ArraySlice<Token.Kind>) -> Quantity? {
    switch rest.popFirst() {
    case .number(1): return Quantity(1)
    case .name(let name):
      guard let unit = Unit.named(name) else { return nil }
      let base = Quantity(unit.scale, unit.dimension)
      guard rest.first == .sign(.power), case .number(let power)? = rest.dropFirst().first else {
        return base
      }
      rest = rest.dropFirst(2)
      return try? base.raised(to: Quantity(power))
    default: return nil
    }
  }

  /// So many of this unit: what is whole but for the last bit is whole.
  package func of(_ count: Double) -> Quantity {
    // `USD/hour` divides by 3600, as the language does: a product of 1/3600 is another number.
    let inverse = (1 / number).rounded()
    if number < 1, 1 / inverse == number { return Quantity(count / inverse, dimension) }
    return Unit(name: "", dimension: dimension, scale: number).quantity(count)
  }
}

extension Token.Kind {
  fileprivate static func + (first: Token.Kind, rest: ArraySlice<Token.Kind>) -> ArraySlice<
    Token.Kind
  > { [first] + rest }
}
