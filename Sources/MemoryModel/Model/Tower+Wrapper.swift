extension Architecture.Tower {
  /// Classes of transformers around a text model, by their `model_type`, whose forward is known.
  package enum Wrapper: String, Choice {
    case qwen2VL = "qwen2_vl"
    case qwen25VL = "qwen2_5_vl"
    case qwen3VL = "qwen3_vl"
    case qwen3VLMoE = "qwen3_vl_moe"
    case qwen35 = "qwen3_5"
    case qwen35MoE = "qwen3_5_moe"
    case mistral3
    case gemma3
    case gemma4
    case llava
    case llavaNext = "llava_next"
    case llavaOneVision = "llava_onevision"
    case llavaNextVideo = "llava_next_video"
    case videoLlava = "video_llava"
    case vipLlava = "vipllava"
    case paliGemma = "paligemma"
    case idefics2
    case idefics3
    case smolVLM = "smolvlm"
    case internVL = "internvl"
    case qianfanOCR = "qianfan_ocr"
    case cohere2Vision = "cohere2_vision"
    case ayaVision = "aya_vision"
    case lfm2VL = "lfm2_vl"
    case glm4V = "glm4v"
    case glm4VMoE = "glm4v_moe"
    case glm46V = "glm46v"
    case glmOCR = "glm_ocr"
    case exaone45 = "exaone4_5"
    case lightOnOCR = "lighton_ocr"
    case paddleOCR = "paddleocr_vl"
    case deepSeekVL = "deepseek_vl"
    case ovis2
    case kimiK25 = "kimi_k25"
    case qwen25OmniThinker = "qwen2_5_omni_thinker"
    case videoLlama3 = "video_llama_3"
    case miniCPMV46 = "minicpmv4_6"
  }
}
