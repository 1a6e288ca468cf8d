import MemoryModel
import Step
import Testing

@testable import Import

/// Models around a text model, against what transformers 5.23 makes of the same configs: published
/// ones and small ones with other values of every key that a tower's size hangs on.
@Suite struct WrapperTests {
  /// A line of the fixture: a config, and what transformers counts.
  struct Case: CustomTestStringConvertible {
    let line: String
    let config: Config
    let wrapper: Wrapper

    init?(_ line: String) throws {
      self.line = line
      config = try Config(Array(line.utf8))
      let type = try config.text("model_type")
      guard let wrapper = Wrapper.all.first(where: { $0.modelType == type }) else { return nil }
      self.wrapper = wrapper
    }

    var testDescription: String { String(line.prefix(60)) }

    func count(_ key: String) throws -> Int {
      try config.count(key, or: -1, from: 0, upTo: 1 << 50)
    }
  }

  static let cases: [Case] = {
    let lines = (try? Fixtures.text("wrappers.jsonl").split(separator: "\n").map(String.init)) ?? []
    return lines.compactMap { try? Case($0) }
  }()

  @Test func everyWrapperIsHeldAgainstConfigs() throws {
    #expect(Set(Self.cases.map(\.wrapper.modelType)) == Set(HuggingFace.wrappers))
    let lines = try Fixtures.text("wrappers.jsonl").split(separator: "\n")
    #expect(Self.cases.count == lines.count)
  }

  /// The tower alone, for a text model of that width: its own family need not be known.
  @Test(arguments: cases)
  func theTowerIsCountedToTheLastParameter(_ item: Case) throws {
    let hidden = try item.count("_hidden")
    var text = Architecture(
      of: .llama, name: "m", hidden: hidden, layers: 1, heads: 1,
      intermediate: try item.config.count("_intermediate", or: 1, upTo: 1 << 24),
      vocab: try item.config.count("vocab_size", or: 1, upTo: 1 << 28))
    text.tied = try item.config.flag("_tied", or: false)
    let tower = try item.wrapper.tower(item.config, text)
    #expect(tower?.parameters ?? 0 == (try item.count("_tower")))
    #expect(tower?.linear ?? 0 == (try item.count("_linear")))
  }

  @Test(arguments: cases)
  func itsTensorsAreWrittenAndReadAgain(_ item: Case) throws {
    guard let model = try? HuggingFace.architecture(json: item.line, name: "m"),
      let tower = model.tower
    else { return }
    try tower.validate()
    #expect(!tower.tensorLines.isEmpty)
    var again = Architecture.Tower(parameters: tower.parameters, linear: tower.linear)
    try again.read(tensorLines: tower.tensorLines)
    try again.validate()
    #expect(again.tensorLines == tower.tensorLines)
  }

  @Test(arguments: cases)
  func theWholeIsCountedWhereTheTextModelIsKnown(_ item: Case) throws {
    guard (try? item.wrapper.text(of: item.config)) != nil else {
      let fault = refusal(of: item.line)
      #expect(fault?.message.hasPrefix("The text model of ") == true, "\(fault?.message ?? "read")")
      return
    }
    let model = try HuggingFace.architecture(json: item.line, name: "m")
    #expect(model.parameters == (try item.count("_parameters")))
    #expect(model.tied == (try item.config.flag("_tied", or: !model.tied)))
  }

  /// PEFT 0.21's all-linear of rank 4, so far as it reaches the text model.
  @Test(arguments: cases.filter { $0.config.has("_lora") })
  func adaptersStandWherePEFTPutsThem(_ item: Case) throws {
    let model = try HuggingFace.architecture(json: item.line, name: "m")
    let setup = Setup(architecture: model, method: .lora(Adapter(rank: 4)))
    #expect(setup.counts.trainable == (try item.count("_lora")))
  }

