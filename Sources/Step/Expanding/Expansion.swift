/// The record of all layers, drawn from that of a few: what two neighbours among like layers do alike is
/// copied for those that follow them.
///
/// A layer that stands for like ones has two before it and one behind it that are recorded too. It is held
/// against the one before it, event by event: a release is alike where it gives back what a layer has
/// made that is as far away.
struct Expansion {
  let record: Record
  let parts: [Record.Part]
  /// By part: the layers that it is one of, and how far it is from the one that stands for others.
  var neighbours: [Neighbour]
  var runs: [Run] = []
  /// By allocation: the part that makes it.
  private(set) var makers = Pile<Int32>(capacity: 8192)
  /// By allocation: the part that gives it back; below zero where it stays.
  private var takers = Pile<Int32>(capacity: 8192)
  /// By allocation: its place in the whole record, of those that are made once.
  var moved = Pile<Int32>(capacity: 8192)
  var whole = Record(events: 1, allocations: 1)

  struct Neighbour {
    var run = -1
    var distance = 0
  }

  /// Like layers in one part of the step.
  struct Run {
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
  func place(of allocation: Int) -> Int {
    allocation - parts[Int(makers[allocation])].allocations.lowerBound
  }
}
