import MemoryModel

/// torch's memory: storages by reference count, autograd's graph and its engine.
///
/// A program is run over it once; what it allocates and releases is written into a `Record`, which
/// the readers read. It is a pointer that is copied freely: a class would cost a retain and a release
/// at every use.
struct Machine {
  let state: UnsafeMutablePointer<State>

  struct State {
    let sizes: SizeTable
    let stack: Stack
    var record = Record()
    /// What loading has registered.
    var parameters = Pile<Parameter>(capacity: 32)
    var storages = Pile<Storage>(capacity: 256)
    /// Places of storages that are free again.
    var vacant = Pile<Int32>()
    var graph = Graph()
    /// Whether autograd records: `torch.is_grad_enabled()`.
    var recordsGraph = true
    /// The format that autocast computes in; nil without autocast.
    var autocast: Format?
    var castCache = Pile<Cast>()
    /// What the tensors that are made now are a part of.
    var module = Module.none
    var role = Role.temporary
    /// Weights that are converted once all are loaded.
    var widened: [(storage: Int32, bytes: Size, stretch: Stretch)] = []
    /// Storages that were converted where they stand when they were first used.
    var converted = Set<Int32>()
    /// The stretch of layers that runs.
    var stretch = Stretch()
    var stretches: Int32 = 0
    /// The checkpoint whose forward is recorded; 0 outside of all.
    var frame: Int32 = 0
    /// The rule that was run last keeps its operation's result.
    var keepsResult = false
    /// Recomputing has found all that it was for: nothing is computed until it returns.
    var isStopped = false
    /// What the layer that runs holds in `_` until it returns, with what its graph alone keeps.
    var discarded = Pile<Int32>()
    /// What is computed now goes into `_`: no gradient comes to it.
    var isDiscarding = false
    /// What the layer before gave beside its result, which the forward holds.
    var outputs = Pile<Int32>()
    /// Storages that a graph keeps which was recorded while a checkpoint was computed again.
    var gathered: [Int32] = []
    var gathers = false
    /// Bytes that one product takes beside its result.
    var workspace: Size
    /// Whether forward's and backward's thread keep theirs already.
    var keptWorkspaces = (forward: false, backward: false)
    /// How keys and values of a model that is run are held; nil while one is trained.
    var cacheFormat: CacheFormat?
    /// What the cache holds.
    var cached = Pile<Int32>()
    var isInBackward = false
  }

  /// A layer, with a number of its own, that stands for like ones.
  struct Stretch {
    var number: Int32 = 0
    var copies: Int32 = 1
    /// The place of the first of them in the model; below zero where it is no layer of it.
    var layer: Int32 = -1
  }

  struct Storage {
    var references: Int32
    var allocation: Int32
  }

  init(sizes: SizeTable, stack: Stack, workspace: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(sizes: sizes, stack: stack, workspace: sizes.constant(workspace)))
  }

  /// Ends the machine; what it wrote down remains.
  func finish() -> Record {
    let record = state.pointee.record
    state.pointee.storages.deallocate()
    state.pointee.parameters.deallocate()
    state.pointee.vacant.deallocate()
    state.pointee.castCache.deallocate()
    state.pointee.discarded.deallocate()
    state.pointee.outputs.deallocate()
    state.pointee.cached.deallocate()
    state.pointee.graph.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
    return record
  }

  var sizes: SizeTable { state.pointee.sizes }
  var stack: Stack { state.pointee.stack }
  /// The format that autocast computes in; nil outside of it.
  var autocast: Format? { state.pointee.autocast }

  /// A phase of the step begins.
  func begin(_ phase: Phase) { state.pointee.record.mark(.phase(phase)) }

  /// `torch.no_grad()`, or the forward of an `autograd.Function`.
  func withoutGraph<T: ~Copyable>(_ body: () -> T) -> T {
    let outer = state.pointee.recordsGraph
    state.pointee.recordsGraph = false
    defer { state.pointee.recordsGraph = outer }
    return body()
  }

  /// What is made until it returns counts to a part of memory of its own, unless it is kept.
  func counting<T: ~Copyable>(as role: Role, _ body: () -> T) -> T {
    let outer = state.pointee.role
    state.pointee.role = role
    defer { state.pointee.role = outer }
    return body()
  }
  func count(_ number: Int) -> Size { sizes.constant(number) }
}

extension Machine {
  /// A kernel runs that computes so many multiplications, each with an addition.
  @inline(__always)
  func note(_ multiplications: Size, of kernel: Record.Kernel.Kind) {
    if state.pointee.isStopped { return }
    let pass: Record.Kernel.Pass =
      isRecomputing ? .recomputing : state.pointee.isInBackward ? .backward : .forward
    state.pointee.record.note(
      multiplications.index, of: kernel, in: pass, layer: state.pointee.stretch.layer)
  }
}

