private let eager: StaticString = "transformers 5.23 modeling_llama.py eager_attention_forward"

extension Layer {
  /// Attention written out: a matrix of `seq * seq` for every head.
  func score(into tape: inout T) {
    if architecture.attentionSinks && !architecture.sinksScaleOutput {
      return scoreWithSinks(into: &tape)
    }
    let bytes = regime.attention
    // transformers 5.23 models/gptj/modeling_gptj.py `GPTJAttention._attn` casts queries and keys
    // to fp32; autocast's product casts them back.
    let inner = architecture.fp32Scores && !regime.autocast ? 4 : bytes
    // torch 2.15 ATen/autocast_mode.h: softmax is computed in fp32, whatever is asked for.
    let wide = architecture.softmaxInFP32 || regime.autocast ? 4 : bytes
    let made = scoreBytes(inner: inner, wide: wide)
    let matrix = sizes.tokens * sizes.heads * sizes.keySeq
    let keys = grouped ? sizes.queries : sizes.keys
    let values = grouped ? sizes.queries : sizes.values
    tape.next("scores")
    tape.keeps("queries", each(sizes.queries, inner), eager)
    tape.keeps("repeated keys", eachKey(keys, inner), eager)
    tape.makes("raw and scaled scores", matrix * .bytes(made.product), eager)
    maskChosen(bytes, into: &tape)
    tape.returns("gradients of the scores", matrix * .bytes(2 * inner), eager)

    if architecture.attentionSoftcap {
      // transformers 5.23 models/gemma2/modeling_gemma2.py eager_attention_forward.
      tape.next("softcap")
      tape.keeps("tanh of the scores", matrix * .bytes(bytes), eager)
      tape.makes("raw and capped scores", matrix * .bytes(2 * bytes), eager)
      tape.returns("capped scores' gradients", matrix * .bytes(3 * bytes), eager)
    }
    if architecture.sinksScaleOutput { sumExponentials(of: matrix, into: &tape) }
    tape.next("softmax")
    tape.keeps("softmax in fp32", matrix * .bytes(wide), eager)
    tape.holds("softmax in fp32", matrix * .bytes(wide), eager)
    tape.makes("masked scores and in fp32", matrix * .bytes(made.softmax), eager)
    // torch 2.15 ATen/native/cuda/SoftMax.cu softmax_backward_cuda_out: grad * output is written
    // out beside the gradient and the result.
    tape.returns("softmax's gradients in fp32", matrix * .bytes(3 * wide), eager)

    tape.next("probabilities times values")
    if bytes != wide || architecture.attentionDropout {
      tape.keeps("probabilities", matrix * .bytes(bytes), eager)
    }
    tape.keeps("repeated values", eachKey(values, bytes), eager)
    // Unlike a fused kernel, the product itself does not keep its output: the projection may.
    if !architecture.attentionGate && Linear(.o, input: bytes, regime).keepsInput {
      tape.keeps("attention's output", each(sizes.attended, bytes), eager)
    }
    if architecture.attentionDropout {
      tape.keeps("attention's dropout mask", matrix * .bytes(1), eager)
    }
    if architecture.sinksScaleOutput { scaleBySinks(into: &tape) }
    tape.holds(
      "softmax and probabilities", matrix * .bytes(bytes == wide ? wide : wide + bytes), eager)
    tape.returns("probabilities' gradient", matrix * .bytes(bytes), eager)
    tape.returns("gradient of the output", each(sizes.attended, 2 * bytes), eager)
  }

  /// Bytes for each score of the matrices that are there while scores are multiplied out, and while
  /// softmax reads them.
  ///
  /// - Parameters:
  ///   - inner: bytes of a score as the product gives it.
  ///   - wide: bytes of one as softmax gives it.
  private func scoreBytes(inner: Int, wide: Int) -> (product: Int, softmax: Int) {
    switch (architecture.family, architecture.alibi) {
    case (.falcon, nil):
      // transformers 5.23 models/falcon/modeling_falcon.py `FalconAttention.forward`: the product is
      // divided in place, and stays beside its sum with the mask.
      (inner, 2 * inner + (wide == inner ? 0 : wide))
    case (.falcon, _):
      // The same: the product, in fp32, with its slopes, and that with the mask.
      (inner + (inner == 4 ? 4 : 8), inner + (inner == 4 ? 8 : 12) + (wide == 4 ? 0 : wide))
    case (_, .inProduct?):
      // transformers 5.23 models/bloom/modeling_bloom.py `BloomAttention.forward`: the product stays
      // beside its sum with the mask.
      (inner, 2 * inner + (inner == 4 ? 0 : 4))
    case (_, .inScores?):
      // transformers 5.23 models/mpt/modeling_mpt.py `MptAttention.forward`: slopes in fp32 widen the
      // scores, which a filled copy follows.
      (max(2 * inner, inner + 4), 4)
    default: (2 * inner, wide + inner)
    }
  }
}
