extension Tensors {
  /// What a mixer has beside its linear modules.
  ///
  /// Source: transformers 5.23 models/bamba/modeling_bamba.py `BambaMixer`,
  /// models/qwen3_next/modeling_qwen3_next.py `Qwen3NextGatedDeltaNet`, models/lfm2/modeling_lfm2.py
  /// `Lfm2ShortConv`, models/minimax/modeling_minimax.py `MiniMaxLightningAttention`,
  /// models/mllama/modeling_mllama.py `MllamaCrossAttentionDecoderLayer`.
  func appendMixer(_ mixer: Architecture.Mixer, to all: inout [Tensor<A>]) {
    switch mixer {
    case .attention, .none: break
    case .sparseAttention, .heavyAttention:
      appendCompressor(width: sizes.series * sizes.headDim, norm: sizes.headDim, to: &all)
    case .crossAttention:
      append("norms of queries and keys", sizes.headDim, times: 2, to: &all)
      append("gates of both branches", .count(1), times: 2, to: &all)
    case .mamba2, .attentionAndMamba2:
      guard let mamba2 = architecture.mamba2 else { return }
      appendConvolution(bias: mamba2.convBias, to: &all)
      append("decay, its bias and D", sizes.mixer.heads, times: 3, to: &all)
      if mamba2.norm { append("norm of the scan", sizes.mixer.inner, to: &all) }
    case .gatedDelta:
      appendConvolution(bias: false, to: &all)
      append("decay and its bias", sizes.mixer.heads, times: 2, to: &all)
      append("norm of the values", sizes.mixer.valueHeadDim, to: &all)
    case .shortConvolution:
      appendConvolution(bias: architecture.shortConvolution?.bias ?? false, to: &all)
    case .lightning: append("norm of the blocks", sizes.mixer.inner, to: &all)
    }
  }

  /// What a compressor has: a bias for the places in a window, and a norm of what comes out.
  ///
  /// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py `DeepseekV4CSACompressor`,
  /// `DeepseekV4HCACompressor`, `DeepseekV4Indexer`.
  private func appendCompressor(width: A, norm: A, to all: inout [Tensor<A>]) {
    all.append(Tensor(name: "places in a window", kind: .free, rows: sizes.rate, columns: width))
    append("norm of the entries", norm, to: &all)
  }

  /// The tensors of an indexer. `_keep_in_fp32_modules` of one of tokens names `weights_proj`, which
  /// bitsandbytes then does not pack; it has a LayerNorm of its keys.
  ///
  /// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py `DeepseekV32Indexer`,
  /// quantizers/quantizer_bnb_4bit.py `get_modules_to_not_convert`.
  var indexer: [Tensor<A>] {
    var all: [Tensor<A>] = []
    let isOfTokens = architecture.indexer != nil
    for projection in architecture.indexing {
      let isWhole = isOfTokens && projection == .indexWeights
      append(projection, kind: isWhole ? .kernel : .matrix, to: &all)
    }
    if isOfTokens {
      append("norm of the indexer", sizes.indexHeadDim, times: 2, to: &all)
    } else {
      appendCompressor(width: sizes.output(of: .indexKV), norm: sizes.indexHeadDim, to: &all)
    }
    return widened(all)
  }

  /// What mixes the streams: around both branches of a layer, or at the end.
  ///
  /// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
  /// `DeepseekV4HyperConnection`, `DeepseekV4HyperHead`.
  func appendHyperConnections(inside: Bool, to all: inout [Tensor<A>]) {
    if architecture.hyper == nil { return }
    let weights = inside ? sizes.streamWeights : sizes.streams
    let times = inside ? 2 : 1
    all.append(
      Tensor(
        name: "hyper-connections", kind: .free, rows: weights, columns: sizes.stream, times: times))
    append("biases of hyper-connections", weights, times: times, to: &all)
    append("scales of hyper-connections", .count(inside ? 3 : 1), times: times, to: &all)
  }

  /// A depthwise convolution: an `nn.Conv1d` of `channels * 1 * kernel`.
  private func appendConvolution(bias: Bool, to all: inout [Tensor<A>]) {
    let mixer = sizes.mixer
    all.append(
      Tensor(
        name: "convolution", kind: .convolution, rows: mixer.channels, columns: mixer.kernel,
        stack: mixer.channels))
    if bias {
      all.append(
        Tensor(
          name: "convolution's bias", kind: .bias, rows: mixer.channels, columns: .count(1)))
    }
  }

  private func append(
    _ name: StaticString, _ width: A, times: Int = 1, to all: inout [Tensor<A>]
  ) {
    all.append(
      Tensor(name: name, kind: .norm, rows: width, columns: .count(1), times: times))
  }
}
