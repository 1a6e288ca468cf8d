extension Machine {
  /// Runs a layer that stands for so many like it: readers that add take what it adds so often.
  ///
  /// - Parameter place: the layer's in the model; below zero for what is no layer of it.
  func stretch<T>(_ copies: Int, layer place: Int = -1, _ layer: () -> T) -> T {
    let first = state.pointee.graph.nodes.count
    let outer = state.pointee.stretch
    state.pointee.stretches += 1
    state.pointee.stretch = Stretch(
      number: state.pointee.stretches, copies: Int32(copies), layer: Int32(place))
    state.pointee.record.mark(.enter(copies: copies))
    state.pointee.record.beginSection(layer: Int32(place))
    let result = layer()
    state.pointee.record.mark(.leave(copies: copies))
    state.pointee.stretch = outer
    state.pointee.record.beginSection(layer: outer.layer)
    if !state.pointee.recordsGraph { return result }
    let nodes = first..<state.pointee.graph.nodes.count
    if !nodes.isEmpty {
      state.pointee.graph.stretches.append(
        Graph.Stretch(nodes: nodes, copies: copies, layer: Int32(place)))
    }
    return result
  }

  /// `enable_input_require_grads`: what the embedding gives asks for a gradient, which nobody takes
  /// unless the embedding is trained.
  func asking(_ x: borrowing Tensor) -> Tensor {
    if x.asksForGradient { return x.share() }
    retain(x.view.storage)
    let view = leaf(x.elements, x.format, in: x.view.storage)
    retain(x.view.storage)
    state.pointee.graph.leaves[state.pointee.graph.leaves.count - 1].held = x.view.storage
    mark(x.view.storage, as: .saved)
    return Tensor(self, view)
  }
}

extension Machine {
  /// The leaves that loading has made, by the stretches of layers that made them, in their order.
  func leavesByStretch() -> [(leaves: Range<Int>, copies: Int)] {
    var parts: [(leaves: Range<Int>, copies: Int)] = []
    for index in 0..<state.pointee.graph.leaves.count {
      let stretch = state.pointee.graph.leaves[index].stretch
      if let last = parts.last,
        state.pointee.graph.leaves[last.leaves.lowerBound].stretch.number == stretch.number
      {
        parts[parts.count - 1].leaves = last.leaves.lowerBound..<(index + 1)
      } else {
        parts.append((index..<(index + 1), Int(stretch.copies)))
      }
    }
    return parts
  }
}
