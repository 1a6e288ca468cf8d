import Catalog
import Language
import Testing

@Suite struct ParametersTests {
  /// Every line of every model's derivation, pasted back, gives its count; together they are the
  /// published count.
  @Test(arguments: Catalog.names(of: .model).filter { $0.aliasOf == nil })
  func theDerivationGivesTheCount(_ name: Catalog.Name) throws {
    let conversation = Conversation()
    let value = conversation.value("explain(parameters(\(name.name)))")
    guard case .entity(let explanation) = value,
      case .entity(let lines as Table) = explanation.field("lines")
    else {
      Issue.record("no explanation")
      return
    }
    var total = 0.0
    for row in lines.rows {
      guard case .text(let expression) = row[3] else { continue }
      let count = try #require(row[2].quantity?.number)
      #expect(conversation.number(expression) == count, "\(expression)")
      total += count
    }
    #expect(total == conversation.number("\(name.name).parameters"))
    #expect(total == conversation.number("parameters(\(name.name)).total"))
    #expect(total == conversation.number("sum(parameters(\(name.name)).tensors.parameters)"))
  }

  @Test func theSetupsModelIsMeantWhereNoneIsGiven() {
    let conversation = Conversation()
    #expect(conversation.say("parameters").contains("There is no model yet"))
    _ = conversation.say("model = llama8b")
    #expect(conversation.say("parameters == parameters(llama8b)") == "true\n")
    #expect(conversation.number("parameters.embedding") == 525_336_576)
    #expect(conversation.number("parameters.experts") == 0)
    #expect(conversation.say("\"{parameters}\"") == "8_030_261_248\n")
  }

  /// The word, a column, a field and an argument of one name live together.
  @Test func theNameClashesWithNothing() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    #expect(
      conversation.number("count(where(models, parameters < 10B))")
        == conversation.number("count(models | where(parameters < 8.5B or parameters < 10B))"))
    #expect(conversation.say("(models | sort(parameters))[0].name") == "pythia_70m\n")
    #expect(conversation.say("llama8b.parameters == parameters.total") == "true\n")
    #expect(conversation.say("estimate.parameters == parameters.total") == "true\n")
    #expect(conversation.say("f(parameters) = parameters * 2; f(4)") == "8\n")
  }

  @Test func expertsAreCountedApart() {
    let conversation = Conversation()
    let names = "class == \"experts\""
    #expect(
      conversation.number("sum(where(parameters(qwen3_30b_a3b).tensors, \(names)).parameters)")
        == conversation.number("parameters(qwen3_30b_a3b).experts"))
    #expect(
      conversation.say("where(parameters(qwen3_30b_a3b).tensors, name == \"mlp.gate\")[0].shape")
        == "128 × 2048\n")
    #expect(conversation.number("parameters(gemma4_26b_a4b_text).mlp") ?? 0 > 0)
    #expect(conversation.number("parameters(gemma4_26b_a4b_text).experts") ?? 0 > 0)
  }

  @Test func whatIsNeitherAnEstimateNorACountIsNotExplained() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    #expect(conversation.say("explain(3)").contains("I explain estimates, counts of parameters"))
    #expect(conversation.say("explain(parameters.tensors)").contains("this is something else"))
    #expect(conversation.say("explain(estimate.phase)").contains("is not a sum of memory"))
    #expect(
      conversation.say("explain(llama8b.parameters).lines")
        == conversation.say("explain(parameters).lines"))
  }
}
