/// Pairs of an even and an odd feature are rotated, and parted.
///
/// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py
/// `apply_rotary_pos_emb_interleave`.
final class PairRotary: Rotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let cosines = cosines.half()
    let sines = sines.half()
    func rotate(_ x: borrowing Tensor) -> Tensor {
      let first = x.half()
      let second = x.half()
      return cat(first * cosines - second * sines, second * cosines + first * sines)
    }
    return Rotated(q: rotate(q), k: rotate(k))
  }
}

/// Pairs of features are complex numbers in fp32, and multiplied with those of their positions.
///
/// Source: transformers 5.23 models/deepseek_v2/modeling_deepseek_v2.py
/// `DeepseekV2RotaryEmbedding.forward`, `apply_rotary_emb`.
final class ComplexRotary: Rotary {
  /// - Parameter width: features of a head that are rotated.
  init(_ machine: Machine, _ seq: Size, width: Size) {
    let positions = machine.new(seq, .int64, .positions)
    let angles = machine.new(seq * (width / 2), .fp32, .rotary)
    let ones = machine.new(seq * (width / 2), .fp32, .rotary)
    var numbers = machine.new(seq * width, .fp32, .rotary)
    _ = consume ones
    numbers = machine.new(seq * width, .fp32, .rotary)
    _ = angles.format
    let sines = numbers.share()
    super.init(positions: positions, cosines: numbers, sines: sines)
  }

  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let wideQ = q.to(.fp32)
    let wideK = k.to(.fp32)
    let rotatedQ = wideQ.turned(by: cosines).asReal().to(q.format)
    let rotatedK = wideK.turned(by: cosines).to(k.format)
    _ = (wideQ.format, wideK.format)
    return Rotated(q: rotatedQ, k: rotatedK)
  }
}

extension Tensor {
  /// `mul` of pairs as complex numbers with those of their positions, whose conjugates backward makes.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `mul_tensor_backward`: `grad * other.conj()`;
  /// ATen/ConjugateFallback.cpp, which resolves them for a product.
  func turned(by numbers: borrowing Tensor) -> Tensor {
    let (factor, elements, turns) = (numbers.view, elements, numbers.elements)
    return machine.operation(.product, elements, .fp32, view) { rule in
      rule.keep(factor)
      rule.temporary(turns, .fp32)
      rule.gradient(0, elements, .fp32)
    }
  }

  /// `view_as_real` of several heads. The efficient kernel gives gradients with the tokens first, which
  /// are made contiguous.
  ///
  /// Source: torch 2.15 tools/autograd/derivatives.yaml `view_as_real`:
  /// `at::view_as_complex(grad.contiguous())`.
  func asReal() -> Tensor {
    let (elements, format) = (elements, format)
    return machine.operation(.part, elements, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
  }
}
