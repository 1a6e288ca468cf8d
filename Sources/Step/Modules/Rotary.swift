/// Cosines and sines for the positions of a sequence, which all layers read.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaRotaryEmbedding.forward`.
final class Rotary {
  let cosines: Tensor
  let sines: Tensor

  private let positions: Tensor

  /// Of a model that rotates nothing.
  init(none machine: Machine) {
    positions = machine.hold(.none)
    cosines = machine.hold(.none)
    sines = machine.hold(.none)
  }

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

  /// For the sequences of a batch one by one, with positions of three kinds.
  ///
  /// Source: transformers 5.23 models/qwen3_5/modeling_qwen3_5.py `Qwen3_5TextRotaryEmbedding.forward`.
  init(ofThreeKinds machine: Machine, batch: Size, _ seq: Size, width: Size, as format: Format) {
    positions = machine.new(seq, .int64, .positions)
    let parts = batch * seq * (width / 2) * 3
    let frequencies = machine.new(parts, .fp32, .rotary)
    var cosines = machine.new(parts, .fp32, .rotary)
    cosines = machine.new(parts, .fp32, .rotary)
    var sines = machine.new(parts, .fp32, .rotary)
    sines = machine.new(parts, .fp32, .rotary)
    sines = machine.new(batch * seq * width, .fp32, .rotary)
    cosines = machine.new(batch * seq * width, .fp32, .rotary)
    self.cosines = cosines.to(format)
    self.sines = sines.to(format)
    _ = frequencies.format
  }

  /// `q * cos + rotate_half(q) * sin`.
  ///
  /// Source: the same, `apply_rotary_pos_emb`, `rotate_half`.
  func rotate(_ x: borrowing Tensor) -> Tensor {
    (x * cosines) + (rotateHalf(x) * sines)
  }

  private func rotateHalf(_ x: borrowing Tensor) -> Tensor {
    let first = x.half()
    let second = x.half()
    return cat(-second, first)
  }
}

// A part of each head.
extension Rotary {
  /// Queries and keys.
  struct Pair: ~Copyable {
    let q: Tensor
    let k: Tensor
  }

  /// Rotates the first features of each head, and puts the others behind them.
  ///
  /// - Parameter width: features of a head that are rotated.
  ///
  /// Source: transformers 5.23 models/gpt_neox/modeling_gpt_neox.py `apply_rotary_pos_emb`.
  func rotateParts(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ width: Size, of headDim: Size
  ) -> Pair {
    let (queries, keys) = (q.elements / headDim * width, k.elements / headDim * width)
    let rotatedQueries = q.part(queries)
    let passedQueries = q.part(q.elements - queries)
    let rotatedKeys = k.part(keys)
    let passedKeys = k.part(k.elements - keys)
    var q = rotate(rotatedQueries)
    var k = rotate(rotatedKeys)
    q = cat(q, passedQueries)
    k = cat(k, passedKeys)
    return Pair(q: q, k: k)
  }
}
