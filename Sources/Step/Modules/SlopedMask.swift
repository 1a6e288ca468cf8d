import MemoryModel

/// The slopes of each head along the keys, and the least number where a token does not attend: one
/// matrix for each head, that sdpa adds to scores.
///
/// Source: transformers 5.23 models/falcon/modeling_falcon.py `build_alibi_tensor`,
/// `FalconModel.forward`.
final class SlopedMask: Mask {
  /// `alibi`, an argument of each layer.
  let slopes: Tensor

  init(_ machine: Machine, _ heads: Heads, as format: Format) {
    let square = heads.batch * heads.seq * heads.seq
    slopes = machine.new(heads.rows, .bf16, .slopes).to(format)
    let truths = Mask(machine, heads, hasWindow: false, added: nil)
    var added = machine.new(square, format, .mask)
    _ = consume truths
    let scaled = machine.new(heads.rows, format, .slopes)
    let isMasked = machine.new(square, .bool, .mask)
    added = machine.new(heads.matrix, format, .mask)
    _ = (scaled.format, isMasked.format)
    super.init(added)
  }
}
