/// What DoRA adds to an adapter: a trained magnitude for each output feature, over the norm of base
/// and adapter together. `result + (m - 1) * base + m * lora_B(lora_A(x)) * scaling`, `m` being
/// `magnitude / ‖weight + scaling * lora_B @ lora_A‖`; the norm is detached.
///
/// Source: peft 0.21 tuners/lora/dora.py `DoraLinearLayer.forward`, variants.py
/// `DoraLinearVariant.forward`.
struct Magnitude: Sendable {
  /// Bytes of an element of the base product's result.
  let result: Int
  /// Bytes of x as PEFT casts it, and of weight and norm beside it.
  let x: Int
  /// Bytes of an element inside the adapter's products.
  let compute: Int
  /// Bytes of a magnitude.
  let stored: Int
  let dropout: Bool
  /// Whether autocast hands on whatever the sum's format is: bnb.py converts it back outside alone.
  let keepsSum: Bool
  /// Bytes of an element of the weight's copy in the format of x: 4 bits are unpacked, others
  /// converted where they differ. 0 without a copy.
  let copy: Int
  /// Bytes of an element of the weight that a product with the dropped x keeps; 0 where it keeps
  /// none, or the parameter itself.
  let keptWeight: Int
  /// Bytes of the base module's bias; 0 without one.
  private let bias: Int
  private var hasBias = false

  init?(_ adapter: LowRank, _ regime: Regime) {
    guard regime.adapter?.dora == true else { return nil }
    result = adapter.output
    x = adapter.cast
    compute = adapter.compute
    stored = adapter.weight
    dropout = adapter.dropout
    keepsSum = adapter.quantised && adapter.autocast
    copy = adapter.quantised || regime.linearBytes != x ? x : 0
    keptWeight = !dropout ? 0 : adapter.autocast && x != 2 ? 2 : copy
    // bitsandbytes 0.50 nn/modules.py `Linear4bit.forward` gives the bias its input's format.
    bias = adapter.quantised ? adapter.input : regime.linearBytes
  }

  /// The same of a base module with a bias, which is taken off its result.
  func with(bias hasBias: Bool) -> Magnitude {
    var own = self
    own.hasBias = hasBias
    return own
  }

  /// The modules that lead to attention's kernel, for which autocast converts what they give.
  static let attention = Projections([
    .q, .k, .v, .qkv, .qA, .qB, .kvA, .kvB, .crossQ, .crossK, .crossV,
  ])

  /// Whether the scaled base is a tensor of its own: less its bias, or of the dropped x.
  var ownsBase: Bool { dropout || hasBias }
  /// Bytes of an element of the base that is scaled.
  var base: Int { dropout ? compute : hasBias ? max(result, bias) : result }
  /// Bytes of the magnitude over the norm.
  var scale: Int { max(stored, x) }
  var scaledBase: Int { max(scale, base) }
  var scaledLow: Int { max(scale, compute) }
  /// Bytes of what is added to the result.
  var extra: Int { max(scaledBase, scaledLow) }
  var sum: Int { max(result, extra) }
  /// Bytes of an element of what the module gives.
  var output: Int { keepsSum ? sum : result }

  /// Base and result are one tensor, whose gradients are added; else casts may make a new one.
  var copiesGradient: Bool { !dropout || sum != result }

  /// Bytes for each output feature that is kept once: the norm, the scale, and the scale less one.
  var vectorBytes: Int { x + 2 * scale }

  /// Bytes for each output feature while the summands are made: the scaled base waits for the
  /// scaled adapter.
  var summandBytes: Int { scaledBase + scaledLow + extra }

  /// Bytes for each output feature while the gradients of the products are made: that of the scale
  /// is as large as the result until it is summed up.
  var productGradients: Int { max(3 * scaledLow, 2 * scaledBase) }

  /// Bytes for each output feature of the result's gradient in the formats of both summands, where
  /// they are new.
  var castGradients: Int {
    (output != sum && handsOn ? sum : 0) + (result != sum ? result : 0)
      + (scaledBase != sum ? scaledBase : 0)
  }

  /// Whether the sum's gradient still serves one of its summands as it is.
  var handsOn: Bool { result == sum || scaledBase == sum }
}

