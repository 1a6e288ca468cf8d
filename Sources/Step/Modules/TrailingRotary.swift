/// Angles of pairs of features, once for each position; the last features of a head are rotated.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4RotaryEmbedding.forward`.
struct PairTables: ~Copyable {
  let cosines: Tensor
  let sines: Tensor
  /// Features of a head that are rotated.
  let width: Size

  init(cosines: consuming Tensor, sines: consuming Tensor, width: Size) {
    self.cosines = cosines
    self.sines = sines
    self.width = width
  }

  /// - Parameter places: how many, over all sequences that have positions of their own.
  init(_ machine: Machine, places: Size, width: Size, as format: Format) {
    self.width = width
    let angles = machine.new(places * (width / 2), .fp32, .rotary)
    var cosines = machine.new(places * (width / 2), .fp32, .rotary)
    cosines = machine.new(places * (width / 2), .fp32, .rotary)
    var sines = machine.new(places * (width / 2), .fp32, .rotary)
    sines = machine.new(places * (width / 2), .fp32, .rotary)
    self.cosines = cosines.to(format)
    self.sines = sines.to(format)
    _ = angles.format
  }

  /// Source: the same, `apply_rotary_pos_emb`: each angle is written twice, for both features of its pair.
  func rotate(_ x: borrowing Tensor, _ headDim: Size) -> Tensor {
    let machine = x.machine
    let cosines = machine.new(cosines.elements * 2, cosines.format, .rotary)
    let sines = machine.new(sines.elements * 2, sines.format, .rotary)
    let rows = x.elements / headDim
    let plain = x.part(rows * (headDim - width))
    let rope = x.part(rows * width)
    let rotated =
      ((rope.to(.fp32) * cosines) + (rotateHalf(rope).to(.fp32) * sines)).to(x.format)
    let result = cat(plain, rotated)
    _ = (cosines.format, sines.format, plain.format, rope.format, rotated.format)
    return result
  }

  /// Source: the same, `rotate_half`: `stack` of the odd features, negated, and the even ones.
  private func rotateHalf(_ x: borrowing Tensor) -> Tensor {
    let first = x.half()
    let second = x.half()
    return cat(-second, first)
  }

  /// The same the other way round.
  func reversed() -> PairTables {
    PairTables(
      cosines: cosines.share(), sines: cosines.machine.new(sines.elements, sines.format, .rotary),
      width: width)
  }
}

extension Loader {
  /// `inv_freq` and `original_inv_freq` of either base.
  ///
  /// Source: the same, `DeepseekV4RotaryEmbedding.__init__`.
  func loadFrequencies(_ width: Size) {
    for _ in 0..<4 { _ = machine.allocate(width / 2, .fp32, .buffer, .weight) }
  }
}
