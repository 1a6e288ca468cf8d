import MemoryModel

/// The models of Qwen that see, of transformers 5.23 (models/qwen2_vl, qwen2_5_vl, qwen3_vl,
/// qwen3_vl_moe, qwen3_5, qwen3_5_moe). Their positions have three axes, and tables for each
/// sequence of a batch; with text alone all sequences have the same.
extension Wrapper {
  static let qwen2VL = Wrapper(
    "qwen2_vl", text: .flat("qwen2_vl_text"), tying: .either
  ) { (config, _) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let width = try vision.width("embed_dim", 1280)
    let depth = try vision.depth(["num_hidden_layers", "depth"], 32)
    let inner = width * (try vision.count("mlp_ratio", or: 4, upTo: 1 << 8))
    let heads = try vision.checkQwenHeads(width)
    let (pixels, merged) = try vision.qwenPatch(14)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (depth, width, pixels)
    (count.heads, count.intermediate) = (heads, inner)
    count.encoder = try vision.text("hidden_act") ?? "quick_gelu" == "quick_gelu" ? .qwen2 : nil
    count.addPatches(pixels, width, bias: false)
    count.addQwenLayers(depth, width, inner)
    count.addLayerNorm(width)
    count.addLinear(width * merged, width * merged)
    count.addLinear(width * merged, try vision.width("hidden_size", 3584))
    return count.tower(patches: merged, isReached: true)
  }

  static let qwen25VL = Wrapper(
    "qwen2_5_vl", text: .flat("qwen2_vl_text"), tying: .either
  ) { (config, _) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    var (count, merged) = try vision.qwen25Vision()
    if try vision.hasQwen25Windows(count.layers) { count.encoder = .qwen25 }
    return count.tower(patches: merged, isReached: true)
  }

