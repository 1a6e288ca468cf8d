import MemoryModel

/// Attention of all heads to one that is keys and values at once: of the tokens in a window, and of
/// entries that a compressor makes.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py `DeepseekV4Attention.forward`.
struct CompressedAttention {
  let sinks: View
  var queriesDown: Linear
  let queriesNorm: Norm
  var queriesUp: Linear
  var keys: Linear
  let keysNorm: Norm
  let groups: GroupedLinear
  var output: Linear
  var compressor: Compressor?
  var indexer: EntryIndexer?
  let heads: Heads
  let scores: Scores

  init(_ load: Loader, _ place: Int, _ attention: Architecture.CompressedAttention) {
    let load = load.with(.attention)
    let (model, d, table) = (load.setup.architecture, load.dimensions, load.machine.sizes)
    let mixer = model.build(of: place).mixer
    let rank = table.dimension("q_lora_rank", attention.queryRank)
    let all = d.heads * d.headDim
    // A module's own parameters come before those of its children.
    sinks = load.inFP32().parameter(d.heads, load.inFP32().unpacked, .sinks, decays: true)
    queriesDown = Linear(load, "q_a_proj", d.hidden, rank, as: .query)
    queriesNorm = Norm(load.inFP32(), "q_a_norm", rank)
    queriesUp = Linear(load, "q_b_proj", rank, all, as: .query)
    keys = Linear(load, "kv_proj", d.hidden, d.headDim, as: .key)
    keysNorm = Norm(load.inFP32(), "kv_norm", d.headDim)
    groups = GroupedLinear(load.inside("o_a_proj").derivedLinear, attention)
    output = Linear(load, "o_b_proj", groups.output, d.hidden, as: .output)
    scores = Scores(sinks: .column(sinks), turnsOutput: true)
    var heads = d.attention
    if mixer == .sparseAttention || mixer == .heavyAttention {
      let isSparse = mixer == .sparseAttention
      let sizes = Compressor.Sizes(
        batch: d.batch, seq: d.seq,
        rate: isSparse
          ? table.dimension("compress_rate_csa", attention.sparseRate)
          : table.dimension("compress_rate_hca", attention.heavyRate),
        headDim: d.headDim, rotated: table.dimension("qk_rope_head_dim", attention.rotatedDim))
      let inside = load.inside("compressor")
      compressor = Compressor(inside, sizes, overlaps: isSparse)
      indexer = isSparse ? EntryIndexer(inside, attention, sizes) : nil
      heads.keys = d.seq + sizes.entries
    }
    self.heads = heads
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    queriesDown.adapt(load, adapter)
    queriesUp.adapt(load, adapter)
    keys.adapt(load, adapter)
    output.adapt(load, adapter)
    compressor?.adapt(load, adapter)
    indexer?.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ tables: borrowing PairTables, _ mask: Mask?)
    -> Tensor
  {
    let residual = queriesNorm(queriesDown(x))
    var q = queriesUp(residual).headsFirst(heads.heads)
    q = normed(q, width: heads.headDim)
    q = tables.rotate(q, heads.headDim)
    var kv = keysNorm(keys(x)).viewed()
    kv = tables.rotate(kv, heads.headDim)
    var mask = mask
    var bias = x.machine.hold(.none)
    if let compressor {
      let entries = compress(compressor, x, residual, &bias)
      kv = cat(kv, entries)
      mask = mask.map { $0.joined(bias, heads) }
      _ = entries.format
    }
    var attended = attend(q, kv, kv, mask: mask, heads, scores: scores, isByToken: false)
    attended = tables.reversed().rotate(attended, heads.headDim)
    // `reshape` to groups: its gradient lies group by group, and is copied.
    var grouped = attended.clone().part(attended.elements)
    grouped = groups(grouped)
    let result = output(grouped)
    _ = (residual.format, q.format, kv.format, bias.format, attended.format)
    withExtendedLifetime(mask) {}
    return result
  }

  /// The entries, and which of them each token may see.
  private func compress(
    _ compressor: Compressor, _ x: borrowing Tensor, _ residual: borrowing Tensor,
    _ bias: inout Tensor
  ) -> Tensor {
    let (machine, sizes) = (x.machine, compressor.sizes)
    var locals = Locals(machine)
    let entries = compressor(x, &locals)
    let tokens = sizes.batch * sizes.seq
    func new(_ elements: Size, _ format: Format) -> Tensor { machine.new(elements, format, .mask) }
    guard let indexer else {
      let unseen = new(sizes.seq * sizes.entries, .bool)
      bias = new(tokens * sizes.entries, entries.format)
      bias = new(tokens * sizes.entries, entries.format)
      _ = unseen.format
      return entries
    }
    let places = indexer(x, residual)
    let valid = new(places.elements, .bool)
    let absent = new(places.elements, .int64)
    let safe = new(places.elements, .int64)
    _ = consume absent
    bias = new(tokens * (sizes.entries + 1), entries.format)
    _ = (places.format, valid.format, safe.format)
    return entries
  }
}

extension Mask {
  /// `cat` with that of the entries, in this one's format.
  fileprivate func joined(_ bias: borrowing Tensor, _ heads: Heads) -> Mask {
    let entries = (heads.keys ?? heads.seq) - heads.seq
    let part =
      bias.format == tensor.format
      ? bias.share()
      : bias.machine.new(heads.batch * heads.seq * entries, tensor.format, .mask)
    let all = bias.machine.new(
      tensor.elements + heads.batch * heads.seq * entries, tensor.format, .mask)
    _ = part.format
    return Mask(all)
  }
}

/// `DeepseekV4GroupedLinear`: each group of heads is projected by itself. It is no `nn.Linear` to
/// bitsandbytes, which does not pack it, and PEFT's adapter around it would give each group the results
/// of all.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4GroupedLinear.forward`.
struct GroupedLinear {
  let module: Module
  let weight: View
  /// Features that a group reads, and those of all groups' results.
  let input: Size
  let output: Size
  private let rank: Size

  init(_ load: Loader, _ attention: Architecture.CompressedAttention) {
    let (d, table) = (load.dimensions, load.machine.sizes)
    let groups = table.dimension("o_groups", attention.outputGroups)
    module = load.parent
    rank = table.dimension("o_lora_rank", attention.outputRank)
    input = d.heads * d.headDim / groups
    output = groups * rank
    weight = load.parameter(output, by: input, load.unpacked)
  }

  /// Groups of each token, then flattened.
  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    // What is transposed is no leaf to autocast, which caches no copy of it; its gradient is copied to be
    // viewed as the matrix.
    let transposed = machine.hold(weight).part(input * output)
    let matrices = transposed.to(machine.autocast ?? weight.format)
    return machine.batchedProduct(x, matrices.view, from: input, to: rank).clone()
  }
}
