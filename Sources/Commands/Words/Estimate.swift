import Language
import MemoryModel

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
    let (setup, model) = (try trainingSetup(at: place), try model(at: place))
    do throws(Refusal) {
      return EstimateValue(
        try MemoryModel.estimate(setup), setup: setup, model: model, card: card)
    } catch {
      throw error.fault(at: place)
    }
  }
}
