import MemoryModel

/// DeepSeek's latent attention (MLA): keys and values of all heads are made of one narrow vector of each
/// token, and so are queries where there is a rank for them.
///
/// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py `DeepseekV3Attention.forward`,
/// models/deepseek_v2/modeling_deepseek_v2.py `DeepseekV2Attention.forward`,
/// models/minicpm3/modeling_minicpm3.py `MiniCPM3Attention.forward`.
struct LatentAttention {
  var queries: LatentQueries
  var keysDown: Linear
  let keysNorm: Norm
  var keysUp: Linear
  var o: Linear
  let heads: Heads
  let sizes: LatentSizes

  init(_ load: Loader) {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let bias = model.qkvBias
    sizes = LatentSizes(load.machine.sizes, model.latent)
    heads = d.attention
    queries = LatentQueries(load, sizes, isNarrow: model.latent?.queryRank != nil)
    keysDown = Linear(
      load, "kv_a_proj_with_mqa", d.hidden, sizes.keyRank + sizes.rotated, bias: bias, as: .key)
    keysNorm = Norm(load, "kv_a_layernorm", sizes.keyRank)
    keysUp = Linear(
      load, "kv_b_proj", sizes.keyRank, d.heads * (sizes.plain + sizes.value), as: .key)
    o = Linear(
      load, "o_proj", d.heads * sizes.value, d.hidden, bias: model.outputBias,
      as: .output)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    queries.adapt(load, adapter)
    keysDown.adapt(load, adapter)
    keysUp.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let q = queries(x).headsFirst(heads.heads)
    let query = q.split(sizes.plain, sizes.rotated)
    let compressed = keysDown(x)
    let key = compressed.split(sizes.keyRank, sizes.rotated)
    var keyPass = keysNorm(key.first)
    let rotated = shared.rotary.rotate(query.second, key.second)
    let rotatedQueries = rotated.q
    var rotatedKey = rotated.k
    // What is cached is narrow: keys and values of all heads are made of it each time.
    x.machine.cache(&keyPass, &rotatedKey, as: (.cachedLatents, .cachedKeys))
    let queryStates = cat(query.first, rotatedQueries)
    let expanded = expand(keyPass, rotatedKey)
    let output = attendHeadsFirst(
      queryStates, expanded.key, expanded.value, mask: shared.mask, heads)
    let result = o(output)
    _ = (q.format, compressed.format, keyPass.format, rotatedQueries.format, rotatedKey.format)
    _ = (queryStates.format, expanded.key.format)
    return result
  }

  /// Keys and values of all heads.
  struct Expanded: ~Copyable {
    let key: Tensor
    let value: Tensor
  }

  /// `expand_kv`.
  func expand(_ pass: borrowing Tensor, _ rotated: borrowing Tensor) -> Expanded {
    let all = keysUp(pass).headsFirst(heads.heads)
    let parts = all.split(sizes.plain, sizes.value)
    let rotated = rotated.expanded(heads.heads)
    let width = sizes.plain + sizes.rotated
    var key = all.machine.new(rotated.elements / sizes.rotated * width, all.format, .part)
    key = key.writing(parts.first)
    key = key.writing(rotated)
    return Expanded(key: key, value: parts.second.share())
  }
}

/// Queries of all heads: made at once, or of a narrow vector behind a norm.
enum LatentQueries {
  case direct(Linear)
  case narrow(down: Linear, norm: Norm, up: Linear)

  init(_ load: Loader, _ sizes: LatentSizes, isNarrow: Bool) {
    let d = load.dimensions
    let all = d.heads * (sizes.plain + sizes.rotated)
    guard isNarrow else {
      self = .direct(Linear(load, "q_proj", d.hidden, all, as: .query))
      return
    }
    let bias = load.setup.architecture.qkvBias
    let down = Linear(load, "q_a_proj", d.hidden, sizes.queryRank, bias: bias, as: .query)
    let norm = Norm(load, "q_a_layernorm", sizes.queryRank)
    let up = Linear(load, "q_b_proj", sizes.queryRank, all, as: .query)
    self = .narrow(down: down, norm: norm, up: up)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    switch self {
    case .direct(var linear):
      linear.adapt(load, adapter)
      self = .direct(linear)
    case .narrow(var down, let norm, var up):
      down.adapt(load, adapter)
      up.adapt(load, adapter)
      self = .narrow(down: down, norm: norm, up: up)
    }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { states(residual(x)) }

  /// `q_resid`: what the queries are made of.
  func residual(_ x: borrowing Tensor) -> Tensor {
    switch self {
    case .direct: x.share()
    case .narrow(let down, let norm, _): norm(down(x))
    }
  }

  func states(_ residual: borrowing Tensor) -> Tensor {
    switch self {
    case .direct(let linear): linear(residual)
    case .narrow(_, _, let up): up(residual)
    }
  }
}

/// The named sizes of latent attention: widths of its narrow vectors, and features of a head.
struct LatentSizes {
  let queryRank, keyRank, plain, rotated, value: Size

  init(_ table: SizeTable, _ latent: Architecture.LatentAttention?) {
    queryRank = table.dimension("q_lora_rank", latent?.queryRank ?? 0)
    keyRank = table.dimension("kv_lora_rank", latent?.keyRank ?? 0)
    plain = table.dimension("qk_nope_head_dim", latent?.plainDim ?? 0)
    rotated = table.dimension("qk_rope_head_dim", latent?.rotatedDim ?? 0)
    value = table.dimension("v_head_dim", latent?.valueDim ?? 0)
  }
}
