import MemoryModel

/// `Qwen2_5OmniThinkerConfig` and `Qwen2_5OmniThinkerForConditionalGeneration` of transformers 5.23
/// (models/qwen2_5_omni): what sees, hears and writes, without what speaks.
extension Wrapper {
  static let qwen25OmniThinker = Wrapper(
    "qwen2_5_omni_thinker", text: .only("qwen2_5_omni_text"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let (encoder, merged) = try vision.qwen25Vision()
    let audio = try config.object("audio_config") ?? Config([:])
    var count = try audio.qwenAudio()
    count.add(encoder)
    (count.layers, count.hidden, count.pixels) = (encoder.layers, encoder.hidden, encoder.pixels)
    return count.tower(patches: merged, isReached: true)
  }
}

extension Config {
  /// `Qwen2_5OmniAudioEncoder`: two convolutions over three steps, and Whisper's layers.
  fileprivate func qwenAudio() throws(ImportFault) -> TowerCount {
    let width = try count(["hidden_size", "d_model"], or: 1280, upTo: 1 << 20)
    let layers = try depth(["num_hidden_layers", "encoder_layers"], 32)
    let inner = try count(["intermediate_size", "encoder_ffn_dim"], or: 5120, upTo: 1 << 20)
    let output = try self.width("output_dim", 3584)
    let heads = "encoder_attention_heads"
    try checkEncoderHeads(
      width, or: 20, at: has("num_attention_heads") ? "num_attention_heads" : heads)
    var count = TowerCount()
    count.add(3 * (try self.width("num_mel_bins", 128)), width)
    count.add(width)
    count.add(3 * width, width)
    count.add(width)
    count.add(times: layers) { layer in
      // Keys have no bias.
      for place in 0..<4 { layer.addLinear(width, width, bias: place > 0) }
      layer.addLayerNorm(width)
      layer.addLinear(width, inner)
      layer.addLinear(inner, width)
      layer.addLayerNorm(width)
    }
    count.addLayerNorm(width)
    count.add(2, output)
    count.addLinear(width, output)
    return count
  }
}

/// The text model inside: Qwen2's, whose layers keep the same.
extension ConfigClass {
  static let qwen25OmniText = ConfigClass(
    modelType: "qwen2_5_omni_text", name: "Qwen2_5OmniTextConfig"
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen2, name,
      DenseDefaults(
        vocab: 152064, hidden: 3584, intermediate: 18944, layers: 28, heads: 28, kvHeads: 4,
        headDim: nil))
    model.qkvBias = true
    try config.addQwenWindow(or: 32768, to: &model)
    return model
  }
}