  @Test func imagesAreDescribed() throws {
    let gemma = try #require(
      try HuggingFace.architecture(json: #"{"model_type": "gemma3"}"#, name: "m").tower)
    // 224 pixels make 14 patches a side, and fewer than the 16 tokens a side: none are pooled.
    #expect(gemma.layers == 12 && gemma.hidden == 768 && gemma.patches == 1)
    #expect(gemma.pixels == 768 && gemma.isReached && gemma.mask == .images)
    let qwen = try #require(
      try HuggingFace.architecture(json: #"{"model_type": "qwen3_vl"}"#, name: "m").tower)
    #expect(qwen.layers == 27 && qwen.hidden == 1152 && qwen.patches == 4 && qwen.pixels == 1536)
    #expect(!qwen.isReached && qwen.mask == .none)
    let mini = try #require(
      try HuggingFace.architecture(json: #"{"model_type": "minicpmv4_6"}"#, name: "m").tower)
    // Seven layers before the window, and five that have a quarter of the patches.
    #expect(mini.layers == 9 && mini.patches == 16)
    let idefics = try #require(
      try HuggingFace.architecture(json: #"{"model_type": "idefics2"}"#, name: "m").tower)
    // 7 patches a side, and 64 tokens whatever the image.
    #expect(idefics.layers == 12 && idefics.patches == 1 && idefics.text == "text_model")
  }

  @Test(arguments: [
    (#""model_type": "gemma3", "text_config": 3"#, "text_config is 3: it must be an object."),
    (
      #""model_type": "gemma3", "vision_config": {"model_type": "timm"}"#,
      #"The vision tower is of the kind "timm", which I do not know yet."#
    ),
    (
      #""model_type": "gemma3n", "vision_config": {"architecture": "resnet50"}"#,
      #"The vision tower is timm's "resnet50", which I do not know yet."#
    ),
    (
      #""model_type": "gemma3n", "vision_config": {"model_args": {"in_chans": 1}}"#,
      "model_args changes timm's mobilenetv5_300m_enc"
    ),
    (
      #""model_type": "gemma3n", "audio_config": {"sscp_conv_kernel_size": [3, 3]}"#,
      "sscp_conv_kernel_size must list two pairs: [[3, 3], [3, 3]]."
    ),
    (
      #""model_type": "gemma3n", "audio_config": {"sscp_conv_kernel_size": [[3, 3], [3, 99]]}"#,
      "sscp_conv_kernel_size is wider than what it reads: 99 of 66 bands."
    ),
    (
      #""model_type": "mistral3", "text_config": {"model_type": "nobody"}"#,
      #"The text model of "mistral3" is of the family "nobody", which I do not know yet"#
    ),
    (
      #""model_type": "gemma3", "vision_config": {"hidden_size": -5}"#,
      "hidden_size is -5: it must be at least 1."
    ),
    (
      #""model_type": "gemma3", "vision_config": {"image_size": 8}"#,
      "image_size is smaller than patch_size."
    ),
    (
      #""model_type": "gemma3", "vision_config": {"image_size": [8]}"#,
      "image_size lists 1 counts: it must list two."
    ),
    (
      #""model_type": "llava", "vision_feature_layer": []"#, "vision_feature_layer lists no layer."
    ),
    (
      #""model_type": "qwen2_vl", "vision_config": {"num_heads": 7}"#,
      "num_heads is 7, no divisor of the tower's width, 1280."
    ),
    (
      #""model_type": "mllama", "vision_config": {"max_num_tiles": 3}"#,
      "max_num_tiles is 3: with the default of supported_aspect_ratios it must be 4."
    ),
    (
      #""model_type": "mllama", "vision_config": {"supported_aspect_ratios": 8}"#,
      "supported_aspect_ratios is 8: it must be a list."
    ),
    (
      #""model_type": "mllama", "vision_config": {"attention_heads": 2000}"#,
      "attention_heads is 2000, more than the tower is wide, 1280."
    ),
    (
      #""model_type": "mllama", "text_config": {"cross_attention_layers": [-1]}"#,
      "cross_attention_layers holds -1"
    ),
    (
      #""model_type": "exaone4_5", "vision_config": {"num_key_value_heads": 3}"#,
      "num_key_value_heads is 3, no divisor of the tower's heads, 16."
    ),
    (
      #""model_type": "glm46v", "vision_config": {"model_type": "clip_vision_model"}"#,
      #"The vision tower is of the kind "clip_vision_model", which I do not know yet."#
    ),
    (
      #""model_type": "llava_next_video", "spatial_pool_mode": "sum""#,
      #"spatial_pool_mode is "sum"."#
    ),
    (
      #""model_type": "idefics2", "perceiver_config": {"num_key_value_heads": 3}"#,
      "num_key_value_heads is 3, no divisor of resampler_n_heads, 16."
    ),
    (#""model_type": "ovis2""#, "hidden_size is 1536, and the text model is 4096 wide."),
    (
      #""model_type": "ovis2", "hidden_size": 4096, "tie_word_embeddings": false"#,
      "vocab_size is 151643, and the text model knows 151936 tokens."
    ),
    (
      #""model_type": "ovis2", "hidden_size": 4096, "vision_config": {"vocab_size": 5}"#,
      "num_visual_indicator_tokens leaves none of the tower's 5 words."
    ),
    (#""model_type": "granite4_vision""#, "downsample_rate is missing: it has no default."),
    (
      #""model_type": "granite4_vision", "downsample_rate": "8/4""#,
      #"downsample_rate is "8/4": it must be like "4/8"."#
    ),
    (
      #""model_type": "granite4_vision", "downsample_rate": "4/8""#,
      "deepstack_layer_map is missing: it must be a list."
    ),
    (
      #""model_type": "qwen2_5_omni_thinker", "audio_config": {"encoder_attention_heads": 7}"#,
      "encoder_attention_heads is 7, no divisor of the tower's width, 1280."
    ),
    (
      #""model_type": "internvl", "downsample_ratio": 1e-9"#,
      "downsample_ratio is 1e-09: no model comes near that."
    ),
    (
      #""model_type": "gemma3", "vision_config": {"hidden_size": 1048576, "#
        + #""intermediate_size": 1048576, "num_hidden_layers": 16384, "num_attention_heads": 16}"#,
      "These dimensions make more than "
    ),
  ])
  func aWrongTowerIsRefusedByName(_ fields: String, _ message: String) {
    let fault = refusal(of: "{\(fields)}")
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
  }
}
