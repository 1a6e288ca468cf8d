private let llama: StaticString = "transformers 5.23 modeling_llama.py LlamaAttention.forward"
private let sdpa: StaticString =
  "torch 2.15 derivatives.yaml _scaled_dot_product_flash_attention, _efficient_attention"

extension Layer {
  /// Queries, keys and values behind their norm, the kernel, and the projection out.
  func attend(into tape: inout T) {
    if architecture.compressed != nil { return attendCompressed(into: &tape) }
    if let latent = architecture.latent {
      queryLatently(latent, into: &tape)
      indexTokens(into: &tape)
    } else if architecture.fusedQKV {
      queryOnce(into: &tape)
    } else {
      query(into: &tape)
    }
    if regime.eager {
      score(into: &tape)
    } else if architecture.latent != nil {
      latentKernel(into: &tape)
    } else {
      attendFused(into: &tape)
    }
    mix(into: &tape)
  }

  /// What is alive while queries, keys and values are projected.
  func surroundings(shared: Bool, into tape: inout T) -> Around<A> {
    let stream = each(sizes.hidden, regime.stream)
    var around = Around<A>()
    around.waiting = streamIsNormed ? residualGradient : residualGradient + stream
    if normsBefore {
      let normed = each(sizes.hidden, regime.read)
      if shared { tape.keeps("input of qkv", normed, llama) }
      around.kept = shared ? normed : .zero
      around.loose = input + (shared ? .zero : normed)
    } else if shared && !regime.recomputes {
      tape.keeps("input of qkv", stream, llama)
    } else {
      around.loose = input
    }
    return around
  }

  /// Whether a module that makes queries, keys or values keeps what they all read.
  var queriesKeepInput: Bool {
    let read = regime.read
    if architecture.fusedQKV { return Linear(.qkv, input: read, regime).keepsInput }
    return keepInput(
      Linear(.q, input: read, regime), Linear(.k, input: read, regime),
      Linear(.v, input: read, regime))
  }

  private func keepInput(_ q: Linear, _ k: Linear, _ v: Linear) -> Bool {
    q.keepsInput || (shape.hasKeys && k.keepsInput) || (shape.hasValues && v.keepsInput)
  }

  /// Three modules with one input.
  private func query(into tape: inout T) {
    let q = Linear(.q, input: regime.read, regime)
    let k = Linear(.k, input: regime.read, regime)
    let v = Linear(.v, input: regime.read, regime)
    var around = surroundings(shared: keepInput(q, k, v), into: &tape)
    let query = each(sizes.output(of: .q), q.output)
    let key = each(sizes.keys, k.output)
    project(.q, q, bias: architecture.qkvBias, around: around, gradient: query, into: &tape)
    if architecture.attentionGate && q.output == 4 {
      // The norm keeps its fp32 input: a view of queries and gate.
      tape.keeps("gate beside the queries", each(sizes.queries, 4), llama)
    }
    normHeads("norm of the queries", sizes.heads, q.output, into: &tape)
    guard shape.hasKeys else { return }
    around.loose = around.loose + query
    project(.k, k, bias: architecture.qkvBias, around: around, gradient: key, into: &tape)
    normHeads("norm of the keys", sizes.kvHeads, k.output, into: &tape)
    around.loose = around.loose + key
    if shape.hasValues {
      project(.v, v, bias: architecture.qkvBias, around: around, gradient: key, into: &tape)
    }
    normValues(v.output, into: &tape)
  }

  /// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextAttention.forward`: a
  /// norm without a weight.
  private func normValues(_ bytes: Int, into tape: inout T) {
    guard architecture.norm == .power else { return }
    var norm = norm(
      "norm of the values", rows: sizes.tokens * sizes.kvHeads, width: sizes.headDim, input: bytes)
    norm.trained = false
    norm.write(into: &tape)
  }

  /// One module, whose result is cut into three views.
  ///
  /// Source: transformers 5.23 models/phi3/modeling_phi3.py `Phi3Attention.forward`.
  private func queryOnce(into tape: inout T) {
    let linear = Linear(.qkv, input: regime.read, regime)
    let around = surroundings(shared: linear.keepsInput, into: &tape)
    let out = each(sizes.output(of: .qkv), linear.output)
    project(.qkv, linear, bias: architecture.qkvBias, around: around, gradient: out, into: &tape)
    guard architecture.clipsQKV else { return }
    let source: StaticString = "torch 2.15 derivatives.yaml clamp"
    tape.next("clamp")
    surround(around, into: &tape)
    tape.keeps("queries keys and values before it", out, source)
    tape.holds("queries keys and values before it", out, source)
    tape.makes("clamped queries keys and values", out, source)
    tape.returns("gradients of both", .count(2) * out, source)
  }

