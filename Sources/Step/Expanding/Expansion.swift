/// The record of all layers, drawn from that of a few: what two neighbours among like layers do alike is
/// copied for those that follow them.
///
/// A layer that stands for like ones has two before it and one behind it that are recorded too. It is held
/// against the one before it, event by event: a release is alike where it gives back what a layer has
/// made that is as far away.
struct Expansion {
  private let record: Record
  private let parts: [Record.Part]
  /// By part: the layers that it is one of, and how far it is from the one that stands for others.
  private var neighbours: [Neighbour]
  private var runs: [Run] = []
  /// By allocation: the part that makes it.
  private var makers = Pile<Int32>(capacity: 8192)
  /// By allocation: the part that gives it back; below zero where it stays.
  private var takers = Pile<Int32>(capacity: 8192)
  /// By allocation: its place in the whole record, of those that are made once.
  private var moved = Pile<Int32>(capacity: 8192)
  private var whole = Record(events: 1, allocations: 1)

  private struct Neighbour {
    var run = -1
    var distance = 0
  }

  /// Like layers in one part of the step.
  private struct Run {
    /// The part that stands for so many.
    let part: Int
    let copies: Int
    /// Its first allocation in the whole record.
    var first: Int32 = 0
  }

  /// The record of all layers; nil where like layers do not do alike.
  static func record(from few: Record) -> Record? {
    guard let parts = few.parts() else { return nil }
    var expansion = Expansion(few, parts)
    defer { expansion.deallocate() }
    guard expansion.findRuns(), expansion.runs.indices.allSatisfy(expansion.isRegular) else {
      return nil
    }
    expansion.draw()
    return expansion.whole
  }

  private init(_ record: Record, _ parts: [Record.Part]) {
    (self.record, self.parts) = (record, parts)
    neighbours = Array(repeating: Neighbour(), count: parts.count)
    for (index, part) in parts.enumerated() {
      for event in part.events {
        let entry = record.events[event]
        if entry >= 0 {
          makers.append(Int32(index))
          takers.append(-1)
        } else if entry != .min {
          takers[Int(-1 - entry)] = Int32(index)
        }
      }
    }
  }

  private func deallocate() {
    makers.deallocate()
    takers.deallocate()
    moved.deallocate()
  }

  /// Finds the layers that stand for others, each with its neighbours.
  private mutating func findRuns() -> Bool {
    for (index, part) in parts.enumerated() where part.copies > 1 {
      for distance in -2...1 {
        let place = index + (part.isBackward ? -distance : distance)
        guard parts.indices ~= place, neighbours[place].run < 0,
          parts[place].copies == (distance == 0 ? part.copies : 1)
        else { return false }
        neighbours[place] = Neighbour(run: runs.count, distance: distance)
      }
      runs.append(Run(part: index, copies: part.copies))
    }
    return true
  }

  /// Whether the layer does what the one before it does, and what both have made is given back alike.
  private func isRegular(_ run: Int) -> Bool {
    let part = parts[runs[run].part]
    let before = parts[runs[run].part - (part.isBackward ? -1 : 1)]
    guard part.events.count == before.events.count,
      part.allocations.count == before.allocations.count
    else { return false }
    return zip(part.events, before.events).allSatisfy(isAlike)
      && zip(part.allocations, before.allocations).allSatisfy {
        record.labels[$0] == record.labels[$1] && isGivenBackAlike($0, $1)
      }
  }

  private func isAlike(_ event: Int, _ before: Int) -> Bool {
    let (entry, other) = (record.events[event], record.events[before])
    if entry >= 0 || other >= 0 || entry == .min || other == .min { return entry == other }
    let (released, like) = (Int(-1 - entry), Int(-1 - other))
    return isBehind(makers[released], makers[like]) && place(of: released) == place(of: like)
  }

  /// Whether a neighbour gives it back, as far away as the one that does with what the layer before has
  /// made; or what is outside of the layers.
  private func isGivenBackAlike(_ allocation: Int, _ before: Int) -> Bool {
    let (taker, other) = (takers[allocation], takers[before])
    if taker < 0 || parts[Int(taker)].kind == .outside { return taker == other }
    return isBehind(taker, other)
      && runs[neighbours[Int(taker)].run].copies == parts[Int(makers[allocation])].copies
  }

  /// Whether both are of like layers, the first of them next to the one that stands for others or that
  /// itself, and the second the one before it.
  private func isBehind(_ part: Int32, _ before: Int32) -> Bool {
    if part < 0 || before < 0 { return false }
    let (here, there) = (neighbours[Int(part)], neighbours[Int(before)])
    return here.run >= 0 && here.run == there.run && here.distance == there.distance + 1
  }

  /// Its place among what its part makes.
  private func place(of allocation: Int) -> Int {
    allocation - parts[Int(makers[allocation])].allocations.lowerBound
  }
}

// Drawing.
extension Expansion {
  private mutating func draw() {
    whole = Record(
      events: parts.reduce(0) { $0 + max(1, $1.copies) * $1.events.count },
      allocations: parts.reduce(0) { $0 + max(1, $1.copies) * $1.allocations.count })
    whole.modules = record.modules
    for index in parts.indices {
      let part = parts[index]
      switch part.kind {
      case .phase(let phase): whole.mark(.phase(phase))
      case .outside: drawOutside(part)
      case .layer(1): draw(index, nil)
      case .layer: drawCopies(of: index)
      }
    }
  }

