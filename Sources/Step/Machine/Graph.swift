/// Autograd's graph: a node for each operation, which says what its backward does.
struct Graph {
  var nodes = Pile<Node>(capacity: 256)
  var acts = Pile<Act>(capacity: 1024)
  /// Inputs of nodes that have more than three.
  var edges = Pile<Int32>()
  /// Storages that nodes keep; -1 where a checkpoint has yet to compute one again.
  var saved = Pile<Int32>(capacity: 512)
  var leaves = Pile<Leaf>(capacity: 256)
  /// How many leaves are parameters, which stay.
  var parameters = 0
  var frames: [Frame] = []
  /// The stretches of layers in the order of forward, as backward passes them in reverse.
  var stretches = Pile<Stretch>()
  /// Storages that the node makes which runs now.
  var scratch = Pile<Int32>()
  /// Gradients that it makes for its inputs beyond three.
  var furtherGradients = Pile<View>()
  /// Where recomputing writes what a checkpoint's nodes keep; nil while nothing is recomputed.
  var refill: (next: Int, end: Int)?

  init() {
    nodes.append(
      Node(inputs: (0, 0, 0), acts: 0, saved: 0, module: .none, name: .none, role: .temporary))
  }

  func deallocate() {
    nodes.deallocate()
    acts.deallocate()
    saved.deallocate()
    leaves.deallocate()
    stretches.deallocate()
    scratch.deallocate()
    edges.deallocate()
    furtherGradients.deallocate()
  }

  struct Node {
    /// What its gradients go to: nodes above zero, leaves below, nothing at zero.
    var inputs: (Int32, Int32, Int32)
    let acts: Int32
    let saved: Int32
    let module: Module
    let name: Name
    let role: Role
    /// The gradient of its result, once something has sent one.
    var gradient = View.none
    /// The checkpoint that it was computed in, above zero.
    var frame: Int32 = 0
    /// How many results its operation has beside the first: the nodes behind it, which only take
    /// their gradients.
    var furtherResults: Int32 = 0
    var isFurtherResult = false
    /// How many inputs it has beyond three, and where they stand among the graph's edges.
    var furtherInputs: Int32 = 0
    var edges: Int32 = 0
  }

  /// A tensor that gradients end in: a parameter, or what a checkpoint was given.
  struct Leaf {
    let elements: Int32
    let format: Format
    let module: Module
    /// The columns of a matrix, as an index into the table of sizes; -1 for a vector.
    let columns: Int32
    /// How many matrices with these columns it is, as an index; -1 for one.
    let matrices: Int32
    let isEmbedding: Bool
    /// Whether it is of the optimizer's group whose weights decay.
    let decays: Bool
    /// Whether backward comes to it: not to what is read without a graph.
    let isReached: Bool
    /// The stretch of layers that made it.
    let stretch: Machine.Stretch
    /// Nodes that have yet to send a gradient in this backward.
    var uses: Int32 = 0
    var waiting = View.none
    var gradient: Int32 = -1
    /// Its storage, where only the graph holds it; -1 otherwise.
    var held: Int32 = -1
    /// Where autocast's cache holds a converted copy; -1 where it holds none.
    var cast: Int32 = -1
  }

  struct Stretch {
    let nodes: Range<Int>
    let copies: Int
    let layer: Int32
  }

  /// One thing that a node's backward does.
  struct Act {
    enum Kind: UInt8 {
      case gradient, temporary, free, brief, workspace, pass, handOver, slice, recompute, sum
      case reduce, product, attention
    }
    let kind: Kind
    var input: UInt8 = 0
    var format: Format = .fp32
    var isView = false
    var elements: Int32 = 0

    /// Whether it happens to the node's outputs, behind all others.
    var isOfOutputs: Bool { kind == .sum || kind == .reduce }
  }
}

/// What an operation says of its backward, in the order in which it happens there.
struct Rule {
  let machine: Machine
  /// The operation's result.
  let result: View

  /// Keeps a tensor for backward.
  @inline(__always)
  func keep(_ view: View) { machine.keep(view.storage) }

  /// Keeps the operation's own result.
  @inline(__always)
  func keepResult() { machine.state.pointee.keepsResult = true }

  /// Keeps a tensor that is made for that alone.
  func keep(_ elements: Size, _ format: Format, _ name: Name) {
    let storage = machine.allocate(elements, format, name, machine.state.pointee.role)
    machine.keep(storage)
    machine.release(storage)
  }

  /// Makes the gradient of an input.
  @inline(__always)
  func gradient(
    _ input: UInt8, _ elements: Size, _ format: Format, view: Bool = false
  ) {
    act(
      Graph.Act(
        kind: .gradient, input: input, format: format, isView: view,
        elements: elements.index))
  }

  /// Makes a tensor that lives to the node's end, or to its `free`.
  @inline(__always)
  func temporary(_ elements: Size, _ format: Format) {
    act(Graph.Act(kind: .temporary, format: format, elements: elements.index))
  }

  /// Lets the n-th temporary go.
  func free(_ temporary: UInt8) { act(Graph.Act(kind: .free, input: temporary)) }

  /// Sums the gradient of an input that was broadcast over so many rows, and converts it.
  func reduce(_ input: UInt8, _ elements: Size, _ format: Format, rows: Size?) {
    if let rows {
      let buffer = elements.columnSums(rows: rows)
      if buffer > 0 { act(Graph.Act(kind: .sum, format: .uint8, elements: buffer.index)) }
    }
    act(Graph.Act(kind: .reduce, input: input, format: format, elements: elements.index))
  }

  /// Hands the gradient on as it is, or a view of it.
  func pass(_ input: UInt8, asView: Bool = false) {
    act(Graph.Act(kind: .pass, input: input, isView: asView))
  }

  /// Hands on what was kept as the gradient of an input: that input's in the order of what is kept.
  func handOver(_ input: UInt8, _ kept: View) {
    act(
      Graph.Act(kind: .handOver, input: input, format: kept.format, elements: kept.elements))
  }

  /// Hands a part of the gradient on: a view.
  func slice(_ input: UInt8, _ elements: Size) {
    act(Graph.Act(kind: .slice, input: input, elements: elements.index))
  }

  /// What a product takes beside its result, which computes so many multiplications.
  func workspace(for multiplications: Size) {
    act(Graph.Act(kind: .workspace, elements: multiplications.index))
  }

  /// A kernel that multiplies, without such a workspace.
  func kernel(_ kind: Record.Kernel.Kind, _ multiplications: Size) {
    act(
      Graph.Act(
        kind: kind == .product ? .product : .attention, elements: multiplications.index))
  }

  /// Takes bytes, and gives them back at once.
  func brief(_ bytes: Size) {
    if bytes > 0 { act(Graph.Act(kind: .brief, format: .uint8, elements: bytes.index)) }
  }

  @inline(__always)
  private func act(_ act: Graph.Act) {
    guard machine.recordsNodes else { return }
    machine.state.pointee.graph.acts.append(act)
  }
}
