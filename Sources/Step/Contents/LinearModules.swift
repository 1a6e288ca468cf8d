import MemoryModel

/// A linear module of a model's layers, or one that stands outside of them.
package struct LinearModule: Sendable, Hashable {
  /// In its layer, or in the text model: `self_attn.q_proj`.
  package let path: String
  /// Where it lies in the whole model, as `named_modules` spells it, in each layer that has it:
  /// `model.layers.0.self_attn.q_proj`.
  package fileprivate(set) var paths: [String]
  /// Whether PEFT adapts it where all linear modules are meant.
  package fileprivate(set) var isAdaptable = false

  /// Its own name: `q_proj`.
  package var name: Substring { path.split(separator: ".").last ?? "" }

  /// Whether a name of a list means it: its path, or the end of it behind a dot.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `check_target_module_exists`.
  package func isMeant(by name: String) -> Bool {
    path == name || path.hasSuffix("." + name)
  }
}

extension [LinearModule] {
  /// The shortest name that means a module and nothing else, but for those of other layers that have the
  /// same: GPT-2's `attn.c_proj`.
  package func name(of module: LinearModule) -> String {
    let parts = module.path.split(separator: ".")
    for count in 1..<Swift.max(parts.count, 1) {
      let name = parts.suffix(count).joined(separator: ".")
      if allSatisfy({ $0.path == module.path || !$0.isMeant(by: name) }) { return name }
    }
    return module.path
  }

  /// Names that mean some of them and no others: a module's own name where all that have it are meant.
  package func names(of chosen: [LinearModule]) -> [String] {
    var names: [String] = []
    for module in chosen {
      let own = String(module.name)
      let isOwn = allSatisfy { !$0.isMeant(by: own) || chosen.contains($0) }
      let name = isOwn ? own : name(of: module)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension Architecture {
  /// The linear modules of the text model, in the order in which they are registered.
  package var linearModules: [LinearModule] {
    let inventory = Inventory(Setup(architecture: self, method: .lora(Adapter(rank: 1))))
    var modules: [LinearModule] = []
    var places: [String: Int] = [:]
    for parameter in inventory.parameters where parameter.role != .tower {
      let path = inventory.modules.path(parameter.module)
      if parameter.kind == .added {
        if let place = places[path] { modules[place].isAdaptable = true }
        continue
      }
      guard parameter.isLinear && parameter.name == .weight else { continue }
      let place = places[path] ?? modules.count
      if place == modules.count {
        places[path] = place
        modules.append(LinearModule(path: path, paths: []))
      }
      modules[place].paths += paths(of: parameter, path)
    }
    return modules
  }

  private func paths(of parameter: Parameter, _ path: String) -> [String] {
    guard parameter.place >= 0 else { return ["\(textPath).\(path)"] }
    return (0..<Int(parameter.copies)).map { "\(layersPath).\(Int(parameter.place) + $0).\(path)" }
  }
}
