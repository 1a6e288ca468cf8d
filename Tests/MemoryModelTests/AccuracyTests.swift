import MemoryModel
import Support
import Testing

@Suite struct AccuracyTests {
  /// docs/accuracy.md says what the model does today.
  @Test func thePageIsTrue() {
    let problem = Golden.difference(
      AccuracyPage().text, file: "accuracy.md", in: "../../docs")
    #expect(problem == nil, "\(problem ?? "")")
  }

  /// What README promises: within 1 % of what PyTorch allocates, in 95 of 100 steps.
  @Test func theModelKeepsItsPromise() {
    let errors = Errors(Held.all.map(\.allocated))
    #expect(errors.count > 200)
    #expect(errors.median < 0.1)
    #expect(errors.high < 1)
    #expect(errors.worst < 3)
    #expect(errors.bias.magnitude < 0.1)
    let words = (Files.read(Files.root + "/README.md") ?? "").split { $0 == " " || $0 == "\n" }
    let families = Set(Traced.steps.map(\.setup.architecture.family)).count
    #expect(
      words.joined(separator: " ")
        .contains("Of the \(errors.count) traced training steps of \(families) families"))
  }

  /// The page would say nothing if the rule of thumb were as good.
  @Test func theRuleOfThumbIsFarOff() throws {
    let rule = Errors(Held.all.map(\.rule))
    #expect(rule.median > 20)
  }
}
