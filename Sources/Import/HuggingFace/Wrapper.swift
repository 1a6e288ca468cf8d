import MemoryModel

/// A model around a text model, as transformers' config class describes it: which class reads its
/// `text_config`, which key ties the head, and what makes tokens of images and sound. A file in
/// `Wrappers` for each of a kind.
struct Wrapper: Sendable {
  /// The value of `model_type`.
  let modelType: String
  let text: Text
  let tying: Tying
  /// What the tower has, for the text model that it serves; nil where the config has none.
  let tower: @Sendable (Config, Architecture) throws(ImportFault) -> Architecture.Tower?

  /// Which class reads `text_config`.
  enum Text: Sendable {
    /// One, whatever `text_config` says of itself.
    case only(String)
    /// One; the keys stand in the file itself where it has no `text_config`, as older ones do.
    case flat(String)
    /// The one that it names, or else this; without `text_config` these keys stand. A key that the
    /// class around it sets is not read.
    case named(or: String, otherwise: [String: JSON] = [:], set: String? = nil)
  }

  /// Where `tie_word_embeddings` is read.
  enum Tying: Sendable {
    /// In the file itself, with this default; that of `text_config` means nothing. The first of
    /// its spellings counts.
    case outside(Bool, keys: [String] = ["tie_word_embeddings"])
    /// In both: either ties.
    case either
    /// In both: it is tied unless both say no.
    case unlessBoth
    /// In `text_config`.
    case inside
  }

  init(
    _ modelType: String, text: Text, tying: Tying,
    tower: @escaping @Sendable (Config, Architecture) throws(ImportFault) -> Architecture.Tower?
  ) {
    self.modelType = modelType
    self.text = text
    self.tying = tying
    self.tower = tower
  }

  static let all: [Wrapper] = [
    qwen2VL, qwen25VL, qwen3VL, qwen3VLMoE, qwen35, qwen35MoE, mistral3, gemma3, gemma4,
    gemma4Unified, llama4, llava, llavaNext, paliGemma, idefics3, smolVLM, internVL, cohere2Vision,
    llavaOneVision, ayaVision, lfm2VL, glm4V, gemma3n, mllama, glm4VMoE,
    exaone45, glm46V, glmOCR, lightOnOCR, llavaNextVideo, videoLlava, vipLlava, idefics2,
    paddleOCR, deepSeekVL, ovis2, kimiK25, granite4Vision, qwen25OmniThinker, qianfanOCR,
    videoLlama3, miniCPMV46,
  ]
}

extension Wrapper {
  /// The config of the text model, and the class that reads it.
  func text(of config: Config) throws(ImportFault) -> (Config, ConfigClass) {
    let written = try config.object("text_config")
    let inner: Config
    let type: String
    switch text {
    case .only(let only): (inner, type) = (written ?? Config([:]), only)
    // What ties the head is a key of the file itself, and not handed on.
    case .flat(let only): (inner, type) = (written ?? config.without("tie_word_embeddings"), only)
    case .named(let standard, let otherwise, let set):
      let whole = written ?? Config(otherwise)
      inner = set.map { whole.without($0) } ?? whole
      type = try inner.text("model_type") ?? standard
    }
    let known = ConfigClass.inner + ConfigClass.all
    guard let family = known.first(where: { $0.modelType == type }) else {
      throw config.fault(
        "The text model of \(quoted(modelType)) is of the family \(quoted(type)), which I do not "
          + "know yet: what its layers hold is not written down.",
        at: "text_config", hint: "A text model of the same shape: transformer(…).")
    }
    return (inner, family)
  }

  /// The text model with its tower.
  func architecture(_ config: Config, _ name: String) throws(ImportFault) -> Architecture {
    let (inner, family) = try text(of: config)
    var model = try family.architecture(inner, name)
    switch tying {
    case .outside(let standard, let keys):
      model.tied = try config.flag(keys.first(where: config.has) ?? "", or: standard)
    case .either:
      model.tied = try config.flag("tie_word_embeddings", or: false) || model.tied
    case .unlessBoth:
      model.tied = try config.flag("tie_word_embeddings", or: true) || model.tied
    case .inside: break
    }
    model.tower = try tower(config, model)
    model.tower?.wrapper = Architecture.Tower.Wrapper(rawValue: modelType)
    return model
  }
}

extension ConfigClass {
  /// Classes of text models that occur in larger ones only.
  static let inner: [ConfigClass] = [
    qwen2VLText, qwen3VLText, qwen3VLMoEText, glm4VText, glm4VMoEText, exaone45Text,
    glmOCRText, paddleOCRText, granite4VisionText, qwen25OmniText, mistral4,
  ]
}
