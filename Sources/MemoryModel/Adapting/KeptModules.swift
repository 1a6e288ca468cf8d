// What bitsandbytes leaves as loaded in a checkpoint of 4 bits, by `llm_int8_skip_modules`.
//
// Source: transformers 5.23 quantizers/quantizers_utils.py `should_convert_module`: a name keeps what
// lies below it, and what ends with it.
extension Architecture {
  /// What of a list of names cannot be told, or is not modelled.
  package struct UntoldModules: Error {
    /// What is the case, to be read behind "stored in NF4".
    package let reason: String
  }
}

extension Storage.FourBit {
  /// Leaves modules of a model as loaded.
  ///
  /// - Parameters:
  ///   - names: of modules: `lm_head`, `model.layers.1.mlp`.
  ///   - paths: where the model's linear modules lie.
  package mutating func keep(
    _ names: [String], of paths: [String], in model: Architecture
  ) throws(Architecture.UntoldModules) {
    // A name may be a pattern there, which none of the published ones is.
    if let pattern = names.first(where: { !$0.isPath }) {
      throw Architecture.UntoldModules(reason: "but for what the pattern “\(pattern)” means")
    }
    // transformers 5.23 quantizers/base.py `get_modules_to_not_convert`: where there is a list, the
    // head is kept only if the list has it.
    if let head = model.tablePaths.last, !names.keep(head) {
      throw Architecture.UntoldModules(reason: "with a head that is packed too")
    }
    kept = names.filter { name in paths.contains(where: [name].keep) }
    keepsTower = names.contains { name in Self.towers.contains { name.hasSuffix($0) } }
  }

  /// Whether a linear module at this path of the model stays as loaded.
  package func keeps(_ path: String) -> Bool { kept.keep(path) }

  /// What the classes of transformers call the tower.
  private static let towers = ["visual", "vision_tower", "vision_model"]
}

extension [String] {
  /// Whether a module at this path of the model is kept.
  fileprivate func keep(_ path: String) -> Bool {
    contains { path == $0 || path.hasPrefix($0 + ".") || path.hasSuffix($0) }
  }
}

extension String {
  fileprivate var isPath: Bool {
    unicodeScalars.allSatisfy {
      $0 == "." || $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
  }
}
