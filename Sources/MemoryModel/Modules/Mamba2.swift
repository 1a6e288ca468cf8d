private let kernel: StaticString =
  "mamba_ssm 2.3.2 ops/triton/ssd_combined.py MambaSplitConv1dScanCombinedFn"
private let chunks: StaticString =
  "mamba_ssm 2.3.2 ops/triton/ssd_combined.py _mamba_chunk_scan_combined_fwd, _bwd"

extension Layer {
  /// Mamba-2 behind its norm: the projection in, and one kernel for the convolution, the scan of
  /// states, the gated norm and the projection out.
  ///
  /// It is that of mamba_ssm, which transformers 5.23 calls while training where it is installed
  /// (models/bamba/modeling_bamba.py `BambaMixer.forward`): the kernel keeps what it reads, and the
  /// scan's result. Convolution, norm and the input of `out_proj` are computed again in backward.
  func scan(into tape: inout T) {
    guard let mamba2 = architecture.mamba2 else { return }
    projectIn([.inProj], bias: mamba2.inBias, into: &tape)
    let mixer = sizes.mixer
    let bytes = regime.linearOutput(regime.read)
    let wide = each(mixer.inner, bytes)
    let convolved = each(mixer.channels, bytes)
    let projected = each(mixer.projected, bytes)

    tape.next("convolution and scan")
    tape.keeps("projected states", projected, kernel)
    tape.keeps("scan's result", wide, kernel)
    if mamba2.norm { tape.keeps("norm's reciprocal roots", each(mixer.groups, 4), kernel) }
    tape.holds("projected states and the scan's result", projected + wide, kernel)
    tape.makes("layer's input", input, kernel)
    tape.makes("convolved states", convolved, kernel)
    tape.makes("time steps and decays in fp32", each(mixer.heads, 8), chunks)
    tape.makes("products of B and C", each(mixer.groups, 4 * mamba2.chunk), chunks)
    tape.makes("states of the chunks", states(mamba2, bytes), chunks)
    tape.makes("normed and projected out", wide + each(sizes.hidden, bytes), kernel)
    tape.returns("gradient of the residual", residualGradient, kernel)
    tape.returns("convolved states", .count(2) * convolved, kernel)
    tape.returns("gradient of the projected states", projected, kernel)
    tape.returns("scan's result and its gradients", .count(3) * wide, kernel)
    tape.returns("time steps and decays in fp32", each(mixer.heads, 8 + bytes), chunks)
    tape.returns("products of B and C", each(mixer.groups, 4 * mamba2.chunk), chunks)
    tape.returns("states of the chunks", states(mamba2, 8 + 2 * bytes), chunks)
    trainScan(mamba2, into: &tape)
  }

  /// A state of each head for every chunk of the sequence.
  private func states(_ mamba2: Architecture.Mamba2, _ bytes: Int) -> A {
    let count = sizes.batch * A.ceiling(sizes.seq, by: .count(mamba2.chunk, "chunk_size"))
    return count * sizes.mixer.inner * sizes.mixer.state * .bytes(bytes)
  }

  /// What belongs to the kernel's own parameters: `out_proj` is one of its arguments.
  private func trainScan(_ mamba2: Architecture.Mamba2, into tape: inout T) {
    let weight = sizes.mixer.inner * sizes.hidden
    if regime.linearBytes != 2 && regime.autocast {
      tape.keeps("out_proj in 16 bits", weight * .bytes(2), kernel)
    }
    tape.returns("cuBLASLt workspace", .bytes(regime.workspace), kernel)
    if regime.trainsBase {
      let out = mamba2.outBias ? weight + sizes.hidden : weight
      trained("out_proj", out * .bytes(regime.linearBytes), into: &tape)
      trained(
        "convolution", sizes.mixer.channels * sizes.mixer.kernel * .bytes(regime.otherBytes),
        into: &tape)
    }
  }
}
