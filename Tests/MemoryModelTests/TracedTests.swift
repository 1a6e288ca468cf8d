import MemoryModel
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
    #expect(Traced.all.count == 266)
  }

  @Test(arguments: ["full", "lora", "qlora"])
  func errorsStaySmall(method: String) throws {
    let cases = Traced.all.filter { "\($0.setup.method)".hasPrefix(method) }
    let errors = try Self.errors(cases)
    #expect(cases.count >= 50)
    #expect(Self.quantile(errors, 0.5) <= 0.001)
    #expect(Self.quantile(errors, 0.95) <= 0.005)
    #expect(Self.quantile(errors, 1) <= 0.02)
    #expect(abs(errors.reduce(0, +) / Double(errors.count)) <= 0.002)
  }

  @Test(arguments: Set(Traced.all.map(\.setup.architecture.family)))
  func errorsStaySmall(family: Architecture.Family) throws {
    let errors = try Self.errors(Traced.all.filter { $0.setup.architecture.family == family })
    #expect(Self.quantile(errors, 0.5) <= 0.002)
    #expect(Self.quantile(errors, 1) <= 0.02)
  }

  @Test(arguments: Traced.all)
  func countsAreEqual(traced: Traced) throws {
    let estimate = try estimate(traced.setup)
    #expect(estimate.parameters == traced.parameters)
    #expect(estimate.trainable == traced.trainable)
  }

  @Test func theTracedPhaseIsNamed() throws {
    let right = try Traced.all.filter { try estimate($0.setup).phase == $0.phase }
    #expect(right.count * 100 >= Traced.all.count * 98)
  }

  @Test func reservedIsCloseEnough() throws {
    let errors = try Traced.all.map { traced in
      let guess = try estimate(traced.setup).reserved
      return Double(guess - traced.reserved) / Double(traced.reserved)
    }
    #expect(Self.quantile(errors, 0.5) <= 0.03)
    #expect(Self.quantile(errors, 0.95) <= 0.08)
  }
}
