/// Whose code runs the step: today's libraries, or those of an earlier time.
package enum Framework: String, Choice {
  /// transformers 4.54 and later, with the torch of its time.
  case today = "transformers"
  /// transformers 4.49 to 4.53, with torch up to 2.9.
  case upTo53 = "transformers_4_53"
  /// transformers 4.46 to 4.48.
  case upTo48 = "transformers_4_48"
  /// transformers up to 4.45.
  case upTo45 = "transformers_4_45"

  /// transformers 4.48 loss/loss_utils.py `ForCausalLMLoss`, 4.45 modeling_llama.py
  /// `LlamaForCausalLM.forward`: `logits[..., :-1, :].contiguous()` copies the fp32 logits. Since
  /// 4.49 the labels are padded instead.
  package var cutsLogits: Bool { self == .upTo45 || self == .upTo48 }

  /// transformers 4.45 modeling_llama.py `LlamaForCausalLM.forward`: the fp32 copy takes the
  /// name of the logits, which are freed. Later they are held by another function.
  package var freesLogits: Bool { self == .upTo45 }

  /// transformers 4.53 integrations/sdpa_attention.py repeats keys and values for every query
  /// head; since 4.54 `use_gqa_in_sdpa` leaves that to the kernel where there is no mask.
  package var repeatsKeys: Bool { self != .today }

  /// torch 2.4 ATen/cuda/CublasHandlePool.cpp `getCurrentCUDABlasHandle`: each handle keeps its
  /// workspace for ever; forward and autograd's thread have one each.
  package var keepsWorkspaces: Bool { self != .today }
}
