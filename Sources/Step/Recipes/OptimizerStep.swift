import MemoryModel

/// The optimizer's step over the trained parameters, in their order.
struct OptimizerStep {
  let machine: Machine
  let optimizer: Optimizer
  /// Places of the graph's leaves, by the layers that they are of.
  let trained: [(leaves: Range<Int>, copies: Int)]

  init(_ machine: Machine, _ optimizer: Optimizer, _ trained: [(leaves: Range<Int>, copies: Int)]) {
    self.machine = machine
    self.optimizer = optimizer
    self.trained = trained
  }

  /// - Parameter makingStates: whether this is the first step, which makes the states.
  func step(makingStates: Bool) {
    switch optimizer.scratch {
    case .none: if makingStates { makeStates() }
    case .everyParameter:
      if makingStates { makeStates() }
      takeRoots(of: \.decays)
      takeRoots { !$0.decays }
    case .largest:
      if makingStates { makeStates() }
      divideOneByOne()
    case .adafactor: stepAsAdafactor(makingStates: makingStates)
    case .muon: stepAsMuon(makingStates: makingStates)
    }
  }

  /// Those that decay first, which the Trainer puts into a group of their own: all but biases and
  /// norms.
  ///
  /// Source: transformers 5.23 trainer.py `create_optimizer`, `get_decay_parameter_names`.
  func forEachParameter(
    _ isMeant: (OptimizedParameter) -> Bool = { _ in true }, _ body: (OptimizedParameter) -> Void
  ) {
    for decays in [true, false] {
      for part in trained {
        machine.stretch(part.copies, layer: layer(of: part.leaves)) {
          for leaf in part.leaves {
            let parameter = OptimizedParameter(machine, leaf)
            guard parameter.isReached && parameter.decays == decays else { continue }
            if isMeant(parameter) { body(parameter) }
          }
        }
      }
    }
  }

  private func layer(of leaves: Range<Int>) -> Int {
    Int(machine.state.pointee.graph.leaves[leaves.lowerBound].stretch.layer)
  }

  func makeStates(of isMeant: (OptimizedParameter) -> Bool = { _ in true }) {
    forEachParameter(isMeant, makeStates)
  }

  private func makeStates(_ parameter: OptimizedParameter) {
    func make(_ elements: Size, _ format: Format, _ name: Name = .state) {
      _ = machine.allocate(elements, format, name, .state)
    }
    let outer = machine.enter(parameter.module)
    defer { machine.leave(to: outer) }
    let elements = parameter.elements
    switch optimizer.states {
    case .none: break
    case .alike(let count):
      // torch 2.15 optim/adamw.py `_init_group`: the fused kernel keeps its count on the card.
      if optimizer == .adamwTorchFused { make(machine.count(1), .fp32, .step) }
      for _ in 0..<count { make(elements, parameter.format) }
    case .muon:
      for _ in 0..<(isHiddenMatrix(parameter) ? 1 : 2) { make(elements, parameter.format) }
    case .factored:
      guard let columns = parameter.columns else { return make(elements, .fp32) }
      make(elements / columns, .fp32)
      make(parameter.matrices.map { $0 * columns } ?? columns, .fp32)
    case .single(let count, let paged):
      if paged && parameter.isPaged { return }
      for _ in 0..<count { make(elements, .fp32) }
    case .eightBit(let count, let paged):
      if parameter.staysWide {
        if paged && parameter.isPaged { return }
        for _ in 0..<count { make(elements, .fp32) }
        return
      }
      if !(paged && parameter.isPaged) { for _ in 0..<count { make(elements, .uint8) } }
      for _ in 0..<count { make(elements.parts(of: 256), .fp32, .scales) }
    }
  }

  /// torch 2.15 optim/adamw.py `_multi_tensor_adamw`: the list `exp_avg_sq_sqrt`.
  func takeRoots(of isMeant: (OptimizedParameter) -> Bool) {
    var roots: [Int32] = []
    forEachParameter(isMeant) { parameter in
      roots.append(machine.allocate(parameter.elements, parameter.format, .scaled, .temporary))
    }
    for root in roots { machine.release(root) }
  }

  /// torch 2.15 optim/adamw.py `_single_tensor_adamw`: `denom = exp_avg_sq.sqrt() / …`.
  private func divideOneByOne() {
    var denominator = machine.new(machine.count(1), .fp32, .scaled)
    forEachParameter { parameter in
      let root = machine.new(parameter.elements, parameter.format, .scaled)
      denominator = machine.new(root.elements, root.format, .scaled)
    }
    _ = denominator.format
  }

  /// transformers 5.23 optimization.py `Adafactor.step`, whose variables last to the next parameter.
  private func stepAsAdafactor(makingStates: Bool) {
    var gradient = machine.new(machine.count(1), .fp32, .gradient)
    var update = machine.new(machine.count(1), .fp32, .scaled)
    var weight = machine.new(machine.count(1), .fp32, .weight)
    forEachParameter { parameter in
      let elements = parameter.elements
      func fp32(_ name: Name) -> Tensor { machine.new(elements, .fp32, name) }
      if parameter.format != .fp32 { gradient = fp32(.gradient) }
      if makingStates { makeStates(parameter) }
      if parameter.format != .fp32 { weight = fp32(.converted) }
      do {
        let square = fp32(.squared)
        update = fp32(.sum)
        _ = square.format
      }
      update = fp32(.scaled)
      _ = fp32(.difference)
    }
    _ = gradient.format
    _ = update.format
    _ = weight.format
  }
}

/// A trained parameter, as an optimizer sees it.
struct OptimizedParameter {
  let elements: Size
  let columns: Size?
  let matrices: Size?
  let format: Format
  let module: Module
  let isEmbedding: Bool
  let decays: Bool
  let isReached: Bool

  init(_ machine: Machine, _ index: Int) {
    let leaf = machine.state.pointee.graph.leaves[index]
    elements = Size(table: machine.sizes, index: leaf.elements)
    columns = leaf.columns < 0 ? nil : Size(table: machine.sizes, index: leaf.columns)
    matrices = leaf.matrices < 0 ? nil : Size(table: machine.sizes, index: leaf.matrices)
    format = leaf.format
    module = leaf.module
    isEmbedding = leaf.isEmbedding
    decays = leaf.decays
    isReached = leaf.isReached
  }

  /// Whether a matrix has more rows than columns.
  var isTall: Bool { columns.map { elements / $0 > $0 } ?? false }
  /// The smaller of its two sizes.
  var shorterSide: Size {
    guard let columns else { return elements }
    return isTall ? columns : elements / columns
  }

  /// bitsandbytes 0.50 optim/optimizer.py `get_state_buffer`: large paged states are not on the card.
  var isPaged: Bool { !(elements.table.constant(100_000) > elements) }

  /// Small parameters keep states of 32 bits, and so does an `nn.Embedding`, which the Trainer
  /// registers so.
  ///
  /// Source: bitsandbytes 0.50 optim/optimizer.py `init_state` `min_8bit_size`; transformers 5.23
  /// trainer.py `create_optimizer`.
  var staysWide: Bool { isEmbedding || elements.table.constant(4096) > elements }
}
