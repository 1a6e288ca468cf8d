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
  ///   - steps: one where the states are made before it, for readers that only add.
  package static func record(_ setup: Setup, folded: Bool, steps: Int = 2) -> Program? {
    guard covers(setup), let tree = setup.architecture.family.tree else { return nil }
    // NVIDIA's data sheets: 108 multiprocessors of an A100, 132 of an H100; another card of the same
    // generation splits sums over rows into somewhat larger or smaller buffers.
    let sizes = SizeTable(multiprocessors: setup.device.capability >= 90 ? 132 : 108)
    let machine = Machine(sizes: sizes, workspace: setup.device.workspaceBytes)
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
    if steps == 1 { optimizer.makeStates() }
    for step in 0..<steps {
      let count = machine.new(machine.count(1), .int64, .count)
      for _ in 0..<min(setup.accumulation, 2) { runMicroBatch() }
      machine.begin(.step)
      optimizer.step(makingStates: step == 0 && steps > 1)
      machine.clearGradients()
      _ = count.format
    }
  }

  private func runMicroBatch() {
    machine.begin(.forward)
    let tokens = dimensions.tokens
    let ids = machine.new(tokens, .int64, .ids, as: .saved)
    let labels = machine.new(tokens, .int64, .ids, as: .saved)
    let mask = machine.new(tokens, .int64, .mask, as: .saved)
    let loss = computeLoss(ids, labels)
    machine.begin(.backward)
    machine.backward(from: loss)
    // accelerate 1.15 data_loader.py `DataLoaderShard.__iter__`: the batch is on the card, and the
    // Trainer's loop holds it beyond `del inputs`.
    _ = ids.format
    _ = labels.format
    _ = mask.format
  }

  /// transformers 5.23 trainer.py `compute_loss`: the other outputs are gone when it returns.
  private func computeLoss(_ ids: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let output = model(ids, labels)
    if machine.autocast != nil {
      machine.clearCasts()
      // accelerate 1.15 utils/operations.py `ConvertOutputsToFp32`.
      _ = machine.counting(as: .logits) { output.logits.to(.fp32) }
    }
    return output.loss.share()
  }
}

extension Training {
  /// Whether the machine has the modules and rules of the setup.
  package static func covers(_ setup: Setup) -> Bool {
    let model = setup.architecture
    return model.family.tree?.covers(model) == true && model.slidingLayers == 0
      && setup.attention == .sdpa && setup.loss == .standard && setup.framework == .today
      && setup.precision.autocast != .fp16 && setup.device.capability >= 80
      && setup.method.adapter?.dora != true && setup.method.adapter?.save.isEmpty != false
      && setup.method.quantization?.computesWide != true && model.tower == nil
      // Tokens of padding are multiplied away there, and Adafactor factors the weight of a convolution
      // by its last two dimensions.
      && !(model.hasRecurrentLayers && (setup.padding || setup.optimizer == .adafactor))
  }
}