private let dora: StaticString = "peft 0.21 tuners/lora/dora.py DoraLinearLayer.forward"
private let weigh: StaticString = "peft 0.21 tuners/lora/dora.py get_weight_norm"
private let eye: StaticString = "peft 0.21 tuners/lora/dora.py get_lora_weight"
private let product: StaticString =
  "torch 2.15 csrc/autograd/FunctionsManual.cpp mul_tensor_backward; engine.cpp validate_outputs"
private let blas: StaticString = "torch 2.15 ATen/cuda/CUDABlas.cpp _getWorkspaceSize"

extension Layer {
  /// An adapter with magnitudes, behind its base product.
  func decompose(
    _ projection: Projection, _ adapter: LowRank, _ magnitude: Magnitude, around: Around<A>,
    gradient: A, into tape: inout T
  ) {
    let (input, output) = (sizes.input(of: projection), sizes.output(of: projection))
    let out = each(output, magnitude.result)
    let other = magnitude.dropout ? adapter.cast : 0
    // Locals of `forward`: both weights, and what the graph of the adapter's keeps.
    func locals(_ bytes: Int) -> A { input * output * .bytes(bytes) + graph(projection, adapter) }
    var outside = around
    outside.loose = around.loose + out
    outside.waiting = around.waiting + (magnitude.copiesGradient ? out : gradient)
    drop(projection, adapter, beside: other, around: outside, into: &tape)
    measure(projection, adapter, magnitude, around: outside, into: &tape)
    var lowered = outside
    lowered.loose = outside.loose + locals(magnitude.copy + magnitude.x)
    lowered.waiting = outside.waiting + each(input, other)
    lower(projection, adapter, around: lowered, into: &tape)
    let isOwn = adapter.compute == adapter.cast && !adapter.keepsInput
    let copies = (adapter.looseCopy ? adapter.cast : 0) + (adapter.looseDropped ? adapter.cast : 0)
    outside.kept = around.kept + (isOwn ? each(input, adapter.cast) : .zero)
    outside.loose = around.loose + each(input, copies)
    lowered.kept = outside.kept
    lowered.loose = outside.loose + out + locals(magnitude.copy + magnitude.x)
    raiseAlone(projection, adapter, around: lowered, into: &tape)
    let isKept = magnitude.dropout && magnitude.keptWeight == magnitude.copy
    outside.loose = outside.loose + locals(magnitude.x + (isKept ? 0 : magnitude.copy))
    if magnitude.ownsBase { outside.loose = outside.loose + out }
    if magnitude.dropout { multiplyDropped(projection, magnitude, around: outside, into: &tape) }
    outside.waiting = around.waiting
    if magnitude.dropout {
      outside.kept = outside.kept + input * output * .bytes(magnitude.keptWeight)
    }
    join(projection, magnitude, around: outside, gradient: gradient, into: &tape)
  }

  /// What the graph of the adapter's weight keeps until `forward` ends: the identity matrix, and
  /// what lora_A makes of it. Nothing reaches that graph in backward.
  private func graph(_ projection: Projection, _ adapter: LowRank) -> A {
    let input = sizes.input(of: projection)
    return input * input * .bytes(adapter.compute)
      + input * sizes.rank * .bytes(adapter.compute)
  }

  /// The adapter's weight, as its result for an identity matrix, and the norm of its sum with the
  /// base's. A checkpoint's first forward keeps no graph, and less than is written here; what is
  /// computed again is as full.
  private func measure(
    _ projection: Projection, _ adapter: LowRank, _ magnitude: Magnitude, around: Around<A>,
    into tape: inout T
  ) {
    let (input, output) = (sizes.input(of: projection), sizes.output(of: projection))
    let copies = (adapter.copiesInput ? 1 : 0) + (magnitude.dropout ? 1 : 0)
    let dense = input * output
    let isConverted = adapter.weight != adapter.compute
    var outside = around
    outside.loose = outside.loose + each(input, copies * adapter.cast)
    if isConverted {
      outside.loose = outside.loose + sizes.rank * (input + output) * .bytes(adapter.compute)
    }
    tape.next("adapter's weight")
    surround(outside, into: &tape)
    let square = input * input
    tape.makes("graph of the adapter's weight", graph(projection, adapter), eye)
    tape.makes("identity matrix", isConverted ? square * .bytes(adapter.weight) : .zero, eye)
    tape.makes("adapter's weight", dense * .bytes(adapter.compute), eye)
    tape.makes("cuBLASLt workspace", .bytes(regime.workspace), blas)

    tape.next("norm of the weight")
    surround(outside, into: &tape)
    tape.makes("graph of the adapter's weight", graph(projection, adapter), eye)
    tape.makes("base weight in the format of x", dense * .bytes(magnitude.copy), dora)
    tape.makes("scaled and summed weights", dense * .bytes(3 * magnitude.x), weigh)
    trained("magnitudes", output * .bytes(magnitude.stored), into: &tape)
  }

