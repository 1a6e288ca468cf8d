import MemoryModel

/// A second embedding of the tokens, with a part for every layer, and what is projected for it of the
/// first one.
///
/// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4TextModel.__init__`.
struct PerLayerInputs {
  let embedding: View
  var projection: Linear
  let norm: Norm
  /// Of all layers together.
  let width: Size
  /// Whether what is projected is scaled where it stands.
  ///
  /// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `project_per_layer_inputs`.
  private let scalesInPlace: Bool
  /// Whether the text model stands beside a tower.
  let isInside: Bool

  init(_ load: Loader, _ input: Architecture.PerLayerInput) {
    let sizes = load.machine.sizes
    let part = sizes.dimension("per_layer_width", input.width)
    width = part * load.setup.architecture.layers
    scalesInPlace = load.setup.architecture.altUp != nil
    isInside = load.setup.architecture.tower != nil
    embedding = load.inside("embed_tokens_per_layer").parameter(
      sizes.dimension("per_layer_vocab", input.vocab), by: width, load.unpacked, isEmbedding: true)
    projection = Linear(load, "per_layer_model_projection", load.dimensions.hidden, width)
    norm = Norm(load, "per_layer_projection_norm", part)
  }

  /// `get_per_layer_inputs`. The forward around a text model holds what it gives, and an embedding where
  /// images are padding, which nothing reads.
  ///
  /// Source: transformers 5.23 models/gemma4/modeling_gemma4.py `Gemma4Model.forward`.
  func embed(
    _ ids: borrowing Tensor, _ embedded: borrowing Tensor, _ locals: inout Locals
  ) -> Tensor {
    if isInside { locals.hold(ids.machine.new(embedded.elements, embedded.format, .embedding)) }
    let tokens = ids.machine.scaledEmbedding(embedding, ids, width: width)
    if isInside { locals.hold(tokens) }
    return tokens
  }

  /// `project_per_layer_inputs`.
  func project(_ embedded: borrowing Tensor, _ tokens: borrowing Tensor) -> PerLayerInput {
    var projected = projection(embedded)
    projected = scalesInPlace ? projected.scaledInPlace(by: .none) : projected.scaled()
    projected = norm(projected)
    let input = PerLayerInput((projected + tokens).scaled())
    _ = projected.format
    return input
  }
}

/// The inputs of all layers, or the part of one.
final class PerLayerInput {
  let tensor: Tensor

  init(_ tensor: consuming Tensor) { self.tensor = tensor }

  /// `select`, a view: its gradient is filled up with zeros.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `select_backward_symint`.
  func part(of layers: Int) -> PerLayerInput {
    let (elements, format, view) = (tensor.elements, tensor.format, tensor.view)
    return PerLayerInput(
      tensor.machine.operation(.part, elements / layers, format, view, in: view.storage) {
        $0.gradient(0, elements, format)
      })
  }
}

/// Keys and values of the last layers of either kind that make some of their own, for those behind them.
///
/// Source: transformers 5.23 cache_utils.py `KVSharingDict`.
final class SharedKeys {
  private var windowed: Entry?
  private var global: Entry?

  /// What a layer has stored, and what its graph keeps where it was computed again.
  private final class Entry {
    let keys: Tensor
    let values: Tensor
    private let kept: Locals

    init(_ keys: borrowing Tensor, _ values: borrowing Tensor) {
      self.keys = keys.share()
      self.values = values.share()
      kept = keys.machine.takeGathered()
    }
  }

  func store(_ keys: borrowing Tensor, _ values: borrowing Tensor, haveWindow: Bool) {
    let entry = Entry(keys, values)
    if haveWindow { windowed = entry } else { global = entry }
  }

  /// What an earlier layer of the kind has stored; nil where none has.
  func states(haveWindow: Bool) -> States? {
    guard let entry = haveWindow ? windowed : global else { return nil }
    return States(keys: entry.keys.share(), values: entry.values.share())
  }

  struct States: ~Copyable {
    let keys: Tensor
    let values: Tensor
  }
}
