import MemoryModel

/// `Granite4VisionConfig` and `Granite4VisionForConditionalGeneration` of transformers 5.23
/// (models/granite4_vision): window by window, transformers with queries of their own make fewer
/// tokens of the patches, for several layers of the text model.
extension Wrapper {
  static let granite4Vision = Wrapper(
    "granite4_vision", text: .only("granite4_vision_text"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(or: .clip)
    let (query, window) = try config.downsampling()
    // Beside the layers that the map lists, four groups of patches have one each.
    let projectors = try config.items("deepstack_layer_map") + 4
    let width = count.hidden
    var projector = TowerCount()
    try config.addQueryFormer(width, to: &projector)
    projector.addLayerNorm(width)
    projector.add(query * query, width)
    projector.add(window * window, width)
    projector.addLinear(width, text.hidden)
    count.add(times: projectors) { $0.add(projector) }
    count.addFirst(text.hidden)
    let shrunk = (window * window + query * query - 1) / (query * query)
    return count.tower(patches: shrunk, isReached: true)
  }
}

extension Config {
  /// The sides of what a window of patches becomes, and of the window: `"4/8"`.
  fileprivate func downsampling() throws(ImportFault) -> (query: Int, window: Int) {
    let key = "downsample_rate"
    guard let rate = try text(key) else {
      throw fault("\(key) is missing: it has no default.", at: key)
    }
    let sides = rate.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let query = sides[0], let window = sides[1], 1...4096 ~= query,
      query...4096 ~= window
    else { throw fault("\(key) is \(quoted(rate)): it must be like \"4/8\".", at: key) }
    return (query, window)
  }

  /// `Blip2QFormerModel` (models/blip_2), as wide as the encoder of images.
  fileprivate func addQueryFormer(_ width: Int, to count: inout TowerCount) throws(ImportFault) {
    guard width >= 64, width % (width / 64) == 0 else {
      throw fault(
        "The tower's width, \(width), cannot be shared by heads of 64.", at: "vision_config")
    }
    let former = try object("qformer_config")
    if let type = try former?.text("model_type"), type != "blip_2_qformer" {
      throw fault(
        "The projector is of the kind \(quoted(type)), which I do not know yet.",
        at: "qformer_config")
    }
    // Without the object another default stands than with an empty one.
    let layers = try former?.depth("num_hidden_layers", 12) ?? 1
    let every = try former?.count("cross_attention_frequency", or: 2, upTo: 1 << 14) ?? 1
    let inner = try former?.width("intermediate_size", 3072) ?? 3072
    let mlps = try former?.flag("use_qformer_text_input", or: false) == true ? 2 : 1
    count.addLayerNorm(width)
    for layer in 0..<layers {
      // Each so manieth layer attends to the patches too.
      for _ in 0..<(layer % every == 0 ? 2 : 1) {
        for _ in 0..<4 { count.addLinear(width, width) }
        count.addLayerNorm(width)
      }
      for _ in 0..<mlps {
        count.addLinear(width, inner)
        count.addLinear(inner, width)
        count.addLayerNorm(width)
      }
    }
  }
}

/// The text model inside: Granite's, whose layers keep the same.
extension ConfigClass {
  static let granite4VisionText = ConfigClass(
    modelType: "granite4_vision_text", name: "Granite4VisionTextConfig",
    architecture: granite.architecture)
}