  static let qwen3VL = Wrapper(
    "qwen3_vl", text: .only("qwen3_vl_text"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in try config.qwen3Tower(feeding: 3) }

  static let qwen3VLMoE = Wrapper(
    "qwen3_vl_moe", text: .only("qwen3_vl_moe_text"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in try config.qwen3Tower(feeding: 3) }

  static let qwen35 = Wrapper(
    "qwen3_5", text: .only("qwen3_5_text"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in try config.qwen3Tower(feeding: nil) }

  static let qwen35MoE = Wrapper(
    "qwen3_5_moe", text: .only("qwen3_5_moe_text"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in try config.qwen3Tower(feeding: nil) }
}

extension TowerCount {
  /// Layers of Qwen2-VL's and Qwen3-VL's towers.
  fileprivate mutating func addQwenLayers(_ layers: Int, _ width: Int, _ inner: Int) {
    add(times: layers) { layer in
      for _ in 0..<2 { layer.addLayerNorm(width) }
      layer.addLinear(width, 3 * width)
      layer.addLinear(width, width)
      layer.addLinear(width, inner)
      layer.addLinear(inner, width)
    }
  }
}

extension Config {
  /// The values of a patch, which spans some frames, and how many patches become one token.
  func qwenPatch(_ patch: Int) throws(ImportFault) -> (pixels: Int, merged: Int) {
    let patch = try sides("patch_size", patch)
    let frames = try sides("temporal_patch_size", 2).0
    let channels = try count("in_channels", or: 3, upTo: 1 << 10)
    let merge = try count("spatial_merge_size", or: 2, upTo: 1 << 6)
    return (channels * frames * patch.0 * patch.1, merge * merge)
  }

  /// The projections have the whole width: heads that do not divide it fail in the forward pass.
  @discardableResult
  func checkQwenHeads(_ width: Int) throws(ImportFault) -> Int {
    try checkEncoderHeads(
      width, or: 16, at: has("num_attention_heads") ? "num_attention_heads" : "num_heads")
  }

  /// `Qwen2_5_VisionTransformerPretrainedModel`, and its copies in other models; with the patches
  /// that become one token.
  ///
  /// - Parameter keyHeads: how many heads have keys of their own, unless `num_key_value_heads` says
  ///   it; nil where all have.
  func qwen25Vision(keyHeads: Int? = nil) throws(ImportFault) -> (TowerCount, merged: Int) {
    let width = try width("hidden_size", 3584)
    let depth = try depth(["num_hidden_layers", "depth"], 32)
    let inner = try self.width("intermediate_size", 3420)
    let heads = try checkQwenHeads(width)
    let (pixels, merged) = try qwenPatch(14)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (depth, width, pixels)
    (count.heads, count.intermediate) = (heads, inner)
    count.addPatches(pixels, width, bias: false)
    let keys = try keyWidth(of: width, keyHeads)
    count.add(times: depth) { layer in
      for _ in 0..<2 { layer.add(width) }
      layer.addLinear(width, width + 2 * keys)
      layer.addLinear(width, width)
      for _ in 0..<2 { layer.addLinear(width, inner) }
      layer.addLinear(inner, width)
    }
    count.add(width)
    count.addLinear(width * merged, width * merged)
    count.addLinear(width * merged, try self.width("out_hidden_size", 3584))
    return (count, merged)
  }

  /// Whether each eighth of its layers attends to whole images, and the others in windows of four tokens
  /// a side, as `Qwen2_5_VLVisionConfig` has it.
  fileprivate func hasQwen25Windows(_ layers: Int) throws(ImportFault) -> Bool {
    let patch = try sides("patch_size", 14).0
    let merge = try count("spatial_merge_size", or: 2, upTo: 1 << 6)
    let window = try count("window_size", or: 112, upTo: 1 << 16)
    let whole = try counts("fullatt_block_indexes") ?? [7, 15, 23, 31]
    let eighths = (0..<layers).filter { $0 % 8 == 7 }
    let activation = try text("hidden_act") ?? "silu"
    return window / merge / patch == 4 && whole.filter { $0 < layers } == eighths
      && activation == "silu"
  }

  /// The width of all keys of a layer.
  private func keyWidth(of width: Int, _ keyHeads: Int?) throws(ImportFault) -> Int {
    guard let keyHeads else { return width }
    let heads = try count(["num_attention_heads", "num_heads"], or: 16, upTo: 1 << 20)
    let key = "num_key_value_heads"
    let keys = try self.width(key, keyHeads)
    guard heads % keys == 0 else {
      throw fault("\(key) is \(keys), no divisor of the tower's heads, \(heads).", at: key)
    }
    return keys * (width / heads)
  }

  func depth(_ keys: [String], _ standard: Int) throws(ImportFault) -> Int {
    try count(keys, or: standard, upTo: 1 << 14)
  }

  /// - Parameter layers: how many layers of the text model get features of earlier layers of the
  ///   tower, unless `deepstack_visual_indexes` lists them; nil where the family has none.
  fileprivate func qwen3Tower(feeding layers: Int?) throws(ImportFault) -> Architecture.Tower? {
    let vision = try object("vision_config") ?? Config([:])
    let width = try vision.width("hidden_size", 1152)
    let depth = try vision.depth(["num_hidden_layers", "depth"], 27)
    let inner = try vision.width("intermediate_size", 4304)
    let heads = try vision.checkQwenHeads(width)
    let (pixels, merged) = try vision.qwenPatch(16)
    var count = TowerCount()
    (count.heads, count.intermediate) = (heads, inner)
    (count.layers, count.hidden, count.pixels) = (depth, width, pixels)
    count.addPatches(pixels, width)
    count.add(try vision.count("num_position_embeddings", or: 2304, upTo: 1 << 28), width)
    count.addQwenLayers(depth, width, inner)
    let output = try vision.width("out_hidden_size", 3584)
    count.addLayerNorm(width)
    count.addLinear(width * merged, width * merged)
    count.addLinear(width * merged, output)
    if let layers {
      let listed = try vision.counts("deepstack_visual_indexes")
      let fed = listed?.count ?? layers
      // Each of them once, and some layer of the encoder.
      count.deepLayers = (listed ?? [8, 16, 24]).filter { $0 < depth }
      let activation = try vision.text("hidden_act") ?? "gelu_pytorch_tanh"
      if Set(count.deepLayers).count == fed && activation == "gelu_pytorch_tanh" {
        count.encoder = .qwen3
      }
      count.add(times: fed) { merger in
        merger.addLayerNorm(width * merged)
        merger.addLinear(width * merged, width * merged)
        merger.addLinear(width * merged, output)
      }
    }
    return count.tower(patches: merged)
  }
}

/// The text models inside.
extension ConfigClass {
  /// `Qwen2VLTextConfig`, and `Qwen2_5_VLTextConfig`, which is the same.
  static let qwen2VLText = ConfigClass(modelType: "qwen2_vl_text", name: "Qwen2VLTextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen2, name,
      DenseDefaults(
        vocab: 152064, hidden: 8192, intermediate: 29568, layers: 80, heads: 64, kvHeads: 8,
        headDim: nil))
    model.qkvBias = true
    // Qwen2VLAttention takes a head's share of the width, whatever head_dim says.
    try config.checkHeads(of: model)
    model.headDim = model.hidden / model.heads
    try config.addQwenWindow(from: 80, to: &model)
    return model
  }

  static let qwen3VLText = ConfigClass(modelType: "qwen3_vl_text", name: "Qwen3VLTextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3, name,
      DenseDefaults(
        vocab: 151936, hidden: 4096, intermediate: 22016, layers: 32, heads: 32, kvHeads: 32,
        headDim: 128))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    return model
  }

  static let qwen3VLMoEText = ConfigClass(
    modelType: "qwen3_vl_moe_text", name: "Qwen3VLMoeTextConfig"
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3MoE, name,
      DenseDefaults(
        vocab: 151936, hidden: 2048, intermediate: 5632, layers: 24, heads: 16, kvHeads: 16,
        headDim: nil))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 60, active: 4,
      intermediate: try config.count("moe_intermediate_size", or: 1408, upTo: 1 << 24), to: &model)
    model.build(mixture: try config.sparseLayers(of: model.layers), windows: model.windows)
    return model
  }
}
