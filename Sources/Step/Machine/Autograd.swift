// The engine.
extension Machine {
  /// Runs backward from a scalar.
  func backward(from loss: borrowing Tensor) {
    let seed = allocate(count(1), .fp32, .gradient, .temporary)
    state.pointee.isInBackward = true
    run(
      from: loss.view.node, View(storage: seed, elements: count(1).index, format: .fp32),
      downTo: 0)
    state.pointee.isInBackward = false
    state.pointee.graph.frames.removeAll(keepingCapacity: true)
    state.pointee.graph.stretches.cut(to: 0)
    forgetLeaves()
  }

  /// Leaves that are no parameters are gone with the graph, which holds them, and their gradients with
  /// them.
  ///
  /// Source: torch 2.15 csrc/autograd/functions/accumulate_grad.h `AccumulateGrad.variable`.
  private func forgetLeaves() {
    while state.pointee.graph.leaves.count > state.pointee.graph.parameters,
      let leaf = state.pointee.graph.leaves.popLast()
    {
      release(leaf.gradient)
      release(leaf.held)
    }
  }

  /// Every edge goes to a node that was recorded earlier: autograd's order, the highest sequence
  /// number first, is the reverse of recording.
  ///
  /// Source: torch 2.15 csrc/autograd/engine.cpp `Engine::evaluate_function`.
  func run(from top: Int32, _ gradient: View, downTo base: Int) {
    state.pointee.graph.nodes[Int(top)].gradient = gradient
    var index = state.pointee.graph.nodes.count - 1
    var stretch = base == 0 ? state.pointee.graph.stretches.count - 1 : -1
    var isInside = false
    while index > base {
      if stretch >= 0 {
        let next = state.pointee.graph.stretches[stretch]
        if !isInside && index < next.nodes.upperBound {
          if stretch == state.pointee.graph.stretches.count - 1 { begin(.backward) }
          state.pointee.record.mark(.enter(copies: next.copies))
          state.pointee.stretch.layer = next.layer
          state.pointee.record.beginSection(layer: next.layer)
          isInside = true
        }
      }
      run(index)
      if isInside && index == state.pointee.graph.stretches[stretch].nodes.lowerBound {
        state.pointee.record.mark(.leave(copies: state.pointee.graph.stretches[stretch].copies))
        state.pointee.stretch.layer = -1
        state.pointee.record.beginSection(layer: -1)
        isInside = false
        stretch -= 1
      }
      index -= 1
    }
    cut(to: base)
  }

  private func cut(to base: Int) {
    let graph = state.pointee.graph
    guard base + 1 < graph.nodes.count else { return }
    state.pointee.graph.acts.cut(to: Int(graph.nodes[base + 1].acts))
    state.pointee.graph.edges.cut(to: Int(graph.nodes[base + 1].edges))
    state.pointee.graph.nodes.cut(to: base + 1)
  }

  private func run(_ index: Int) {
    let node = state.pointee.graph.nodes[index]
    if node.isFurtherResult { return }
    let lastAct =
      index + 1 < state.pointee.graph.nodes.count
      ? Int(state.pointee.graph.nodes[index + 1].acts) : state.pointee.graph.acts.count
    guard !node.gradient.isNone else { return releaseSaved(of: node) }
    if node.frame > 0 && Int(node.saved) < state.pointee.graph.saved.count {
      recomputeIfNeeded(Int(node.frame) - 1, Int(node.saved))
    }
    let module = state.pointee.module
    state.pointee.module = node.module
    var out = (View.none, View.none, View.none)
    for _ in 0..<node.furtherInputs { state.pointee.graph.furtherGradients.append(.none) }
    for place in Int(node.acts)..<lastAct
    where !state.pointee.graph.acts[place].isOfOutputs {
      perform(state.pointee.graph.acts[place], node, &out)
    }
    while let storage = state.pointee.graph.scratch.popLast() {
      if storage >= 0 { release(storage) }
    }
    if node.frame > 0 { releaseRecomputed(of: node) }
    for place in Int(node.acts)..<lastAct where state.pointee.graph.acts[place].isOfOutputs {
      perform(state.pointee.graph.acts[place], node, &out)
    }
    release(node.gradient.storage)
    for further in 0..<Int(node.furtherResults) {
      release(state.pointee.graph.nodes[index + 1 + further].gradient.storage)
    }
    releaseSaved(of: node)
    if !out.0.isNone { send(out.0, to: node.inputs.0) }
    if !out.1.isNone { send(out.1, to: node.inputs.1) }
    if !out.2.isNone { send(out.2, to: node.inputs.2) }
    if node.furtherInputs > 0 { sendFurther(of: node) }
    state.pointee.module = module
  }

  /// What a checkpoint computed again is the node's alone once it has asked for it: it is gone when
  /// its function returns, before the outputs are checked.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `_checkpoint_hook`, `unpack_hook`: `handles[gid] = None`.
  private func releaseRecomputed(of node: Graph.Node) {
    for place in stride(from: Int(node.saved), to: state.pointee.graph.saved.count, by: 1) {
      release(state.pointee.graph.saved[place])
      state.pointee.graph.saved[place] = -1
    }
  }

