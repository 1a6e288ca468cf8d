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
    return Program(sizes: sizes, record: machine.finish())
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
    machine.state.pointee.autocast = setup.precision.autocast.map { Format($0) }
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
    let loss = computeLoss(ids, labels)
    // accelerate 1.15 accelerator.py `Accelerator.backward`.
    let divided = loss.scaled(.loss)
    let scaled = scaler?.scaled(divided) ?? divided.share()
    machine.backward(from: scaled)
    // accelerate 1.15 data_loader.py `DataLoaderShard.__iter__`: the batch is on the card, and the
    // Trainer's loop holds it beyond `del inputs`.
    _ = (loss.format, divided.format, ids.format, labels.format, mask.format)
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
      && coversLoss(setup) && coversAdapter(setup) && model.tower == nil
      && (setup.precision.autocast != .fp16 || model.experts == nil)
      && model.experts?.besideMLP != true
      && (!model.gatedMLP || model.activation != .recomputed && model.activation != .xielu)
      // Norms of each head's own weights are matrices, whose states Adafactor factors.
      && !(model.qkNorm && model.qkNormEachHead && setup.optimizer == .adafactor)
      // Tensors of experts are several matrices, whose states it factors one by one.
      && !(model.experts != nil && setup.method == .full && setup.optimizer == .adafactor)
      && !splitsNormGradients(setup)
      && (!model.hasRecurrentLayers || coversRecurrence(setup))
      && (setup.checkpointing != .reentrant || coversReentrance(model))
  }

  /// Not further arguments of a reentrant checkpoint that ask for gradients, nor further results.
  private static func coversReentrance(_ model: Architecture) -> Bool {
    model.perLayerInput == nil && model.shared == nil
      && model.family.tree?.returnsWeights != true
  }

  /// Of recurrent layers: tokens of padding are multiplied away, and Adafactor factors the weight of a
  /// convolution by its last two dimensions, which is not written down; nor what their kernels do on
  /// other cards and in other formats, and for adapters with more than two matrices.
  private static func coversRecurrence(_ setup: Setup) -> Bool {
    !setup.padding && setup.optimizer != .adafactor && setup.attention == .sdpa
      && setup.precision.autocast != .fp16 && setup.device.capability >= 80
      && setup.method.adapter?.dora != true
      && setup.method.adapter?.save.isEmpty != false
      && setup.method.quantization?.computesWide != true
  }

  /// Whether gradients of LayerNorm's weights are summed up in parts, which is not written down.
  ///
  /// Source: torch 2.15 ATen/native/cuda/layer_norm_kernel.cu
  /// `LayerNormBackwardKernelImplInternal`: more than 64 * 1024 rows.
  private static func splitsNormGradients(_ setup: Setup) -> Bool {
    setup.method == .full && setup.architecture.norm.isLayerNorm
      && setup.batch.multipliedReportingOverflow(by: setup.seq).partialValue > 64 * 1024
  }

  /// A fused loss reads the head's weight alone: not what some families do to the logits.
  private static func coversLoss(_ setup: Setup) -> Bool {
    switch setup.loss {
    case .standard: return true
    case .chunked: return false
    case .fused:
      let model = setup.architecture
      return !setup.hasFusedLossOfItsOwn && !model.headBias && model.embeddingWidth == nil
        && !model.finalSoftcap && !model.scaledBranches && !convertsTrainedHead(setup)
        && model.family.tree?.scalesLogits != true
    }
  }

  /// No traced step has had Liger's loss of a trained head that autocast converts.
  private static func convertsTrainedHead(_ setup: Setup) -> Bool {
    let tables = try? setup.method.adapter?.tables(in: setup.architecture) ?? [.embedding, .head]
    let isWide = setup.precision.weights == .fp32 || setup.method.quantization?.upcast == true
    return tables?.contains(.head) == true && isWide && setup.precision.autocast != nil
  }

  /// Magnitudes of plain linear modules; copies of tables that stand alone.
  private static func coversAdapter(_ setup: Setup) -> Bool {
    let model = setup.architecture
    guard let adapter = setup.method.adapter else { return true }
    let isPlain = model.experts == nil && model.positions == 0 && !model.hasOwnLinear
    let keepsModules =
      setup.method.quantization != nil && model.storage.fourBit?.keepsModules == true
    return !keepsModules && (!adapter.dora || isPlain)
      && (adapter.save.isEmpty || isPlain && model.perLayerInput == nil)
  }

  /// Of sdpa: heads whose size is no multiple of 8 are padded for flash, and go to no other fused
  /// kernel; a mask whose rows are no multiple of 16 is padded for every head.
  ///
  /// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp `minimum_gemm_alignment`,
  /// attention.cpp `preprocess_mask`.
  private static func coversAttention(_ setup: Setup) -> Bool {
    if Stack(setup).isEager { return setup.architecture.family.tree?.attendsEagerly == true }
    let model = setup.architecture
    let reachesWindow = model.slidingLayers > 0 && setup.seq >= model.slidingWindow ?? .max
    let hasMask = setup.padding || reachesWindow || model.alwaysMasks
    return model.headDim % 8 == 0 && (!hasMask || setup.seq % 16 == 0)
  }

  /// Earlier versions made masks in another way. Qwen3 came with transformers 4.51.
  private static func coversFramework(_ setup: Setup) -> Bool {
    if setup.framework == .today { return true }
    guard setup.attention == .sdpa && !setup.padding else { return false }
    switch setup.architecture.family {
    case .llama, .qwen2: return true
    case .qwen3: return setup.framework == .upTo53
    default: return false
    }
  }
}
