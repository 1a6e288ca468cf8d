import MemoryModel

/// A norm over the last dimension, by one of the forms in which transformers writes it.
struct Norm {
  let module: Module
  let style: Architecture.NormStyle
  let weight: View
  let bias: View
  let width: Size
  /// What does not lie row by row.
  var transposed: TransposedRows = []

  /// - Parameter weights: how many, where each head has its own.
  init(
    _ load: Loader, _ name: StaticString, _ width: Size, weights: Size? = nil,
    hasWeight: Bool = true, style: Architecture.NormStyle? = nil
  ) {
    let load = load.inside(name).with(.norms)
    module = load.parent
    self.style = style ?? load.setup.architecture.norm
    self.width = width
    weight = hasWeight && self.style.vectors > 0 ? Self.weight(load, width, weights) : .none
    bias =
      hasWeight && self.style.vectors > 1
      ? load.parameter(weights ?? width, load.unpacked, .bias) : .none
  }

  /// A vector, or a matrix with a row for each head.
  private static func weight(_ load: Loader, _ width: Size, _ weights: Size?) -> View {
    guard let weights else { return load.parameter(width, load.unpacked) }
    return load.parameter(weights / width, by: width, load.unpacked, decays: false)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(module)
    defer { x.machine.leave(to: outer) }
    switch style {
    case .offset: return offset(x)
    case .power: return power(x)
    case .weightLast: return weightLast(x)
    case .wide: return wide(x)
    case .centered: return centered(x)
    case .layer, .unbiased:
      return x.machine.layerNorm(x, weight, bias, width: width, transposed: transposed)
    case .shifted: return shifted(x)
    case .bare: return bare(x)
    default: return rms(x)
    }
  }

  /// `weight * (x.float() * rsqrt(mean(x²) + eps)).to(x.dtype)`.
  ///
  /// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaRMSNorm.forward`.
  private func rms(_ x: borrowing Tensor) -> Tensor {
    let own = x.format
    var x = x.to(.fp32)
    let variance = x.squared().mean(rows: x.elements / width)
    x = x * variance.plusConstant().reciprocalRoot()
    return weight * x.to(own)
  }

  /// `(x.float() * rsqrt(mean(x²) + eps) * (1 + weight.float())).to(x.dtype)`.
  ///
  /// Source: transformers 5.23 models/gemma/modeling_gemma.py `GemmaRMSNorm.forward`.
  private func offset(_ x: borrowing Tensor) -> Tensor {
    let own = x.format
    var output = normed(x.to(.fp32))
    let factor = x.machine.hold(weight).to(.fp32).plusConstant()
    output = output.multiplied(byColumn: factor)
    return output.to(own)
  }

  /// `(x.float() * (mean(x²) + eps) ** -0.5 * weight.float()).to(x.dtype)`, perhaps without a weight.
  ///
  /// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4RMSNorm.forward`.
  private func power(_ x: borrowing Tensor) -> Tensor {
    let own = x.format
    var output = raised(x.to(.fp32))
    if !weight.isNone {
      output = output.multiplied(byColumn: x.machine.hold(weight).to(.fp32))
    }
    return output.to(own)
  }

  private func raised(_ x: borrowing Tensor) -> Tensor {
    let mean = x.squared().mean(rows: x.elements / width).plusConstant()
    return x * mean.power()
  }

  /// `x * rsqrt(mean(x²) + eps)`.
  private func normed(_ x: borrowing Tensor) -> Tensor {
    x * meanSquare(x).plusConstant().reciprocalRoot()
  }

  private func meanSquare(_ x: borrowing Tensor) -> Tensor {
    let rows = x.elements / width
    let squared = x.squared()
    let mean = squared.mean(rows: rows)
    if transposed.contains(.input) { x.machine.takeBriefly(rows.columnSums(rows: width)) }
    _ = squared.format
    return mean
  }

  /// `(x.float() * rsqrt(mean(x²) + eps)).to(x.dtype) * weight`, perhaps without a weight.
  ///
  /// Source: transformers 5.23 models/llama4/modeling_llama4.py `Llama4TextRMSNorm.forward`,
  /// `Llama4TextL2Norm.forward`.
  private func weightLast(_ x: borrowing Tensor) -> Tensor {
    let output = normed(x.to(.fp32)).to(x.format)
    if weight.isNone { return output }
    return output.multiplied(byColumn: x.machine.hold(weight))
  }

  /// `(weight * (x.float() * rsqrt(mean(x²) + eps))).to(x.dtype)`.
  ///
  /// Source: transformers 5.23 models/olmo2/modeling_olmo2.py `Olmo2RMSNorm.forward`.
  private func wide(_ x: borrowing Tensor) -> Tensor {
    let own = x.format
    var x = x.to(.fp32)
    let variance = x.squared().mean(rows: x.elements / width)
    x = x * variance.plusConstant().reciprocalRoot()
    return (weight * x).to(own)
  }

  /// `weight.float() * ((x - mean(x)) * rsqrt(mean((x - mean(x))²) + eps))`.
  ///
  /// Source: transformers 5.23 models/cohere/modeling_cohere.py `CohereLayerNorm.forward`.
  private func centered(_ x: borrowing Tensor) -> Tensor {
    let own = x.format
    var x = x.to(.fp32)
    let rows = x.elements / width
    let mean = x.mean(rows: rows)
    let variance = (x - mean).squared().mean(rows: rows)
    x = (x - mean) * variance.plusConstant().reciprocalRoot()
    do {
      let weight = x.machine.hold(weight).to(.fp32)
      x = weight.view * x
      _ = weight.format
    }
    return x.to(own)
  }

  /// `layer_norm` with `weight + 1`, which autocast is switched off for.
  ///
  /// Source: transformers 5.23 models/nemotron/modeling_nemotron.py `NemotronLayerNorm1P.forward`.
  private func shifted(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let scale = machine.hold(weight).plusConstant()
    let format = machine.autocast
    let input = format.map { x.to($0) } ?? x.share()
    let gamma = format.map { scale.to($0) } ?? scale.share()
    let held = machine.hold(bias)
    let beta = format.map { held.to($0) } ?? held.share()
    return machine.nativeLayerNorm(input.view, gamma.view, beta.view, width: width)
  }

  /// `layer_norm(x.to(float32)).to(x.dtype)`.
  ///
  /// Source: transformers 5.23 models/olmo/modeling_olmo.py `OlmoLayerNorm.forward`.
  private func bare(_ x: borrowing Tensor) -> Tensor {
    x.machine.layerNorm(x.to(.fp32), .none, .none, width: width).to(x.format)
  }
}
