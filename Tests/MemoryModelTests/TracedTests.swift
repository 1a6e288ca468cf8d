import Import
import MemoryModel
import Step
import Testing

/// Holds the model against traced training steps.
@Suite struct TracedTests {
  /// Signed errors of `allocated`, as shares.
  static func errors(_ cases: [Traced]) throws -> [Double] {
    try cases.map { traced in
      let guess = try estimate(traced.setup).allocated
      return Double(guess - traced.allocated) / Double(traced.allocated)
    }
  }

  static func quantile(_ errors: [Double], _ share: Double) -> Double {
    let sizes = errors.map(abs).sorted()
    return sizes[min(sizes.count - 1, Int(share * Double(sizes.count)))]
  }

  @Test func theFixtureIsWhole() {
    #expect(Traced.all.count == 545)
    #expect(Traced.families.count == 247)
  }

  @Test(arguments: Method.Kind.allCases)
  func errorsStaySmall(method: Method.Kind) throws {
    let cases = Traced.all.filter { $0.setup.method.kind == method }
    let errors = try Self.errors(cases)
    #expect(cases.count >= 50)
    #expect(Self.quantile(errors, 0.5) <= 0.0001)
    #expect(Self.quantile(errors, 0.95) <= 0.0035)
    #expect(Self.quantile(errors, 1) <= 0.015)
    #expect(abs(errors.reduce(0, +) / Double(errors.count)) <= 0.0005)
  }

  @Test(arguments: Set(Traced.all.map(\.setup.architecture.family)))
  func errorsStaySmall(family: Architecture.Family) throws {
    let errors = try Self.errors(Traced.all.filter { $0.setup.architecture.family == family })
    // GPT-2 is so small that rests of blocks which come and go show.
    let isSmall = family == .gpt2
    #expect(Self.quantile(errors, 0.5) <= (isSmall ? 0.003 : 0.001))
    #expect(Self.quantile(errors, 1) <= (isSmall ? 0.015 : 0.01))
  }

  /// Liger has no patch for GPT-2: a fused loss of one's own calls the backbone past the `forward`
  /// that accelerate wraps, and autocast, which widens LayerNorm and `pow`, is not on.
  @Test func aFusedLossOfOnesOwnRunsOutsideAutocast() throws {
    let traced = try #require(
      Traced.all.first {
        $0.setup.architecture.family == .gpt2 && $0.setup.loss == .fused
          && $0.setup.precision == .bf16Amp
      })
    var outside = traced.setup
    outside.precision = .bf16
    #expect(try estimate(traced.setup).allocated == estimate(outside).allocated)
    #expect(try estimate(traced.setup).notes.contains { $0.contains("Liger has no kernel") })
    var whole = traced.setup
    whole.loss = .standard
    outside.loss = .standard
    #expect(try estimate(whole).allocated > estimate(outside).allocated)
  }

  @Test(arguments: Traced.steps)
  func countsAreEqual(traced: Traced) throws {
    let estimate = try estimate(traced.setup)
    #expect(estimate.parameters == traced.parameters)
    #expect(estimate.trainable == traced.trainable)
  }

  @Test func theTracedPhaseIsNamed() throws {
    let right = try Traced.all.filter { try estimate($0.setup).phase == $0.phase }
    #expect(right.count == Traced.all.count)
  }

  @Test func reservedIsCloseEnough() throws {
    let errors = try Traced.all.map { traced in
      let guess = try estimate(traced.setup).reserved
      return Double(guess - traced.reserved) / Double(traced.reserved)
    }
    #expect(Self.quantile(errors, 0.5) <= 0.0001)
    #expect(Self.quantile(errors, 0.95) <= 0.001)
  }

  /// Searches for the smallest device; four of these runs are of no other fixture.
  @Test func neededIsCloseToTheSmallestDevice() throws {
    #expect(Traced.smallest.count == 15)
    #expect(try Self.errors(Traced.smallest).allSatisfy { abs($0) < 0.01 })
    let errors = try Traced.smallest.map { traced in
      let estimate = try estimate(traced.setup)
      return Double(estimate.needed - estimate[.context] - traced.needed) / Double(traced.needed)
    }
    #expect(Self.quantile(errors, 0.5) <= 0.002)
    #expect(errors.allSatisfy { abs($0) < 0.005 })
  }
}
