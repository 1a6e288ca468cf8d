/// Cosines and sines for the positions of a sequence, which all layers read.
///
/// A family that applies them in another way has a class of its own.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaRotaryEmbedding.forward`.
class Rotary {
  final let cosines: Tensor
  final let sines: Tensor

  /// Tables of the other kind of layers, which are as large.
  final var others: Rotary?

  private let positions: Tensor

  /// - Parameters:
  ///   - width: features of a head that are rotated.
  ///   - format: of the tables, which are computed in fp32.
  init(_ machine: Machine, _ seq: Size, width: Size, as format: Format) {
    positions = machine.new(seq, .int64, .positions)
    let frequencies = machine.new(seq * (width / 2), .fp32, .rotary)
    let angles = machine.new(seq * width, .fp32, .rotary)
    var cosines = machine.new(seq * width, .fp32, .rotary)
    cosines = machine.new(seq * width, .fp32, .rotary)
    var sines = machine.new(seq * width, .fp32, .rotary)
    sines = machine.new(seq * width, .fp32, .rotary)
    self.cosines = cosines.to(format)
    self.sines = sines.to(format)
    _ = frequencies.format
    _ = angles.format
  }

  /// Tables that a family computes in another way.
  init(positions: consuming Tensor, cosines: consuming Tensor, sines: consuming Tensor) {
    self.positions = positions
    self.cosines = cosines
    self.sines = sines
  }

  struct Rotated: ~Copyable {
    let q: Tensor
    let k: Tensor
  }

  /// Source: the same, `apply_rotary_pos_emb`.
  func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    Rotated(q: rotate(q), k: rotate(k))
  }

  /// `q * cos + rotate_half(q) * sin`.
  final func rotate(_ x: borrowing Tensor) -> Tensor {
    (x * cosines) + (rotateHalf(x) * sines)
  }

  /// `cat((-x2, x1))` of the halves, or `stack` of the even and the odd features.
  ///
  /// Source: the same, `rotate_half`; models/glm/modeling_glm.py `rotate_half`.
  final func rotateHalf(_ x: borrowing Tensor) -> Tensor {
    let first = x.half()
    let second = x.half()
    return cat(-second, first)
  }
}
