import MemoryModel

/// `LlamaForCausalLM`, and what Mistral, Qwen2 and Qwen3 have in its place.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py.
struct Llama {
  let machine: Machine
  let setup: Setup
  let dimensions: Dimensions
  let embedding: View
  var layers: [Layer]
  let norm: RMSNorm
  let head: View
  /// Layers that stand for like ones: how many each.
  let copies: [Int]

  init(_ load: Loader, folded: Bool) {
    machine = load.machine
    setup = load.setup
    dimensions = load.dimensions
    let (model, d) = (load.setup.architecture, load.dimensions)
    copies =
      folded && model.layers > 3
      ? [1, model.layers - 2, 1] : Array(repeating: 1, count: model.layers)
    embedding = load.parameter(d.vocab, by: d.hidden, load.unpacked, isEmbedding: true)
    layers = copies.map { copies in
      load.machine.stretch(copies) { Layer(load, model) }
    }
    norm = RMSNorm(load, .norm, d.hidden)
    head = model.tied ? embedding : load.parameter(d.vocab, by: d.hidden, load.unpacked)
  }

  /// peft 0.21 tuners/tuners_utils.py `inject_adapter`: module by module.
  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    for index in layers.indices {
      load.machine.stretch(copies[index]) { layers[index].adapt(load, adapter) }
    }
  }

  /// `LlamaModel.forward`.
  func body(_ ids: borrowing Tensor) -> Tensor {
    var x = machine.embedding(embedding, ids, width: dimensions.hidden)
    if setup.method.adapter != nil && setup.checkpointing != .off { x = machine.asking(x) }
    let embedded = x.share()
    let positions = machine.new(dimensions.seq, .int64, .positions)
    let mask = setup.padding ? layers.first.map { Mask(machine, $0.attention.heads) } : nil
    let rotary = Rotary(machine, positions, width: dimensions.headDim, as: x.format)
    let shared = SharedInputs(rotary: rotary, mask: mask)
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
    _ = positions.format
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
      let logits = machine.linear(x, head, from: dimensions.hidden, to: dimensions.vocab, .logits)
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

extension Layer {
  init(_ load: Loader, _ model: Architecture) {
    let d = load.dimensions
    let (queries, keys) = (d.heads * d.headDim, d.kvHeads * d.headDim)
    attention = Attention(
      q: Linear(load, .q, d.hidden, queries, bias: model.qkvBias),
      k: Linear(load, .k, d.hidden, keys, bias: model.qkvBias),
      v: Linear(load, .v, d.hidden, keys, bias: model.qkvBias),
      o: Linear(load, .o, queries, d.hidden, bias: model.outputBias),
      queryNorm: model.qkNorm ? RMSNorm(load, .qNorm, d.headDim) : nil,
      keyNorm: model.qkNorm ? RMSNorm(load, .kNorm, d.headDim) : nil,
      heads: Heads(
        batch: d.batch, seq: d.seq, heads: d.heads, kvHeads: d.kvHeads, headDim: d.headDim))
    mlp = MLP(
      gate: Linear(load, .gate, d.hidden, d.intermediate),
      up: Linear(load, .up, d.hidden, d.intermediate),
      down: Linear(load, .down, d.intermediate, d.hidden))
    inputNorm = RMSNorm(load, .inputNorm, d.hidden)
    postNorm = RMSNorm(load, .postNorm, d.hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    let targets = adapter.targets
    if targets.mean("q_proj") { attention.q.adapt(load, adapter) }
    if targets.mean("k_proj") { attention.k.adapt(load, adapter) }
    if targets.mean("v_proj") { attention.v.adapt(load, adapter) }
    if targets.mean("o_proj") { attention.o.adapt(load, adapter) }
    if targets.mean("gate_proj") { mlp.gate.adapt(load, adapter) }
    if targets.mean("up_proj") { mlp.up.adapt(load, adapter) }
    if targets.mean("down_proj") { mlp.down.adapt(load, adapter) }
  }
}

extension Adapter.Targets {
  func mean(_ module: String) -> Bool {
    switch self {
    case .allLinear: true
    case .attention: ["q_proj", "k_proj", "v_proj", "o_proj"].contains(module)
    case .qv: ["q_proj", "v_proj"].contains(module)
    case .modules(let names): names.contains(module)
    }
  }
}
