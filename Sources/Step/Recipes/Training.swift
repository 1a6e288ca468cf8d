import MemoryModel

/// Two steps as transformers' Trainer runs them: in the second the optimizer's states exist.
///
/// Source: transformers 5.23 trainer.py `_inner_training_loop`, `training_step`; accelerate 1.15.
package struct Training {
  let machine: Machine
  let setup: Setup
  let dimensions: Dimensions
  var model: Decoder
  /// The parameters that are trained, as places of the graph's leaves, with the layers they are of.
  private var trained: [(leaves: Range<Int>, copies: Int)] = []

  /// What a setup allocates and releases in its steps; nil where something of it is not covered.
  ///
  /// - Parameters:
  ///   - folded: one layer stands for like ones.
  ///   - steps: one where the states are made before it, for readers that only add; none for what
  ///     stays.
  package static func record(_ setup: Setup, folded: Bool, steps: Int = 2) -> Program? {
    guard covers(setup), let tree = setup.architecture.family.tree else { return nil }
    // NVIDIA's data sheets: 108 multiprocessors of an A100, 132 of an H100; another card of the same
    // generation splits sums over rows into somewhat larger or smaller buffers.
    let sizes = SizeTable(multiprocessors: setup.device.capability >= 90 ? 132 : 108)
    let machine = Machine(
      sizes: sizes, stack: Stack(setup), workspace: setup.device.workspaceBytes)
    var training = Training(machine, setup, tree, folded: folded)
    training.run(steps: steps)
    return Program(sizes: sizes, record: machine.finish(), allocator: setup.allocator)
  }

  private init(_ machine: Machine, _ setup: Setup, _ tree: any Family, folded: Bool) {
    self.machine = machine
    self.setup = setup
    dimensions = Dimensions(setup, machine.sizes)
    machine.begin(.load)
    machine.state.pointee.recordsGraph = false
    let load = Loader(machine: machine, setup: setup, dimensions: dimensions)
    model = Decoder(load, tree, folded: folded)
    machine.state.pointee.record.emptyCache()
    if machine.widenWeights() { machine.state.pointee.record.emptyCache() }
    if let adapter = setup.method.adapter {
      model.adapt(load, adapter)
      _ = machine.widenWeights()
    }
    trained = machine.leavesByStretch()
    machine.state.pointee.graph.parameters = machine.state.pointee.graph.leaves.count
    machine.state.pointee.recordsGraph = true
    if setup.isAutocast {
      machine.state.pointee.autocast = setup.precision.autocast.map { Format($0) }
    }
  }

  private mutating func run(steps: Int) {
    let optimizer = OptimizerStep(machine, setup.optimizer, trained)
    let clipping = GradientClipping(machine: machine, trained: trained)
    var scaler = GradScaler(machine, setup.precision)
    if steps < 2 {
      optimizer.makeStates()
      scaler?.makeStates()
    }
    for step in 0..<steps {
      let count = machine.new(machine.count(1), .int64, .count, as: .saved)
      for _ in 0..<min(setup.accumulation, 2) { runMicroBatch(&scaler) }
      machine.begin(.step)
      let isInfinite = scaler.map { $0.unscale() } ?? machine.hold(.none)
      let norm = setup.clip > 0 ? clipping.clip() : machine.hold(.none)
      optimizer.step(makingStates: step == 0 && steps > 1)
      machine.clearGradients()
      _ = (count.format, isInfinite.format, norm.format)
    }
  }

  private func runMicroBatch(_ scaler: inout GradScaler?) {
    machine.begin(.forward)
    let tokens = dimensions.tokens
    let ids = machine.new(tokens, .int64, .ids, as: .saved)
    let labels = machine.new(tokens, .int64, .ids, as: .saved)
    let mask = machine.new(tokens, .int64, .mask, as: .saved)
    // `token_type_ids`.
    let types =
      setup.joinsImages ? machine.new(tokens, .int64, .ids, as: .saved) : machine.hold(.none)
    let loss = computeLoss(ids, labels)
    // accelerate 1.15 accelerator.py `Accelerator.backward`.
    let divided = loss.scaled(.loss)
    let scaled = scaler?.scaled(divided) ?? divided.share()
    machine.backward(from: scaled)
    // accelerate 1.15 data_loader.py `DataLoaderShard.__iter__`: the batch is on the card, and the
    // Trainer's loop holds it beyond `del inputs`.
    _ = (loss.format, divided.format, ids.format, labels.format, mask.format, types.format)
  }

  /// transformers 5.23 trainer.py `compute_loss`: the other outputs are gone when it returns.
  private func computeLoss(_ ids: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let output = model(ids, labels)
    if machine.autocast != nil {
      machine.clearCasts()
      // accelerate 1.15 utils/operations.py `ConvertOutputsToFp32`.
      if !output.logits.view.isNone {
        _ = machine.counting(as: .logits) { output.logits.to(.fp32) }
      }
    }
    return output.loss.share()
  }
}

