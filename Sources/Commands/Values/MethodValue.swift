import Language
import MemoryModel

/// A method of tuning as a value of the language.
final class MethodValue: Entity {
  static let kind = "a method"

  let method: Method
  /// What is worth telling about how its file was read.
  let notes: [String]

  init(_ method: Method, notes: [String] = []) {
    self.method = method
    self.notes = notes
  }

  var kind: String { Self.kind }

  var fields: [String] {
    switch method {
    case .full: ["name"]
    case .lora: ["name", "r", "alpha", "targets", "dropout", "dtype", "save", "dora"]
    case .qlora:
      [
        "name", "r", "alpha", "targets", "dropout", "dtype", "double_quant", "upcast", "quant",
        "save", "dora",
      ]
    }
  }

  func field(_ name: String) -> Value? {
    if name == "name" { return .text(title) }
    guard fields.contains(name), let adapter = method.adapter else { return nil }
    switch name {
    case "r": return .whole(adapter.rank)
    case "alpha": return .number(adapter.alpha)
    case "targets": return targets(adapter.targets)
    case "dropout": return .number(adapter.dropout)
    case "dtype": return .choice(adapter.dtype.rawValue)
    case "double_quant": return method.quantization.map { .truth($0.doubleQuant) }
    case "upcast": return method.quantization.map { .truth($0.upcast) }
    case "quant": return method.quantization.map { .choice($0.format.rawValue) }
    case "save": return modules(adapter.save)
    case "dora": return .truth(adapter.dora)
    default: return nil
    }
  }

  private func targets(_ targets: Adapter.Targets) -> Value {
    switch targets {
    case .allLinear: .choice("all_linear")
    case .attention: .choice("attention")
    case .qv: .choice("qv")
    case .modules(let names): modules(names)
    }
  }

  /// A path such as GPT-2's `attn.c_proj` is no plain word.
  private func modules(_ names: [String]) -> Value {
    .list(names.map { $0.contains(".") ? .text($0) : .choice($0) })
  }

  private var title: String {
    switch method {
    case .full: "full"
    case .lora: "LoRA"
    case .qlora: "QLoRA"
    }
  }

  /// `QLoRA r 16, all linear`, as the first line of an estimate says it.
  var summary: String {
    guard let adapter = method.adapter else { return "full tuning" }
    let scope =
      switch adapter.targets {
      case .allLinear: "all linear"
      case .attention: "attention"
      case .qv: "q and v"
      case .modules(let names): names.joined(separator: ", ")
      }
    return "\(title) r \(adapter.rank), \(scope)"
      + (adapter.dropout > 0 ? ", dropout \(Figures.number(adapter.dropout))" : "")
      + (adapter.dora ? ", DoRA" : "")
      + (adapter.dtype == .fp32 ? "" : ", \(adapter.dtype.rawValue) adapters")
      + (method.quantization?.upcast == true ? ", upcast" : "")
      + (adapter.save.isEmpty ? "" : ", \(adapter.save.joined(separator: " and ")) whole")
  }

  /// As the language writes it: only what differs from the defaults, and the rank.
  func text(_ style: Style) -> String {
    guard let adapter = method.adapter else { return "full" }
    var parts = ["r: \(adapter.rank)"]
    let plain = MethodValue(
      method.quantization == nil ? .lora(Adapter()) : .qlora(Adapter(), Quantization()))
    for name in fields.dropFirst(2) {
      guard let value = field(name), let usual = plain.field(name), !(value == usual) else {
        continue
      }
      let shown = value.truth.map { $0 ? "on" : "off" } ?? style.text(value)
      parts.append("\(name): \(shown)")
    }
    return "\(title.lowercased())(\(parts.joined(separator: ", ")))"
  }

  func view(_ style: Style) -> View {
    View([.line(Markup(text(style)))] + notes.map { .line(Markup("note: \($0)", .muted)) })
  }

  var datum: Datum {
    let members = fields.dropFirst().compactMap { name in
      field(name).map { Datum.Member(name, $0.datum) }
    }
    return .object(
      [Datum.Member("kind", .text("method")), Datum.Member("name", .text(title.lowercased()))]
        + members)
  }

  func equals(_ other: any Entity) -> Bool { (other as? MethodValue)?.method == method }
}
