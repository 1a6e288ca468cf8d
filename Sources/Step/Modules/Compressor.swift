import MemoryModel

/// What makes an entry of the tokens of each window: sums of values by a softmax over gates.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4HCACompressor.forward`, `DeepseekV4CSACompressor.forward`, `DeepseekV4Indexer.forward`.
struct Compressor {
  let positionBias: View
  var values: Linear
  var gates: Linear
  let norm: Norm
  let sizes: Sizes
  /// Whether a window overlaps with the one before, so that a token has two series of values.
  let overlaps: Bool

  struct Sizes {
    let batch, seq, rate, headDim, rotated: Size

    /// Whole windows of a sequence.
    var entries: Size { (seq - rate + 1).parts(of: rate) }
  }

  init(_ load: Loader, _ sizes: Sizes, overlaps: Bool) {
    let hidden = load.dimensions.hidden
    let width = overlaps ? 2 * sizes.headDim : sizes.headDim
    positionBias = load.inFP32().parameter(
      sizes.rate, by: width, load.inFP32().unpacked, .bias, decays: false)
    // transformers 5.23 quantizers/base.py `get_modules_to_not_convert`: `_keep_in_fp32_modules`.
    values = Linear(load, "kv_proj", hidden, width, as: .key, packs: false)
    gates = Linear(load, "gate_proj", hidden, width, as: .key, packs: false)
    norm = Norm(load.inFP32(), "kv_norm", sizes.headDim)
    load.loadFrequencies(sizes.rotated)
    self.sizes = sizes
    self.overlaps = overlaps
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    values.adapt(load, adapter)
    gates.adapt(load, adapter)
  }

  /// What its forward has made; its other variables are in scope as long.
  func callAsFunction(_ x: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let machine = x.machine
    let values = values(x)
    let gates = gates(x)
    locals.hold(values)
    locals.hold(gates)
    let usable = values.elements / sizes.seq * (sizes.entries * sizes.rate)
    var windows = values.slice(usable)
    var weights = gates.slice(usable)
    windows = windows.viewed()
    weights = weights.viewed() + machine.hold(positionBias)
    locals.hold(weights)
    var entries = norm(join(windows, weights, &locals))
    let tables = PairTables(
      machine, places: sizes.batch * sizes.entries, width: sizes.rotated, as: entries.format)
    locals.hold(tables.cosines)
    locals.hold(tables.sines)
    entries = tables.rotate(entries, sizes.headDim)
    return entries
  }

  /// `(values * gates.softmax(dim=2, dtype=torch.float32).to(values.dtype)).sum(dim=2)`. Where windows
  /// overlap, their own tokens' second series stand behind the first of those before.
  private func join(
    _ windows: borrowing Tensor, _ weights: borrowing Tensor, _ locals: inout Locals
  ) -> Tensor {
    let rows = sizes.batch * sizes.entries * sizes.headDim
    guard overlaps else { return sum(windows, weights, rows) }
    let machine = windows.machine
    var values = machine.new(windows.elements, windows.format, .part)
    var gates = machine.new(weights.elements, weights.format, .part)
    values = values.writing(windows.part(windows.elements / 2))
    gates = gates.writing(weights.part(weights.elements / 2))
    values = values.writing(before(windows))
    gates = gates.writing(before(weights))
    locals.hold(values)
    locals.hold(gates)
    return sum(values, gates, rows)
  }

  /// `x[:, :-1, :, :head_dim]`.
  private func before(_ x: borrowing Tensor) -> Tensor {
    let rest = x.elements - x.elements / sizes.entries
    return x.part(rest).part(rest / 2)
  }

  private func sum(_ values: borrowing Tensor, _ gates: borrowing Tensor, _ rows: Size) -> Tensor {
    (values * gates.softmax(as: .fp32).to(values.format)).sum(rows: rows)
  }
}
