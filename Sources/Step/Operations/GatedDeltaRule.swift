/// The sizes of a gated delta rule: heads of queries and keys, and more of values.
struct DeltaHeads {
  let batch: Size
  let seq: Size
  let keyHeads: Size
  let valueHeads: Size
  let keyDim: Size
  let valueDim: Size

  var tokens: Size { batch * seq }
  var isGrouped: Bool { valueHeads > keyHeads }
  /// Tokens that the rule takes at once: `chunk_size`.
  ///
  /// Source: fla 0.6.0 ops/gated_delta_rule/chunk.py `chunk_gated_delta_rule`.
  static let chunk = 64
  /// Elements of the states at the chunks' borders.
  var states: Size { batch * seq.parts(of: Self.chunk) * valueHeads * keyDim * valueDim }
  /// Keys repeated for the heads of values.
  var repeated: Size { tokens * valueHeads * keyDim }
  var keys: Size { tokens * keyHeads * keyDim }
  var values: Size { tokens * valueHeads * valueDim }
  /// A number for each token and head of values.
  var rates: Size { tokens * valueHeads }
}

/// `chunk_gated_delta_rule`: keeps queries and keys as they are normed, values, decays, strengths, and
/// the inverse of a triangle for every chunk.
///
/// - Parameter decayParts: how many kernels share the features of a key in backward.
///
/// Source: fla 0.6.0 ops/gated_delta_rule/chunk.py `ChunkGatedDeltaRuleFunction`.
func gatedDeltaRule(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, decay: borrowing Tensor,
  strength: borrowing Tensor, _ heads: DeltaHeads, decayParts: Size
) -> Tensor {
  let (machine, format) = (q.machine, q.format)
  let (inputs, rates) = ([q.view, k.view, v.view, decay.view, strength.view], heads.rates)
  // utils/decorators.py `input_guard`: views become contiguous, and last until the function returns.
  let query = machine.new(q.elements, format, .copy)
  let key = machine.new(k.elements, format, .copy)
  let value = machine.new(v.elements, format, .copy)
  // modules/norm/l2norm.py `l2norm_fwd`
  let normedQuery = machine.new(q.elements, format, .product)
  let queryRoots = machine.new(heads.tokens * heads.keyHeads, .fp32, .reciprocalRoot)
  let normedKey = machine.new(k.elements, format, .product)
  let keyRoots = machine.new(heads.tokens * heads.keyHeads, .fp32, .reciprocalRoot)
  let decays = machine.new(rates, .fp32, .decay)
  let inverse = machine.new(rates * DeltaHeads.chunk, format, .scan)
  let result = machine.scanChunks(heads, format)
  let strength = strength.view
  let output = machine.function(.scan, result, of: inputs) { rule in
    for view in [normedQuery.view, queryRoots.view, normedKey.view, keyRoots.view, value.view] {
      rule.keep(view)
    }
    for view in [decays.view, strength, inverse.view] { rule.keep(view) }
    rule.chunksBackward(heads, format, strength: strength.format, decayParts: decayParts)
  }
  _ = query.format
  _ = key.format
  return output
}

extension Machine {
  /// Source: the same, `chunk_gated_delta_rule_fwd`.
  fileprivate func scanChunks(_ heads: DeltaHeads, _ format: Format) -> Tensor {
    let weights = new(heads.repeated, format, .scan)
    let updates = new(heads.values, format, .scan)
    let states = new(heads.states, format, .states)
    let values = new(heads.values, format, .scan)
    let result = new(heads.values, format, .scan)
    _ = weights.format
    _ = updates.format
    _ = states.format
    _ = values.format
    return result
  }
}

extension Rule {
  /// Source: the same, `chunk_gated_delta_rule_bwd`, and `backward` around it.
  fileprivate func chunksBackward(
    _ heads: DeltaHeads, _ format: Format, strength: Format, decayParts: Size
  ) {
    var scratch = Scratch(self)
    let weights = scratch.make(heads.repeated, format)
    let updates = scratch.make(heads.values, format)
    let states = scratch.make(heads.states, format)
    let newValues = scratch.make(heads.values, format)
    let local = scratch.make(heads.values, format)
    let stateGradients = scratch.make(heads.states, format)
    let valueGradients = scratch.make(heads.values, format)
    free(local)
    var query = scratch.make(heads.repeated, format)
    var key = scratch.make(heads.repeated, format)
    let partialDecays = scratch.make(heads.rates * decayParts, .fp32)
    let weightGradients = scratch.make(heads.repeated, format)
    query = scratch.summed(query, heads, format)
    key = scratch.summed(key, heads, format)
    let decays = scratch.make(heads.rates, .fp32)
    free(partialDecays)
    var further = scratch.make(heads.repeated, format)
    gradient(2, heads.values, format)
    let furtherDecays = scratch.make(heads.rates, .fp32)
    gradient(4, heads.rates, strength)
    further = scratch.summed(further, heads, format)
    free(valueGradients)
    gradient(3, heads.rates, .fp32)
    free(decays)
    for each in [weights, updates, states, newValues, stateGradients, weightGradients, further] {
      free(each)
    }
    free(furtherDecays)
    gradient(0, heads.keys, format)
    free(query)
    gradient(1, heads.keys, format)
    free(key)
  }
}

extension Scratch {
  /// Keys are repeated for the heads of values: their gradients are summed again.
  fileprivate mutating func summed(
    _ gradient: UInt8, _ heads: DeltaHeads, _ format: Format
  ) -> UInt8 {
    guard heads.isGrouped else { return gradient }
    let sum = make(heads.keys, format)
    free(gradient)
    return sum
  }
}
