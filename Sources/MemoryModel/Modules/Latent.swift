private let mla: StaticString =
  "transformers 5.23 modeling_deepseek_v3.py DeepseekV3Attention.forward"
private let sdpa: StaticString =
  "torch 2.15 derivatives.yaml _scaled_dot_product_efficient_attention, _flash_attention"

extension Layer {
  /// Queries, and keys and values, each by way of a narrow tensor behind a norm of its own.
  func queryLatently(_ latent: Architecture.LatentAttention, into tape: inout T) {
    let first = Linear(latent.queryRank == nil ? .q : .qA, input: regime.read, regime)
    let narrow = Linear(.kvA, input: regime.read, regime)
    let shared = first.keepsInput || narrow.keepsInput
    var around = surroundings(shared: shared, into: &tape)
    let query = each(sizes.queries, first.output)
    if latent.queryRank == nil {
      project(.q, first, bias: false, around: around, gradient: query, into: &tape)
    } else {
      narrowly(
        .qA, .qB, first, width: sizes.queryRank, normed: "norm of narrow queries", around: around,
        into: &tape)
    }
    around.loose = around.loose + query
    narrowly(
      .kvA, .kvB, narrow, width: sizes.keyRank, normed: "norm of narrow keys and values",
      around: around, into: &tape)
  }

  /// A projection to few features, their norm, and a projection of those to all heads.
  func narrowly(
    _ down: Projection, _ up: Projection, _ linear: Linear, width: A, normed name: StaticString,
    around: Around<A>, into tape: inout T
  ) {
    let narrow = each(sizes.output(of: down), linear.output)
    project(
      down, linear, bias: architecture.qkvBias, around: around, gradient: narrow, into: &tape)
    let norm = norm(name, rows: sizes.tokens, width: width, input: linear.output)
    norm.write(into: &tape)
    // In fp32 the norm keeps its input as it is: a view, which keeps the whole result.
    if down == .kvA && linear.output == 4 {
      tape.keeps("rotated part beside it", each(sizes.rotated, 4), mla)
    }
    let second = Linear(up, input: norm.output, regime)
    let input = each(width, norm.output)
    var outside = around
    outside.loose = around.loose + narrow
    if second.keepsInput {
      tape.keeps("narrow input of all heads", input, mla)
      outside.kept = around.kept + input
    } else {
      outside.loose = outside.loose + input
    }
    let out = each(sizes.output(of: up), second.output)
    project(up, second, bias: false, around: outside, gradient: out, into: &tape)
  }

  /// The fused kernel: queries and keys are put together of two parts each, and the values are a
  /// view of what `kv_b_proj` gave, which stays whole.
  func latentKernel(into tape: inout T) {
    let bytes = regime.attention
    let made = Linear(.kvB, input: regime.read, regime).output
    let values = made == bytes ? sizes.expanded : sizes.values
    tape.next("attention kernel")
    tape.keeps("queries", each(sizes.queries, bytes), sdpa)
    tape.keeps("keys", each(sizes.keys, bytes), sdpa)
    tape.keeps("values and what they are a part of", each(values, bytes), sdpa)
    tape.keeps("attention's output", each(sizes.values, bytes), sdpa)
    tape.keeps("log-sum-exp", each(sizes.heads, 4), sdpa)
    if regime.masked { tape.keeps("mask for the kernel", mask(bytes), sdpa) }
    maskChosen(1, into: &tape)
    tape.holds("queries and keys", each(sizes.queries, 2 * bytes), sdpa)
    tape.holds("values and output", each(values, bytes) + each(sizes.values, bytes), sdpa)
    tape.makes("layer's input and its norm", each(sizes.hidden, regime.stream) + input, mla)
    tape.makes("queries before their rotation", each(sizes.queries, made), mla)
    tape.returns("gradient of the residual", residualGradient, mla)
    tape.returns("gradients of queries and keys", each(sizes.queries, 2 * bytes), sdpa)
    tape.returns("gradients of values and output", each(sizes.values, 2 * bytes), sdpa)
    returnFlash(into: &tape)

    tape.next("heads of keys and values")
    tape.returns("gradient of the residual", residualGradient, mla)
    tape.returns("gradients of queries and keys", each(sizes.queries, 2 * bytes), mla)
    tape.returns("gradient of all heads", each(sizes.expanded, made), mla)
  }
}
