import Language

/// Data as JSON (RFC 8259), in one line.
enum JSON {
  static func text(_ datum: Datum) -> String {
    var text = ""
    write(datum, to: &text)
    return text
  }

  private static func write(_ datum: Datum, to text: inout String) {
    switch datum {
    case .null: text += "null"
    case .truth(let truth): text += truth ? "true" : "false"
    case .number(let number): text += figure(number)
    case .text(let string): write(string, to: &text)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        write(item, to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        write(member.name, to: &text)
        text += ":"
        write(member.value, to: &text)
      }
      text += "}"
    }
  }

  /// Whole numbers without a point as far as they are exact, others as short as they can be read
  /// back. JSON knows no infinity.
  static func figure(_ number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(), number.magnitude <= 0x1p53 { return String(Int64(number)) }
    return "\(number)"
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSON {
  /// What is said beside the answers, as faults are.
  static func note(_ view: View) -> Datum {
    let lines = view.blocks.compactMap { block -> String? in
      if case .line(let markup) = block { markup.text } else { nil }
    }
    let text = lines.joined(separator: "\n")
    let mark = "note: "
    let message = text.hasPrefix(mark) ? String(text.dropFirst(mark.count)) : text
    return .object(["kind": .text("note"), "message": .text(message)])
  }
}

extension Diagnostic {
  /// A fault as other programs read it. The place is that of the first label.
  var datum: Datum {
    let spot = labels.first.map { Spot($0.place) }
    return .object([
      "message": .text(message),
      "file": spot?.source.name.map(Datum.text) ?? .null,
      "line": spot.map { .whole($0.line) } ?? .null,
      "column": spot.map { .whole($0.column) } ?? .null,
      "hint": hint.map(Datum.text) ?? .null,
      "kind": .text(kind.rawValue),
      "labels": .list(labels.map(\.datum)),
    ])
  }
}

extension Diagnostic.Label {
  fileprivate var datum: Datum {
    let spot = Spot(place)
    return .object([
      "file": spot.source.name.map(Datum.text) ?? .null,
      "line": .whole(spot.line),
      "column": .whole(spot.column),
      "text": text.isEmpty ? .null : .text(text),
    ])
  }
}
