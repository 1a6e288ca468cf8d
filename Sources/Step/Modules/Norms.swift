import MemoryModel

/// A norm over the last dimension, by one of the forms in which transformers writes it.
struct Norm {
  let module: Module
  let weight: View
  let width: Size
  let style: Architecture.NormStyle

  /// - Parameter weights: how many, where each head has its own.
  init(_ load: Loader, _ name: StaticString, _ width: Size, weights: Size? = nil) {
    let load = load.inside(name)
    module = load.parent
    style = load.setup.architecture.norm
    self.width = width
    weight = load.parameter(weights ?? width, load.unpacked)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(module)
    defer { x.machine.leave(to: outer) }
    switch style {
    case .wide: return wide(x)
    case .centered: return centered(x)
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
}
