extension Setup {
  /// The precision for a card that computes in fp16 and not in bf16.
  package var inFP16: Precision {
    if precision.autocast == nil { return .fp16 }
    return method == .full ? .fp32FP16Amp : .fp16Amp
  }

  /// Refuses what torch's scaler does, and adapters in the other format of 16 bits.
  ///
  /// Source: torch 2.15 amp/grad_scaler.py `GradScaler._unscale_grads_`;
  /// ATen/native/cuda/AmpKernels.cu `_amp_foreach_non_finite_check_and_unscale_cuda_`, which knows no
  /// bf16.
  func validateScaler() throws(Refusal) {
    let spelling = precision.rawValue
    guard let adapter = method.adapter else {
      if precision.scalesLoss && precision.weights == .fp16 {
        throw Refusal(
          "torch's GradScaler refuses to train fp16 weights: \"Attempting to unscale FP16 "
            + "gradients\".", hint: "precision: fp32_fp16_amp holds the weights in fp32")
      }
      return
    }
    if precision.scalesLoss && adapter.dtype != .fp32 {
      let name = adapter.dtype.rawValue
      throw Refusal(
        "torch's GradScaler refuses gradients in \(name), of adapters with dtype: \(name).",
        hint: "dtype: fp32, as PEFT makes them under precision: \(spelling)")
    }
    let savesHalf = precision.weights == .fp16 && method.quantization?.upcast != true
    if precision.scalesLoss && savesHalf && !adapter.save.isEmpty {
      // peft 0.21 tuners/tuners_utils.py `cast_adapter_dtype`: to fp32 come adapters alone.
      throw Refusal(
        "PEFT's modules_to_save are fp16 as the weights are, and torch's GradScaler refuses their "
          + "gradients: \"Attempting to unscale FP16 gradients\".",
        hint: "precision: fp32_fp16_amp holds the weights in fp32")
    }
    let products = precision.products
    if adapter.dtype.bytes == 2 && products.bytes == 2 && adapter.dtype != products {
      throw Refusal(
        "adapters in \(adapter.dtype.rawValue) beside products in \(products.rawValue): what torch "
          + "makes of two formats of 16 bits is not modelled.",
        hint: "dtype: \(products.rawValue)")
    }
  }
}
