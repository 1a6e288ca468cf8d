private let mm: StaticString = "torch 2.15 derivatives.yaml mm; ATen/autocast_mode.cpp"
private let bnb: StaticString = "bitsandbytes 0.50 autograd/_functions.py MatMul4Bit"
private let peft: StaticString = "peft 0.21 tuners/lora/layer.py Linear.forward, bnb.py"
private let blas: StaticString = "torch 2.15 ATen/cuda/CUDABlas.cpp _getWorkspaceSize"

extension Layer {
  /// One linear module: its base product, then its adapter.
  ///
  /// - Parameters:
  ///   - around: what is alive outside; a shared input that is kept belongs to it.
  ///   - gradient: the gradient of the output where it is a tensor of its own.
  func project(
    _ projection: Projection, _ linear: Linear, bias: Bool, around: Around<A>, gradient: A,
    into tape: inout T
  ) {
    base(projection, linear, bias: bias, around: around, gradient: gradient, into: &tape)
    guard let adapter = linear.adapter else { return }
    if let magnitude = linear.magnitude?.with(bias: bias) {
      return decompose(
        projection, adapter, magnitude, around: around, gradient: gradient, into: &tape)
    }
    let out = each(sizes.output(of: projection), linear.result)
    var outside = around
    outside.loose = outside.loose + out
    outside.waiting = outside.waiting + (linear.copiesGradient ? out : gradient)
    drop(projection, adapter, around: outside, into: &tape)
    lower(projection, adapter, around: outside, into: &tape)
    raise(projection, adapter, around: outside, into: &tape)
  }

  private func base(
    _ projection: Projection, _ linear: Linear, bias: Bool, around: Around<A>, gradient: A,
    into tape: inout T
  ) {
    let (input, output) = (sizes.input(of: projection), sizes.output(of: projection))
    let weight = input * output * .bytes(2)
    let out = each(output, linear.result)
    tape.next("base product")
    surround(around, into: &tape)
    tape.returns("gradient of the output", linear.copiesGradient ? out : gradient, mm)
    if linear.quantised {
      unpack(projection, linear, into: &tape)
    } else {
      let addsApart = bias && architecture.hasOwnLinear
      tape.makes("result", addsApart ? out + each(output, linear.compute) : out, mm)
      castBase(linear, input, weight, into: &tape)
    }
    if linear.adapter != nil {
      tape.returns("gradient from the adapter", each(input, linear.input), peft)
    }
    if !linear.quantised { tape.returns("gradient of the input", each(input, linear.compute), mm) }
    tape.returns("cuBLASLt workspace", .bytes(regime.workspace), blas)
    if linear.trained {
      let elements = bias ? input * output + output : input * output
      trained("linear weights", elements * .bytes(regime.linearBytes), into: &tape)
    }
  }

  /// A product of 4-bit weights, which are unpacked into its format.
  private func unpack(_ projection: Projection, _ linear: Linear, into tape: inout T) {
    let (input, output) = (sizes.input(of: projection), sizes.output(of: projection))
    let unpacked = input * output * .bytes(2)
    let copies = each(output, linear.adapter == nil ? linear.result : 2 * linear.result)
    if regime.unpacksWide {
      return unpackWide(linear, input, output, copies: copies, into: &tape)
    }
    let inside = unpacked + each(output, 2) + (linear.input == 2 ? .zero : each(input, 2))
    tape.makes("dequantised weight and result", .larger(inside, copies), bnb)
    tape.returns("dequantised weight", unpacked, bnb)
    tape.returns("gradient of the input", each(input, linear.compute), mm)
  }

  /// The same where the product is told to be in fp32, for which its input is converted. Autocast
  /// takes both back to bf16. In backward the weight is unpacked into the format that it had.
  ///
  /// Source: bitsandbytes 0.50 backends/cuda/ops.py `_dequant_linear_fallback`; nn/modules.py
  /// `Linear4bit.forward`, whose `x` lives to its end.
  private func unpackWide(
    _ linear: Linear, _ input: A, _ output: A, copies: A, into tape: inout T
  ) {
    let (narrow, wide) = (input * output * .bytes(2), input * output * .bytes(4))
    let read = linear.input == 4 ? A.zero : each(input, 4)
    if regime.autocast {
      let cast = wide + narrow + each(input, 2) + each(output, 2)
      tape.makes("dequantised weight and result", read + .larger(cast, copies), bnb)
      tape.returns("dequantised weight", .larger(narrow, each(input, 4)), bnb)
      return tape.returns("gradient of the input", each(input, 2), mm)
    }
    let given = linear.result == 4 ? A.zero : each(output, 4)
    let inside = wide + each(output, 4)
    tape.makes("dequantised weight and result", read + .larger(inside, copies + given), bnb)
    tape.returns("gradient of the output in fp32", given, bnb)
    tape.returns("dequantised weight", wide + .larger(narrow, each(input, 4)), bnb)
  }

