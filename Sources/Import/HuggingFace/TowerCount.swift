import MemoryModel

/// A tower, counted module by module. In doubles: no product of a stranger's numbers overflows.
struct TowerCount: Sendable {
  private var weights = 0.0
  private var others = 0.0
  /// Layers and width of the encoder of images, and the values of one of its patches.
  var layers = 0
  var hidden = 0
  var pixels = 0

  /// Modules of `nn.Linear`.
  mutating func addLinear(_ input: Int, _ output: Int, bias: Bool = true, times: Int = 1) {
    weights += Double(input) * Double(output) * Double(times)
    if bias { add(output, times: times) }
  }

  /// Anything else of so many elements: a convolution, an embedding, a norm, a bare parameter.
  mutating func add(_ factors: Int..., times: Int = 1) {
    others += factors.reduce(Double(times)) { $0 * Double($1) }
  }

  /// Further modules, so many times; their layers are none that images pass.
  mutating func add(_ other: TowerCount, times: Int = 1) {
    weights += other.weights * Double(times)
    others += other.others * Double(times)
  }

  /// `nn.LayerNorm`: a weight and a bias.
  mutating func addLayerNorm(_ width: Int, times: Int = 1) { add(2, width, times: times) }

  /// - Parameter patches: how many become one token.
  func tower(
    patches: Int, isReached: Bool = false, mask: Architecture.Tower.Mask = .none
  ) -> Architecture.Tower? {
    let limit = 9_007_199_254_740_992.0
    if weights + others == 0 { return nil }
    var tower = Architecture.Tower(
      parameters: Int(min(weights + others, limit)), linear: Int(min(weights, limit)))
    tower.layers = layers
    tower.hidden = hidden
    tower.patches = patches
    tower.pixels = pixels
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
