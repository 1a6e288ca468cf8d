import MemoryModel

extension Config {
  /// The window of a family whose layers all have it or none, by `sliding_window`.
  func addWindow(or standard: Int?, to model: inout Architecture) throws(ImportFault) {
    model.slidingWindow = try window(or: standard)
    model.slidingLayers = model.slidingWindow == nil ? 0 : model.layers
  }

  /// The window of a family that has layers of both kinds: of those that `layer_types` names, or
  /// else of all but each so-manieth.
  func addMixedWindow(
    or standard: Int, every: Int, startsGlobally: Bool = false, to model: inout Architecture
  ) throws(ImportFault) {
    let windows =
      try windows(of: model.layers)
      ?? (0..<model.layers).map { ($0 + (startsGlobally ? 0 : 1)) % every != 0 }
    let layers = windows.count { $0 }
    guard let window = try window(or: standard) else {
      if layers == 0 { return }
      throw fault(
        "sliding_window is null, and \(layers) layers have a window.", at: "sliding_window")
    }
    if layers > 0 { model.setWindow(window, of: windows) }
  }

  /// `null` is no window, whatever a missing key means.
  func window(or standard: Int?) throws(ImportFault) -> Int? {
    try optionalCount("sliding_window", upTo: 1 << 40)
      ?? (has("sliding_window") ? nil : standard)
  }

  /// How many layers `layer_types` gives a window, or nil where the file does not list them.
  func windowedLayers(of layers: Int) throws(ImportFault) -> Int? {
    try windows(of: layers)?.count { $0 }
  }

  /// Which layers `layer_types` gives a window, or nil where the file does not list them.
  func windows(of layers: Int) throws(ImportFault) -> [Bool]? {
    guard let types = try texts("layer_types") else { return nil }
    guard types.count == layers else {
      throw fault(
        "layer_types lists \(types.count) layers and num_hidden_layers is \(layers).",
        at: "layer_types")
    }
    for type in types where type != "full_attention" && type != "sliding_attention" {
      throw fault(
        "layer_types holds \(quoted(type)).", at: "layer_types",
        hint: "This family has full_attention and sliding_attention.")
    }
    return types.map { $0 == "sliding_attention" }
  }

  /// Refuses models that read a text in both directions: they are not trained as these here are.
  func refuseBidirectional() throws(ImportFault) {
    let key = "use_bidirectional_attention"
    guard isSet(key), try flag(key, or: false) else { return }
    throw fault("\(key) is true: I read models that look back only.", at: key)
  }
}