  /// Source: transformers 5.23 models/qwen3/modeling_qwen3.py `Qwen3Attention.forward`.
  private func normHeads(_ name: StaticString, _ heads: A, _ bytes: Int, into tape: inout T) {
    guard architecture.qkNorm, !architecture.qkNormBare || shape.windowed > 0 else { return }
    let whole = architecture.qkNormWhole
    // The rotary tables are in the stream's format, and widen what they rotate.
    let bytes = architecture.qkNormRotated ? max(bytes, regime.stream) : bytes
    var norm = norm(
      name, rows: whole ? sizes.tokens : sizes.tokens * heads,
      width: whole ? heads * sizes.headDim : sizes.headDim, input: bytes)
    norm.trained = norm.trained && !architecture.qkNormBare
    norm.write(into: &tape)
  }

  /// The fused kernel keeps its inputs, its output and one fp32 number a row and head.
  func attendFused(into tape: inout T) {
    let bytes = regime.attention
    let keys = repeatsKeys ? sizes.queries : sizes.keys
    // Layers that reuse keys and values keep nothing of their own, unless they repeat them.
    let keptKeys = repeatsKeys || shape.hasKeys ? keys : .count(0)
    tape.next("attention kernel")
    keepHeads(keptKeys, into: &tape)
    tape.keeps("attention's output", each(sizes.queries, bytes), sdpa)
    tape.keeps("log-sum-exp", each(sizes.heads, 4), sdpa)
    if regime.masked && copiesMask { tape.keeps("mask for the kernel", mask(bytes), sdpa) }
    tape.holds("queries and output", each(sizes.queries, 2 * bytes), sdpa)
    tape.holds("keys and values", eachKey(keys, 2 * bytes), sdpa)
    tape.makes("layer's input and its norm", each(sizes.hidden, regime.stream) + input, llama)
    tape.returns("gradient of the residual", residualGradient, llama)
    tape.returns("gradients of output and q", each(sizes.queries, 2 * bytes), sdpa)
    tape.returns("gradients of keys and values", eachKey(keys, 2 * bytes), sdpa)
    returnFlash(into: &tape)
  }

  /// What the kernel reads. A view keeps the whole result that it is of, and what is rotated is none.
  private func keepHeads(_ keys: A, into tape: inout T) {
    let bytes = regime.attention
    let made = Linear(.qkv, input: regime.read, regime).output
    let split = architecture.fusedSplit
    let viewed =
      architecture.fusedQKV && made == bytes && !repeatsKeys
      && (split == .views || (split == .picked && !architecture.rotates))
    if viewed {
      if architecture.rotates {
        tape.keeps("queries", each(sizes.queries, bytes), sdpa)
        tape.keeps("keys", each(keys, bytes), sdpa)
      }
      tape.keeps("fused queries keys and values", each(sizes.output(of: .qkv), bytes), sdpa)
      if split == .picked { tape.keeps("keys and values", each(keys, 2 * bytes), sdpa) }
    } else {
      tape.keeps("queries", each(sizes.queries, bytes), sdpa)
      tape.keeps("keys and values", eachKey(keys, 2 * bytes), sdpa)
    }
  }

  /// What the flash kernel's backward makes for itself.
  func returnFlash(into tape: inout T) {
    if architecture.fusedSplit == .picked && grouped {
      // pytorch pull request 191085: dk and dv of every head, which another kernel sums up.
      tape.returns("kernel's dk and dv", each(sizes.queries, 2 * regime.attention), sdpa)
    }
    guard flash else { return }
    // torch 2.15 flash_attn/flash_api.cpp mha_bwd: dq in fp32, and dk, dv for every head.
    tape.returns("kernel's dq in fp32", paddedQueries, sdpa)
    if grouped && !repeatsKeys {
      tape.returns("kernel's dk and dv", each(sizes.queries, 2 * regime.attention), sdpa)
    }
    tape.returns("kernel's row sums", each(sizes.heads, 4), sdpa)
  }

