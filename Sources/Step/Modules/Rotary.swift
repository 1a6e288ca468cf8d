/// Cosines and sines for the positions of a sequence, which all layers read.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaRotaryEmbedding.forward`.
final class Rotary {
  let cosines: Tensor
  let sines: Tensor

  private let positions: Tensor

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

  /// `q * cos + rotate_half(q) * sin`.
  ///
  /// Source: the same, `apply_rotary_pos_emb`, `rotate_half`.
  func rotate(_ x: borrowing Tensor) -> Tensor {
    (x * cosines) + (rotateHalf(x) * sines)
  }

  /// `torch.cat([x1 * cos - x2 * sin, x2 * cos + x1 * sin])` of even and odd features.
  ///
  /// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py
  /// `apply_rotary_pos_emb_interleave`.
  func rotateInterleaved(_ x: borrowing Tensor) -> Tensor {
    let cosines = cosines.half()
    let sines = sines.half()
    let first = x.half()
    let second = x.half()
    return cat(first * cosines - second * sines, second * cosines + first * sines)
  }

  private func rotateHalf(_ x: borrowing Tensor) -> Tensor {
    let first = x.half()
    let second = x.half()
    return cat(-second, first)
  }
}
