/// `LlamaRMSNorm`: `weight * (x.float() * rsqrt(mean(x²) + eps)).to(x.dtype)`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaRMSNorm.forward`.
struct RMSNorm {
  let name: Module
  let weight: View
  let width: Size

  init(_ load: Loader, _ name: Module, _ width: Size) {
    let outer = load.machine.enter(name)
    defer { load.machine.leave(to: outer) }
    self.name = name
    self.width = width
    weight = load.parameter(width, load.unpacked)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(name)
    defer { x.machine.leave(to: outer) }
    let own = x.format
    var x = x.to(.fp32)
    let variance = x.squared().mean(rows: x.elements / width)
    x = x * variance.plusConstant().reciprocalRoot()
    return weight * x.to(own)
  }
}
