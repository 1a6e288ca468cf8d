import MemoryModel

/// Sines and cosines of a table that each layer holds, for the places of a sequence: pairs of an even
/// and an odd feature are rotated by them.
///
/// Source: transformers 5.23 models/gptj/modeling_gptj.py `apply_rotary_pos_emb`, `rotate_every_two`.
struct SineTables: ~Copyable {
  private let tables: Tensor
  /// Sines, and cosines, for each place: features of a head that are rotated.
  private let elements: Size

  init(_ tables: consuming Tensor) {
    elements = tables.elements
    self.tables = tables
  }

  /// Rotates the first features of each head, and puts the others behind them; keys before queries.
  ///
  /// - Parameter width: features of a head that are rotated.
  ///
  /// Source: the same, `GPTJAttention.forward`.
  func rotateParts(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ width: Size, of headDim: Size
  ) -> PartlyRotated {
    let rotated = q.elements / headDim * width
    var rotatedKeys = k.part(rotated)
    let passedKeys = k.part(k.elements - rotated)
    var rotatedQueries = q.part(rotated)
    let passedQueries = q.part(q.elements - rotated)
    rotatedKeys = rotate(rotatedKeys)
    rotatedQueries = rotate(rotatedQueries)
    let k = cat(rotatedKeys, passedKeys)
    let q = cat(rotatedQueries, passedQueries)
    return PartlyRotated(
      q: q, k: k,
      parts: .init(
        rotatedQueries: rotatedQueries, passedQueries: passedQueries, rotatedKeys: rotatedKeys,
        passedKeys: passedKeys))
  }

  private func rotate(_ x: borrowing Tensor) -> Tensor {
    let sines = x.machine.new(elements, tables.format, .rotary)
    let cosines = x.machine.new(elements, tables.format, .rotary)
    let result = (x * cosines) + (rotateEveryTwo(x) * sines)
    _ = (sines.format, cosines.format)
    return result
  }

  private func rotateEveryTwo(_ x: borrowing Tensor) -> Tensor {
    let even = x.half()
    let odd = x.half()
    return cat(-odd, even)
  }
}
