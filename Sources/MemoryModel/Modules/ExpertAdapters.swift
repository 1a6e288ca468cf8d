private let peft: StaticString =
  "peft 0.21 tuners/lora/layer.py ParamWrapper, _LoraFactorsProxy (pull request 3577)"

extension Layer {
  /// Whether adapters change the tensors of the experts.
  var adaptsExperts: Bool { regime.targets.contains(.expertsDown) }

  /// Experts' weights with their adapters: `baddbmm(weight, lora_B, lora_A)`, a tensor as large as
  /// all experts of the layer, which the grouped product keeps.
  func merge(_ projection: Projection, around: Around<A>, into tape: inout T) {
    guard regime.targets.contains(projection) else { return }
    let merged = mergedWeight(projection)
    let factors = adapterElements(projection)
    let bytes = regime.adapter?.dtype.bytes ?? 4
    tape.next("merged experts")
    surround(around, into: &tape)
    tape.keeps("experts with their adapters", merged, peft)
    // A parametrization holds the first while the second is made.
    let first = projection == .expertsDown ? mergedWeight(.expertsGateUp) : .zero
    tape.holds("experts with their adapters", first + merged, peft)
    if bytes != regime.linearBytes {
      tape.keeps("experts' adapters in 16 bits", factors * .bytes(regime.linearBytes), peft)
    }
    tape.returns("merged experts' gradient", merged, peft)
    tape.returns("experts' adapters' gradients", factors * .bytes(regime.linearBytes), peft)
    trained("adapters", factors * .bytes(bytes), into: &tape)
  }

  /// The router's weight with its adapter, which autocast's cache holds in bf16.
  func mergeRouter(into tape: inout T) {
    guard regime.targets.contains(.routerWeight), let adapter = regime.adapter else { return }
    let factors = adapterElements(.routerWeight)
    tape.keeps("router with its adapter", mergedWeight(.routerWeight), peft)
    if adapter.dtype.bytes != 2 && regime.autocast {
      tape.keeps("adapters in 16 bits", factors * .bytes(2), peft)
      tape.casts("adapters in autocast's cache", factors * .bytes(2), peft)
    }
    trained("adapters", factors * .bytes(adapter.dtype.bytes), into: &tape)
  }

  /// A gradient as large as the experts, made by the grouped product.
  func returnMerged(_ projection: Projection, into tape: inout T) {
    guard regime.targets.contains(projection) else { return }
    tape.returns("merged experts' gradient", mergedWeight(projection), peft)
  }

  private func mergedWeight(_ projection: Projection) -> A {
    let one = sizes.input(of: projection) * sizes.output(of: projection)
    let elements = projection == .routerWeight ? one : sizes.experts * one
    return elements * .bytes(regime.linearBytes)
  }

  private func adapterElements(_ projection: Projection) -> A {
    sizes.rank(of: projection) * (sizes.input(of: projection) + sizes.output(of: projection))
  }
}