  /// `lora_B(…)`, whose result is scaled later.
  private func raiseAlone(
    _ projection: Projection, _ adapter: LowRank, around: Around<A>, into tape: inout T
  ) {
    let output = sizes.output(of: projection)
    let narrow = each(sizes.rank, adapter.compute)
    let weight = sizes.rank * output
    tape.next("lora_B")
    surround(around, into: &tape)
    tape.keeps("lora_A's result", narrow, dora)
    tape.holds("lora_A's result", narrow, dora)
    castAdapter(adapter, weight, into: &tape)
    tape.makes("lora_B's result", each(output, adapter.compute), dora)
    tape.makes("cuBLASLt workspace", .bytes(regime.workspace), blas)
    tape.returns("lora_B result's gradient", each(output, adapter.compute), dora)
    tape.returns("lora_A result's gradient", narrow, dora)
    tape.returns("cuBLASLt workspace", .bytes(regime.workspace), blas)
    trained("adapters", weight * .bytes(adapter.weight), into: &tape)
  }

  /// With dropout the base's product is made once more, of the x that the adapter gets.
  private func multiplyDropped(
    _ projection: Projection, _ magnitude: Magnitude, around: Around<A>, into tape: inout T
  ) {
    let (input, output) = (sizes.input(of: projection), sizes.output(of: projection))
    let low = each(output, magnitude.compute)
    let weight = input * output * .bytes(magnitude.keptWeight)
    let converts = magnitude.x != magnitude.compute
    tape.next("base product of the dropped x")
    surround(around, into: &tape)
    tape.keeps("weight that the product keeps", weight, dora)
    tape.holds("weight that the product keeps", weight, dora)
    tape.makes("lora_B's result", low, dora)
    if converts { tape.makes("dropped x in 16 bits", each(input, magnitude.compute), dora) }
    tape.makes("base of the dropped x", each(output, magnitude.base), dora)
    tape.makes("cuBLASLt workspace", .bytes(regime.workspace), blas)
    tape.returns("lora_B result's gradient", low, dora)
    tape.returns("gradient of the second product", each(output, magnitude.base), dora)
    let bytes = magnitude.compute + (converts ? magnitude.x : 0)
    tape.returns("gradient of the dropped x", each(input, bytes), dora)
    tape.returns("cuBLASLt workspace", .bytes(regime.workspace), blas)
  }

  /// `(m - 1) * base + m * low * scaling`.
  private func join(
    _ projection: Projection, _ magnitude: Magnitude, around: Around<A>, gradient: A,
    into tape: inout T
  ) {
    let output = sizes.output(of: projection)
    let both = each(output, magnitude.base + magnitude.compute)
    tape.next("magnitudes")
    surround(around, into: &tape)
    tape.keeps("base and adapter unscaled", both, dora)
    tape.holds("base and adapter unscaled", both, dora)
    tape.keeps("norm and magnitudes over it", output * .bytes(magnitude.vectorBytes), dora)
    tape.makes("scaled base and adapter", each(output, magnitude.summandBytes), dora)
    tape.returns(
      "gradients of the sum", returned(magnitude, output, gradient), dora)
    tape.returns(
      "gradients of the products", each(output, magnitude.productGradients), product)
  }

  /// The gradient of what a module gives, once it is that of result and scaled base.
  ///
  /// - Parameter gradient: that of the module's output where it is a tensor of its own.
  func returned(_ magnitude: Magnitude, _ width: A, _ gradient: A) -> A {
    let handedOn = magnitude.handsOn && magnitude.output == magnitude.sum
    return each(width, magnitude.castGradients) + (handedOn ? gradient : .zero)
  }
}
