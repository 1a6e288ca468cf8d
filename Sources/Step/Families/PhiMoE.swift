import MemoryModel

/// Phi-3.5-MoE: Mixtral with LayerNorm, biases, and a router that samples two experts.
///
/// Source: transformers 5.23 models/phimoe/modeling_phimoe.py.
struct PhiMoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { SparseBlock<SparseMixer>($0) }
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    Mistral().inputs(model, x)
  }
}

/// `PhimoeTopKRouter`, `sparsemixer`: two experts, one after the other, each with a score whose gradient
/// a function of its own estimates.
///
/// Source: transformers 5.23 models/phimoe/modeling_phimoe.py `sparsemixer`.
struct SparseMixer: Router {
  let module: Module
  /// A class derived from `nn.Linear`, which bitsandbytes does not pack; it gives several results, to
  /// which PEFT cannot add.
  let weight: View
  let hidden: Size
  let experts: Size

  init(_ load: Loader) {
    let (inside, d) = (load.inside("router").derivedLinear, load.dimensions)
    module = inside.parent
    (hidden, experts) = (d.hidden, d.experts)
    weight = inside.parameter(experts, by: hidden, load.unpacked)
  }

  func adapt(_ load: Loader, _ adapter: Adapter) {}

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let logits = machine.linear(x, weight, from: hidden, to: experts)
    let first = sample(logits, of: logits)
    let rest = logits.filled(at: first.places)
    let second = sample(rest, of: logits)
    return Routed(
      logits: logits.share(), scores: cat(first.score, second.score),
      places: cat(first.places, second.places))
  }

  private struct Sampled: ~Copyable {
    let score: Tensor
    let places: Tensor
  }

  /// - Parameters:
  ///   - x: the scores that one expert is chosen by.
  ///   - scores: those of all, which the gradient goes to.
  private func sample(_ x: borrowing Tensor, of scores: borrowing Tensor) -> Sampled {
    let machine = x.machine
    let rows = x.elements / experts
    let isFar = machine.new(x.elements, .bool, .mask)
    var gates = x.filled(where: isFar)
    let places = machine.new(rows, .int64, .places)
    gates = machine.widened(gates).softmax()
    let multiplier = gates.gather(places)
    let mask = machine.new(rows, .fp32, .mask)
    let score = scores.multiplied(multiplier, places, gates)
    _ = (isFar.format, mask.format)
    return Sampled(score: score, places: places)
  }
}

extension Tensor {
  /// `masked_fill`: keeps the mask.
  fileprivate func filled(where mask: borrowing Tensor) -> Tensor {
    let (truths, elements, format) = (mask.view, elements, format)
    return machine.operation(.routing, elements, format, view) { rule in
      rule.keep(truths)
      rule.gradient(0, elements, format)
    }
  }

  /// `scatter` of one number: keeps the places.
  fileprivate func filled(at places: borrowing Tensor) -> Tensor { filled(where: places) }

  /// `PhimoeMultiplier`: its gradient goes to the scores alone.
  ///
  /// Source: transformers 5.23 models/phimoe/modeling_phimoe.py `PhimoeMultiplier`.
  fileprivate func multiplied(
    _ multiplier: borrowing Tensor, _ places: borrowing Tensor, _ gates: borrowing Tensor
  ) -> Tensor {
    let kept = (multiplier.view, places.view, gates.view)
    let (rows, elements, own) = (multiplier.elements, elements, format)
    let format = multiplier.format
    return machine.operation(.routing, rows, format, view) { rule in
      rule.keep(kept.0)
      rule.keep(kept.1)
      rule.keep(kept.2)
      rule.temporary(rows, format)
      rule.gradient(0, elements, format)
      if own != format { rule.reduce(0, elements, own, rows: nil) }
    }
  }
}
