import MemoryModel

/// A convolution whose steps are as wide as its kernel: a vector for each patch of an image.
///
/// What cuDNN takes beside it for a moment is not written down.
///
/// Source: torch 2.15 ATen/native/cudnn/ConvShared.cpp `cudnn_convolution_forward`; transformers 5.23
/// models/siglip/modeling_siglip.py `SiglipVisionEmbeddings.forward`.
struct PatchEmbedding {
  let module: Module
  let weight: View
  let bias: View
  let hidden: Size
  /// Whether checkpointing makes what it gives ask for a gradient.
  let asks: Bool
  /// Whether that lies channel by channel: not where the convolution is over patches one by one.
  var isByChannel = true

  init(_ load: Loader, _ tower: Architecture.Tower, bias: Bool) {
    let load = load.inside("patch_embedding")
    let table = load.machine.sizes
    module = load.parent
    hidden = table.constant(tower.hidden)
    weight = load.parameter(hidden, by: table.constant(tower.pixels), load.unpacked)
    self.bias = bias ? load.parameter(hidden, load.unpacked, .bias) : .none
    asks = tower.isReached && load.setup.checkpointing != .off
  }

  func callAsFunction(_ pixels: borrowing Tensor, patches: Size) -> Tensor {
    let machine = pixels.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let x = pixels.to(weight.format)
    let result = convolution(x, patches)
    guard asks else { return result.share() }
    // `flatten(2).transpose(1, 2)`.
    return isByChannel ? machine.asking(result).reordered() : machine.asking(result)
  }

  private func convolution(_ x: borrowing Tensor, _ patches: Size) -> Tensor {
    let machine = x.machine
    let bias = machine.lowered(machine.hold(bias))
    let weight = machine.lowered(machine.hold(weight))
    let x = machine.lowered(x)
    let result = machine.new(patches * hidden, weight.format, .convolution)
    _ = (bias.format, x.format)
    return result
  }
}

extension Tensor {
  /// A view in another order. Its gradient lies in that too, and is copied for a `view` or a leaf before it.
  ///
  /// Source: torch 2.15 tools/autograd/derivatives.yaml `view`: `grad.reshape_symint`;
  /// csrc/autograd/functions/accumulate_grad.h `accumulateGrad`: `obeys_contract`.
  func reordered() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.part, elements, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }
}
