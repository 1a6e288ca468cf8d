import MemoryModel

/// `…ForCausalLM`: an embedding, layers, a norm and a head.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaForCausalLM`, `LlamaModel`.
struct Decoder {
  let machine: Machine
  let setup: Setup
  let dimensions: Dimensions
  let family: any Family
  let embedding: View
  var layers: [any DecoderLayer]
  let norm: Norm
  let head: View
  /// Layers that stand for like ones: how many each.
  let copies: [Int]

  init(_ load: Loader, _ family: any Family, folded: Bool) {
    machine = load.machine
    setup = load.setup
    dimensions = load.dimensions
    self.family = family
    let (model, d) = (load.setup.architecture, load.dimensions)
    embedding = load.inside("embed_tokens").parameter(
      d.vocab, by: d.hidden, load.unpacked, isEmbedding: true)
    let runs = Self.runs(family, model, folded: folded)
    copies = runs.map(\.copies)
    layers = runs.map { run in
      load.machine.stretch(run.copies) { family.layer(load, run.place) }
    }
    norm = Norm(load, "norm", d.hidden)
    head =
      model.tied
      ? embedding : load.inside("lm_head").parameter(d.vocab, by: d.hidden, load.unpacked)
  }

  /// Layers that follow each other and are alike: the first and the last of a model stand for
  /// themselves, since something of them is alive when nothing of the others is.
  private static func runs(
    _ family: any Family, _ model: Architecture, folded: Bool
  ) -> [(place: Int, copies: Int)] {
    var runs: [(place: Int, copies: Int)] = []
    for place in 0..<model.layers {
      if folded, place > 1, place < model.layers - 1, let last = runs.last,
        family.kind(model, last.place) == family.kind(model, place)
      {
        runs[runs.count - 1].copies += 1
      } else {
        runs.append((place, 1))
      }
    }
    return runs
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    for index in layers.indices {
      load.machine.stretch(copies[index]) { layers[index].adapt(load, adapter) }
    }
  }

  /// `LlamaModel.forward`.
  private func body(_ ids: borrowing Tensor) -> Tensor {
    var x = family.embed(self, ids)
    if setup.method.adapter != nil && setup.checkpointing != .off { x = machine.asking(x) }
    x = family.stream(x)
    let embedded = x.share()
    let shared = family.inputs(self, x)
    for (layer, copies) in zip(layers, copies) {
      machine.stretch(copies) {
        switch setup.checkpointing {
        case .off: x = layer(x, shared)
        case .on: x = machine.checkpoint(x) { layer($0, shared) }
        case .reentrant: x = machine.checkpointReentrant(x) { layer($0, shared) }
        }
      }
    }
    x = norm(x)
    _ = embedded.format
    return x
  }

  /// What a forward pass gives: the loss, and the logits, which nobody asked for.
  struct Output: ~Copyable {
    let loss: Tensor
    let logits: Tensor
  }

  /// `LlamaForCausalLM.forward` with `ForCausalLMLoss`.
  func callAsFunction(_ ids: borrowing Tensor, _ labels: borrowing Tensor) -> Output {
    let x = body(ids)
    machine.begin(.loss)
    return machine.counting(as: .logits) {
      let logits = family.logits(self, x)
      let loss = causalLoss(logits, labels)
      return Output(loss: loss, logits: logits)
    }
  }

  /// transformers 5.23 loss/loss_utils.py `ForCausalLMLoss`.
  private func causalLoss(_ logits: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let wide = logits.to(.fp32)
    let padded = machine.new(dimensions.batch * (dimensions.seq + 1), .int64, .ids)
    let shifted = machine.new(labels.elements, .int64, .ids)
    _ = padded.format
    let sum = machine.crossEntropy(wide, shifted)
    return sum.scaled()
  }
}
