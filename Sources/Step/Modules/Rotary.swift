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

/// Queries and keys of which a part was rotated, with what they were put together of.
struct PartlyRotated: ~Copyable {
  let q: Tensor
  let k: Tensor
  let parts: Parts

  struct Parts: ~Copyable {
    let rotatedQueries: Tensor
    let passedQueries: Tensor
    let rotatedKeys: Tensor
    let passedKeys: Tensor
  }

  /// Without the parts.
  struct Pair: ~Copyable {
    let q: Tensor
    let k: Tensor
  }

  consuming func joined() -> Pair { Pair(q: q, k: k) }
}

extension Rotary {
  /// Rotates the first features of each head, and puts the others behind them.
  ///
  /// - Parameter width: features of a head that are rotated.
  ///
  /// Source: transformers 5.23 models/phi/modeling_phi.py `PhiAttention.forward`.
  func rotateParts(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ width: Size, of headDim: Size
  ) -> PartlyRotated {
    let (queries, keys) = (q.elements / headDim * width, k.elements / headDim * width)
    var rotatedQueries = q.part(queries)
    let passedQueries = q.part(q.elements - queries)
    var rotatedKeys = k.part(keys)
    let passedKeys = k.part(k.elements - keys)
    rotatedQueries = rotate(rotatedQueries)
    rotatedKeys = rotate(rotatedKeys)
    let q = cat(rotatedQueries, passedQueries)
    let k = cat(rotatedKeys, passedKeys)
    return PartlyRotated(
      q: q, k: k,
      parts: .init(
        rotatedQueries: rotatedQueries, passedQueries: passedQueries, rotatedKeys: rotatedKeys,
        passedKeys: passedKeys))
  }
}
