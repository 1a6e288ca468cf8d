/// Which format each kind of tensor has in a setup: what the modules' statements depend on.
struct Regime: Sendable {
  let autocast: Bool
  /// Linear weights of the layers are 4-bit.
  let quantised: Bool
  /// The linear modules among them that stay as loaded.
  private let kept: Projections
  /// The base model itself is trained.
  let trainsBase: Bool
  /// The embedding is trained, and the head: with the base model, or whole beside adapters.
  let trainsEmbedding: Bool
  let trainsHead: Bool
  let adapter: Adapter?
  let targets: Projections
  /// Bytes of one linear weight of the layers, where it is not quantised.
  let linearBytes: Int
  /// Bytes of what a linear module gives under autocast.
  let productBytes: Int
  /// Bytes of one weight of the embedding, the norms and the head.
  let otherBytes: Int
  let eager: Bool
  /// A mask reaches the attention kernel of the layers that are described.
  let masked: Bool
  /// Only the layers with a window get a mask.
  let windowMasks: Bool
  let checkpointing: Checkpointing
  /// Gradients of earlier micro-batches are there when backward runs.
  let accumulates: Bool
  let workspace: Int
  /// The card has a flash kernel, for 16 bits.
  let hasFlash: Bool
  /// Keys and values reach the kernel repeated for every query head.
  let repeatsKeys: Bool
  let doubleQuant: Bool
  /// Whether 4-bit weights are unpacked into fp32.
  let unpacksWide: Bool
  /// Bytes of what the modules of a layer read: of a norm's output where one comes before.
  let read: Int
  /// Bytes of the residual stream: the embedding's own format, unless norms widen it.
  let stream: Int
  /// Bytes of the embedding's output, where the layers widen the stream.
  let embedded: Int

  /// - Parameters:
  ///   - targets: the modules that get adapters.
  ///   - windowed: whether the layers have a window, where the model has one.
  ///   - looks: whether they look at images, of which each token sees some.
  ///   - kept: their linear modules that stay as loaded in a checkpoint of 4 bits.
  init(
    _ setup: Setup, adapting targets: Projections, windowed: Bool, looks: Bool = false,
    keeping kept: Projections = Projections()
  ) throws(Refusal) {
    let architecture = setup.architecture
    let method = setup.method
    let quantization = method.quantization
    autocast = setup.isAutocast
    quantised = quantization != nil && !architecture.hasOwnLinear
    self.kept = kept
    trainsBase = method == .full
    adapter = method.adapter
    let saved = try adapter?.tables(in: architecture)
    trainsEmbedding = saved?.contains(.embedding) ?? true
    trainsHead = saved?.contains(.head) ?? true
    self.targets = targets
    // peft 0.21 utils/other.py `prepare_model_for_kbit_training`: all but Params4bit to fp32.
    otherBytes = quantization?.upcast == true ? 4 : setup.precision.weightBytes
    linearBytes = otherBytes
    // transformers 5.23 models/falcon/modeling_falcon.py `FalconLinear.forward`: autocast does not
    // convert the bias, and a sum has the wider format.
    productBytes = architecture.hasOwnLinear && architecture.qkvBias ? linearBytes : 2
    // transformers 5.23 models/gpt_oss/modeling_gpt_oss.py: `_supports_sdpa = False`.
    eager = setup.attention == .eager || architecture.refusesSDPA
    // transformers 5.23 masking_utils.py `_ignore_causal_mask_sdpa`: no mask is made unless the
    // batch is padded or a window is shorter than the sequence.
    let isShort =
      architecture.slidingLayers > 0 && (architecture.slidingWindow ?? .max) <= setup.seq
    masked = looks || setup.masksEveryLayer || (isShort && windowed)
    windowMasks = isShort && !setup.masksEveryLayer && !eager
    checkpointing = setup.checkpointing
    accumulates = setup.accumulation > 1
    workspace = setup.framework.keepsWorkspaces ? 0 : setup.device.workspaceBytes
    // torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp check_flash_attention_hardware_support.
    hasFlash = setup.device.capability >= 80
    repeatsKeys = masked || (setup.framework.repeatsKeys && setup.attention == .sdpa)
    // peft 0.21 tuners/lora/bnb.py `Linear4bit.forward`: under autocast what fp32 magnitudes make
    // stays fp32, and so does the stream that it joins. The first layer reads the embedding as it is:
    // what it keeps less is left in.
    let scales =
      adapter?.dora == true && adapter?.dtype == .fp32 && targets.goBeyond(Magnitude.attention)
    let widens =
      quantised && autocast && (scales || architecture.mlpIsWide(reading: otherBytes))
    let carried = widens ? 4 : otherBytes
    read = architecture.norm.output(of: carried, autocast: autocast)
    // LayerNorm behind the sum, or behind the embedding, gives the stream its own format.
    let joins = architecture.normPlacement == .after && architecture.norm == .layer
    stream = joins || architecture.embeddingNorm ? read : carried
    embedded = widens ? otherBytes : stream
    doubleQuant = quantization?.doubleQuant ?? false
    unpacksWide = quantization?.computesWide ?? false
  }

  /// Whether bitsandbytes packs a linear module: what is an `nn.Linear` itself, and is not kept.
  func packs(_ projection: Projection) -> Bool {
    quantised && projection != .oA && !kept.contains(projection)
  }

  /// Bytes of what a linear module of the layers gives for an input of so many bytes.
  ///
  /// Autocast computes in 16 bits; a 4-bit module gives its input's format back
  /// (bitsandbytes 0.50 nn/modules.py `Linear4bit.forward`).
  func linearOutput(_ input: Int) -> Int { linearOutput(input, isPacked: quantised) }

  func linearOutput(_ input: Int, isPacked: Bool) -> Int {
    isPacked ? input : autocast ? productBytes : linearBytes
  }

  /// Bytes of queries, keys and values inside the attention kernel, and of its output.
  var attention: Int { autocast ? 2 : linearOutput(read) }

  /// Bytes of the MLP's inner tensors.
  var inner: Int {
    linearOutput(read, isPacked: quantised && !kept.contains(anyOf: Self.intoMLP))
  }

  private static let intoMLP = Projections([.gate, .up, .gateUp])

  var recomputes: Bool { checkpointing != .off }
}

extension Architecture {
  /// Whether what the MLP's last module reads is fp32 under autocast, where 4-bit modules give on
  /// what they read: of a LayerNorm's result, or of an activation that autocast computes in fp32.
  ///
  /// - Parameter bytes: those of an element of the residual stream.
  fileprivate func mlpIsWide(reading bytes: Int) -> Bool {
    if experts != nil { return false }
    let normed = normPlacement == .after ? bytes : norm.output(of: bytes, autocast: true)
    return normed == 4 || (!gatedMLP && activation.isWideUnderAutocast)
  }
}

extension Architecture.Activation {
  /// Source: torch 2.15 ATen/autocast_mode.h: `pow` and `softplus` are computed in fp32.
  fileprivate var isWideUnderAutocast: Bool {
    switch self {
    case .written, .squaredRelu, .xielu: true
    case .kernel, .recomputed, .relu: false
    }
  }
}
