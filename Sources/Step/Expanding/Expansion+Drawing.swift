// Drawing the record of all layers.
extension Expansion {
  mutating func draw() {
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
    var section = firstSection(from: record.events.count)
    beginSections(from: &section, upTo: record.events.count, 0)
  }

  /// The first section that begins at an event, or behind it.
  private func firstSection(from event: Int) -> Int {
    var (low, high) = (0, record.sections.count)
    while low < high {
      let middle = (low + high) / 2
      if record.sections[middle].event < event { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Begins the sections up to an event; those of layers so many further on.
  private mutating func beginSections(
    from section: inout Int, upTo event: Int, _ layers: Int
  ) {
    while section < record.sections.count, record.sections[section].event <= event {
      let (layer, isRecomputing) = (
        record.sections[section].layer, record.sections[section].isRecomputing
      )
      whole.beginSection(
        layer: layer < 0 ? layer : layer + Int32(layers), recomputing: isRecomputing)
      section += 1
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
      for copy in 1..<last { drawCopy(Int32(copy - 1), layer(copy), of: part, steps) }
    }
    draw(index, layer(last))
  }

  /// - Parameter steps: what the first gives back, and how far that is from what the next does.
  private mutating func drawCopy(
    _ copy: Int32, _ layer: Int, of part: Record.Part, _ steps: [(place: Int32, stride: Int32)]
  ) {
    var (allocation, release) = (part.allocations.lowerBound, 0)
    var section = firstSection(from: part.events.lowerBound)
    whole.mark(.enter(copies: 1))
    for event in part.events {
      let entry = record.events[event]
      beginSections(from: &section, upTo: event, layer)
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
    var section = firstSection(from: parts[index].events.lowerBound)
    whole.mark(.enter(copies: 1))
    for event in parts[index].events {
      let entry = record.events[event]
      beginSections(from: &section, upTo: event, layer ?? 0)
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
    var section = firstSection(from: event)
    while event < part.events.upperBound {
      let entry = record.events[event]
      beginSections(from: &section, upTo: event, 0)
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
