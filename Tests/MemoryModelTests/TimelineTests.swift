import MemoryModel
import Step
import Testing

/// What the readers of one run say is the same.
@Suite struct TimelineTests {
  private static let rows = Traced.steps + Traced.further
  /// Of each table several, of all families.
  private static let sample = stride(from: 0, to: rows.count, by: 5).map { rows[$0] }

  @Test func itIsOfEveryKind() {
    let setups = Self.sample.map(\.setup)
    #expect(Set(setups.map(\.architecture.family)).count > 40)
    #expect(setups.contains { $0.method == .full } && setups.contains { $0.checkpointing == .off })
    #expect(setups.contains { $0.method.quantization != nil })
  }

  @Test func itsFullestMomentIsThePeak() throws {
    for traced in Self.sample {
      let estimate = try estimate(traced.setup)
      let timeline = estimate.timeline
      let peak = timeline.moments[try #require(timeline.peak)]
      #expect(peak.allocated == estimate.allocated, "\(traced)")
      #expect(peak.scene.phase == estimate.phase, "\(traced)")
      for part in Timeline.parts { #expect(peak[part] == estimate[part], "\(traced): \(part)") }
      let lines = estimate.ledger.lines.filter { Timeline.parts.contains($0.part) }
      #expect(lines.reduce(0) { $0 + $1.bytes } == estimate.allocated, "\(traced)")
    }
  }

  @Test func itsPhasesHaveTheirPeaks() throws {
    for traced in Self.sample {
      let estimate = try estimate(traced.setup)
      for phase in Phase.allCases where phase != .forward {
        #expect(estimate.timeline[phase] == estimate[phase], "\(traced): \(phase)")
      }
      // Biases beside 4-bit weights are converted in the first forward, when there are no states; an
      // estimate knows one step alone.
      let converts = traced.setup.method.quantization != nil
      let more = estimate[.forward] - estimate.timeline[.forward]
      #expect(more == 0 || converts && (0...16384).contains(more), "\(traced): \(more)")
    }
  }

  /// The allocator gives rests of blocks with what comes and goes in layers, which are in no sum, and
  /// none where a segment of its own is found cut already.
  @Test func theAllocatorGivesAboutAsMuch() throws {
    let shares = try Self.sample.map { traced in
      let program = try Training.record(traced.setup, folded: false)
      return Double(Replay(program).allocated) / Double(try estimate(traced.setup).allocated) - 1
    }
    #expect(TracedTests.quantile(shares, 0.5) <= 0.0001)
    #expect(TracedTests.quantile(shares, 0.95) <= 0.006)
    #expect(TracedTests.quantile(shares, 1) <= 0.015)
  }

  @Test func nothingIsBelowZero() throws {
    let rows = Self.rows.filter { if case .every = $0.setup.checkpointing { true } else { false } }
    #expect(rows.count >= 5)
    for traced in rows {
      let estimate = try estimate(traced.setup)
      let timeline = estimate.timeline
      let peak = timeline.moments[try #require(timeline.peak)]
      for part in Timeline.parts { #expect(peak[part] == estimate[part], "\(traced): \(part)") }
      #expect(timeline.moments.allSatisfy { $0.bytes.allSatisfy { $0 >= 0 } }, "\(traced)")
    }
  }

  @Test func layersAreUnfolded() throws {
    let setup = Setup(architecture: EstimateTests.llama)
    let timeline = try estimate(setup).timeline
    for phase in [Phase.load, .forward, .backward] {
      let layers = timeline.moments.filter { $0.scene.phase == phase }.compactMap(\.scene.layer)
      #expect(Set(layers) == Set(0..<32), "\(phase)")
    }
    #expect(timeline.moments.map(\.scene.step) == timeline.moments.map(\.scene.step).sorted())
    #expect(timeline.moments.contains { $0.scene.isRecomputing })
  }

  @Test func statesComeWithTheFirstStep() throws {
    let setup = Setup(architecture: EstimateTests.llama)
    let moments = try estimate(setup).timeline.moments
    let without = moments.prefix { $0.scene.step < 2 && $0.scene.phase != .step }
    #expect(without.allSatisfy { $0[.optimizer] == 0 })
    #expect(moments.drop { $0.scene.step < 2 }.allSatisfy { $0[.optimizer] > 0 })
  }

  /// A layer that is looked into is as full as it is among the others.
  @Test func aLayerIsTheSameFromInside() throws {
    for checkpointing in [Checkpointing.on, .off, .reentrant] {
      var setup = Setup(architecture: EstimateTests.llama)
      (setup.checkpointing, setup.accumulation) = (checkpointing, 2)
      let estimate = try estimate(setup)
      for layer in [0, 12, 31] {
        let own = estimate.timeline.moments.filter {
          $0.scene.layer == layer && $0.scene.step == 2 && $0.scene.microBatch == 2
            && $0.scene.phase != .step
        }
        let inside = estimate.timeline(inside: layer)
        for phase in [Phase.forward, .backward] {
          let most = own.filter { $0.scene.phase == phase }.map(\.allocated).max()
          #expect(most != nil && inside[phase] == most, "\(checkpointing), layer \(layer)")
        }
        #expect(inside.moments.contains { $0.module == "self_attn.q_proj" })
        #expect(inside.moments.contains { $0.scene.isRecomputing } == (checkpointing != .off))
      }
    }
  }
}
