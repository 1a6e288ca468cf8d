import MemoryModel

/// Granite with layers of a window and sinks that scale attention's output; each layer rotates by a base
/// of its own, or not at all.
///
/// Source: transformers 5.23 models/granite_swa/modeling_granite_swa.py.
struct GraniteSWA: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let inside = load.inside("self_attn").with(.attention)
    // A module's own parameters come before those of its children.
    let sinks = inside.parameter(d.heads, load.unpacked, .sinks)
    var attention = Attention(inside, d.attention)
    attention.scores.sinks = .scale(sinks)
    attention.rotates = table(of: place, model) != nil
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return GraniteLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  func stream(_ embedded: consuming Tensor) -> Tensor { Granite().stream(embedded) }

  /// `GraniteSWAModel.forward`.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let masks = Masks(causal: model.causalMask(x), windowed: model.windowMask(x))
    let tables = (0..<model.setup.architecture.rotaryTables).map { _ in rotary(model, x) }
    return SharedInputs(rotary: BaseTables(model.machine, tables), masks: masks)
  }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    let architecture = model.setup.architecture
    let hasWindow = architecture.build(of: place).hasWindow
    let tables = (shared.rotary as? BaseTables)?.tables ?? []
    return SharedInputs(
      rotary: table(of: place, architecture).map { tables[$0] } ?? Rotary(none: model.machine),
      mask: hasWindow ? shared.windowed?.mask : shared.mask)
  }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    2 * (table(of: place, model) ?? model.rotaryTables)
      + (model.build(of: place).hasWindow ? 1 : 0)
  }

  /// The tables that the layer at a place rotates by; nil where it does not.
  private func table(of place: Int, _ model: Architecture) -> Int? {
    model.tablesOfLayers.isEmpty ? 0 : model.tablesOfLayers[place]
  }
}

/// `position_embeddings_by_theta`: cosines and sines for each base.
final class BaseTables: Rotary {
  let tables: [Rotary]

  init(_ machine: Machine, _ tables: [Rotary]) {
    self.tables = tables
    super.init(none: machine)
  }
}
