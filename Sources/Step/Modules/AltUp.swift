import MemoryModel

/// `Gemma3nTextAltUp`: predicts all streams before a layer, and corrects them by what it made of one.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextAltUp`.
struct AltUp {
  let module: Module
  let outputScale: View
  var correction: Linear
  var prediction: Linear
  var router: Linear
  let routerNorm: Norm
  let streams: Size
  let heads: Heads

  init(_ load: Loader) {
    let (load, hidden) = (load.with(.embedding), load.dimensions.hidden)
    (module, streams, heads) = (load.parent, load.streams, load.dimensions.attention)
    outputScale = load.parameter(hidden, load.unpacked, .scale)
    correction = Linear(load, "correction_coefs", streams, streams)
    prediction = Linear(load, "prediction_coefs", streams, streams * streams)
    router = Linear(load, "modality_router", hidden, streams)
    routerNorm = Norm(load, "router_norm", hidden)
  }

  /// The weight of `correction_coefs` is read between bounds, and its module never called.
  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    correction.adaptUnused(load, adapter)
    prediction.adapt(load, adapter)
    router.adapt(load, adapter)
  }

  /// `x[altup_active_idx]`: a view, whose gradient is filled up with zeros.
  func active(_ x: borrowing Tensor) -> Tensor { x.part(x.elements / streams) }

  /// `compute_router_modalities`.
  private func modalities(_ x: borrowing Tensor) -> Tensor {
    let inputs = routerNorm(x).scaled()
    let routed = router(inputs)
    let result = routed.to(.fp32).tanh().to(x.format)
    _ = (inputs.format, routed.format)
    return result
  }

  /// `predict`, which bounds the weight of `prediction_coefs` where it stands.
  func predict(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let modalities = modalities(active(x))
    let coefficients = prediction(modalities)
    // Both are permuted: the coefficients' gradient is copied for their `reshape`.
    var predictions = machine.matmul(
      x, isByToken: false, coefficients.part(coefficients.elements), isByToken: false, x.elements,
      over: streams, .sum, heads)
    predictions = predictions.permutedSum(with: x)
    let result = predictions.clone().to(x.format)
    _ = (modalities.format, coefficients.format, predictions.format)
    return result
  }

  /// `correct`.
  func correct(_ predictions: borrowing Tensor, _ activated: borrowing Tensor) -> Tensor {
    let machine = activated.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let modalities = modalities(activated)
    var innovation = activated - active(predictions)
    innovation = innovation.expandedCopy(predictions.elements)
    let weight = machine.hold(correction.plain).clamped(onBothSides: true)
    let coefficients = machine.linear(
      modalities, weight.view, from: correction.input, to: correction.output
    ).plusConstant()
    var corrected = innovation * coefficients
    corrected = corrected.addInPlace(predictions)
    let result = corrected.to(activated.format)
    _ = (modalities.format, innovation.format, weight.format, coefficients.format)
    return result
  }

  /// `scale_corrected_output`.
  func scaleCorrected(_ x: borrowing Tensor) -> Tensor {
    let scaled = x.to(outputScale.format).multiplied(byColumn: x.machine.hold(outputScale))
    return scaled.to(x.format)
  }

  /// `corrected_predictions[1:] += first_prediction`: added in place, and set once more.
  func addToOthers(_ x: borrowing Tensor, _ addend: borrowing Tensor) -> Tensor {
    let others = x.elements - x.elements / streams
    let sum = x.share().adding(addend, toLast: others)
    let part = sum.part(others)
    return sum.writing(part)
  }
}

/// `Gemma3nTextLaurelBlock`: a path of low rank, with a norm at its end.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextLaurelBlock.forward`.
struct Laurel {
  var left: Linear
  var right: Linear
  let norm: Norm

  init(_ load: Loader) {
    let hidden = load.dimensions.hidden
    let rank = load.machine.sizes.dimension(
      "laurel_rank", load.setup.architecture.altUp?.laurelRank ?? 0)
    left = Linear(load, "linear_left", hidden, rank)
    right = Linear(load, "linear_right", rank, hidden)
    norm = Norm(load, "post_laurel_norm", hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    left.adapt(load, adapter)
    right.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    var low = left(x)
    low = right(low)
    let normed = norm(low)
    let result = x + normed
    _ = (low.format, normed.format)
    return result
  }
}

extension Loader {
  /// How many streams there are.
  var streams: Size {
    machine.sizes.dimension("altup_inputs", setup.architecture.altUp?.inputs ?? 1)
  }
}
