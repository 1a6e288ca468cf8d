/// Models that people tune and that are not read: what they are, and what is read of their kin.
struct Unread: Sendable {
  let modelTypes: Set<String>
  /// What is said of one: `an encoder`.
  let what: String
  let hint: String

  static func named(_ modelType: String) -> Unread? {
    all.first { $0.modelTypes.contains(modelType) }
  }

  /// Source: transformers 5.23 models/auto/modeling_auto.py, the classes behind each head; of those
  /// that bring their own code, their files on the Hub.
  private static let all = [
    Unread(
      modelTypes: [
        "albert", "bert", "big_bird", "camembert", "deberta", "deberta-v2", "distilbert", "electra",
        "ernie", "esm", "eurobert", "flaubert", "longformer", "modernbert", "mpnet", "nomic_bert",
        "roberta", "xlm", "xlm-roberta", "xlm-roberta-xl", "xlnet",
      ],
      what: "an encoder, trained on masks, classes or pairs of texts",
      hint: "I read models that write text token by token: `families` lists them."),
    Unread(
      modelTypes: [
        "bart", "bigbird_pegasus", "led", "longt5", "m2m_100", "marian", "mbart", "mt5", "mvp",
        "nllb-moe", "pegasus", "plbart", "prophetnet", "switch_transformers", "t5", "t5gemma",
        "t5gemma2", "udop", "umt5",
      ],
      what: "an encoder with a decoder, whose layers look at what was read",
      hint: "Of that kind I read none; the decoders alone are in `families`."),
    Unread(
      modelTypes: [
        "hubert", "moonshine", "parakeet_ctc", "seamless_m4t", "seamless_m4t_v2", "speech_to_text",
        "wav2vec2", "wav2vec2-bert", "wavlm", "whisper",
      ],
      what: "a model of speech",
      hint: "Of that kind I read none; text models that hear are in `families`."),
    Unread(
      modelTypes: [
        "beit", "clip", "convnext", "convnextv2", "deit", "dinov2", "dinov3_vit", "siglip",
        "siglip2", "swin", "vit",
      ],
      what: "a model of images",
      hint: "Of that kind I read none; text models that see are in `families`."),
    Unread(
      modelTypes: ["chatglm"],
      what: "ChatGLM, which brings its own code",
      hint:
        "Of its kin I read glm and glm4, of which the -hf checkpoints are: THUDM/glm-4-9b-chat-hf."),
    Unread(
      modelTypes: ["qwen"],
      what: "the first Qwen, which brings its own code",
      hint: "Of its kin I read qwen2 and what came after it: Qwen/Qwen1.5-7B is a qwen2."),
    Unread(
      modelTypes: ["baichuan", "deepseek", "internlm", "internlm2", "xverse", "yi", "aquila"],
      what: "a family that brings its own code",
      hint: "Of its kin I read llama: a checkpoint that was converted to it says so as model_type."),
    Unread(
      modelTypes: ["falcon_mamba", "mamba", "mamba2", "recurrent_gemma", "rwkv", "rwkv7"],
      what: "a recurrent model without attention in most layers",
      hint:
        "Of that kind I read hybrids: bamba, falcon_h1, granitemoehybrid, nemotron_h, qwen3_next."),
  ]
}
