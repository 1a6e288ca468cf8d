/// Names that other languages have, and what is written here.
enum Habits {
  /// A hint for a name that is none here, with the arguments that it was called with.
  static func hint(for name: String, _ arguments: [String] = []) -> String? {
    let first = arguments.first ?? "xs"
    switch name {
    case "len", "length", "size", "nrow": return "write `\(first).count`"
    case "range", "seq_len", "arange": return range(arguments)
    case "pow": return "write `\(first)^\(arguments.count > 1 ? arguments[1] : "2")`"
    case "exp": return "write `2.718281828459045^\(arguments.first ?? "x")`"
    case "pi", "PI", "π": return "it is 3.141592653589793"
    case "ln": return "write `log(\(arguments.first ?? "x"))`"
    case "log10": return "write `log(\(arguments.first ?? "x"), 10)`"
    case "str", "string", "format", "printf":
      return "a text takes values in braces: `\"{\(arguments.first ?? "x")}\"`"
    case "int", "float", "number", "Number": return "a number stands without quotes: `16`"
    case "avg", "average": return "write `mean(\(first))`"
    case "filter": return "write `where(models, parameters < 10B)`"
    case "order", "sorted", "order_by": return "write `sort(models, parameters)`"
    case "top", "head", "take": return "write `first(\(first), 5)`"
    case "exit", "bye", "q": return "write `quit`"
    case "echo", "puts", "println", "console", "say":
      return "write `print(\(arguments.isEmpty ? "…" : arguments.joined(separator: ", ")))`"
    case "import", "include", "source", "require", "from":
      return "another file is run with `load \"file.vram\"`"
    case "man", "info", "describe": return "write `help \(arguments.first ?? "estimate")`"
    case "why", "breakdown", "details": return "write `explain(\(arguments.first ?? "estimate"))`"
    case "ls", "dir", "list": return "`models` and `gpus` list what has a name, `setup` what is set"
    case "clear", "cls": return "Ctrl-L clears the screen"
    case "version": return "`vram --version` says it"
    case "while", "repeat", "foreach": return loops
    case "return": return "a function is its expression: `f(x) = x * 2`; a block is its last line"
    case "function", "lambda", "fn", "def": return "a function is written `f(x) = x * 2`"
    case "null", "None", "nil", "undefined", "NULL", "NaN", "nan":
      return "there is no empty value: leave the argument out"
    case "inf", "Infinity", "infinity": return "every number here has an end"
    case "set": return "write `\(arguments.first ?? "batch") = …`"
    default: return nil
    }
  }

  /// `null`, where `none` is a choice.
  static func empty(_ name: String, _ choices: [Kind.Choice]) -> String? {
    guard ["null", "nil", "None", "undefined"].contains(name) else { return nil }
    return choices.contains { $0.name == "none" } ? "write `none`" : nil
  }

  static let loops = "a list runs through values: `[x * 2 for x in 1...8]`; so does `sweep`"

  /// `range(8)` of Python counts from 0 and leaves its end out.
  private static func range(_ arguments: [String]) -> String {
    switch arguments.count {
    case 1: "write `0..<\(arguments[0])`"
    case 2: "write `\(arguments[0])...\(arguments[1])`, both ends included"
    case 3: "write `\(arguments[0])...\(arguments[1]) by \(arguments[2])`"
    default: "write `1...8`"
    }
  }

  /// Units that do not say enough, or belong to nothing here.
  static func hint(forUnit name: String, behind number: String) -> String? {
    switch name {
    case "G", "g", "Gi", "gig", "gigs", "gigabytes":
      return "write `\(number) GiB`, or `\(number) GB` for powers of 1000"
    case "Mi", "meg", "megabytes": return "write `\(number) MiB`"
    case "Ki": return "write `\(number) KiB`"
    case "€", "£", "¥", "EUR", "GBP", "dollars": return "money is in USD: `$\(number)`"
    case "sec", "secs": return "write `\(number) s`"
    case "min", "mins": return "write `\(number) minutes`"
    case "h", "hr", "hrs": return "write `\(number) hours`"
    case "x": return "write `\(number) * …`"
    case "mod": return "write `\(number) % …`"
    case "tok", "toks": return "write `\(number) tokens`"
    case "billion", "bn": return "write `\(number)B`"
    case "million", "mio": return "write `\(number)M`"
    case "thousand": return "write `\(number)k`"
    default: return nil
    }
  }
}

/// Texts that the words tell more about than the grammar does.
extension Vocabulary {
  /// A fault of the text in the light of what the words take and what the library holds.
  func mended(_ fault: Diagnostic) -> Diagnostic {
    compared(fault) ?? library.mended(fault) ?? separated(fault) ?? fault
  }

  /// `where(models, layers = 32)`: where an expression is asked, `=` is meant to compare.
  private func compared(_ fault: Diagnostic) -> Diagnostic? {
    guard fault.kind == .syntax, let place = fault.labels.first?.place else { return nil }
    let (source, span) = (place.source, place.span)
    let line = source.line(around: span.start)
    let rest = source.text(Span(span.end, line.end)).drop { $0 == " " }
    guard rest.hasPrefix("="), !rest.hasPrefix("==") else { return nil }
    // As far back as such a line is long.
    let before = source.text(Span(max(line.start, span.start - 400), span.start))
    guard let call = OpenCall.all(in: Parser.tokens(before)).first, let word = self[call.name],
      !word.parameters.contains(where: { $0.name == place.text })
    else { return nil }
    switch word.parameter(at: call.index)?.kind {
    case .row, .deferred: break
    default: return nil
    }
    let value = rest.dropFirst().drop { $0 == " " }.prefix { !",;)".contains($0) }
    return Diagnostic(
      .syntax, "`=` binds a name, and `==` compares.", at: place,
      hint: "write `\(place.text) == \(value.isEmpty ? "…" : String(value))`")
  }
}
