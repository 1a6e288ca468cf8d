import Language
import MemoryModel
import Testing

@testable import Commands

/// An explanation cannot disagree with its number: pasted at the prompt, each line gives it again.
@Suite struct ExplanationTests {
  private static let setups: [String] = {
    let models = ["llama8b", "qwen2_5_7b", "qwen3_8b", "mistral_7b_v0_3", "llama3_2_1b"]
    let methods = [
      "full", "lora(r: 8, targets: attention)", "qlora(r: 16)",
      "qlora(r: 64, upcast: on, double_quant: off, dropout: 0.05)", "lora(dtype: bf16)",
      "lora(save: [embed_tokens, lm_head])", "qlora(upcast: on, save: [lm_head])",
    ]
    let rest = [
      "", "batch: 3, seq: 1000", "checkpointing: off, precision: bf16",
      "loss: fused, optimizer: adamw_8bit", "padding: on, precision: fp32_amp, accumulation: 4",
      "attention: eager, optimizer: adafactor", "optimizer: adamw_torch, loss: chunked(7), clip: 0",
    ]
    // Every method with every rest, the models in turn.
    return methods.enumerated().flatMap { i, method in
      rest.enumerated().map { j, more in
        "model: \(models[(i + j) % models.count]), method: \(method)"
          + (more.isEmpty ? "" : ", " + more)
      }
    }
  }()

  @Test(arguments: setups)
  func pastedBackALineGivesItsNumber(_ setup: String) throws {
    let conversation = Conversation()
    let value = conversation.value("explain(estimate(\(setup)))")
    guard case .entity(let explanation) = value,
      case .entity(let lines as Table) = explanation.field("lines")
    else {
      Issue.record("no explanation of \(setup): \(conversation.say("explain(estimate(\(setup)))"))")
      return
    }
    var sums: [String: Double] = [:]
    for row in lines.rows {
      guard case .text(let part) = row[0], case .text(let expression) = row[3] else { continue }
      let bytes = try #require(row[2].quantity?.number)
      #expect(conversation.number(expression) == bytes, "\(part): \(expression)")
      sums[part, default: 0] += bytes
    }
    for (part, sum) in sums {
      #expect(conversation.number("estimate(\(setup)).\(part)") == sum, "\(part)")
    }
    let total = conversation.number("estimate(\(setup)).total")
    #expect(total == sums.values.reduce(0, +))
  }

  /// How the setup stands, and what is asked of it: the setup itself, and others than it, whose
  /// names are numbers here.
  private static let standing: [(setup: String, question: String)] = {
    let models = [
      "llama8b", "gemma3_4b", "qwen3_30b_a3b", "gemma4_31b", "deepseek_v3",
      "gemma3n_e4b; method = lora; checkpointing = off",
      "qwen3_next_80b_a3b", "llama3_2_11b_vision", "gpt_oss_20b", "falcon_h1_7b", "gpt2",
    ]
    let rest = ["", "; batch = 3; seq = 1000", "; checkpointing = off; accumulation = 2"]
    let questions = [
      "estimate", "estimate(batch: 4)", "estimate(model: qwen2_5_7b, seq: 777)",
      "estimate(method: lora(r: 8, targets: attention))", "estimate(loss: fused)",
    ]
    return models.enumerated().flatMap { i, model in
      questions.enumerated().map { j, question in
        ("model = \(model)" + rest[(i + j) % rest.count], question)
      }
    }
  }()

