import MemoryModel

/// A norm over the last dimension, by one of the forms in which transformers writes it.
struct Norm {
  let module: Module
  let weight: View
  let width: Size
  let style: Architecture.NormStyle

  init(_ load: Loader, _ name: StaticString, _ width: Size) {
    let load = load.inside(name)
    module = load.parent
    self.width = width
    style = load.setup.architecture.norm
    weight = load.parameter(width, load.unpacked)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(module)
    defer { x.machine.leave(to: outer) }
    switch style {
    case .offset: return offset(x)
    case .wide: return wide(x)
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

  /// `x * rsqrt(mean(x²) + eps)`.
  private func normed(_ x: borrowing Tensor) -> Tensor {
    x * x.squared().mean(rows: x.elements / width).plusConstant().reciprocalRoot()
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
}
