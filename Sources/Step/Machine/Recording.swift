// Recording.
extension Machine {
  /// Whether a checkpoint's forward runs once more for what its nodes keep.
  var isRecomputing: Bool { state.pointee.graph.refill != nil }

  /// Whether nodes are recorded that backward comes to. What a checkpoint computes again only gives its
  /// nodes what they keep.
  var recordsNodes: Bool { !isRecomputing && !state.pointee.isDiscarding }

  /// An operation of up to three inputs: makes its result, and where one of them asks for a
  /// gradient, records a node by its rule.
  ///
  /// - Parameter storage: the result's, where it is a view or made already.
  @inline(__always)
  func operation(
    _ name: Name, _ elements: Size, _ format: Format, _ a: View, _ b: View = .none,
    _ c: View = .none, in storage: Int32? = nil, _ rule: (Rule) -> Void
  ) -> Tensor {
    var result = View(storage: storage ?? -1, elements: elements.index, format: format)
    if let storage { retain(storage) }
    guard state.pointee.recordsGraph && (a.node | b.node | c.node) != 0 else {
      if storage == nil { result.storage = allocate(elements, format, name, state.pointee.role) }
      return Tensor(self, result)
    }
    result.node = record((a.node, b.node, c.node), name)
    if storage == nil {
      // What an operation keeps of its inputs is put aside before it computes, its result behind that:
      // recomputing may stop between the two.
      state.pointee.keepsResult = false
      rule(Rule(machine: self, result: result))
      result.storage = allocate(elements, format, name, state.pointee.role)
      if state.pointee.keepsResult { keep(result.storage) }
    } else {
      rule(Rule(machine: self, result: result))
    }
    return Tensor(self, result)
  }

  func record(_ inputs: (Int32, Int32, Int32), _ name: Name) -> Int32 {
    if !recordsNodes { return .max }
    use(inputs.0)
    use(inputs.1)
    use(inputs.2)
    var node = Graph.Node(
      inputs: inputs, acts: Int32(state.pointee.graph.acts.count),
      saved: Int32(state.pointee.graph.saved.count), module: state.pointee.module, name: name,
      role: state.pointee.role)
    node.edges = Int32(state.pointee.graph.edges.count)
    node.frame = state.pointee.frame
    state.pointee.graph.nodes.append(node)
    return Int32(state.pointee.graph.nodes.count - 1)
  }

  /// A further result of the operation that was recorded last, a view of the same storage: backward
  /// runs once all their gradients are there.
  func further(_ elements: Size, besides first: View) -> Tensor {
    retain(first.storage)
    var result = first
    result.elements = elements.index
    if first.node > 0 && first.node != .max {
      var node = Graph.Node(
        inputs: (0, 0, 0), acts: Int32(state.pointee.graph.acts.count),
        saved: Int32(state.pointee.graph.saved.count), module: state.pointee.module, name: .part,
        role: state.pointee.role)
      node.edges = Int32(state.pointee.graph.edges.count)
      node.isFurtherResult = true
      state.pointee.graph.nodes.append(node)
      state.pointee.graph.nodes[Int(first.node)].furtherResults += 1
      result.node = Int32(state.pointee.graph.nodes.count - 1)
    }
    return Tensor(self, result)
  }

  func use(_ input: Int32) {
    if input < 0 { state.pointee.graph.leaves[Int(-input) - 1].uses += 1 }
  }

  /// Keeps a storage for the node that was recorded last.
  @inline(__always)
  func keep(_ storage: Int32) {
    if state.pointee.frame > 0 {
      if !state.pointee.isDiscarding { state.pointee.graph.saved.append(-1) }
    } else if state.pointee.isDiscarding {
      retain(storage)
      state.pointee.discarded.append(storage)
    } else if let refill = state.pointee.graph.refill {
      fill(refill, storage)
      if state.pointee.gathers && storage >= 0 {
        retain(storage)
        state.pointee.gathered.append(storage)
      }
    } else {
      retain(storage)
      mark(storage, as: .saved)
      state.pointee.graph.saved.append(storage)
    }
  }

  /// Gives a checkpoint's node what it keeps. Behind the last of them nothing is computed any more.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `_recomputation_hook`, `_StopRecomputationError`.
  private func fill(_ refill: (next: Int, end: Int), _ storage: Int32) {
    guard refill.next < refill.end else { return }
    retain(storage)
    state.pointee.graph.saved[refill.next] = storage
    state.pointee.graph.refill = (refill.next + 1, refill.end)
    if refill.next + 1 == refill.end { state.pointee.isStopped = true }
  }

  /// A parameter, or another tensor that asks for a gradient without being made by a node.
  func leaf(
    _ elements: Size, _ format: Format, in storage: Int32, columns: Size? = nil,
    matrices: Size? = nil, isEmbedding: Bool = false, decays: Bool? = nil, isReached: Bool = true
  ) -> View {
    state.pointee.graph.leaves.append(
      Graph.Leaf(
        elements: elements.index, format: format, module: state.pointee.module,
        columns: columns?.index ?? -1, matrices: matrices?.index ?? -1, isEmbedding: isEmbedding,
        decays: decays ?? (columns != nil), isReached: isReached,
        stretch: state.pointee.stretch))
    return View(
      storage: storage, elements: elements.index, format: format,
      node: -Int32(state.pointee.graph.leaves.count))
  }
}