  /// Each spelling of each line, by names and by numbers, is typed and gives what the line says.
  @Test(arguments: standing)
  func bothSpellingsGiveTheirNumber(_ setup: String, _ question: String) throws {
    let conversation = Conversation()
    _ = conversation.say(setup)
    for asked in [question, "parameters"] {
      let value = conversation.value("explain(\(asked))")
      guard case .entity(let explanation as ExplanationValue) = value else {
        Issue.record("no explanation of \(asked): \(conversation.say("explain(\(asked))"))")
        continue
      }
      #expect(!explanation.lines.isEmpty)
      for line in explanation.lines + explanation.summary {
        for expression in [line.names, line.numbers] {
          #expect(
            conversation.number(expression) == Double(line.amount), "\(line.name): \(expression)")
        }
      }
    }
  }

  @Test func namesAreThoseThatTheSetupGives() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    let names = { (question: String) -> String? in
      guard case .entity(let explanation as ExplanationValue) = conversation.value(question) else {
        return nil
      }
      return explanation.lines.first?.names
    }
    #expect(names("explain(estimate.logits)") == "batch * seq * model.vocab * 4 bytes")
    #expect(names("explain(estimate(batch: 4).logits)") == "4 * seq * model.vocab * 4 bytes")
    #expect(
      names("explain(estimate(model: qwen3_8b, seq: 4K).logits)")
        == "batch * 4096 * qwen3_8b.vocab * 4 bytes")
    _ = conversation.say("q = qwen3_8b")
    // A name that the user has given to something else is not the catalog's.
    #expect(
      names("qwen3_8b = llama8b; explain(estimate(model: q, seq: 4K).logits)")
        == "batch * 4096 * 151_936 * 4 bytes")
    #expect(names("explain(parameters.head)") == "model.hidden * model.vocab")
    _ = conversation.say("batch = 4")
    #expect(names("explain(estimate.logits)") == "batch * seq * model.vocab * 4 bytes")
  }

  /// What is told in short is the whole all the same, part by part.
  @Test(arguments: standing)
  func theSummaryHasAllThatTheLinesHave(_ setup: String, _ question: String) throws {
    let conversation = Conversation()
    _ = conversation.say("\(setup); answer = \(question)")
    for asked in ["answer"] + Part.ofTraining.map({ "answer.\($0.rawValue)" }) {
      guard case .entity(let value as ExplanationValue) = conversation.value("explain(\(asked))")
      else {
        Issue.record("no explanation of \(asked)")
        continue
      }
      for part in Part.ofTraining.map(\.rawValue) {
        let sums = [value.lines, value.summary].map { lines in
          lines.reduce(0) { $0 + ($1.part == part ? $1.amount : 0) }
        }
        #expect(sums[0] == sums[1], "\(part)")
      }
      #expect(value.amount == value.lines.reduce(0) { $0 + $1.amount })
      #expect(Set(value.summary.map { $0.part + $0.name }).count == value.summary.count, "\(asked)")
    }
  }

  /// It goes on one screen, and on a narrow one each expression reads on over the ends of its lines.
  @Test(arguments: standing)
  func whatIsShownIsShortAndPastesBack(_ setup: String, _ question: String) throws {
    for width in [80, 40] {
      let conversation = Conversation(width: width)
      _ = conversation.say(setup)
      let shown = conversation.say("explain(\(question))")
      let lines = shown.split(separator: "\n")
      #expect(width == 40 || lines.count <= 36, "\(shown)")
      #expect(lines.allSatisfy { $0.count <= width }, "\(shown)")
      var expressions: [[Substring]] = []
      var isOpen = false
      for line in lines {
        let isTitle = line.contains("iB  ") || line.contains(" bytes  ")
        if line.hasPrefix("    = ") {
          expressions.append([line.dropFirst(6)])
          isOpen = true
        } else if isOpen, line.hasPrefix("    "), !isTitle {
          expressions[expressions.count - 1].append(line)
        } else {
          isOpen = false
        }
      }
      #expect(!expressions.isEmpty)
      for pasted in expressions.map({ $0.joined(separator: "\n") }) {
        // A line that ended too soon would be a statement of its own.
        guard case .done = conversation.session.run(Source("pasted = (\n\(pasted)\n)")) else {
          Issue.record("\(pasted)")
          continue
        }
        #expect(conversation.number("pasted") == conversation.number(pasted), "\(pasted)")
      }
    }
  }

  @Test func itGoesDeeperWhereThatIsAsked() {
    let conversation = Conversation(width: 80)
    _ = conversation.say("model = llama8b; method = qlora(r: 16)")
    let lengths = (1...3).map {
      conversation.say("explain(estimate, depth: \($0))").split(separator: "\n").count
    }
    #expect(lengths[0] < lengths[1] && lengths[1] < lengths[2])
    #expect(conversation.say("explain(estimate)").contains("explain(estimate, depth: 2)"))
    #expect(
      conversation.say("explain(estimate.logits)")
        == conversation.say("explain(estimate.logits, depth: 1)"))
    #expect(conversation.say("explain(estimate, depth: 4)").contains("1 to 3"))
    #expect(conversation.say("explain(estimate, depth: 2)").contains("weights: mlp.gate_proj"))
    #expect(conversation.say("explain(depth: 3)").contains("torch 2.15 utils/checkpoint.py"))
  }
}
