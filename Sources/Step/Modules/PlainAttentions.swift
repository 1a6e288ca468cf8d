import MemoryModel

// Llama's attention with one thing else each.

/// `BambaAttention`: a part of each head is rotated.
///
/// Source: transformers 5.23 models/bamba/modeling_bamba.py `BambaAttention.forward`.
struct PartlyRotatedAttention {
  var linear: Attention
  let rotaryDim: Size

  init(_ load: Loader, _ heads: Heads) {
    linear = Attention(load, heads)
    rotaryDim = load.dimensions.rotaryDim
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = linear.q(x).headsFirst()
    var k = linear.k(x).headsFirst()
    let v = linear.v(x)
    let rotated = shared.rotary.rotateParts(q, k, rotaryDim, of: linear.heads.headDim)
    q = rotated.q.share()
    k = rotated.k.share()
    _ = consume rotated
    let output = attendHeadsFirst(q, k, v, mask: shared.mask, linear.heads)
    return linear.o(output)
  }
}

/// `NemotronHAttention`, and Granite's without positions: nothing is rotated.
///
/// Source: transformers 5.23 models/nemotron_h/modeling_nemotron_h.py `NemotronHAttention.forward`.
struct UnrotatedAttention {
  var linear: Attention

  init(_ load: Loader, _ heads: Heads) { linear = Attention(load, heads) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let q = linear.q(x)
    let k = linear.k(x)
    let v = linear.v(x)
    let output = attend(q, k, v, mask: shared.mask, linear.heads)
    return linear.o(output)
  }
}

/// `FalconH1Attention`: keys are scaled.
///
/// Source: transformers 5.23 models/falcon_h1/modeling_falcon_h1.py `FalconH1Attention.forward`.
struct ScaledKeysAttention {
  var linear: Attention

  init(_ load: Loader, _ heads: Heads) { linear = Attention(load, heads) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = linear.q(x).headsFirst()
    var k = linear.k(x).headsFirst().scaled()
    let v = linear.v(x)
    let rotated = shared.rotary.rotate(q)
    k = shared.rotary.rotate(k)
    q = rotated.share()
    _ = consume rotated
    let output = attend(q, k, v, mask: shared.mask, linear.heads)
    return linear.o(output)
  }
}
