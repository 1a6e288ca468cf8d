/// What the model's forward makes once for all layers; checkpoints hold it with their arguments.
final class SharedInputs {
  let rotary: Rotary
  let mask: Mask?

  init(rotary: Rotary, mask: Mask?) {
    self.rotary = rotary
    self.mask = mask
  }
}

/// Which tokens each token attends to: truths, one matrix for each sequence.
final class Mask {
  let tensor: Tensor
  var view: View { tensor.view }

  /// Source: transformers 5.23 masking_utils.py `sdpa_mask`: what is causal, joined with what the
  /// batch pads.
  init(_ machine: Machine, _ heads: Heads) {
    let square = heads.seq * heads.seq
    let causal = machine.new(square, .bool, .mask)
    let joined = machine.new(square, .bool, .mask)
    _ = consume causal
    tensor = machine.new(heads.batch * square, .bool, .mask)
    _ = joined.format
  }
}
