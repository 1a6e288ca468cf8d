extension Graph {
  /// A checkpoint: what it was given, and how to compute it again.
  struct Frame {
    /// What is computed again, with its arguments; nil once nothing of the checkpoint is kept.
    var forward: ((borrowing Tensor) -> Tensor)?
    /// Without a storage where it waits in the host's memory.
    var input: View
    /// Where its nodes' kept storages stand.
    var saved: Range<Int>
    var isFilled = false
  }
}

extension Machine {
  /// `checkpoint(forward, x, use_reentrant=False)`: the graph is recorded, but what its nodes keep is
  /// computed again once the first of them asks for it.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `_checkpoint_without_reentrant_generator`,
  /// autograd/graph.py `save_on_cpu`.
  ///
  /// - Parameter offloads: whether the input waits in the host's memory.
  func checkpoint(
    _ x: borrowing Tensor, offloads: Bool = false,
    _ forward: @escaping (borrowing Tensor) -> Tensor
  ) -> Tensor {
    if !state.pointee.recordsGraph || isRecomputing { return forward(x) }
    let first = state.pointee.graph.saved.count
    let outer = state.pointee.frame
    var input = x.view
    if offloads { input.storage = -1 }
    state.pointee.graph.frames.append(
      Graph.Frame(forward: forward, input: input, saved: first..<first))
    state.pointee.frame = Int32(state.pointee.graph.frames.count)
    let frame = Int(state.pointee.frame) - 1
    if !offloads {
      retain(x.view.storage)
      state.pointee.record.markCheckpointed(
        state.pointee.storages[Int(x.view.storage)].allocation)
    }
    let y = forward(x)
    state.pointee.frame = outer
    state.pointee.graph.frames[frame].saved = first..<state.pointee.graph.saved.count
    if first == state.pointee.graph.saved.count { leave(frame) }
    return y
  }

  /// A checkpoint lives as long as its nodes keep something, and its input with it.
  private func leave(_ frame: Int) {
    release(state.pointee.graph.frames[frame].input.storage)
    state.pointee.graph.frames[frame].input = .none
    let forward = state.pointee.graph.frames[frame].forward
    state.pointee.graph.frames[frame].forward = nil
    _ = consume forward
  }

  /// A node of a checkpoint has let go what it kept from there on.
  func leaveIfLast(_ frame: Int, _ saved: Int) {
    if state.pointee.graph.frames[frame].saved.lowerBound == saved
      && state.pointee.graph.frames[frame].forward != nil
      && !state.pointee.graph.frames[frame].saved.isEmpty
    {
      leave(frame)
    }
  }

  private func compute(_ frame: Int, _ x: borrowing Tensor) -> Tensor {
    guard let forward = state.pointee.graph.frames[frame].forward else { return x.share() }
    return forward(x)
  }

  func recomputeIfNeeded(_ frame: Int, _ saved: Int) {
    guard !state.pointee.graph.frames[frame].isFilled else { return }
    state.pointee.graph.frames[frame].isFilled = true
    let (input, range) = (
      state.pointee.graph.frames[frame].input, state.pointee.graph.frames[frame].saved
    )
    state.pointee.graph.refill = (range.lowerBound, range.upperBound)
    let casts = state.pointee.castCache.count
    let x = fetched(input)
    let layer = state.pointee.stretch.layer
    state.pointee.record.beginSection(layer: layer, recomputing: true)
    do {
      let y = compute(
        frame,
        Tensor(
          self,
          View(storage: x, elements: input.elements, format: input.format, node: .max)))
      _ = y.format
    }
    state.pointee.record.beginSection(layer: layer)
    clearCasts(to: casts)
    state.pointee.isStopped = false
    state.pointee.graph.refill = nil
  }

  /// A checkpoint's input on the card: what was kept, or a copy of what waited on the host.
  private func fetched(_ input: View) -> Int32 {
    if input.isNone {
      return allocate(Size(table: sizes, index: input.elements), input.format, .checkpoint, .saved)
    }
    retain(input.storage)
    return input.storage
  }

  /// `checkpoint(forward, x, use_reentrant=True)`: forward without a graph; backward computes it with
  /// one, and runs through that.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `CheckpointFunction`.
  func checkpointReentrant(
    _ x: borrowing Tensor, _ forward: @escaping (borrowing Tensor) -> Tensor
  ) -> Tensor {
    if !state.pointee.recordsGraph || !x.asksForGradient { return forward(x) }
    state.pointee.recordsGraph = false
    let y = forward(x)
    state.pointee.recordsGraph = true
    state.pointee.graph.frames.append(Graph.Frame(forward: forward, input: x.view, saved: 0..<0))
    let frame = Int32(state.pointee.graph.frames.count - 1)
    return operation(
      .checkpoint, y.elements, y.format, x.view, in: y.view.storage
    ) { rule in
      rule.keep(x.view)
      state.pointee.graph.acts.append(Graph.Act(kind: .recompute, elements: frame))
    }
  }

  /// Computes a reentrant checkpoint again with a graph, and runs that; gives its input's gradient.
  func runAgain(_ frame: Int, _ node: Graph.Node) -> View {
    let base = state.pointee.graph.nodes.count - 1
    let input = state.pointee.graph.frames[frame].input
    let elements = Size(table: sizes, index: input.elements)
    let casts = state.pointee.castCache.count
    retain(input.storage)
    let leaf = state.pointee.graph.leaves.count
    let layer = state.pointee.stretch.layer
    state.pointee.record.beginSection(layer: layer, recomputing: true)
    do {
      let x = Tensor(self, self.leaf(elements, input.format, in: input.storage))
      // The outputs are there until the function returns.
      let y = compute(frame, x)
      clearCasts(to: casts)
      state.pointee.record.beginSection(layer: layer)
      retain(node.gradient.storage)
      run(from: y.view.node, node.gradient, downTo: base)
      _ = y.format
    }
    let gradient = state.pointee.graph.leaves[leaf].gradient
    state.pointee.graph.leaves.cut(to: leaf)
    return gradient < 0
      ? .none : View(storage: gradient, elements: input.elements, format: input.format)
  }
}

extension Machine {
  /// Runs what a result depends on that outlives its checkpoint: computed again it has a graph of its
  /// own, which keeps what that keeps.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `_recomputation_hook`, `pack_hook` gives back what it takes.
  func gathering<T: ~Copyable>(_ gathers: Bool, _ body: () -> T) -> T {
    state.pointee.gathers = gathers
    defer { state.pointee.gathers = false }
    return body()
  }

  /// What that graph keeps, for the one who holds the result.
  func takeGathered() -> Locals {
    var locals = Locals(self)
    for storage in state.pointee.gathered { locals.take(storage) }
    state.pointee.gathered.removeAll()
    return locals
  }
}
