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

  /// What a setup allocates and releases in its steps.
  ///
  /// - Parameters:
  ///   - folded: one layer stands for like ones.
  ///   - steps: one where the states are made before it, for readers that only add; none for what
  ///     stays.
  /// - Throws: what of the setup is not written down, by name.
  package static func record(_ setup: Setup, folded: Bool, steps: Int = 2) throws(Refusal)
    -> Program
  {
    try record(setup, folded ? .one : .all, steps: steps)
  }

  /// Both steps with a few layers, which mostly tell what all do.
  package static func recordFewLayers(_ setup: Setup) throws(Refusal) -> Program {
    try record(setup, .few, steps: 2)
  }

  private static func record(_ setup: Setup, _ layers: RecordedLayers, steps: Int)
    throws(Refusal) -> Program
  {
    let family = try family(of: setup)
    let sizes = SizeTable(multiprocessors: setup.device.multiprocessors)
    let machine = Machine(
      sizes: sizes, stack: Stack(setup), workspace: setup.device.workspaceBytes)
    var training = Training(machine, setup, family, layers)
    training.run(steps: steps)
    return Program(sizes: sizes, record: machine.finish(), allocator: setup.allocator)
  }

  private init(
    _ machine: Machine, _ setup: Setup, _ family: any Family, _ layers: RecordedLayers
  ) {
    self.machine = machine
    self.setup = setup
    dimensions = Dimensions(setup, machine.sizes)
    machine.begin(.load)
    machine.state.pointee.recordsGraph = false
    let load = Loader(machine: machine, setup: setup, dimensions: dimensions)
    model = Decoder(load, family, layers)
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
      // A step that has been.
      machine.begin(.step)
      optimizer.makeStates()
      scaler?.makeStates()
    }
    var pixels = Pixels(machine)
    for step in 0..<steps {
      machine.begin(.forward)
      let count = machine.new(machine.count(1), .int64, .count, as: .saved)
      pixels.become(Pixels(machine, setup, batch: dimensions.batch))
      for _ in 0..<min(setup.accumulation, 2) { runMicroBatch(&scaler, pixels) }
      machine.begin(.step)
      let isInfinite = scaler.map { $0.unscale() } ?? machine.hold(.none)
      let norm = setup.clip > 0 ? clipping.clip() : machine.hold(.none)
      optimizer.step(makingStates: step == 0 && steps > 1)
      machine.clearGradients()
      _ = (count.format, isInfinite.format, norm.format)
    }
  }

  private func runMicroBatch(_ scaler: inout GradScaler?, _ pixels: borrowing Pixels) {
    machine.begin(.forward)
    let tokens = dimensions.tokens
    let ids = machine.new(tokens, .int64, .ids, as: .saved)
    let labels = machine.new(tokens, .int64, .ids, as: .saved)
    let mask = machine.new(tokens, .int64, .mask, as: .saved)
    // `token_type_ids`, `mm_token_type_ids`.
    let tells = setup.joinsImages || (model.images != nil && model.positionAxes != nil)
    let types =
      tells ? machine.new(tokens, .int64, .ids, as: .saved) : machine.hold(.none)
    let loss = computeLoss(ids, labels, machine.hold(pixels.ofOne))
    // accelerate 1.15 accelerator.py `Accelerator.backward`.
    let divided = loss.scaled(.loss)
    let scaled = scaler?.scaled(divided) ?? divided.share()
    machine.backward(from: scaled)
    // accelerate 1.15 data_loader.py `DataLoaderShard.__iter__`: the batch is on the card, and the
    // Trainer's loop holds it beyond `del inputs`.
    _ = (loss.format, divided.format, ids.format, labels.format, mask.format, types.format)
  }

  /// transformers 5.23 trainer.py `compute_loss`: the other outputs are gone when it returns.
  private func computeLoss(
    _ ids: borrowing Tensor, _ labels: borrowing Tensor, _ pixels: borrowing Tensor
  ) -> Tensor {
    let output = model(ids, labels, pixels)
    if machine.autocast != nil {
      machine.clearCasts()
      // accelerate 1.15 utils/operations.py `ConvertOutputsToFp32`.
      let logits =
        output.logits.view.isNone
        ? machine.hold(.none) : machine.counting(as: .logits) { output.logits.to(.fp32) }
      if !output.images.view.isNone { _ = output.images.to(.fp32) }
      _ = logits.format
    }
    return output.loss.share()
  }
}
