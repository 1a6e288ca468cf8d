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

  /// The layers by what stays as loaded in them.
  fileprivate func layers(
    keeping names: [String]
  ) throws(UntoldModules) -> [Storage.FourBit.Kept] {
    let kept = projections.map { (projection: $0, layers: modulePaths($0).map(names.keep)) }
      .filter { $0.layers.contains(true) }
    if kept.isEmpty { return [] }
    if kept.allSatisfy({ !$0.layers.contains(false) }) {
      return [Storage.FourBit.Kept(Projections(kept.map(\.projection)), layers, slidingLayers)]
    }
    let isUniform =
      shapes.count == 1 && outside.isEmpty && indexingLayers == 0 && predictionLayers == 0
    guard isUniform, kept.allSatisfy({ $0.layers.count == layers }) else {
      throw UntoldModules(reason: "but for modules of some layers, where layers differ")
    }
    return merged(
      (0..<layers).map { layer in Projections(kept.filter { $0.layers[layer] }.map(\.projection)) })
  }

  /// Layers that keep the same, together where the first of them is; the last layer stands last.
  private func merged(_ kept: [Projections]) -> [Storage.FourBit.Kept] {
    var all: [Storage.FourBit.Kept] = []
    for (index, (modules, hasWindow)) in zip(kept, windows).enumerated() {
      let isLast = index == kept.count - 1
      let place = all.firstIndex { $0.modules == modules }
      if let place, !isLast || place == all.count - 1 {
        all[place].count += 1
        all[place].windowed += hasWindow ? 1 : 0
      } else {
        all.append(Storage.FourBit.Kept(modules, 1, hasWindow ? 1 : 0))
      }
    }
    return all
  }
}

extension Storage.FourBit {
  /// Leaves modules of a model as loaded.
  ///
  /// - Parameter names: of modules: `lm_head`, `model.layers.1.mlp`.
  package mutating func keep(
    _ names: [String], in model: Architecture
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
    layers = try model.layers(keeping: names)
    keepsTower = names.contains { name in Self.towers.contains { name.hasSuffix($0) } }
  }

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

extension Storage.FourBit.Kept {
  init(_ modules: Projections, _ count: Int, _ windowed: Int) {
    self.modules = modules
    self.count = count
    self.windowed = windowed
  }
}
