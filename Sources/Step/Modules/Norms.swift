import MemoryModel

/// A norm over the last dimension, by one of the forms in which transformers writes it.
struct Norm {
  let module: Module
  let style: Architecture.NormStyle
  let weight: View
  let bias: View
  let width: Size

  init(_ load: Loader, _ name: StaticString, _ width: Size) {
    let load = load.inside(name)
    module = load.parent
    style = load.setup.architecture.norm
    self.width = width
    weight = style.vectors > 0 ? load.parameter(width, load.unpacked) : .none
    bias = style.vectors > 1 ? load.parameter(width, load.unpacked, .bias) : .none
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(module)
    defer { x.machine.leave(to: outer) }
    switch style {
    case .layer, .unbiased: return x.machine.layerNorm(x, weight, bias, width: width)
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
