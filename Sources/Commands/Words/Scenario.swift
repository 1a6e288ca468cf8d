import Language

extension Word {
  static let scenario = Word(
    "scenario", .questions, "the setup as it is, put aside as a value; names given here differ",
    makes: ScenarioValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; plan = scenario(batch: 4, method: lora()); estimate(plan).total"),
      Example("compare(plan, plan with (method: qlora()))"),
      Example("fits(rtx4090, plan)"),
    ],
    related: ["use", "compare", "setup"]
  ) { (_, frame) throws(Fault) in .entity(ScenarioValue(frame.session.setup)) }

  static let use = Word(
    "use", .questions, "makes a scenario the setup",
    [Parameter("scenario", .entity(ScenarioValue.kind), .required, "what `scenario(…)` gave")],
    examples: [Example("use(scenario(model: llama8b, seq: 4K)); estimate.total")],
    related: ["scenario", "setup"]
  ) { (arguments, frame) throws(Fault) in
    guard case .entity(let entity as ScenarioValue) = arguments["scenario"] else {
      return .nothing
    }
    var setup = entity.values
    // Whoever looks at the figures goes on seeing them as before.
    for slot in SetupSlot.display { setup[slot.index] = frame.session.setup[slot.index] }
    frame.session.adopt(setup)
    return .nothing
  }
}

extension Parameter {
  /// For questions: what is asked of another setup than the present one.
  static let scenario = Parameter(
    "scenario", .entity(ScenarioValue.kind), .optional,
    "the setup that is asked about; else the present one")
}
