import MemoryModel

/// Whose kernels run: what a setting, the libraries' versions and the card choose.
struct Stack {
  /// Whether attention is written out: `attn_implementation="eager"`.
  let isEager: Bool
  /// Whether the card runs flash attention.
  ///
  /// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp
  /// `check_flash_attention_hardware_support`: sm80 and later.
  let hasFlash: Bool
  let framework: Framework

  init(_ setup: Setup) {
    isEager = setup.attention == .eager
    hasFlash = setup.device.capability >= 80
    framework = setup.framework
  }
}
