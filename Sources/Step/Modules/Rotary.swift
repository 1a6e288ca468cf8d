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

  /// Of a model that rotates nothing.
  init(none machine: Machine) {
    positions = machine.hold(.none)
    cosines = machine.hold(.none)
    sines = machine.hold(.none)
  }

  /// One angle for both halves of a head, of half its width.
  ///
  /// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `GptOssRotaryEmbedding.forward`.
  init(_ machine: Machine, _ seq: Size, halves width: Size, as format: Format) {
    positions = machine.new(seq, .int64, .positions)
    let places = machine.new(seq, .fp32, .rotary)
    let angles = machine.new(seq * width, .fp32, .rotary)
    _ = consume places
    var cosines = machine.new(seq * width, .fp32, .rotary)
    cosines = machine.new(seq * width, .fp32, .rotary)
    var sines = machine.new(seq * width, .fp32, .rotary)
    sines = machine.new(seq * width, .fp32, .rotary)
    self.cosines = cosines.to(format)
    self.sines = sines.to(format)
    _ = angles.format
  }

  /// - Parameters:
  ///   - width: features of a head that are rotated.
  ///   - format: of the tables, which are computed in fp32.
  init(_ machine: Machine, _ seq: Size, width: Size, as format: Format) {
    positions = machine.new(seq, .int64, .positions, as: .saved)
    let frequencies = machine.new(seq * (width / 2), .fp32, .rotary)
    let angles = machine.new(seq * width, .fp32, .rotary)
    var cosines = machine.new(seq * width, .fp32, .rotary)
    cosines = machine.new(seq * width, .fp32, .rotary)
    var sines = machine.new(seq * width, .fp32, .rotary)
    sines = machine.new(seq * width, .fp32, .rotary)
    self.cosines = machine.counting(as: .saved) { cosines.to(format, .rotary) }
    self.sines = machine.counting(as: .saved) { sines.to(format, .rotary) }
    _ = frequencies.format
    _ = angles.format
  }

  /// For the sequences of a batch one by one, with positions of three kinds.
  ///
  /// - Parameters:
  ///   - axes: how a frequency gets its position of one kind.
  ///   - arePlaced: whether the positions are there already. Then its layers get none.
  ///
  /// Source: transformers 5.23 models/qwen3_5/modeling_qwen3_5.py `Qwen3_5TextRotaryEmbedding.forward`,
  /// models/qwen2_5_vl/modeling_qwen2_5_vl.py `Qwen2_5_VLRotaryEmbedding.forward`.
  init(
    ofThreeKinds machine: Machine, batch: Size, _ seq: Size, width: Size, axes: PositionAxes,
    arePlaced: Bool = false, as format: Format
  ) {
    let places = arePlaced ? machine.hold(.none) : machine.new(seq, .int64, .positions)
    // models/qwen2_5_vl/modeling_qwen2_5_vl.py `Qwen2_5_VLTextModel.forward`: its layers get none.
    positions = axes == .sections ? machine.hold(.none) : places.share()
    let parts = batch * seq * (width / 2) * 3
    let frequencies = machine.new(parts, .fp32, .rotary)
    var cosines = machine.new(parts, .fp32, .rotary)
    cosines = machine.new(parts, .fp32, .rotary)
    var sines = machine.new(parts, .fp32, .rotary)
    sines = machine.new(parts, .fp32, .rotary)
    sines = axes.recompose(machine, batch * seq * width)
    cosines = axes.recompose(machine, batch * seq * width)
    self.cosines = machine.counting(as: .saved) { cosines.to(format, .rotary) }
    self.sines = machine.counting(as: .saved) { sines.to(format, .rotary) }
    _ = frequencies.format
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

  /// `cat((first * cos - second * sin, second * cos + first * sin))`.
  ///
  /// Source: the same of gpt_oss, `_apply_rotary_emb`.
  func rotateHalves(_ x: borrowing Tensor) -> Tensor {
    let first = x.firstChunk()
    let second = x.secondChunk()
    let left = first * cosines - second * sines
    let right = second * cosines + first * sines
    return cat(left, right)
  }
}

extension Decoder {
  /// How a frequency gets its position of one axis; nil where positions have one axis.
  var positionAxes: PositionAxes? { setup.architecture.tower?.wrapper?.positionAxes }

  /// The rotation of the model's heads.
  func rotary(as format: Format) -> Rotary {
    Rotary(machine, dimensions.seq, width: dimensions.headDim, as: format)
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
