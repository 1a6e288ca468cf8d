import MemoryModel

/// Latent attention that looks at the tokens which an indexer chose: the layer's own, or an earlier one's
/// choice where it has none.
///
/// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py `DeepseekV32Attention.forward`,
/// models/glm_moe_dsa/modeling_glm_moe_dsa.py `GlmMoeDsaAttention.forward`.
struct IndexedAttention: SelfAttention {
  var modules: LatentAttention
  var indexer: TokenIndexer?
  /// Whether the choice is a result too, which the next layer may take.
  let handsOn: Bool

  init(_ load: Loader, _ place: Int) {
    let model = load.setup.architecture
    modules = LatentAttention(load)
    handsOn = model.indexer?.handsOn == true
    if let own = model.indexer, !model.build(of: place).reusesChoice {
      indexer = TokenIndexer(load, own, modules.sizes)
    }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    modules.adapt(load, adapter)
    indexer?.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let (heads, sizes) = (modules.heads, modules.sizes)
    let residual = modules.queries.residual(x)
    let q = modules.queries.states(residual).headsFirst(heads.heads)
    let query = q.split(sizes.plain, sizes.rotated)
    let compressed = modules.keysDown(x)
    let key = compressed.split(sizes.keyRank, sizes.rotated)
    let keyPass = modules.keysNorm(key.first)
    let rotated = shared.rotary.rotate(query.second, key.second)
    let queryStates = cat(query.first, rotated.q)
    let expanded = modules.expand(keyPass, rotated.k)
    let chosen = choose(x, residual, shared)
    let indexMask = mask(chosen)
    let joined = joined(shared.mask, indexMask)
    let output = attendHeadsFirst(
      queryStates, expanded.key, expanded.value, mask: joined, heads)
    let result = modules.o(output)
    if handsOn {
      // `hidden_states, _, topk_indices = self.self_attn(…)` in the layer.
      x.machine.discard(chosen.share())
      shared.handOn(chosen)
    }
    _ = (q.format, compressed.format, keyPass.format, rotated.q.format, rotated.k.format)
    _ = (queryStates.format, expanded.key.format, residual.format, indexMask.format)
    _ = joined.view
    return result
  }

  private func choose(
    _ x: borrowing Tensor, _ residual: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    if let indexer { return indexer(x, residual, shared) }
    return shared.chosen?.share() ?? x.machine.hold(.none)
  }

  /// `new_ones(…).scatter(-1, topk_indices.long(), False)`.
  private func mask(_ chosen: borrowing Tensor) -> Tensor {
    let machine = chosen.machine
    let square = modules.heads.batch * modules.heads.seq * modules.heads.seq
    let ones = machine.new(square, .bool, .mask)
    let places = machine.new(chosen.elements, .int64, .places)
    let mask = machine.new(square, .bool, .mask)
    _ = (ones.format, places.format)
    return mask
  }

  /// `attention_mask & ~index_mask`.
  private func joined(_ mask: Mask?, _ indexMask: borrowing Tensor) -> Mask {
    let machine = indexMask.machine
    let negated = machine.new(indexMask.elements, .bool, .mask)
    let joined = machine.new(indexMask.elements, .bool, .mask)
    _ = negated.format
    return Mask(joined)
  }
}