extension Training {
  /// Whether the machine has the modules and rules of the setup.
  package static func covers(_ setup: Setup) -> Bool {
    let model = setup.architecture
    return model.family.tree?.covers(model) == true
      && coversAttention(setup) && coversFramework(setup)
      && coversLoss(setup) && coversAdapter(setup) && coversTower(setup)
      && (setup.precision.autocast != .fp16 || model.experts == nil)
      // Traces of experts beside an MLP in fp32 differ from the machine.
      && !(model.experts?.besideMLP == true && setup.precision.weights == .fp32)
      // A packed router of fp32, with all else in fp32 too.
      && !(model.experts?.router == .linear && setup.method.quantization?.upcast == true)
      && (!model.gatedMLP || model.activation != .recomputed && model.activation != .xielu)
      && (!model.hasRecurrentLayers || coversRecurrence(setup))
      // transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextAltUp.predict` raises on it.
      && (model.altUp == nil || setup.method.quantization == nil)
      && (setup.checkpointing != .reentrant || coversReentrance(model))
      && (model.layersAtImages == 0 || setup.imageTokens == 0)
  }

  /// Not further arguments of a reentrant checkpoint that ask for gradients, nor further results.
  private static func coversReentrance(_ model: Architecture) -> Bool {
    model.perLayerInput == nil && model.shared == nil && model.indexer?.handsOn != true
      && model.layersAtImages == 0 && model.family.tree?.returnsWeights != true
  }

  /// Of recurrent layers: not all that Adafactor does where they scan; and of lightning attention nothing
  /// that was not traced: it fills up tokens of padding otherwise.
  private static func coversRecurrence(_ setup: Setup) -> Bool {
    let model = setup.architecture
    let isPlain =
      !setup.padding && setup.attention == .sdpa && setup.precision.autocast != .fp16
      && setup.device.capability >= 80 && setup.method.adapter?.dora != true
      && setup.method.adapter?.save.isEmpty != false
      && setup.method.quantization?.computesWide != true
    return (setup.optimizer != .adafactor || model.mamba2 == nil)
      && (model.lightning == nil || isPlain)
  }

  /// A tower whose tensors are known one by one, in a batch without images. Gemma 4 makes the inputs of
  /// each layer in the forward around its text model, which is not written down.
  private static func coversTower(_ setup: Setup) -> Bool {
    guard let tower = setup.architecture.tower else { return true }
    let widensExperts =
      setup.architecture.experts != nil && setup.method.quantization?.upcast == true
    return tower.wrapper != nil && !tower.stretches.isEmpty && setup.imageTokens == 0
      && setup.framework == .today && !widensExperts && setup.architecture.perLayerInput == nil
  }

  /// Each chunk of a loss is written down by itself. Without whole logits Gemma 3n's streams, whose layers
  /// share keys, were not traced with checkpoints.
  private static func coversLoss(_ setup: Setup) -> Bool {
    if setup.loss == .standard { return true }
    if case .chunked(let count) = setup.loss, count > 1024 { return false }
    return setup.architecture.altUp == nil || setup.checkpointing == .off
  }

  /// Magnitudes and copies of tables in models without experts. Traces of magnitudes of plain weights that
  /// lie transposed reserve less than the machine.
  private static func coversAdapter(_ setup: Setup) -> Bool {
    let (model, quantization) = (setup.architecture, setup.method.quantization)
    guard let adapter = setup.method.adapter else { return true }
    let keepsModules = quantization != nil && model.storage.fourBit?.keepsModules == true
    let isTransposed = model.family.tree?.transposesWeights == true && quantization == nil
    return !keepsModules && (!adapter.dora || model.experts == nil && !isTransposed)
      && (adapter.save.isEmpty || model.experts == nil)
  }

  /// Heads whose size no fused kernel of sdpa takes are multiplied out: no multiple of 8 where
  /// flash attention does not fill them up.
  ///
  /// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp `minimum_gemm_alignment`.
  private static func coversAttention(_ setup: Setup) -> Bool {
    let (stack, model) = (Stack(setup), setup.architecture)
    if stack.isEager { return model.family.tree?.attendsEagerly == true }
    if model.headDim % 8 == 0 { return true }
    let reachesWindow = model.slidingLayers > 0 && setup.seq >= model.slidingWindow ?? .max
    return setup.device.capability >= 80 && setup.precision.products != .fp32 && !setup.padding
      && !setup.joinsImages && !reachesWindow && !model.alwaysMasks && model.indexer == nil
      && model.headDim <= 192
  }

  /// Earlier versions made masks in another way.
  private static func coversFramework(_ setup: Setup) -> Bool {
    let model = setup.architecture
    return setup.framework == .today
      || setup.attention == .sdpa && !setup.padding
        && model.family.tree?.ran(model, in: setup.framework) == true
  }
}
