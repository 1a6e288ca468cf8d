import MemoryModel

/// Nemotron H: each layer is Mamba-2, attention, an MLP or experts alone, behind its norm.
///
/// Source: transformers 5.23 models/nemotron_h/modeling_nemotron_h.py.
struct NemotronH: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let norm = Norm(load, "norm", d.hidden)
    let load = load.inside("mixer")
    let build = model.build(of: place)
    let mixer: NemotronHLayer.Mixer =
      switch build.mixer {
      case .mamba2: .scan(Mamba2(load))
      case .attention: .attention(attention(load))
      default:
        build.feed == .experts
          ? .experts(NemotronHBlock(load))
          : .feed(NemotronHMLP(load, d.intermediate, bias: model.mlpBias))
      }
    return NemotronHLayer(norm: norm, mixer: mixer)
  }

  private func attention(_ load: Loader) -> Attention {
    var attention = Attention(load, load.dimensions.attention)
    attention.rotates = false
    return attention
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { Rotary(none: model.machine) }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor {
    let d = model.dimensions
    return model.machine.linear(x, model.head, from: d.hidden, to: d.vocab, .logits).to(.fp32)
  }
}

/// Source: transformers 5.23 models/nemotron_h/modeling_nemotron_h.py `NemotronHBlock.forward`.
struct NemotronHLayer: DecoderLayer {
  let norm: Norm
  var mixer: Mixer

  enum Mixer {
    case scan(Mamba2)
    case attention(Attention)
    case feed(NemotronHMLP)
    case experts(NemotronHBlock)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    switch mixer {
    case .scan(var scan):
      scan.adapt(load, adapter)
      mixer = .scan(scan)
    case .attention(var attention):
      attention.adapt(load, adapter)
      mixer = .attention(attention)
    case .feed(var feed):
      feed.adapt(load, adapter)
      mixer = .feed(feed)
    case .experts(var experts):
      experts.adapt(load, adapter)
      mixer = .experts(experts)
    }
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let residual = x.share()
    var x = norm(x.to(norm.weight.format))
    switch mixer {
    case .scan(let scan): x = scan(x)
    case .attention(let attention): x = attention(x, shared)
    case .feed(let feed): x = feed(x)
    case .experts(let experts): x = experts(x)
    }
    x = residual + x
    return x
  }
}

/// `NemotronHMLP`: no gate, and `relu(x)²` between.
///
/// Source: transformers 5.23 models/nemotron_h/modeling_nemotron_h.py `NemotronHMLP.forward`.
struct NemotronHMLP {
  var up: Linear
  var down: Linear

  init(_ load: Loader, _ intermediate: Size, bias: Bool) {
    let hidden = load.dimensions.hidden
    up = Linear(load, "up_proj", hidden, intermediate, bias: bias)
    down = Linear(load, "down_proj", intermediate, hidden, bias: bias)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    up.adapt(load, adapter)
    down.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { down(squaredRelu(up(x))) }
}

/// `NemotronHMoE`: experts without a gate, of narrower tokens in some models, and an MLP that every token
/// takes.
///
/// Source: transformers 5.23 models/nemotron_h/modeling_nemotron_h.py `NemotronHMoE.forward`.
struct NemotronHBlock {
  var block: SparseBlock<GroupRouter>
  var shared: NemotronHMLP
  var narrow: Linear?
  var widen: Linear?

  init(_ load: Loader) {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let bias = model.mlpBias
    block = SparseBlock(load, gateIsFirst: false)
    shared = NemotronHMLP(load.inside("shared_experts"), d.sharedWidth, bias: bias)
    guard model.experts?.latent != 0 else { return }
    let load = load.with(.experts)
    narrow = Linear(load, "fc1_latent_proj", d.hidden, d.expertInput, bias: bias)
    widen = Linear(load, "fc2_latent_proj", d.expertInput, d.hidden, bias: bias)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    block.adapt(load, adapter)
    shared.adapt(load, adapter)
    narrow?.adapt(load, adapter)
    widen?.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let residual = x.share()
    let routed = block.gate(x.flat())
    var x = x.flat()
    if let narrow { x = narrow(x) }
    x = block.experts(x, routed)
    if let widen { x = widen(x) }
    x = x + shared(residual)
    return x
  }
}