  private func releaseSaved(of node: Graph.Node) {
    let first = Int(node.saved)
    if first == state.pointee.graph.saved.count { return }
    for place in stride(from: first, to: state.pointee.graph.saved.count, by: 1) {
      let storage = state.pointee.graph.saved[place]
      if storage >= 0 { release(storage) }
    }
    state.pointee.graph.saved.cut(to: first)
    if node.frame > 0 { leaveIfLast(Int(node.frame) - 1, first) }
  }

  private func perform(
    _ act: Graph.Act, _ node: Graph.Node, _ out: inout (View, View, View)
  ) {
    func put(_ view: View) {
      switch act.input {
      case 0: out.0 = view
      case 1: out.1 = view
      case 2: out.2 = view
      default: state.pointee.graph.furtherGradients[Int(act.input) - 3] = view
      }
    }
    let elements = Size(table: sizes, index: act.elements)
    switch act.kind {
    case .gradient:
      put(
        View(
          storage: gradient(elements, act.format, of: node), elements: act.elements,
          format: act.format, isView: act.isView))
    case .temporary:
      state.pointee.graph.scratch.append(allocate(elements, act.format, node.name, node.role))
    case .free:
      release(state.pointee.graph.scratch[Int(act.input)])
      state.pointee.graph.scratch[Int(act.input)] = -1
    case .brief, .sum: release(allocate(elements, act.format, .workspace, .temporary))
    case .workspace: workspace(for: elements)
    case .product: note(elements, of: .product)
    case .attention: note(elements, of: .attention)
    case .pass:
      retain(node.gradient.storage)
      var gradient = node.gradient
      if act.isView { gradient.isView = true }
      put(gradient)
    case .handOver:
      let storage = state.pointee.graph.saved[Int(node.saved) + Int(act.input)]
      retain(storage)
      put(View(storage: storage, elements: act.elements, format: act.format))
    case .reduce:
      // engine.cpp `validate_outputs`: what was broadcast is summed, and converted, behind all
      // gradients of the node.
      let whole =
        switch act.input {
        case 0: out.0
        case 1: out.1
        case 2: out.2
        default: state.pointee.graph.furtherGradients[Int(act.input) - 3]
        }
      let storage = gradient(elements, act.format, of: node)
      release(whole.storage)
      put(View(storage: storage, elements: act.elements, format: act.format))
    case .slice:
      retain(node.gradient.storage)
      put(
        View(
          storage: node.gradient.storage, elements: act.elements, format: node.gradient.format))
    case .recompute: put(runAgain(Int(act.elements), node))
    }
  }

  private func gradient(_ elements: Size, _ format: Format, of node: Graph.Node) -> Int32 {
    allocate(elements, format, node.name, node.role, isGradient: true)
  }

  func send(_ gradient: View, to target: Int32) {
    if target > 0 {
      let old = state.pointee.graph.nodes[Int(target)].gradient
      state.pointee.graph.nodes[Int(target)].gradient =
        old.isNone ? gradient : accumulate(old, gradient)
    } else if target < 0 {
      settle(gradient, in: Int(-target) - 1)
    } else {
      release(gradient.storage)
    }
  }

  /// The sum of two gradients for one input: in place where the first is no view, and belongs to
  /// nothing else.
  ///
  /// Source: torch 2.15 csrc/autograd/input_buffer.cpp `accumulate`, `can_accumulate_inplace`.
  private func accumulate(_ old: View, _ new: View) -> View {
    if !old.isView && !isShared(old.storage) {
      release(new.storage)
      return old
    }
    let elements = Size(table: sizes, index: old.elements)
    let sum = allocate(elements, old.format, .gradient, .temporary)
    release(old.storage)
    release(new.storage)
    return View(storage: sum, elements: old.elements, format: old.format)
  }

  /// A leaf takes its gradient when the last one has come, or adds it to what it has.
  ///
  /// Source: torch 2.15 csrc/autograd/functions/accumulate_grad.h `accumulateGrad`.
  private func settle(_ gradient: View, in index: Int) {
    let waiting = state.pointee.graph.leaves[index].waiting
    let sum = waiting.isNone ? gradient : accumulate(waiting, gradient)
    state.pointee.graph.leaves[index].waiting = sum
    state.pointee.graph.leaves[index].uses -= 1
    guard state.pointee.graph.leaves[index].uses == 0 else { return }
    state.pointee.graph.leaves[index].waiting = .none
    if state.pointee.graph.leaves[index].gradient >= 0 { return release(sum.storage) }
    if isShared(sum.storage) {
      let elements = Size(table: sizes, index: sum.elements)
      state.pointee.graph.leaves[index].gradient = allocate(
        elements, sum.format, .gradient, .gradient)
      return release(sum.storage)
    }
    mark(sum.storage, as: .gradient)
    state.pointee.graph.leaves[index].gradient = sum.storage
  }

  /// `zero_grad(set_to_none=True)`.
  func clearGradients() {
    for index in 0..<state.pointee.graph.leaves.count
    where state.pointee.graph.leaves[index].gradient >= 0 {
      release(state.pointee.graph.leaves[index].gradient)
      state.pointee.graph.leaves[index].gradient = -1
    }
  }
}
