/// A linear module of a layer with what PEFT and bitsandbytes put around it.
///
/// Sources: torch 2.15 `mm` and its autocast rule; peft 0.21 tuners/lora/layer.py `Linear.forward`
/// and tuners/lora/bnb.py `Linear4bit.forward`; bitsandbytes 0.50 autograd/_functions.py
/// `MatMul4Bit`.
struct Linear: Sendable {
  /// Bytes of an element of the input.
  let input: Int
  /// Bytes of an element of the base product's result.
  let result: Int
  /// Bytes of an element of what the module gives.
  let output: Int
  /// Bytes of an element inside the base product.
  let compute: Int
  let quantised: Bool
  let trained: Bool
  /// Autocast converts the input: a copy of its own for every module.
  let castsInput: Bool
  /// Autocast converts the weight.
  let castsWeight: Bool
  let adapter: LowRank?
  /// DoRA's scale of base and adapter.
  let magnitude: Magnitude?

  init(_ projection: Projection, input: Int, _ regime: Regime) {
    self.input = input
    quantised = regime.packs(projection)
    result = regime.linearOutput(input, isPacked: quantised)
    trained = regime.trainsBase
    compute = quantised || regime.autocast ? 2 : regime.linearBytes
    castsInput = !quantised && input != compute
    castsWeight = !quantised && regime.linearBytes != compute
    adapter =
      regime.targets.contains(projection)
      ? LowRank(input: input, output: result, isPacked: quantised, regime) : nil
    magnitude = adapter.flatMap { Magnitude($0, regime) }
    output = magnitude?.output ?? result
  }

  /// Whether the input itself is kept, so that modules with the same input share it.
  var keepsInput: Bool { (trained && !castsInput) || adapter?.keepsInput == true }

  /// Whether the gradient of the base product is a tensor of its own.
  var copiesGradient: Bool { magnitude?.copiesGradient ?? (adapter?.copiesGradient == true) }
}

/// The low-rank path: `result + lora_B(lora_A(dropout(x))) * scaling`.
struct LowRank: Sendable {
  let input: Int
  let output: Int
  /// Bytes of x after PEFT's `_cast_input_dtype`.
  let cast: Int
  /// Bytes of an element inside the products.
  let compute: Int
  /// Bytes of an element of the adapter's weights.
  let weight: Int
  let dropout: Bool
  let quantised: Bool
  let autocast: Bool

  init(input: Int, output: Int, isPacked: Bool, _ regime: Regime) {
    self.input = input
    self.output = output
    weight = regime.adapter?.dtype.bytes ?? 4
    autocast = regime.autocast
    quantised = isPacked
    dropout = (regime.adapter?.dropout ?? 0) > 0
    // bnb.py casts x only outside autocast, layer.py always.
    cast = quantised && autocast ? input : weight
    compute = autocast ? 2 : weight
  }

  var copiesInput: Bool { cast != input }
  var keepsInput: Bool { !copiesInput && !dropout && compute == cast }
  /// The copy that PEFT makes of x lives until the module returns, kept or not.
  var looseCopy: Bool { copiesInput && (dropout || compute != cast) }
  /// The dropped x, where autocast makes another copy to be kept.
  var looseDropped: Bool { dropout && compute != cast }
  /// layer.py adds in the wider format and converts the sum; bnb.py converts before the sum.
  var copiesGradient: Bool { !quantised && compute != output }

  /// Bytes for each output feature while `lora_B(…) * scaling` is added to the result.
  var sumBytes: Int {
    let product = output + 2 * compute
    let sum =
      quantised
      ? output + max(compute + output, 2 * output)
      : output + compute + max(output, compute)
    return max(product, sum)
  }

  /// Bytes for each input feature while the gradient goes back through casts and dropout.
  ///
  /// - Parameter other: those of a gradient that the first is added to.
  func returnBytes(beside other: Int = 0) -> Int {
    max(
      other + (compute == cast ? cast : compute + cast), dropout ? 2 * cast : 0,
      cast == input ? 0 : cast + input)
  }
}