// Storages.
extension Machine {
  /// A new storage with one reference.
  @inline(__always)
  func allocate(
    _ elements: Size, _ format: Format, _ name: Name, _ role: Role, isGradient: Bool = false
  ) -> Int32 {
    if state.pointee.isStopped { return -1 }
    let label = Label(
      module: state.pointee.module, name: name, role: role, format: format,
      isGradient: isGradient)
    let bytes = elements * format.bytes
    let allocation = state.pointee.record.allocate(bytes.index, label)
    let storage = Storage(references: 1, allocation: allocation)
    if let place = state.pointee.vacant.popLast() {
      state.pointee.storages[Int(place)] = storage
      return place
    }
    state.pointee.storages.append(storage)
    return Int32(state.pointee.storages.count - 1)
  }

  @inline(__always)
  func retain(_ storage: Int32) {
    guard storage >= 0 else { return }
    assert(state.pointee.storages[Int(storage)].references > 0)
    state.pointee.storages[Int(storage)].references += 1
  }

  @inline(__always)
  func release(_ storage: Int32) {
    guard storage >= 0 else { return }
    state.pointee.storages[Int(storage)].references -= 1
    guard state.pointee.storages[Int(storage)].references == 0 else { return }
    state.pointee.record.release(state.pointee.storages[Int(storage)].allocation)
    state.pointee.vacant.append(storage)
  }

  func isShared(_ storage: Int32) -> Bool {
    state.pointee.storages[Int(storage)].references > 1
  }

  /// A storage that is found to be more than a temporary: a graph keeps it, a leaf has it.
  func mark(_ storage: Int32, as role: Role) {
    guard storage >= 0 else { return }
    state.pointee.record.mark(state.pointee.storages[Int(storage)].allocation, as: role)
  }

  /// A tensor that no operation made: an input, a table, a state.
  func new(_ elements: Size, _ format: Format, _ name: Name, as role: Role? = nil) -> Tensor {
    let storage = allocate(elements, format, name, role ?? state.pointee.role)
    return Tensor(self, View(storage: storage, elements: elements.index, format: format))
  }

  /// A layer takes a result that it has no use for: `hidden_states, _ = self.self_attn(…)`.
  func discard(_ x: consuming Tensor) {
    retain(x.view.storage)
    forgetDiscarded()
    state.pointee.discarded.append(x.view.storage)
  }

  /// The same with a graph of its own, which lives as long as the result.
  func discarding(_ body: () -> Tensor) -> Tensor {
    forgetDiscarded()
    state.pointee.isDiscarding = true
    let x = body()
    state.pointee.isDiscarding = false
    retain(x.view.storage)
    state.pointee.discarded.append(x.view.storage)
    return x
  }

  /// What has a graph of its own that no gradient comes to, and that is gone when it returns.
  func aside(_ body: () -> Tensor) -> Tensor {
    let first = state.pointee.discarded.count
    state.pointee.isDiscarding = true
    let result = body()
    state.pointee.isDiscarding = false
    while state.pointee.discarded.count > first, let storage = state.pointee.discarded.popLast() {
      release(storage)
    }
    return result
  }

  /// The layer returns.
  func forgetDiscarded() {
    while let storage = state.pointee.discarded.popLast() { release(storage) }
  }

  /// The layer returns, and `outputs = layer(…)` holds what it gave: that of the layer before is gone.
  func keepOutputs() {
    forgetOutputs()
    swap(&state.pointee.outputs, &state.pointee.discarded)
  }

  func forgetOutputs() {
    while let storage = state.pointee.outputs.popLast() { release(storage) }
  }

  /// A reference to a tensor that something else has too: a parameter, as a function's argument.
  func hold(_ view: View) -> Tensor {
    retain(view.storage)
    return Tensor(self, view)
  }

  func widenLater(_ storage: Int32, _ elements: Size, _ format: Format) {
    state.pointee.widened.append((storage, elements * format.bytes, state.pointee.stretch))
  }

  /// Converts weights where they stand, one by one: `param.data = param.data.to(torch.float32)`.
  ///
  /// - Returns: whether there were any.
  ///
  /// Source: peft 0.21 utils/other.py `prepare_model_for_kbit_training`.
  func widenWeights() -> Bool {
    defer { state.pointee.widened.removeAll() }
    var rest = state.pointee.widened[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.stretch.number == first.stretch.number }
      rest = rest.dropFirst(alike.count)
      stretch(Int(first.stretch.copies), layer: Int(first.stretch.layer)) {
        for weight in alike {
          replace(weight.storage, weight.bytes)
        }
      }
    }
    return !state.pointee.widened.isEmpty
  }

  /// Converts a parameter where it stands, once: `bias.data = bias.data.to(x.dtype)`.
  func convert(_ parameter: View, to format: Format) {
    guard parameter.format != format,
      state.pointee.converted.insert(parameter.storage).inserted
    else { return }
    replace(parameter.storage, Size(table: sizes, index: parameter.elements) * format.bytes)
  }

  /// A parameter's storage becomes another one, which is made before the old one is let go.
  private func replace(_ storage: Int32, _ bytes: Size) {
    let old = state.pointee.storages[Int(storage)].allocation
    state.pointee.storages[Int(storage)].allocation = state.pointee.record.allocate(
      bytes.index, state.pointee.record.labels[Int(old)])
    state.pointee.record.release(old)
  }
}
