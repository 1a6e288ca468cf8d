import MemoryModel
import Step
import Testing

/// Holds the step as a program against traced steps.
@Suite struct StepTests {
  static let traced = Traced.steps + Traced.further

  private struct Run {
    let allocated: Double
    let reserved: Double

    init(_ traced: Traced) throws {
      let program = try Training.record(traced.setup, folded: false)
      let replay = Replay(program)
      allocated = Double(replay.allocated) / Double(traced.allocated) - 1
      reserved = Double(replay.reserved) / Double(traced.reserved) - 1
    }
  }

  @Test func theTablesHaveTheirSteps() {
    #expect(Self.traced.count >= 2_500)
  }

  @Test func whatIsAllocatedAndReservedIsThatOfTheTrace() throws {
    let runs = try Self.traced.map(Run.init)
    let (allocated, reserved) = (runs.map(\.allocated), runs.map(\.reserved))
    #expect(TracedTests.quantile(allocated, 0.5) <= 0.00001)
    #expect(TracedTests.quantile(allocated, 0.95) <= 0.0001)
    #expect(TracedTests.quantile(allocated, 1) <= 0.001)
    #expect(TracedTests.quantile(reserved, 0.5) <= 0.0001)
    #expect(TracedTests.quantile(reserved, 0.95) <= 0.001)
    #expect(TracedTests.quantile(reserved, 1) <= 0.006)
  }

  /// A layer that stands for like ones, and one step with the states made before it, have the peak
  /// of all layers over two steps, to the byte.
  @Test(arguments: traced)
  func foldedIsUnfolded(traced: Traced) throws {
    func peak(folded: Bool, steps: Int) throws -> Double {
      Peak(try Training.record(traced.setup, folded: folded, steps: steps)).bytes
    }
    let whole = try peak(folded: false, steps: 2)
    #expect(try peak(folded: true, steps: 2) == whole)
    #expect(try peak(folded: true, steps: 1) == whole)
  }

  /// What blocks of all layers take beyond them is known of one layer for like ones.
  @Test(arguments: traced)
  func restsOfFoldedLayersAreThoseOfAll(traced: Traced) throws {
    func tails(folded: Bool) throws -> Tails {
      Tails(try Training.record(traced.setup, folded: folded, steps: 0))
    }
    #expect(try tails(folded: true) == tails(folded: false))
  }

  /// What is drawn from a few layers is what is recorded of all, event by event.
  @Test(arguments: traced)
  func expandedIsRecorded(traced: Traced) throws {
    let few = try Training.recordFewLayers(traced.setup)
    guard let expanded = few.expanded() else { return }
    #expect(expanded.isSame(as: try Training.record(traced.setup, folded: false)))
  }

  @Test func deepModelsAreDrawnFromAFewLayers() throws {
    let deep = Traced.steps.filter { $0.setup.architecture.layers >= 16 }
    let drawn = try deep.filter { try Training.recordFewLayers($0.setup).expanded() != nil }
    #expect(deep.count > 300 && drawn.count * 10 > deep.count * 9)
  }

  /// A record holds for other sizes, or says that it does not.
  @Test func aRecordIsEvaluatedAnew() throws {
    var held = 0
    for traced in Self.traced {
      var other = traced.setup
      (other.batch, other.seq) = (other.batch + 1, 1536)
      let program = try Training.record(other, folded: true)
      guard program.adapt(to: traced.setup) else { continue }
      held += 1
      let anew = try Training.record(traced.setup, folded: true)
      #expect(Peak(program).bytes == Peak(anew).bytes)
    }
    #expect(held * 3 > Self.traced.count)
  }

  /// All that is alive behind the last step was made to stay: weights, adapters, states.
  @Test(arguments: traced)
  func nothingIsLeftBehind(traced: Traced) throws {
    let left = try Training.record(traced.setup, folded: false).left
    #expect(left.isSubset(of: ["weight", "adapter", "state"]), "\(left)")
  }

  /// Blocks that no word of 64 bits orders: the logits of so many tokens take 500 GiB in fp32.
  @Test func thingsTooLargeForACardAreReplayed() throws {
    let llama = try #require(Traced.steps.first { $0.model == "Llama-3.1-8B" }?.setup)
    var setup = llama
    (setup.batch, setup.seq, setup.loss, setup.padding) = (128, 8192, .standard, false)
    let program = try Training.record(setup, folded: false)
    let replay = Replay(program)
    #expect(replay.allocated > 1 << 40)
    #expect(replay.reserved >= replay.allocated && replay.reserved < replay.allocated / 2 * 3)
    #expect(Double(replay.allocated) >= Peak(program).bytes)
  }

  /// Expandable segments leave less unused than those of a fixed size, and no block a rest.
  @Test func segmentsThatGrowTakeNoMore() throws {
    for traced in Traced.all.prefix(100) {
      let program = try Training.record(traced.setup, folded: false)
      var setup = traced.setup
      setup.allocator = AllocatorConfig(expandable: true)
      let fixed = Replay(program)
      #expect(program.adapt(to: setup))
      #expect(Replay(program).allocated <= fixed.allocated, "\(traced.model)")
    }
  }

  @Test func theSmallestCardIsFound() throws {
    let searched = (Traced.smallest + Traced.smallestExpandable)
    #expect(searched.count >= 28)
    for traced in searched {
      let program = try Training.record(traced.setup, folded: false)
      let needed = program.needed()
      #expect(abs(Double(needed) / Double(traced.needed) - 1) < 0.005, "\(traced.model)")
      #expect(Replay(program, limit: needed).survived, "\(traced.model)")
    }
  }

  /// A larger card is not always enough where a smaller one is: what is given back, and when, is another.
  @Test func itRunsOnTheCardsOnWhichItRan() throws {
    #expect(Traced.onCards.count == 4)
    for traced in Traced.onCards {
      let program = try Training.record(traced.setup, folded: false)
      for card in traced.runsOn {
        #expect(Replay(program, limit: card).survived, "\(traced.model) on \(card)")
      }
      for card in traced.failsOn {
        #expect(!Replay(program, limit: card).survived, "\(traced.model) on \(card)")
      }
    }
  }
}
