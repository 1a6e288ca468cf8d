import Import
import MemoryModel
import Step
import Support
import Testing

/// Holds what estimates say of their evidence against the evidence.
@Suite struct EvidenceTests {
  /// A circumstance that says it was traced has a step, and what a step had says so.
  @Test(arguments: Circumstance.allCases)
  func theTableIsThatOfTheSteps(circumstance: Circumstance) {
    let isTraced = (Traced.steps + Traced.smallest + Traced.further).contains {
      $0.setup.circumstances.contains(circumstance)
    }
    #expect(circumstance.isTraced == isTraced)
  }

  @Test func aSetupHasNoCircumstanceBesideThese() {
    let known = Set(Circumstance.allCases)
    for step in Traced.steps { #expect(known.isSuperset(of: step.setup.circumstances)) }
  }

  @Test func theRecordsAreThoseOfTheSteps() throws {
    let text = try RecordsText(Traced.steps + Traced.further, Measured.all).text
    let problem = Golden.difference(
      text, file: "Records+Text.swift", in: "../../Sources/MemoryModel/Evidence")
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test(arguments: Traced.steps)
  func aStepLiesWithinItsMargin(step: Traced) throws {
    let estimate = try estimate(step.setup)
    #expect(estimate.evidence.basis == .steps)
    #expect(estimate.evidence.untraced.isEmpty)
    let error = Double(estimate.allocated) / Double(step.allocated) - 1
    #expect(error.magnitude <= estimate.evidence.margin)
  }

  /// What the least margin is drawn from: a step left out lies within the worst of the others of its
  /// family and method, or within that.
  @Test func stepsLeftOutLieWithinTheOthers() throws {
    var groups: [String: [Double]] = [:]
    for step in Traced.steps {
      let key = "\(step.setup.architecture.family) \(step.setup.method.kind)"
      let error = Double(try estimate(step.setup).allocated) / Double(step.allocated) - 1
      groups[key, default: []].append(error.magnitude)
    }
    var (all, outside) = (0, 0)
    for errors in groups.values where errors.count > 1 {
      for index in errors.indices {
        var others = errors
        let left = others.remove(at: index)
        all += 1
        if left > max(Evidence.least, others.max() ?? 0) { outside += 1 }
      }
    }
    #expect(all > 600)
    #expect(outside * 100 <= all * 2)
  }

  /// An old framework goes by published runs where there are some, and else by its code.
  @Test func anOldFrameworkHasNoSteps() throws {
    var setup = Setup(architecture: EstimateTests.llama, method: .lora(Adapter()))
    setup.framework = .upTo48
    let runs = try estimate(setup)
    #expect(runs.evidence.basis == .runs)
    #expect(runs.evidence.words == "by published runs")
    #expect(runs.notes.contains { $0.contains("transformers_4_48 goes by published runs") })
    setup.framework = .upTo53
    let none = try estimate(setup)
    #expect(none.evidence.untraced == [.framework(.upTo53)])
    #expect(none.evidence.words == "beyond traced steps")
    #expect(none.notes.contains { $0.contains("goes by the code of its versions") })
    #expect(none.evidence.margin > runs.evidence.margin)
  }

  /// transformers raises on Gemma 3n in 4 bits, so that there is no such step.
  @Test func aFamilyWithoutStepsSaysSo() {
    let model = Architecture(
      of: .gemma3n, name: "Gemma 3n", hidden: 2048, layers: 30, heads: 8, kvHeads: 2, headDim: 256,
      intermediate: 8192, vocab: 262_400)
    let traced = Setup(architecture: model, method: .lora(Adapter()))
    let packed = Setup(architecture: model, method: .qlora(Adapter(), Quantization()))
    #expect(!Evidence(traced).untraced.contains(.untracedFamily))
    #expect(Evidence(packed).untraced == [.untracedFamily])
    #expect(Evidence(packed).words == "beyond traced steps")
    #expect(Evidence(packed).notes(on: packed).contains { $0.contains("no step of gemma3n") })
  }
}
