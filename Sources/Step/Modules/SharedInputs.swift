/// What the model's forward makes once for all layers; checkpoints hold it with their arguments.
final class SharedInputs {
  let rotary: Rotary
  let mask: Mask?
  /// What layers with a window get in the place of it; nil where no layer has one.
  let windowed: SharedInputs?
  /// Keys and values that later layers take from some of these.
  let keys: SharedKeys
  /// The inputs of all layers, or of the one that these are for; nil where layers have none.
  var perLayer: PerLayerInput?
  /// The tokens that the last layer with an indexer of its own has chosen: `prev_topk_indices`.
  private(set) var chosen: Tensor?
  /// The forward's own, where these are for one layer; nil once that has returned.
  private weak var ofForward: SharedInputs?

  init(rotary: Rotary, mask: Mask?, windowed: SharedInputs? = nil) {
    self.rotary = rotary
    self.mask = mask
    self.windowed = windowed
    keys = windowed?.keys ?? SharedKeys()
  }

  /// The same for one layer, with its own input, and without what others get.
  ///
  /// - Parameter areMasked: whether they get this mask. Recurrent layers get the batch's own.
  init(of layers: SharedInputs, areMasked: Bool = true, perLayer: PerLayerInput? = nil) {
    rotary = layers.rotary
    mask = areMasked ? layers.mask : nil
    windowed = nil
    keys = layers.keys
    self.perLayer = perLayer
  }

  /// What layers without a window get, or those with one.
  func ofLayers(haveWindow: Bool) -> SharedInputs {
    guard let windowed else { return self }
    return haveWindow ? windowed : SharedInputs(of: self)
  }

  /// The same for one layer, with what an earlier one has chosen.
  init(holdingChoiceOf layers: SharedInputs) {
    rotary = layers.rotary
    mask = layers.mask
    windowed = nil
    keys = layers.keys
    chosen = layers.chosen?.share()
    ofForward = layers
  }

  /// A layer returns what it has chosen: `hidden_states, topk_indices = decoder_layer(…)`.
  func handOn(_ choice: borrowing Tensor) {
    choice.machine.mark(choice.view.storage, as: .saved)
    ofForward?.chosen = choice.share()
  }

  /// One rotation for all layers, and a mask for those of either kind.
  convenience init(rotary: Rotary, masks: Masks) {
    self.init(
      rotary: rotary, mask: masks.causal,
      windowed: SharedInputs(rotary: rotary, mask: masks.windowed))
  }
}

/// `causal_mask_mapping`: what layers without and with a window mask. Nil where the kernel masks what is
/// causal by itself.
struct Masks {
  var causal: Mask?
  var windowed: Mask?
}

extension Decoder {
  /// The mask of a causal model: eager attention always has one, sdpa where the batch is padded.
  ///
  /// Source: transformers 5.23 masking_utils.py `create_causal_mask`, `_ignore_causal_mask_sdpa`.
  func causalMask(_ x: borrowing Tensor) -> Mask? { mask(x, hasWindow: false) }

  /// For sdpa a mask is made once the sequence reaches the window.
  ///
  /// Source: transformers 5.23 masking_utils.py `create_sliding_window_causal_mask`,
  /// `_ignore_causal_mask_sdpa`.
  func windowMask(_ x: borrowing Tensor) -> Mask? { mask(x, hasWindow: true) }

  /// The mask of layers that attend to chunks of so many tokens as a window has.
  ///
  /// Source: transformers 5.23 masking_utils.py `create_chunked_causal_mask`.
  func chunkMask(_ x: borrowing Tensor) -> Mask? { mask(x, hasWindow: true, isChunked: true) }

  private func mask(_ x: borrowing Tensor, hasWindow: Bool, isChunked: Bool = false) -> Mask? {
    let heads = dimensions.attention
    if machine.stack.isEager {
      return Mask(
        machine, heads, hasWindow: hasWindow, joinsImages: setup.joinsImages, added: x.format)
    }
    let joinsImages = setup.joinsImages
    if !setup.padding && !joinsImages {
      let window = machine.count(setup.architecture.slidingWindow ?? .max)
      if !hasWindow || window > dimensions.seq { return nil }
    }
    return Mask(
      machine, heads, hasWindow: hasWindow, isChunked: isChunked, joinsImages: joinsImages,
      windowsLast: setup.architecture.tower?.wrapper?.windowsLast == true, added: nil)
  }
}

/// Which tokens each token attends to: a matrix for each sequence.
///
/// For sdpa these are truths. Eager attention adds them to its scores: zeros and the least number.
class Mask {
  final let tensor: Tensor
  var view: View { tensor.view }

  init(_ tensor: consuming Tensor) { self.tensor = tensor }

  /// What is causal, within the window where there is one, joined with what the batch pads.
  ///
  /// Source: transformers 5.23 masking_utils.py `sdpa_mask`, `eager_mask`, `and_masks`.
  ///
  /// - Parameters:
  ///   - isChunked: whether the window is a chunk, which begins behind each sequence's padding.
  ///   - joinsImages: whether the tokens of an image attend to each other both ways.
  ///   - windowsLast: whether what these join is within the window.
  ///   - format: that of what is added to scores; nil for truths.
  init(
    _ machine: Machine, _ heads: Heads, hasWindow: Bool, isChunked: Bool = false,
    joinsImages: Bool = false, windowsLast: Bool = false, added format: Format?
  ) {
    let square = heads.seq * heads.seq
    let window = isChunked ? heads.batch * square : square
    var joined = Mask.join(machine, window, to: window)
    let windowsLast = hasWindow && joinsImages && windowsLast
    if hasWindow && !windowsLast {
      joined = Mask.join(machine, square, to: window)
      joined = machine.new(window, .bool, .mask)
    }
    if joinsImages { joined = Mask.joinImages(joined, machine, heads) }
    if windowsLast {
      joined = Mask.join(machine, square, to: heads.batch * square)
      joined = machine.new(heads.batch * square, .bool, .mask)
    }
    let truths = machine.new(heads.batch * square, .bool, .mask)
    _ = consume joined
    tensor = format.map { machine.new(heads.batch * square, $0, .mask) } ?? truths.share()
    _ = truths.format
  }

  /// `or_masks` with what has tokens of one image attend to each other, for each sequence; `and_masks`
  /// begins with its result.
  ///
  /// Source: the same, `blockwise_overlay`.
  private static func joinImages(
    _ causal: consuming Tensor, _ machine: Machine, _ heads: Heads
  ) -> Tensor {
    func new() -> Tensor { machine.new(heads.batch * heads.seq * heads.seq, .bool, .mask) }
    let same = new()
    let both = new()
    _ = consume same
    let either = new()
    _ = consume causal
    _ = consume both
    let result = new()
    _ = either.format
    return result
  }

  /// `result & mask(…)`.
  private static func join(_ machine: Machine, _ elements: Size, to all: Size) -> Tensor {
    let mask = machine.new(elements, .bool, .mask)
    let result = machine.new(all, .bool, .mask)
    _ = mask.format
    return result
  }
}
