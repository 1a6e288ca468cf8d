import Language
import MemoryModel
import Step

extension Word {
  static let parameterCount = Word(
    "parameters", .questions, "how many parameters a model has, tensor by tensor",
    [Parameter("model", .entity(ModelValue.kind), .optional, "a model; else the setup's")],
    examples: [
      Example("parameters(qwen3_0_6b)"),
      Example("parameters(llama8b).attention / llama8b.parameters"),
      Example("explain(parameters(llama8b).head)"),
    ],
    related: ["explain", "models", "transformer"]
  ) { (arguments, frame) throws(Fault) in
    if case .entity(let entity as ModelValue) = arguments["model"] {
      return .entity(ParametersValue(entity))
    }
    return .entity(ParametersValue(try frame.session.model(at: arguments.place)))
  }
}
