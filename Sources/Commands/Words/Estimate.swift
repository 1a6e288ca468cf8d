import Language
import MemoryModel
import Step

extension Word {
  static let estimate = Word(
    "estimate", .questions, "the memory of the setup, part by part",
    [.scenario], takesSetup: true,
    examples: [
      Example("model = llama8b; estimate"),
      Example("estimate(batch: 4, seq: 4K).total", "another setup for this one call"),
      Example("estimate.weights"),
    ],
    related: ["fits", "sweep", "explain", "setup"]
  ) { (arguments, frame) throws(Fault) in
    .entity(try frame.session.estimate(at: arguments.place))
  }
}

extension Session {
  /// The estimate of the setup as it is now.
  func estimate(at place: Place) throws(Fault) -> EstimateValue {
    let answer = try estimate(try trainingSetup(at: place), at: place)
    let value = EstimateValue(answer, model: try model(at: place), card: card, asked: setup)
    if isStrict { try permit(value.notes, at: place) }
    return value
  }

  /// The estimate of a setup in the terms of the memory model.
  func estimate(_ setup: Setup, at place: Place) throws(Fault) -> Estimate {
    do throws(Refusal) {
      return try Step.estimate(setup)
    } catch {
      throw error.fault(at: place)
    }
  }
}
