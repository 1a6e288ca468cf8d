import MemoryModel

/// `Qwen3NextGatedDeltaNet`, and Qwen3.5's with a linear module for each of its inputs.
///
/// Convolution and rule are those of causal_conv1d and flash-linear-attention, which transformers takes
/// where they are installed.
///
/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py `Qwen3NextGatedDeltaNet`,
/// models/qwen3_5/modeling_qwen3_5.py `Qwen3_5GatedDeltaNet`.
struct GatedDeltaNet {
  let timeBias: View
  let logDecay: View
  let convolution: View
  var input: Input
  let norm: GatedNorm
  var output: Linear
  let heads: DeltaHeads
  let decayParts: Size
  let isPadded: Bool

  enum Input {
    case fused(qkvz: Linear, ba: Linear)
    case apart(qkv: Linear, z: Linear, b: Linear, a: Linear)
  }

  init(_ load: Loader, _ heads: DeltaHeads, fused: Bool) {
    let load = load.with(.mixers)
    let hidden = load.dimensions.hidden
    let (keys, values) = (heads.keyHeads * heads.keyDim, heads.valueHeads * heads.valueDim)
    let channels = keys * 2 + values
    self.heads = heads
    decayParts = Self.decayParts(load, heads)
    isPadded = load.setup.padding
    timeBias = load.parameter(heads.valueHeads, load.unpacked, .bias)
    logDecay = load.parameter(heads.valueHeads, load.unpacked, .decay)
    convolution = load.inside("conv1d").parameter(
      channels, by: load.convolutionKernel, load.unpacked, matrices: channels)
    if fused {
      input = .fused(
        qkvz: Linear(load, "in_proj_qkvz", hidden, channels + values),
        ba: Linear(load, "in_proj_ba", hidden, heads.valueHeads * 2))
      norm = GatedNorm(load, heads.valueDim)
      output = Linear(load, "out_proj", values, hidden)
    } else {
      norm = GatedNorm(load, heads.valueDim)
      output = Linear(load, "out_proj", values, hidden)
      input = .apart(
        qkv: Linear(load, "in_proj_qkv", hidden, channels),
        z: Linear(load, "in_proj_z", hidden, values),
        b: Linear(load, "in_proj_b", hidden, heads.valueHeads),
        a: Linear(load, "in_proj_a", hidden, heads.valueHeads))
    }
  }

  /// Kernels that share a key's features in backward, by the shared memory of the card: 128 features
  /// each of an H100, or of an A100 where they take two bytes; 64 of smaller cards.
  ///
  /// Source: fla 0.6.0 ops/common/chunk_o.py `chunk_bwd_dqkwg`; utils/hardware.py `Backend`.
  private static func decayParts(_ load: Loader, _ heads: DeltaHeads) -> Size {
    let format = load.setup.precision.autocast.map { Format($0) } ?? load.format
    let features =
      switch load.setup.device.capability {
      case 90..<120: 128
      case 80: format.bytes == 2 ? 128 : 64
      default: 64
      }
    return heads.keyDim.parts(of: features)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    switch input {
    case .fused(var qkvz, var ba):
      qkvz.adapt(load, adapter)
      ba.adapt(load, adapter)
      input = .fused(qkvz: qkvz, ba: ba)
      output.adapt(load, adapter)
    case .apart(var qkv, var z, var b, var a):
      output.adapt(load, adapter)
      qkv.adapt(load, adapter)
      z.adapt(load, adapter)
      b.adapt(load, adapter)
      a.adapt(load, adapter)
      input = .apart(qkv: qkv, z: z, b: b, a: a)
    }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = isPadded ? x.maskingPadding() : x.share()
    switch input {
    case .apart(let inQKV, let inZ, let inB, let inA):
      var qkv = inQKV(x)
      let z = inZ(x)
      let b = inB(x)
      let a = inA(x)
      qkv = causalConvolution(qkv, convolution)
      return mix(qkv, z, b, a)
    case .fused(let inQKVZ, let inBA):
      let qkvz = inQKVZ(x)
      let ba = inBA(x)
      return order(qkvz, ba)
    }
  }

  /// Heads of values lie group by group: parts are copied into the order of the heads.
  ///
  /// Source: the same, `fix_query_key_value_ordering`, `forward`.
  private func order(_ qkvz: borrowing Tensor, _ ba: borrowing Tensor) -> Tensor {
    func ordered(_ x: borrowing Tensor) -> Tensor { heads.isGrouped ? x.clone() : x.share() }
    let parts = qkvz.split((heads.keys, heads.keys, heads.values))
    var z = qkvz.machine.further(heads.values, besides: parts.first.view)
    var query = parts.first
    var key = parts.second
    var value = parts.third
    let rates = ba.chunk()
    var b = rates.first
    var a = rates.second
    value = ordered(value)
    z = ordered(z)
    b = ordered(b)
    a = ordered(a)
    query = query.clone()
    key = key.clone()
    if !heads.isGrouped { value = value.clone() }
    var mixed = cat(query, key, value)
    mixed = causalConvolution(mixed, convolution)
    _ = consume query
    _ = consume key
    _ = consume value
    return mix(mixed, z, b, a)
  }

  /// The rule, its gated norm and the projection out.
  private func mix(
    _ qkv: borrowing Tensor, _ z: borrowing Tensor, _ b: borrowing Tensor, _ a: borrowing Tensor
  ) -> Tensor {
    let parts = qkv.split((heads.keys, heads.keys, heads.values))
    let beta = b.sigmoid()
    let g = decay(a)
    var x = gatedDeltaRule(
      parts.first, parts.second, parts.third, decay: g, strength: beta, heads,
      decayParts: decayParts)
    x = norm(x, z)
    let result = output(x)
    return result
  }

  /// `-exp(A_log) * softplus(a + dt_bias)`.
  private func decay(_ a: borrowing Tensor) -> Tensor {
    let machine = a.machine
    let rate = -(machine.hold(logDecay).to(.fp32).exponential())
    let step = a.to(.fp32).adding(timeBias).softplus()
    return machine.multiply(rate.view, step.view, byColumn: true)
  }
}

/// `Qwen3NextRMSNormGated`: `weight * norm(x) * silu(gate)`.
///
/// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py `Qwen3NextRMSNormGated.forward`.
struct GatedNorm {
  let module: Module
  let weight: View
  let width: Size

  init(_ load: Loader, _ width: Size) {
    let load = load.inside("norm")
    module = load.parent
    self.width = width
    weight = load.parameter(width, load.unpacked)
  }

  func callAsFunction(_ x: borrowing Tensor, _ gate: borrowing Tensor) -> Tensor {
    let outer = x.machine.enter(module)
    defer { x.machine.leave(to: outer) }
    let own = x.format
    var x = x.to(.fp32)
    let variance = x.squared().mean(rows: x.elements / width)
    x = x * variance.plusConstant().reciprocalRoot()
    x = weight * x.to(own)
    x = x * silu(gate.to(.fp32))
    return x.to(own)
  }
}