  /// From one to the next of those between the first and the last, what they give back moves on by as much.
  private mutating func drawCopies(of index: Int) {
    let (part, last) = (parts[index], parts[index].copies - 1)
    runs[neighbours[index].run].first = Int32(whole.allocations)
    func layer(_ copy: Int) -> Int { part.isBackward ? last - copy : copy }
    draw(index, layer(0))
    if last > 1 {
      var steps: [(place: Int32, stride: Int32)] = []
      for event in part.events {
        let entry = record.events[event]
        guard entry < 0 && entry != .min else { continue }
        let place = place(of: Int(-1 - entry), from: index, layer(1))
        let next = last > 2 ? self.place(of: Int(-1 - entry), from: index, layer(2)) : place
        steps.append((place, next - place))
      }
      for copy in 1..<last { drawCopy(Int32(copy - 1), of: part, steps) }
    }
    draw(index, layer(last))
  }

  /// - Parameter steps: what the first gives back, and how far that is from what the next does.
  private mutating func drawCopy(
    _ copy: Int32, of part: Record.Part, _ steps: [(place: Int32, stride: Int32)]
  ) {
    var (allocation, release) = (part.allocations.lowerBound, 0)
    whole.mark(.enter(copies: 1))
    for event in part.events {
      let entry = record.events[event]
      if entry >= 0 {
        _ = whole.allocate(entry, record.labels[allocation])
        allocation += 1
      } else if entry == .min {
        whole.emptyCache()
      } else {
        whole.release(steps[release].place + copy * steps[release].stride)
        release += 1
      }
    }
    whole.mark(.leave(copies: 1))
  }

  /// - Parameter layer: which of those that it stands for; nil where it stands for itself.
  private mutating func draw(_ index: Int, _ layer: Int?) {
    var allocation = parts[index].allocations.lowerBound
    whole.mark(.enter(copies: 1))
    for event in parts[index].events {
      let entry = record.events[event]
      if entry >= 0 {
        make(entry, allocation)
        allocation += 1
      } else if entry == .min {
        whole.emptyCache()
      } else {
        whole.release(place(of: Int(-1 - entry), from: index, layer))
      }
    }
    whole.mark(.leave(copies: 1))
  }

  private mutating func make(_ size: Int32, _ allocation: Int) {
    let place = whole.allocate(size, record.labels[allocation])
    if allocation == moved.count { moved.append(place) }
  }

  /// Where what a layer gives back is in the whole record.
  private func place(of allocation: Int, from part: Int, _ layer: Int?) -> Int32 {
    let (here, there) = (neighbours[part], neighbours[Int(makers[allocation])])
    let step = there.distance - here.distance
    if here.run < 0 || there.run < 0 || abs(step) > 1 { return moved[allocation] }
    let run = runs[there.run]
    let other = (layer ?? (here.distance < 0 ? here.distance : run.copies)) + step
    guard 0..<run.copies ~= other else { return moved[allocation] }
    return place(place(of: allocation), of: other, in: run)
  }

  /// Where the n-th allocation is of one of the layers that one stands for.
  private func place(_ allocation: Int, of layer: Int, in run: Run) -> Int32 {
    let part = parts[run.part]
    let copy = part.isBackward ? run.copies - 1 - layer : layer
    return run.first + Int32(copy * part.allocations.count + allocation)
  }

  /// Outside of the layers one release gives back that of all layers.
  private mutating func drawOutside(_ part: Record.Part) {
    var allocation = part.allocations.lowerBound
    var event = part.events.lowerBound
    while event < part.events.upperBound {
      let entry = record.events[event]
      if entry >= 0 {
        make(entry, allocation)
        allocation += 1
      } else if entry == .min {
        whole.emptyCache()
      } else {
        let released = releases(from: event, to: part.events.upperBound)
        if released.isEmpty {
          whole.release(moved[Int(-1 - entry)])
        } else {
          giveBack(released, isDescending: event > part.events.lowerBound && isLast(event - 1))
          event = released.upperBound - 1
        }
      }
      event += 1
    }
  }

  /// The releases that follow each other from an event on of what layers make that stand for as many.
  private func releases(from first: Int, to end: Int) -> Range<Int> {
    let copies = maker(givenBackBy: first).map { parts[$0].copies } ?? 1
    var last = first
    while copies > 1, last < end, let maker = maker(givenBackBy: last),
      parts[maker].copies == copies
    {
      last += 1
    }
    return first..<last
  }

  /// Layer by layer, in the order in which those beside them are given back.
  private mutating func giveBack(_ events: Range<Int>, isDescending: Bool) {
    let copies = maker(givenBackBy: events.lowerBound).map { parts[$0].copies } ?? 1
    for copy in 0..<copies {
      for event in events {
        let allocation = Int(-1 - record.events[event])
        let run = runs[neighbours[Int(makers[allocation])].run]
        let layer = isDescending ? copies - 1 - copy : copy
        whole.release(place(place(of: allocation), of: layer, in: run))
      }
    }
  }

  /// Whether it gives back what the layer behind the one that stands for others has made.
  private func isLast(_ event: Int) -> Bool {
    maker(givenBackBy: event).map { neighbours[$0].distance == 1 } ?? false
  }

  /// The part that made what is given back; nil for an event that is no release.
  private func maker(givenBackBy event: Int) -> Int? {
    let entry = record.events[event]
    return entry >= 0 || entry == .min ? nil : Int(makers[Int(-1 - entry)])
  }
}
