extension Setup {
  /// All parameters, and those that are trained; of a setup that `check` lets pass.
  package var counts: (parameters: Int, trainable: Int) {
    let architecture = architecture
    let targets = (try? method.adapter?.targets.projections(in: architecture)) ?? Projections()
    let groups = Group<Double>.all(self, adapting: targets)
    let tower = Double(architecture.tower?.parameters ?? 0)
    let all = groups.reduce(tower) { $0 + $1.parameters }
    guard let adapter = method.adapter else {
      return (whole(all), whole(all - groups.reduce(tower) { $0 + $1.frozenParameters }))
    }
    let tables = (try? adapter.tables(in: architecture)) ?? []
    let saved = Tensors(architecture: architecture, sizes: groups[0].sizes).saved(tables)
    let trained = groups.reduce(saved.reduce(0.0) { $0 + $1.elements }) {
      $0 + $1.adapterParameters(adapter)
    }
    return (whole(all), whole(trained))
  }
}

extension Group where A == Double {
  fileprivate var parameters: Double {
    tensors.reduce(0) { $0 + $1.elements * $1.copies(count) }
  }

  /// Those that ask for no gradient.
  fileprivate var frozenParameters: Double {
    tensors.reduce(0) { $1.isFrozen ? $0 + $1.elements * $1.copies(count) : $0 }
  }

  fileprivate func adapterParameters(_ adapter: Adapter) -> Double {
    adapted.reduce(0) { sum, projection in
      let width = sizes.input(of: projection) + sizes.output(of: projection)
      let magnitude = adapter.dora ? sizes.output(of: projection) : 0
      return sum + count * (sizes.rank(of: projection) * width + magnitude)
    }
  }
}
