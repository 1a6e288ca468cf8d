import Language
import MemoryModel

// `method with (r: 64)`: the same method with other settings.
extension MethodValue {
  func with(_ changes: [Change], in session: Session) throws(Fault) -> Value? {
    let parameters = Word.qlora.parameters
    var method = method
    for change in changes {
      let names = fields.filter { $0 != "name" }
      guard names.contains(change.name),
        let kind = parameters.first(where: { $0.name == change.name })?.kind
      else { throw change.unknown(in: "`\(text(session.style))`", names, session) }
      let value = try change.admitted(by: kind, in: session)
      switch method {
      case .full: break
      case .lora(var adapter):
        adapter.set(change.name, value)
        method = .lora(adapter)
      case .qlora(var adapter, var quantization):
        adapter.set(change.name, value)
        quantization.set(change.name, value)
        method = .qlora(adapter, quantization)
      }
    }
    return .entity(MethodValue(method))
  }
}

extension Adapter {
  fileprivate mutating func set(_ name: String, _ value: Value) {
    switch (name, value) {
    case ("r", .quantity(let number)): rank = Int(number.number)
    case ("alpha", .quantity(let number)): alpha = number.number
    case ("dropout", .quantity(let number)): dropout = number.number
    case ("dtype", .choice(let name)): dtype = Dtype(spelling: name) ?? dtype
    case ("targets", _): targets = Targets(value)
    case ("save", _): save = moduleNames(value)
    case ("dora", .truth(let truth)): dora = truth
    default: break
    }
  }
}

extension Quantization {
  fileprivate mutating func set(_ name: String, _ value: Value) {
    switch (name, value) {
    case ("double_quant", .truth(let truth)): doubleQuant = truth
    case ("upcast", .truth(let truth)): upcast = truth
    case ("quant", .choice(let name)): format = Format(spelling: name) ?? format
    default: break
    }
  }
}

extension Adapter.Targets {
  /// As the argument `targets` takes them.
  init(_ value: Value?) {
    switch value {
    case .choice(let name): self = Adapter.Targets(spelling: name) ?? .allLinear
    case .list: self = .modules(moduleNames(value))
    default: self = .allLinear
    }
  }
}

/// The names of modules in a list.
func moduleNames(_ value: Value?) -> [String] {
  guard case .list(let items) = value else { return [] }
  return items.compactMap { if case .text(let name) = $0 { name } else { nil } }
}
