import MemoryModel

/// Nemotron H: each layer is Mamba-2, attention or an MLP alone, behind its norm.
///
/// Source: transformers 5.23 models/nemotron_h/modeling_nemotron_h.py.
struct NemotronH: Family {
  func covers(_ model: Architecture) -> Bool { model.experts == nil }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let norm = Norm(load, "norm", d.hidden)
    let load = load.inside("mixer")
    let mixer: NemotronHLayer.Mixer =
      switch model.build(of: place).mixer {
      case .mamba2: .scan(Mamba2(load))
      case .attention: .attention(attention(load))
      default: .feed(NemotronHMLP(load, d.intermediate, bias: model.mlpBias))
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
    }
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let residual = x.share()
    var x = norm(x.to(norm.weight.format))
    switch mixer {
    case .scan(let scan): x = scan(x)
    case .attention(let attention): x = attention(x, shared)
    case .feed(let feed): x = feed(x)
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
