import MemoryModel

/// Bytes that the kernels of one micro-batch read and write beside their products, and how many kernels
/// there are: counted by kernel, and scaled by what was fitted to published runs.
struct Traffic {
  private let setup: Setup
  private let model: Architecture
  private let modules: AdaptedModules
  private let tokens: Double
  /// The part of the layers that backward computes again.
  private let repeated: Double

  init(_ setup: Setup) {
    self.setup = setup
    model = setup.architecture
    modules = AdaptedModules(setup)
    tokens = Double(setup.batch) * Double(setup.seq)
    let places = (0..<model.layers).count { setup.checkpointing.recomputes(layer: $0) }
    repeated = Double(places) / Double(model.layers)
  }

  /// Weights in 16 bits, of all experts, once for each product that reads or makes them.
  func weights(trained: Bool) -> Double { 2 * modules.matrices * ((trained ? 3 : 2) + repeated) }

  /// What layers do to their streams: forward, its backward, of 1.6 times the traffic, and what is
  /// computed again. The factor is fitted; 1 would be what was counted.
  var elementwise: Double {
    1.34 * tokens * widths * (2.6 + repeated) + scores
  }

  /// Bytes of a token in all layers, in forward.
  private var widths: Double { (0..<model.layers).reduce(0) { $0 + width(of: $1) } }

  /// Counted by kernel, of transformers' modules: norms, rotations, activations, sums and casts.
  private func width(of layer: Int) -> Double {
    let build = model.build(of: layer)
    let global = build.hasWindow ? nil : model.global
    let heads = Double(model.heads * (global?.headDim ?? model.headDim))
    let keys = Double((global?.kvHeads ?? model.kvHeads) * (global?.headDim ?? model.headDim))
    let hidden = Double(model.hidden)
    // `prepare_model_for_kbit_training` leaves norms, and what they read, in fp32.
    let upcast = setup.method.quantization?.upcast == true ? 50 * hidden : 0
    let inside = Double(features(of: build))
    // Models without a gate have LayerNorm and GELU, in fewer kernels.
    if !model.gatedMLP { return 52 * hidden + 4 * inside + upcast }
    return 92 * hidden + 17 * (heads + keys) + 10 * inside + upcast
  }

  /// Inside of the MLPs that a token takes.
  private func features(of build: Architecture.Build) -> Int {
    let own = build.intermediate ?? model.intermediate
    guard build.feed == .experts, let experts = model.experts else {
      let beside = model.experts.map { $0.besideMLP ? $0.active * $0.intermediate : 0 } ?? 0
      return own + beside
    }
    return experts.active * experts.intermediate + experts.shared
  }

  /// Scores that are written out, by ten kernels or so of 2 bytes: a count that no run was held against.
  private var scores: Double {
    guard Stack(setup).isEager else { return 0 }
    let matrix = Double(model.heads) * tokens * Double(setup.seq)
    return Double(model.layers) * 2 * matrix * 20
  }

  /// The input's cast, what `lora_A` reads and `lora_B` writes, the scale and the sum; the factor is
  /// fitted. Adapters of fp32 under autocast read their input twice in it, and write a copy.
  var adapters: Double {
    guard let adapter = setup.method.adapter else { return 0 }
    let input = adapter.dtype == .fp32 ? 14.0 : 2
    return 0.67 * tokens * (input * modules.inputs + 12 * modules.outputs) * (2.6 + repeated)
  }

  /// Logits, their copy in fp32, its log-softmax and the gradients of all of them; 14 where they are made a
  /// chunk at a time. Counted, not fitted.
  var loss: Double { tokens * Double(model.vocab) * (setup.loss == .standard ? 60 : 14) }

  /// For each product half a byte of each weight is read, and two are written. The factor is fitted: what
  /// NF4's kernels lose against the bandwidth.
  var dequantised: Double {
    guard setup.method.quantization != nil else { return 0 }
    return 6.5 * 2.5 * modules.linear * (2 + repeated)
  }

  /// Kernels of all layers, by rough counts: of a layer, of an adapter, of dequantising its modules, and
  /// of each expert where they are computed one by one.
  var kernels: Double {
    var all = 30 * Double(model.layers) + 6 * modules.count
    if setup.method.quantization != nil { all += 28 * Double(model.layers) }
    let stack = Stack(setup)
    let isGrouped = stack.capability >= 90 && setup.precision.products == .bf16
    if let experts = model.experts, !isGrouped {
      let layers = (0..<model.layers).count { model.hasExperts(at: $0) }
      all += Double(8 * experts.count * layers)
    }
    return all * (2.5 + repeated)
  }

  /// Reads and writes of the optimizer's step and of clipping.
  ///
  /// Source: torch 2.15 optim/adamw.py `_fused_adamw`, `_multi_tensor_adamw`, whose seven kernels read
  /// and write what the fused one does once; nn/utils/clip_grad.py: a norm, and a product in place.
  var optimizer: Double {
    let (parameter, optimizer) = (modules.bytes, setup.optimizer)
    let states =
      switch optimizer.states {
      case .alike(let count): Double(count) * parameter
      case .single(let count, _): Double(count) * 4
      case .eightBit(let count, _): Double(count)
      case .none, .factored, .muon: 0.0
      }
    // Reads the parameter and its gradient, writes the parameter; reads and writes its states.
    let once = 3 * parameter + 2 * states
    let passes = optimizer == .adamwTorch || optimizer == .adamwForloop ? 3.0 : 1
    let clipping = setup.clip > 0 ? 3 * parameter : 0
    return modules.trained * (passes * once + clipping)
  }
}

extension Architecture {
  fileprivate func hasExperts(at layer: Int) -> Bool {
    experts?.besideMLP == true || build(of: layer).feed == .experts
  }
}

/// What the time of a step depends on of a model's modules, of all layers.
private struct AdaptedModules {
  /// Elements of their matrices, experts' too.
  private(set) var matrices = 0.0
  /// Elements of those of linear modules, which 4 bits pack.
  private(set) var linear = 0.0
  /// How many have an adapter, and the features that these read and write.
  private(set) var count = 0.0
  private(set) var inputs = 0.0
  private(set) var outputs = 0.0
  /// Elements that are trained, and bytes of each.
  private(set) var trained = 0.0
  let bytes: Double

  init(_ setup: Setup) {
    let inventory = Inventory(setup)
    let adapter = setup.method.adapter
    let rank = Double(adapter?.rank ?? 1)
    bytes = Double(Format(adapter?.dtype ?? setup.precision.weights).bytes)
    for parameter in inventory.parameters where parameter.role != .tower {
      let elements = inventory.sizes.value(parameter.elements) * Double(parameter.copies)
      switch parameter.kind {
      case .added:
        trained += elements
        if parameter.name == .adapterA {
          count += Double(parameter.copies)
          inputs += elements / rank
        }
        if parameter.name == .adapterB { outputs += elements / rank }
      case .own, .frozen:
        if adapter == nil && parameter.kind == .own { trained += elements }
        guard parameter.place >= 0, parameter.columns >= 0 else { continue }
        matrices += elements
        if parameter.isLinear { linear += elements }
      }
    }
  }
}
