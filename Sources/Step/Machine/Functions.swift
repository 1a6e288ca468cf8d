extension Machine {
  /// An `autograd.Function` of any number of inputs, whose result its kernels have written already.
  func function(
    _ name: Name, _ result: consuming Tensor, of inputs: [View], _ rule: (Rule) -> Void
  ) -> Tensor {
    guard state.pointee.recordsGraph && inputs.contains(where: { $0.node != 0 }) else {
      return result
    }
    var view = result.view
    view.node = record(inputs.map { $0.node }, name)
    rule(Rule(machine: self, result: view))
    retain(view.storage)
    return Tensor(self, view)
  }

  private func record(_ inputs: [Int32], _ name: Name) -> Int32 {
    func input(_ place: Int) -> Int32 { place < inputs.count ? inputs[place] : 0 }
    let node = record((input(0), input(1), input(2)), name)
    if !recordsNodes { return node }
    for further in inputs.dropFirst(3) {
      use(further)
      state.pointee.graph.edges.append(further)
      state.pointee.graph.nodes[Int(node)].furtherInputs += 1
    }
    return node
  }

  /// Hands on the gradients of a node's inputs beyond the third.
  func sendFurther(of node: Graph.Node) {
    let first = state.pointee.graph.furtherGradients.count - Int(node.furtherInputs)
    for place in 0..<Int(node.furtherInputs) {
      let gradient = state.pointee.graph.furtherGradients[first + place]
      if !gradient.isNone {
        send(gradient, to: state.pointee.graph.edges[Int(node.edges) + place])
      }
    }
    state.pointee.graph.furtherGradients.cut(to: first)
  }
}
