/// The most that is alive at once: sums, in which one layer stands for like ones.
package struct Peak {
  package private(set) var bytes = 0.0
  private(set) var phase = Phase.load

  package init(_ program: Program) {
    let record = program.record
    var sizes: [Double] = []
    sizes.reserveCapacity(program.sizes.count)
    for index in 0..<program.sizes.count {
      sizes.append(blockBytes(program.sizes.value(Int32(index))))
    }
    // How many layers an allocation stands for once its layer is behind.
    var copies = [Double](repeating: 1, count: record.allocations)
    var sizesOf = [Double](repeating: 0, count: record.allocations)
    var (live, top, base, inside) = (0.0, 0.0, 0.0, 1.0)
    var (next, allocation, now) = (0, 0, Phase.load)
    var (insideFrom, isInside) = (0, false)
    func settle(_ more: Double) {
      if top + more > bytes {
        bytes = top + more
        phase = now
      }
      top = live
    }
    for event in 0..<record.events.count {
      while next < record.marks.count, record.marks[next].event <= event {
        switch record.marks[next].kind {
        case .phase(let phase):
          settle(0)
          now = phase
        case .enter(let count):
          settle(0)
          (base, inside, insideFrom, isInside) = (live, Double(count), allocation, true)
        case .leave:
          let rest = (inside - 1) * (live - base)
          settle(max(0, rest))
          live += rest
          top = live
          if inside > 1 {
            for index in insideFrom..<allocation { copies[index] = inside }
          }
          (inside, isInside) = (1, false)
        }
        next += 1
      }
      let entry = record.events[event]
      if entry >= 0 {
        sizesOf[allocation] = sizes[Int(entry)]
        live += sizes[Int(entry)]
        allocation += 1
        if live > top { top = live }
      } else if entry != .min {
        let released = Int(-1 - entry)
        live -= sizesOf[released] * (isInside ? 1 : copies[released])
      }
    }
    settle(0)
  }
}
