/// What the model's forward makes once for all layers; checkpoints hold it with their arguments.
final class SharedInputs {
  let rotary: Rotary
  let mask: Mask?
  /// What layers with a window get in the place of it; nil where no layer has one.
  let windowed: SharedInputs?
  /// Keys and values that later layers of the kind take from one of these.
  let keys: SharedKeys
  /// The inputs of all layers, or of the one that these are for; nil where layers have none.
  var perLayer: PerLayerInput?

  init(rotary: Rotary, mask: Mask?, windowed: SharedInputs? = nil) {
    self.rotary = rotary
    self.mask = mask
    self.windowed = windowed
    keys = SharedKeys()
  }

  /// The same for one layer, with its own input.
  init(of layers: SharedInputs, perLayer: PerLayerInput) {
    rotary = layers.rotary
    mask = layers.mask
    windowed = nil
    keys = layers.keys
    self.perLayer = perLayer
  }

  /// One rotation for all layers, and a mask for those of either kind.
  convenience init(rotary: Rotary, masks: Masks) {
    self.init(
      rotary: rotary, mask: masks.causal,
      windowed: SharedInputs(rotary: rotary, mask: masks.windowed))
  }
}

/// `causal_mask_mapping`: what layers without and with a window mask. Nil where the kernel masks what is
/// causal by itself.
struct Masks {
  var causal: Mask?
  var windowed: Mask?
}

extension Decoder {
  /// The mask of a causal model: eager attention always has one, sdpa where the batch is padded.
  ///
  /// Source: transformers 5.23 masking_utils.py `create_causal_mask`, `_ignore_causal_mask_sdpa`.
  func causalMask(_ x: borrowing Tensor) -> Mask? { mask(x, hasWindow: false) }

  /// For sdpa a mask is made once the sequence reaches the window.
  ///
  /// Source: transformers 5.23 masking_utils.py `create_sliding_window_causal_mask`,
  /// `_ignore_causal_mask_sdpa`.
  func windowMask(_ x: borrowing Tensor) -> Mask? { mask(x, hasWindow: true) }

  private func mask(_ x: borrowing Tensor, hasWindow: Bool) -> Mask? {
    let heads = dimensions.attention
    if machine.stack.isEager {
      return Mask(machine, heads, hasWindow: hasWindow, added: x.format)
    }
    if !setup.padding {
      let window = machine.count(setup.architecture.slidingWindow ?? .max)
      if !hasWindow || window > dimensions.seq { return nil }
    }
    return Mask(machine, heads, hasWindow: hasWindow, added: nil)
  }
}

/// Which tokens each token attends to: a matrix for each sequence.
///
/// For sdpa these are truths. Eager attention adds them to its scores: zeros and the least number.
class Mask {
  final let tensor: Tensor
  var view: View { tensor.view }

  init(_ tensor: consuming Tensor) { self.tensor = tensor }

  /// What is causal, within the window where there is one, joined with what the batch pads.
  ///
  /// Source: transformers 5.23 masking_utils.py `sdpa_mask`, `eager_mask`, `and_masks`.
  ///
  /// - Parameter format: that of what is added to scores; nil for truths.
  init(_ machine: Machine, _ heads: Heads, hasWindow: Bool, added format: Format?) {
    let square = heads.seq * heads.seq
    var joined = Mask.join(machine, square)
    if hasWindow {
      joined = Mask.join(machine, square)
      joined = machine.new(square, .bool, .mask)
    }
    let truths = machine.new(heads.batch * square, .bool, .mask)
    _ = consume joined
    tensor = format.map { machine.new(heads.batch * square, $0, .mask) } ?? truths.share()
    _ = truths.format
  }

  /// `result & mask(…)`.
  private static func join(_ machine: Machine, _ square: Size) -> Tensor {
    let mask = machine.new(square, .bool, .mask)
    let result = machine.new(square, .bool, .mask)
    _ = mask.format
    return result
  }
}
