import MemoryModel

/// The parameters of a model and of its adapters, as loading it registers them.
struct Inventory: ~Copyable {
  let parameters: [Parameter]
  let modules: ModuleNames
  let sizes: SizeTable

  /// What a setup loads, and of what 4 bits pack the parameters that it is of; nothing of a model that
  /// `validate` refuses.
  init(_ setup: Setup) {
    var setup = setup
    setup.architecture.storage = Storage()
    setup.methodAsked = setup.method.adapter.map(Method.lora) ?? .full
    setup.imageTokens = 0
    sizes = SizeTable(multiprocessors: 1)
    guard (try? setup.architecture.validate()) != nil else {
      (parameters, modules) = ([], ModuleNames())
      return
    }
    let machine = Machine(sizes: sizes, stack: Stack(setup), workspace: 0)
    machine.state.pointee.recordsGraph = false
    let load = Loader(machine: machine, setup: setup, dimensions: Dimensions(setup, sizes))
    var model = Decoder(load, setup.architecture.family.tree.family, .one)
    if let adapter = setup.method.adapter { model.adapt(load, adapter) }
    parameters = machine.state.pointee.parameters.array
    let record = machine.finish()
    modules = record.modules
    record.deallocate()
  }

  deinit { sizes.deallocate() }

  /// How many elements those have, in all layers, that something holds of.
  func count(_ holds: (Parameter) -> Bool) -> Int {
    whole(
      parameters.reduce(0) {
        holds($1) ? $0 + sizes.value($1.elements) * Double($1.copies) : $0
      })
  }
}
