import MemoryModel

/// FLOPs of one micro-batch: of all kernels that multiply matrices, two for a multiplication and its
/// addition. Scans of recurrent layers and convolutions are no such kernels, and not counted.
package struct Work: Sendable, Equatable {
  package private(set) var forward = Kernels()
  package private(set) var backward = Kernels()
  /// What checkpoints compute again, each up to the last tensor that it has to give.
  package private(set) var recomputed = Kernels()
  /// The same were each of them gone through to its end.
  package private(set) var repeated = Kernels()
  /// Of the optimizer's step, once for all micro-batches.
  package private(set) var step = Kernels()

  /// FLOPs by what computes them.
  package struct Kernels: Sendable, Equatable {
    package fileprivate(set) var products = 0.0
    package fileprivate(set) var attention = 0.0

    package var total: Double { products + attention }

    fileprivate mutating func add(_ flops: Double, _ kind: Record.Kernel.Kind) {
      switch kind {
      case .product: products += flops
      case .attention: attention += flops
      }
    }

    fileprivate func divided(by count: Int) -> Kernels {
      Kernels(products: products / Double(count), attention: attention / Double(count))
    }

    package static func + (a: Kernels, b: Kernels) -> Kernels {
      Kernels(products: a.products + b.products, attention: a.attention + b.attention)
    }
  }

  /// - Parameter program: a step as it was recorded, be its layers folded or not.
  package init(_ program: Program) {
    let record = program.record
    var (mark, copies, phase, microBatches) = (0, 1.0, Phase.load, 0)
    var layers: [Int32: (forward: Kernels, isRepeated: Bool)] = [:]
    for place in 0..<record.kernels.count {
      let kernel = record.kernels[place]
      while mark < kernel.marks {
        switch record.marks[mark].kind {
        case .phase(let next):
          phase = next
          if next == .backward { microBatches += 1 }
        case .enter(let count): copies = Double(count)
        case .leave: copies = 1
        }
        mark += 1
      }
      let flops = 2 * copies * program.sizes.value(kernel.multiplications)
      switch (phase, kernel.pass) {
      case (.load, _): break
      case (.step, _): step.add(flops, kernel.kind)
      case (_, .forward):
        forward.add(flops, kernel.kind)
        layers[kernel.layer, default: (Kernels(), false)].forward.add(flops, kernel.kind)
      case (_, .backward): backward.add(flops, kernel.kind)
      case (_, .recomputing):
        recomputed.add(flops, kernel.kind)
        // Outside of the layers it is a part of the loss, to its end.
        if kernel.layer < 0 {
          repeated.add(flops, kernel.kind)
        } else {
          layers[kernel.layer, default: (Kernels(), false)].isRepeated = true
        }
      }
    }
    for layer in layers.values where layer.isRepeated { repeated = repeated + layer.forward }
    divide(by: max(microBatches, 1))
  }

  private mutating func divide(by count: Int) {
    forward = forward.divided(by: count)
    backward = backward.divided(by: count)
    recomputed = recomputed.divided(by: count)
    repeated = repeated.divided(by: count)
  }
}

extension Setup {
  /// FLOPs of one micro-batch.
  ///
  /// - Throws: what of the setup is not covered, by name.
  package func work() throws(Refusal) -> Work {
    try check()
    return try Recent.folded.with(self, Work.init)
  }
}
