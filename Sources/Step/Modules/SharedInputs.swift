/// What the model's forward makes once for all layers; checkpoints hold it with their arguments.
final class SharedInputs {
  let rotary: Rotary
  let mask: Mask?

  init(rotary: Rotary, mask: Mask?) {
    self.rotary = rotary
    self.mask = mask
  }
}

/// Which tokens each token attends to: a matrix for each sequence.
///
/// For sdpa these are truths. Eager attention adds them to its scores: zeros and the least number.
final class Mask {
  let tensor: Tensor
  var view: View { tensor.view }

  /// What is causal, joined with what the batch pads.
  ///
  /// Source: transformers 5.23 masking_utils.py `sdpa_mask`, `eager_mask`.
  ///
  /// - Parameter format: that of what is added to scores; nil for truths.
  init(_ machine: Machine, _ heads: Heads, added format: Format? = nil) {
    let square = heads.seq * heads.seq
    let causal = machine.new(square, .bool, .mask)
    let joined = machine.new(square, .bool, .mask)
    _ = consume causal
    let truths = machine.new(heads.batch * square, .bool, .mask)
    _ = consume joined
    tensor = format.map { machine.new(heads.batch * square, $0, .mask) } ?? truths.share()
    _ = truths.format
  }

  /// The mask of a causal model: eager attention always has one, sdpa where the batch is padded.
  ///
  /// Source: the same, `create_causal_mask`, `_ignore_causal_mask_sdpa`.
  static func causal(_ model: Decoder, _ x: borrowing Tensor) -> Mask? {
    let (machine, heads) = (model.machine, model.dimensions.attention)
    if machine.stack.isEager { return Mask(machine, heads, added: x.format) }
    return model.setup.padding ? Mask(machine, heads) : nil
  }
}
