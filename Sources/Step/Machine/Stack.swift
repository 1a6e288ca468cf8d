import MemoryModel

/// Whose kernels run: what a setting, the libraries' versions and the card choose.
struct Stack {
  /// Whether attention is written out: `attn_implementation="eager"`, and for families that sdpa does
  /// not know.
  let isEager: Bool
  let framework: Framework
  let capability: Int

  init(_ setup: Setup) {
    isEager = setup.attention == .eager || setup.architecture.refusesSDPA
    framework = setup.framework
    capability = setup.device.capability
  }

  /// Whether queries, keys and values are laid out head by head for sdpa.
  ///
  /// Source: transformers 4.48 to 4.53 integrations/sdpa_attention.py `sdpa_attention_forward`:
  /// `query.contiguous()`; 4.45 models/llama/modeling_llama.py `LlamaSdpaAttention.forward`: beside a
  /// mask alone.
  var copiesHeads: Bool { framework == .upTo53 || framework == .upTo48 }

  /// Whether the card runs flash attention for heads of that size, with a backward.
  ///
  /// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp
  /// `check_flash_attention_hardware_support`,
  /// `check_requires_grad_and_head_dim_gt192_constraints_on_sm86_89_or_120`.
  func runsFlash(_ headDim: Size, drops: Bool) -> Bool {
    guard capability >= 80, !(headDim > 256) else { return false }
    let hasLittleSharedMemory = (86...89).contains(capability) || (120...121).contains(capability)
    return !hasLittleSharedMemory || !(headDim > 192) || (!drops && headDim > 224)
  }
}
