/// RMSNorm: `weight * (x.float() * rsqrt(mean(x²) + eps)).to(x.dtype)`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaRMSNorm.forward`.
struct Norm<A: Amount>: Sendable {
  let name: StaticString
  let style: Architecture.NormStyle
  /// Rows that are normalised: tokens, or tokens times heads.
  let rows: A
  let width: A
  /// Bytes of an element of the input.
  let input: Int
  /// Bytes of an element of the weight.
  let weight: Int
  var trained: Bool
  let autocast: Bool
  /// Whether the input is kept by a checkpoint or another operation.
  var inputIsKept: Bool
  /// Gradients that wait beside its own.
  var waiting: A = .zero
  /// Whether it is the first norm of a layer.
  var readsLayerInput = false
}

private let source: StaticString = "transformers 5.23 modeling_llama.py LlamaRMSNorm.forward"

extension Norm {
  private func each(_ bytes: Int) -> A { rows * width * .bytes(bytes) }

  /// The input in fp32: `pow` and the product with `rsqrt` keep it. An fp32 input is kept itself.
  /// LayerNorm keeps its input as it computes with it: in fp32 under autocast.
  var keptInput: A {
    // transformers 5.23 models/cohere/modeling_cohere.py `CohereLayerNorm.forward`: `x - mean` is
    // written twice, and both are kept.
    if style == .centered { return each(8) }
    let bytes = style.isLayerNorm ? compute : 4
    return input == bytes && inputIsKept ? .zero : each(bytes)
  }
  /// `rsqrt` keeps its result, one number a row; LayerNorm the mean as well, and `pow` its input.
  var keptScale: A { rows * .bytes(style.isLayerNorm || style == .power ? 8 : 4) }
  /// A trained weight keeps what it multiplies.
  var keptNormed: A {
    trained && !style.isLayerNorm ? each(style == .rms || style == .weightLast ? input : 4) : .zero
  }
  /// Bytes of an element of the output.
  var output: Int {
    switch style {
    case .rms, .weightLast: max(input, weight)
    case .layer, .shifted, .unbiased: compute
    case .wide, .offset, .power, .centered, .bare: input
    }
  }
  /// Bytes of an element inside LayerNorm's kernel.
  private var compute: Int {
    // transformers 5.23 models/olmo/modeling_olmo.py `OlmoLayerNorm.forward`.
    style == .bare ? 4 : style.output(of: max(input, weight), autocast: autocast)
  }

  /// Backward through the mean of squares: the gradient from the product, the mean's spread over
  /// the row, the input to the power of one, twice that, and the result, all in fp32.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `pow_backward`, `mean_backward`.
  var meanGradients: A { style.isLayerNorm ? each(2 * compute + input) : each(20) }

  func write<T: Tape>(into tape: inout T) where T.A == A {
    tape.next(name)
    if readsLayerInput {
      tape.keepsForInput("norm's input in fp32", keptInput, source)
      tape.keepsForInput("norm's reciprocal root", keptScale, source)
    } else {
      tape.keeps("norm's input in fp32", keptInput, source)
      tape.keeps("norm's reciprocal root", keptScale, source)
    }
    tape.holds("norm's input in fp32", keptInput, source)
    tape.makes("norm's square", each(4), source)
    tape.returns("norm's gradients in fp32", meanGradients, source)
    tape.returns("gradients that wait", waiting, source)
    if style.isLayerNorm { return }

    tape.next("norm's weight")
    tape.keeps("norm before its weight", keptNormed, source)
    tape.holds("norm's input in fp32", keptInput, source)
    tape.makes("norm's result", each(4) + each(output), source)
    tape.returns("gradients that wait", waiting, source)
    tape.returns("norm's gradients", each(4) + each(2 * output), source)
  }
}

extension Architecture.NormStyle {
  /// Bytes of an element of a norm's result, where weights and stream have so many.
  func output(of bytes: Int, autocast: Bool) -> Int {
    guard autocast else { return bytes }
    switch self {
    // torch 2.15 ATen/autocast_mode.h: layer_norm is computed in fp32, and gives fp32.
    case .layer, .unbiased: return 4
    // transformers 5.23 models/nemotron/modeling_nemotron.py `_cast_if_autocast_enabled`.
    case .shifted: return 2
    case .rms, .weightLast, .wide, .offset, .power, .centered, .bare: return bytes
    }
  }
}

extension Layer {
  /// A norm over the residual stream.
  func norm(_ name: StaticString, inputIsKept: Bool, first: Bool = false) -> Norm<A> {
    var norm = norm(name, rows: sizes.tokens, width: sizes.hidden, input: regime.stream)
    norm.inputIsKept = inputIsKept
    norm.readsLayerInput = first
    norm.waiting = streamIsNormed ? .zero : residualGradient
    return norm
  }

  func norm(_ name: StaticString, rows: A, width: A, input: Int) -> Norm<A> {
    Norm(
      name: name, style: architecture.norm, rows: rows, width: width, input: input,
      weight: regime.otherBytes, trained: regime.trainsBase, autocast: regime.autocast,
      inputIsKept: false)
  }

  /// A norm over what a branch gives, before it joins the residual stream.
  ///
  /// Source: transformers 5.23 models/olmo2/modeling_olmo2.py `Olmo2DecoderLayer.forward`.
  func normAfter(_ name: StaticString, _ linear: Linear, into tape: inout T) {
    if normsAfter { self.norm(name, linear, into: &tape) }
  }

  func norm(_ name: StaticString, _ linear: Linear, into tape: inout T) {
    var norm = norm(name, rows: sizes.tokens, width: sizes.hidden, input: linear.output)
    norm.waiting = residualGradient
    norm.write(into: &tape)
  }

  /// The gradient of a branch's last product where it is a tensor of its own: the sum with the
  /// residual hands its gradient on as it is, unless the formats differ or something is between.
  func branchGradient(_ linear: Linear) -> A {
    let isScaled = architecture.scaledBranches || shape.mixer == .crossAttention
    let isHandedOn =
      linear.output == regime.stream && !normsAfter && !isScaled && architecture.hyper == nil
    return isHandedOn ? .zero : each(sizes.hidden, linear.output)
  }
}
