import MemoryModel

/// Lightning attention: scores inside of blocks of tokens that fall off with the distance, and a state
/// of all blocks before. It is written in torch's own operations.
///
/// Source: transformers 5.23 models/minimax/modeling_minimax.py `MiniMaxLightningAttention.forward`.
struct LightningAttention: SelfAttention {
  let decays: Decays
  let norm: Norm
  var qkv: Linear
  var out: Linear
  var gate: Linear
  let heads: Heads
  let block: Size

  init(_ load: Loader) {
    let (load, d) = (load.with(.mixers), load.dimensions)
    let width = d.heads * d.headDim
    heads = d.attention
    block = load.machine.sizes.dimension(
      "block_size", load.setup.architecture.lightning?.block ?? 1)
    decays = Decays(load, d.heads, block)
    norm = Norm(load, "norm", width)
    qkv = Linear(load, "qkv_proj", d.hidden, width * 3)
    out = Linear(load, "out_proj", width, d.hidden)
    gate = Linear(load, "output_gate", d.hidden, width)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    out.adapt(load, adapter)
    gate.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let states = silu(qkv(x))
    let each = states.elements / 3
    let parts = states.split((each, each, each))
    var blocks = LightningBlocks(x.machine, heads, block, parts.first.format)
    var place = 0
    while heads.seq > block * place {
      blocks.attend(parts, decays, at: place)
      place += 1
    }
    var output = blocks.joinedOutputs()
    output = output.clone()
    output = norm(output)
    output = gate(x).sigmoid() * output
    output = out(output)
    _ = blocks.state.format
    _ = parts.first.format
    return output
  }
}

/// How much of a token is left at others: buffers, no parameters.
struct Decays {
  private let rate: View
  private let query: View
  private let key: View
  private let diagonal: View
  private let heads: Size

  /// Source: the same, `decay_factors`.
  init(_ load: Loader, _ heads: Size, _ block: Size) {
    self.heads = heads
    rate = load.buffer(heads)
    query = load.buffer(heads * block)
    key = load.buffer(heads * block)
    diagonal = load.buffer(heads * block * block)
  }

  func ofQueries(_ tokens: Size) -> View { query.first(heads * tokens) }
  func ofKeys(_ tokens: Size) -> View { key.first(heads * tokens) }
  func ofScores(_ tokens: Size) -> View { diagonal.first(heads * tokens * tokens) }

  /// `torch.exp(-self.slope_rate * current_block_size)`, which autocast computes in fp32.
  ///
  /// Source: torch 2.15 ATen/autocast_mode.h, the list of fp32.
  func ofState(_ machine: Machine) -> Tensor {
    machine.widened(machine.hold(rate).scaled().scaled()).exponential()
  }
}

extension View {
  /// A part of it.
  fileprivate func first(_ elements: Size) -> View {
    var part = self
    part.elements = elements.index
    return part
  }
}

/// The blocks of a sequence: what they give, the state behind them, and what the forward's variables
/// hold of the last one until it returns.
private struct LightningBlocks: ~Copyable {
  let heads: Heads
  let block: Size
  var state: Tensor
  private var outputs: Parts
  private var stateDecay: Tensor
  private var scores: Tensor
  private var intra: Tensor
  private var inter: Tensor
  private var output: Tensor
  private var next: Tensor

  init(_ machine: Machine, _ heads: Heads, _ block: Size, _ format: Format) {
    (self.heads, self.block) = (heads, block)
    let width = heads.heads * heads.headDim
    state = machine.new(heads.batch * width * heads.headDim, format, .states)
    outputs = Parts(machine)
    stateDecay = machine.hold(.none)
    scores = machine.hold(.none)
    intra = machine.hold(.none)
    inter = machine.hold(.none)
    output = machine.hold(.none)
    next = machine.hold(.none)
  }

  mutating func attend(_ parts: borrowing Thirds, _ decays: Decays, at place: Int) {
    let machine = state.machine
    let isLast = !(heads.seq > block * (place + 1))
    let tokens = isLast ? heads.seq - block * place : block
    let elements = heads.batch * heads.heads * tokens * heads.headDim
    let square = heads.batch * heads.heads * tokens * tokens
    let q = parts.first.slice(elements)
    let k = parts.second.slice(elements)
    let v = parts.third.slice(elements)
    stateDecay = decays.ofState(machine)
    scores = machine.matmul(
      q, isByToken: true, k, isByToken: true, square, over: heads.headDim,
      .scores, heads)
    intra = machine.matmul(
      machine.multiply(scores.view, decays.ofScores(tokens)), isByToken: false, v, isByToken: true,
      elements, over: tokens, .attention, heads
    ).byHead(heads)
    inter = machine.matmul(
      machine.multiply(q.view, decays.ofQueries(tokens)), isByToken: true, state, isByToken: false,
      elements, over: heads.headDim, .attention, heads
    ).byHead(heads)
    output = inter + intra
    outputs.append(output)
    // Backward never comes to the state behind the last block.
    state =
      isLast
      ? machine.discarding { update(k, v, decays.ofKeys(tokens)) }
      : update(k, v, decays.ofKeys(tokens))
  }

  private mutating func update(
    _ k: borrowing Tensor, _ v: borrowing Tensor, _ decay: View
  ) -> Tensor {
    let machine = state.machine
    next = machine.matmul(
      machine.multiply(k.view, decay), isByToken: true, v, isByToken: true, state.elements,
      over: v.elements / (heads.batch * heads.heads * heads.headDim), .states, heads)
    return state * stateDecay + next
  }

  /// `torch.cat(attn_output, dim=-2)`, in the place of the list.
  mutating func joinedOutputs() -> Tensor {
    let joined = outputs.joined()
    outputs = Parts(state.machine)
    return joined
  }
}
