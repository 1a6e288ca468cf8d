/// How a model that is run, and not trained, holds what it has computed of earlier tokens.
package enum CacheFormat: String, Choice {
  /// As they were computed: transformers' `DynamicCache`.
  case same
  /// In 8 bits with a scale for each tensor: transformers' `QuantizedCache(backend="fp8")`.
  case fp8

  package var note: String {
    switch self {
    case .same: "as keys and values are computed: transformers' DynamicCache"
    case .fp8: "8 bits a number: transformers' QuantizedCache(backend=\"fp8\")"
    }
  }
}

extension Setup {
  /// The same model, run on a prompt that fills the context, by `generate`: no adapters beside the
  /// weights, no autocast, no dropout, the weights in 4 bits where training has them so.
  ///
  /// Source: transformers 5.23 generation/utils.py `generate`, `_prefill`; `model.eval()`.
  package func run(caching cache: CacheFormat) -> Setup {
    var run = self
    run.cache = cache
    var packing = method.quantization
    packing?.upcast = false
    run.method = packing.map { .qlora(Adapter(), $0) } ?? .full
    run.precision =
      switch precision.products {
      case .bf16: .bf16
      case .fp16: .fp16
      case .fp32: .fp32
      }
    run.architecture.embeddingDropout = false
    run.architecture.residualDropout = false
    run.architecture.attentionDropout = false
    run.checkpointing = .off
    run.optimizer = .adamwTorchFused
    run.accumulation = 1
    run.loss = .standard
    run.clip = 0
    return run
  }
}
