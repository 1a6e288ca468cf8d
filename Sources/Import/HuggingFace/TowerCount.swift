import MemoryModel

/// A tower, counted tensor by tensor in the order in which its modules register them. In doubles: no
/// product of a stranger's numbers overflows.
struct TowerCount: Sendable {
  private var stretches: [Architecture.Tower.Stretch] = []
  /// How many of them the text model stands behind; nil where it stands behind all.
  private var beforeText: Int?
  /// Layers and width of the encoder of images, and the values of one of its patches.
  var layers = 0
  var hidden = 0
  var pixels = 0
  /// Patches of an image, where all have as many.
  var positions = 0
  /// The encoder whose forward is written down, with the heads of its layers and the width of their MLP.
  var encoder: Architecture.Tower.Encoder?
  var heads = 0
  var intermediate = 0
  var deepLayers: [Int] = []

  /// A module of `nn.Linear`.
  mutating func addLinear(_ input: Int, _ output: Int, bias: Bool = true) {
    append(Double(input) * Double(output), .linear)
    if bias { add(output) }
  }

  /// Anything else of so many elements: a convolution, an embedding, a norm, a bare parameter.
  mutating func add(_ factors: Int...) {
    append(factors.reduce(1) { $0 * Double($1) }, .parameter)
  }

  /// What is loaded but no parameter.
  mutating func addBuffer(_ elements: Int, _ kind: Architecture.Tower.Tensor.Kind) {
    append(Double(elements), kind)
  }

  /// `nn.LayerNorm`: a weight and a bias.
  mutating func addLayerNorm(_ width: Int) {
    add(width)
    add(width)
  }

  /// Further modules; their layers are none that images pass.
  mutating func add(_ other: TowerCount) { stretches += other.stretches }

  /// Modules that stand one behind the other, so many times.
  mutating func add(times: Int, _ modules: (inout TowerCount) -> Void) {
    if times < 1 { return }
    var count = TowerCount()
    modules(&count)
    let tensors = count.stretches.flatMap { stretch in
      (0..<stretch.copies).flatMap { _ in stretch.tensors }
    }
    if !tensors.isEmpty { stretches.append(Architecture.Tower.Stretch(times, of: tensors)) }
  }

  /// A parameter of the model itself, which is registered before its modules.
  mutating func addFirst(_ elements: Int) {
    let tensor = Architecture.Tower.Tensor(elements: elements, kind: .parameter)
    stretches.insert(Architecture.Tower.Stretch(1, of: [tensor]), at: 0)
  }

  /// The text model is registered here, before what is still to come.
  mutating func addText() { beforeText = stretches.count }

  private mutating func append(
    _ elements: Double, _ kind: Architecture.Tower.Tensor.Kind
  ) {
    if elements < 1 { return }
    let tensor = Architecture.Tower.Tensor(elements: Int(min(elements, Self.limit)), kind: kind)
    if stretches.count > beforeText ?? 0, let last = stretches.last, last.copies == 1 {
      stretches[stretches.count - 1].tensors.append(tensor)
    } else {
      stretches.append(Architecture.Tower.Stretch(1, of: [tensor]))
    }
  }

  private func elements(
    where isCounted: (Architecture.Tower.Tensor.Kind) -> Bool
  ) -> Double {
    stretches.reduce(0) { sum, stretch in
      let tensors = stretch.tensors.filter { isCounted($0.kind) }
      return sum + Double(stretch.copies) * tensors.reduce(0) { $0 + Double($1.elements) }
    }
  }

  private static let limit = 9_007_199_254_740_992.0

  /// - Parameters:
  ///   - patches: how many become one token.
  ///   - tokens: those of one image, where all have as many.
  func tower(
    patches: Int, tokens: Int = 0, isReached: Bool = false,
    mask: Architecture.Tower.Mask = .none
  ) -> Architecture.Tower? {
    if stretches.isEmpty { return nil }
    var tower = Architecture.Tower(
      parameters: Int(min(elements { $0.isParameter }, Self.limit)),
      linear: Int(min(elements { $0 == .linear }, Self.limit)))
    tower.stretches = stretches
    tower.beforeText = beforeText ?? stretches.count
    tower.layers = layers
    tower.hidden = hidden
    tower.patches = patches
    tower.pixels = pixels
    tower.encoder = encoder
    tower.tokensOfImage = tokens
    if encoder != nil {
      (tower.heads, tower.intermediate, tower.deepLayers) = (heads, intermediate, deepLayers)
    }
    tower.isReached = isReached
    tower.mask = mask
    return tower
  }
}

extension Config {
  /// A width, or another count of a tower that has a default.
  func width(_ key: String, _ standard: Int) throws(ImportFault) -> Int {
    try count(key, or: standard, upTo: 1 << 20)
  }

  /// How many layers, within the bounds of text models.
  func depth(_ key: String, _ standard: Int) throws(ImportFault) -> Int {
    try count(key, or: standard, upTo: 1 << 14)
  }

  /// The two sides of an image or a patch: one number, or a list of two.
  func sides(_ key: String, _ standard: Int) throws(ImportFault) -> (Int, Int) {
    if let pair = try pair(key) { return pair }
    let side = try count(key, or: standard, upTo: 1 << 16)
    return (side, side)
  }

  /// A list of two counts; nil where the key holds one number, or is missing.
  func pair(_ key: String) throws(ImportFault) -> (Int, Int)? {
    guard !isWhole(key), let listed = try counts(key) else { return nil }
    guard listed.count == 2, let first = listed.first, let second = listed.last else {
      throw fault("\(key) lists \(listed.count) counts: it must list two.", at: key)
    }
    guard 1...65536 ~= first, 1...65536 ~= second else {
      throw fault("\(key) lists \(first) and \(second): no model comes near that.", at: key)
    }
    return (first, second)
  }

  /// How many layers of the encoder the projector reads: `vision_feature_layer` is one, or a list.
  func featureLayers(
    _ keys: [String] = ["vision_feature_layer"], or standard: Int = 1
  ) throws(ImportFault) -> Int {
    guard let key = keys.first(where: isSet) else { return standard }
    if isWhole(key) { return 1 }
    let layers = try items(key)
    guard layers > 0 else { throw fault("\(key) lists no layer.", at: key) }
    return layers
  }
}
