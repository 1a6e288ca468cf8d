import MemoryModel

/// Queries and keys are rotated as they are normed, token by token; values are normed too. The last
/// layers take keys and values from an earlier one.
///
/// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextAttention`.
struct Gemma4Attention {
  var q: Linear
  let queryNorm: Norm
  var own: Own?
  var o: Linear
  let heads: Heads
  let hasWindow: Bool
  /// Whether later layers take its keys and values.
  let stores: Bool

  /// What makes the layer's own keys and values.
  struct Own {
    var k: Linear
    /// nil where keys are values too.
    var v: Linear?
    let keyNorm: Norm
    let valueNorm: Norm
  }

  init(_ load: Loader, _ place: Int) {
    let model = load.setup.architecture
    heads = load.gemma4Heads(place)
    hasWindow = model.build(of: place).hasWindow
    stores = model.sharing(place) == .store
    let (hidden, bias) = (load.dimensions.hidden, model.qkvBias)
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    q = Linear(load, "q_proj", hidden, queries, bias: bias, as: .query)
    queryNorm = Norm(load, "q_norm", heads.headDim)
    if model.sharing(place) != .reuse {
      let keyNorm = Norm(load, "k_norm", heads.headDim)
      let valueNorm = Norm(load, "v_norm", heads.headDim, hasWeight: false)
      let k = Linear(load, "k_proj", hidden, keys, bias: bias, as: .key)
      let keysAreValues =
        model.global?.keysAreValues == true && !hasWindow
      let v = keysAreValues ? nil : Linear(load, "v_proj", hidden, keys, bias: bias, as: .value)
      own = Own(k: k, v: v, keyNorm: keyNorm, valueNorm: valueNorm)
    }
    o = Linear(load, "o_proj", queries, hidden, bias: model.outputBias, as: .output)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    own?.k.adapt(load, adapter)
    own?.v?.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  /// `Gemma4TextAttention.forward`.
  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = q(x)
    q = queryNorm(q)
    q = shared.rotary.rotate(q)
    let states = x.machine.gathering(stores) { keysAndValues(x, shared) }
    if stores { shared.keys.store(states.keys, states.values, haveWindow: hasWindow) }
    let output = attend(q, states.keys, states.values, mask: shared.mask, heads)
    return o(output)
  }

  private func keysAndValues(
    _ x: borrowing Tensor, _ shared: SharedInputs
  ) -> SharedKeys.States {
    guard let own else {
      return shared.keys.states(haveWindow: hasWindow) ?? .init(keys: x.share(), values: x.share())
    }
    // The gradient of repeated values lies head by head, that of rotated keys token by token; where keys
    // are values too, the values' comes first.
    let repeats = heads.repeatsKeys(shared.mask, x.machine.stack)
    var k = repeats && own.v == nil ? own.k(x).headsFirst(heads.kvHeads) : own.k(x)
    var v = own.v.map { repeats ? $0(x).headsFirst(heads.kvHeads) : $0(x) } ?? k.share()
    k = own.keyNorm(k)
    k = shared.rotary.rotate(k)
    v = own.valueNorm(v)
    return SharedKeys.States(keys: k, values: v)
  }
}

extension Loader {
  /// Layers without a window may have heads of another width, and other heads of keys.
  fileprivate func gemma4Heads(_ place: Int) -> Heads {
    let (model, d, sizes) = (setup.architecture, dimensions, machine.sizes)
    guard let global = model.global, !model.build(of: place).hasWindow else { return d.attention }
    return Heads(
      batch: d.batch, seq: d.seq, heads: d.heads,
      kvHeads: sizes.dimension("global_kv_heads", global.kvHeads),
      headDim: sizes.dimension("global_head_dim", global.headDim))
  }
}

/// What a layer has to do with the keys and values of others.
enum KeySharing: Int { case none, store, reuse }

extension Architecture {
  /// Source: transformers 5.23 models/gemma4/configuration_gemma4.py `kv_sharing_modes`.
  func sharing(_ place: Int) -> KeySharing {
    guard let shared else { return .none }
    let first = layers - shared.layers
    if place >= first { return .reuse }
    let hasWindow = build(of: place).hasWindow
    return (place + 1..<first).contains { build(of: $0).hasWindow == hasWindow } ? .none : .store
  }
}