  /// The flash kernel's own dq: tokens in steps of 128, heads in steps of 32, or 64 beyond 128.
  ///
  /// Source: torch 2.15 flash_attn/flash_api.cpp `mha_bwd`: `seqlen_q_rounded`,
  /// `head_size_rounded`.
  private var paddedQueries: A {
    let step = shape.headDim <= 128 ? 32 : 64
    let rows = sizes.seq.multiple(of: 128)
    return sizes.batch * rows * sizes.heads * sizes.headDim.multiple(of: step) * .bytes(4)
  }

  /// Whether keys and values are repeated for every query head; where not, the kernel groups them.
  ///
  /// Source: transformers 5.23 integrations/sdpa_attention.py `use_gqa_in_sdpa`: with a mask, and
  /// with heads that flash does not take.
  var repeatsKeys: Bool {
    switch architecture.fusedSplit {
    case .views: grouped && (regime.repeatsKeys || shape.headDim > 256)
    // torch 2.15 transformers/sdp_utils_cpp.h check_batch_size_and_num_heads_dense `supports_mqa`.
    case .picked: false
    case .spread: grouped
    }
  }

  func mask(_ bytes: Int) -> A {
    let one = sizes.batch * sizes.seq * sizes.keySeq * .bytes(bytes)
    return architecture.alibi == .inMask ? sizes.heads * one : one
  }

  /// Whether all layers keep the one mask of the model: their kernels, in whose format it is, or
  /// what fills the scores by it.
  ///
  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconModel.forward`, models/mpt
  /// `MptAttention.forward`; torch 2.15 transformers/attention.cpp `convert_boolean_attn_mask` makes
  /// another of truths alone, derivatives.yaml `masked_fill`.
  var sharesMask: Bool {
    switch architecture.alibi {
    case .inMask: !regime.eager && regime.stream == regime.attention
    case .inScores: true
    case .inProduct, nil: false
    }
  }

  /// The projection out: its input is the kernel's output, which is kept already.
  func mix(_ out: Projection = .o, into tape: inout T) {
    let linear = Linear(out, input: regime.attention, regime)
    var around = Around<A>()
    around.kept = each(sizes.attended, regime.attention)
    around.loose = input
    if architecture.attentionGate {
      gateOutput(linear, into: &tape, &around)
    } else if copiesOutput {
      let copy = each(sizes.attended, regime.attention)
      if linear.keepsInput {
        tape.keeps("attention's output once more", copy, sdpa)
        around.kept = around.kept + copy
      } else {
        around.loose = around.loose + copy
      }
    }
    around.waiting = residualGradient
    project(
      out, linear, bias: architecture.outputBias, around: around,
      gradient: branchGradient(linear), into: &tape)
    normAfter("norm after attention", linear, into: &tape)
    gateBranch(linear, into: &tape)
    dropBranch(.attention, linear, into: &tape)
  }

  /// `output * sigmoid(gate)`, of a gate that came with the queries.
  ///
  /// Source: transformers 5.23 models/qwen3_next/modeling_qwen3_next.py `Qwen3NextAttention.forward`.
  private func gateOutput(_ linear: Linear, into tape: inout T, _ around: inout Around<A>) {
    let source: StaticString = "transformers 5.23 modeling_qwen3_next.py Qwen3NextAttention.forward"
    let wide = each(sizes.queries, regime.attention)
    tape.next("output's gate")
    if copiesOutput || regime.eager {
      tape.keeps("attention's output before its gate", wide, source)
    }
    tape.keeps("sigmoid of the gate", wide, source)
    tape.holds("attention's output and its gate", .count(2) * wide, source)
    tape.makes("gate and gated output", .count(2) * wide, source)
    tape.makes("layer's input", input, source)
    tape.returns("gradient of the residual", residualGradient, source)
    tape.returns("gradients of output and gate", .count(4) * wide, source)
    around.kept = around.kept + wide
    // The gate itself lives until the module returns.
    around.loose = around.loose + wide
    if linear.keepsInput {
      tape.keeps("gated output", wide, source)
      around.kept = around.kept + wide
    } else {
      around.loose = around.loose + wide
    }
  }

  /// Queries that were concatenated lie head by head, and so does the kernel's output:
  /// transformers 5.23 integrations/sdpa_attention.py makes a contiguous copy.
  private var copiesOutput: Bool {
    architecture.partialRotary && !regime.masked && !regime.eager && architecture.hasEvenHeads
  }
}