  /// What autocast makes of a base product with fp32 weights.
  private func castBase(_ linear: Linear, _ input: A, _ weight: A, into tape: inout T) {
    if linear.castsInput {
      let copy = each(input, linear.compute)
      if linear.trained { tape.keeps("input in 16 bits", copy, mm) }
      tape.holds("input in 16 bits", copy, mm)
    }
    guard linear.castsWeight else { return }
    // The product keeps the converted weight for the gradient of its input.
    tape.keeps("weight in 16 bits", weight, mm)
    if linear.trained && !architecture.hasOwnLinear {
      tape.casts("weights in autocast's cache", weight, mm)
      tape.returns("weight's gradient in 16 bits", weight, mm)
      return
    }
    // What is transposed first is no leaf: autocast's cache does not take it.
    tape.holds("weight in 16 bits", weight, mm)
    if linear.trained { tape.returns("weight's gradient in 16 bits", weight, mm) }
  }

  /// Casts and dropout before an adapter.
  ///
  /// - Parameter other: bytes of an element of another gradient that the input gets.
  func drop(
    _ projection: Projection, _ adapter: LowRank, beside other: Int = 0, around: Around<A>,
    into tape: inout T
  ) {
    let input = sizes.input(of: projection)
    tape.next("adapter's input")
    surround(around, into: &tape)
    if adapter.dropout { tape.keeps("dropout's mask", each(input, 1), peft) }
    let bytes = adapter.returnBytes(beside: other)
    tape.returns("gradient through dropout", each(input, bytes), peft)
  }

  /// `lora_A(dropout(x))`.
  func lower(
    _ projection: Projection, _ adapter: LowRank, around: Around<A>, into tape: inout T
  ) {
    let input = sizes.input(of: projection)
    tape.next("lora_A")
    surround(around, into: &tape)
    if !adapter.keepsInput {
      tape.keeps("adapter's own input", each(input, adapter.compute), peft)
      tape.holds("adapter's own input", each(input, adapter.compute), peft)
    }
    loose(adapter, input, into: &tape)
    if adapter.looseDropped { tape.makes("x after dropout", each(input, adapter.cast), peft) }
    let weight = sizes.rank * input
    castAdapter(adapter, weight, into: &tape)
    let narrow = each(sizes.rank, adapter.compute)
    tape.makes("lora_A's result", narrow, peft)
    tape.makes("cuBLASLt workspace", .bytes(regime.workspace), blas)
    tape.returns("lora_A result's gradient", narrow, peft)
    tape.returns("adapter input's gradient", each(input, adapter.compute), peft)
    tape.returns("cuBLASLt workspace", .bytes(regime.workspace), blas)
    trained("adapters", weight * .bytes(adapter.weight), into: &tape)
  }

  /// `result + lora_B(…) * scaling`.
  private func raise(
    _ projection: Projection, _ adapter: LowRank, around: Around<A>, into tape: inout T
  ) {
    let (input, output) = (sizes.input(of: projection), sizes.output(of: projection))
    let weight = sizes.rank * output
    tape.next("lora_B")
    surround(around, into: &tape)
    tape.keeps("lora_A's result", each(sizes.rank, adapter.compute), peft)
    castAdapter(adapter, weight, into: &tape)
    loose(adapter, input, into: &tape)
    // The result itself is part of what is around.
    tape.makes("scaled and summed", each(output, adapter.sumBytes - adapter.output), peft)
    tape.returns("scaled gradient", each(output, 2 * adapter.compute), peft)
    trained("adapters", weight * .bytes(adapter.weight), into: &tape)
  }

  private func loose(_ adapter: LowRank, _ input: A, into tape: inout T) {
    if adapter.looseCopy { tape.makes("x as PEFT casts it", each(input, adapter.cast), peft) }
  }

  func castAdapter(_ adapter: LowRank, _ weight: A, into tape: inout T) {
    guard adapter.autocast, adapter.weight != adapter.compute else { return }
    tape.keeps("adapters in 16 bits", weight * .bytes(adapter.compute), mm)
    tape.casts("adapters in autocast's cache", weight * .bytes(adapter.compute), mm)
  }
}
