/// One decoder layer as a list of operations: attention, then the MLP, each behind a norm.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaDecoderLayer.forward`; mistral,
/// qwen2 and qwen3 have the same modules in the same order.
struct Layer<T: Tape>: Sendable where T.A: Sendable {
  typealias A = T.A

  private(set) var sizes: Dimensions<A>
  let regime: Regime
  private let model: Shared<Architecture>
  let shape: LayerShape

  var architecture: Architecture { _read { yield model.value } }

  init(_ setup: Setup, _ sizes: Dimensions<A>, _ regime: Regime, _ shape: LayerShape) {
    self.sizes = sizes
    self.regime = regime
    self.shape = shape
    model = setup.model
  }

  /// Whether each key serves several queries.
  var grouped: Bool { shape.kvHeads < architecture.heads }

  /// Whether the flash kernel runs.
  ///
  /// torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp: it takes half precision, no mask and
  /// heads of up to 256 features.
  var flash: Bool {
    regime.hasFlash && regime.attention == 2 && !regime.masked && shape.headDim <= 256
      && architecture.hasEvenHeads
  }

  var normsBefore: Bool { architecture.normPlacement != .after }
  var normsAfter: Bool {
    architecture.normPlacement == .after || architecture.normPlacement == .around
  }

  /// Whether the stream goes on from what the norm before a branch gives: there its gradient joins
  /// the branch's own, before the norm.
  ///
  /// Source: transformers 5.23 models/minimax/modeling_minimax.py `MiniMaxDecoderLayer.forward`.
  var streamIsNormed: Bool { architecture.normPlacement == .inStream }

  /// States all operations of the layer.
  func write(into tape: inout T) {
    if architecture.altUp != nil { predict(into: &tape) }
    collapse(first: true, into: &tape)
    mixTokens(into: &tape)
    if architecture.hyper != nil {
      expand(result: regime.linearOutput(regime.read), into: &tape)
      collapse(first: false, into: &tape)
    }
    if shape.feed == .none {
      waitBehindMixer(into: &tape)
    } else {
      transform(into: &tape)
    }
    if architecture.altUp != nil { correct(into: &tape) }
    // The experts' sum has the format of what they read.
    if architecture.hyper != nil { expand(result: regime.read, into: &tape) }
    joinPerLayer(into: &tape)
    tape.finish()
  }

  /// Whether a layer's input is several streams, which its first norm does not read.
  var hasStreams: Bool { architecture.altUp != nil || architecture.hyper != nil }

  /// Bytes of a tensor with so many features for each token.
  func each(_ width: A, _ bytes: Int) -> A { sizes.tokens * width * .bytes(bytes) }

  /// The same for each token that keys are made of.
  func eachKey(_ width: A, _ bytes: Int) -> A { sizes.keyTokens * width * .bytes(bytes) }

  /// The layer where it computes keys and values.
  var atKeys: Layer {
    var layer = self
    layer.sizes = sizes.atKeys
    return layer
  }

  /// The gradient of the residual stream, which waits beside every branch of a layer.
  var residualGradient: A { each(sizes.stream, regime.stream) }

  /// The layer's input while the layer runs: a checkpoint holds it anyway, and so does an fp32
  /// norm, which needs no copy of its own.
  var input: A {
    regime.recomputes || hasStreams || (normKeepsInput && normsBefore)
      ? .zero : each(sizes.stream, regime.stream)
  }

  /// Whether a norm keeps its input as it is, and no copy in another format.
  var normKeepsInput: Bool {
    switch architecture.norm {
    case .rms, .weightLast, .wide, .offset, .power, .bare: regime.stream == 4
    case .layer, .unbiased: regime.stream == 4 || !regime.autocast
    case .shifted: regime.stream == 2 || !regime.autocast
    case .centered: false
    }
  }

  /// A parameter's gradient: new, or for a moment beside the one that it is added to.
  func trained(_ name: StaticString, _ amount: A, into tape: inout T) {
    // torch 2.15 csrc/autograd/functions/accumulate_grad.h: the first gradient is stolen,
    // a later one is added in place.
    let source: StaticString = "torch 2.15 csrc/autograd/functions/accumulate_grad.h"
    if regime.accumulates {
      tape.returns(name, amount, source)
    } else {
      tape.trains(name, amount, source)
    }
  }
}

/// What is alive around a module while it runs.
struct Around<A: Amount>: Sendable {
  /// Alive in forward, and kept by some operation anyway.
  var kept: A = .zero
  /// Alive in forward only.
  var loose: A = .zero
  /// Gradients alive in backward.
  var waiting: A = .zero
}

extension Layer {
  func surround(_ around: Around<A>, into tape: inout T) {
    let source: StaticString = "transformers 5.23 modeling_llama.py LlamaDecoderLayer.forward"
    tape.holds("what the callers hold", around.kept, source)
    tape.makes("what the callers hold", around.loose, source)
    tape.returns("gradients that wait", around.waiting, source)
  }
}
