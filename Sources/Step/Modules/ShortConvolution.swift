import MemoryModel

/// `Lfm2ShortConv`: `out_proj(C * conv(B * x))`, with causal_conv1d's kernel, which transformers takes
/// where it is installed.
///
/// Source: transformers 5.23 models/lfm2/modeling_lfm2.py `Lfm2ShortConv.forward`.
struct ShortConvolution {
  let weight: View
  let bias: View
  var input: Linear
  var output: Linear
  let batch: Size
  let isPadded: Bool

  init(_ load: Loader) {
    let load = load.with(.mixers)
    let (d, hasBias) = (load.dimensions, load.setup.architecture.shortConvolution?.bias == true)
    let conv = load.inside("conv")
    weight = conv.parameter(d.hidden, by: load.convolutionKernel, load.unpacked, matrices: d.hidden)
    bias = hasBias ? conv.parameter(d.hidden, load.unpacked, .bias) : .none
    input = Linear(load, "in_proj", d.hidden, d.hidden * 3, bias: hasBias)
    output = Linear(load, "out_proj", d.hidden, d.hidden, bias: hasBias)
    batch = d.batch
    isPadded = load.setup.padding
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    input.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = isPadded ? x.maskingPadding() : x.share()
    let all = input(x).channelsFirst(batch: batch)
    let part = all.elements / 3
    let parts = all.split((part, part, part))
    var states = parts.first * parts.third
    states = causalConvolution(states, weight, bias: bias)
    let y = parts.second * states
    return output(y)
  }
}
