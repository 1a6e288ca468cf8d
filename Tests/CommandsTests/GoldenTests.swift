import Render
import Support
import Testing

/// What people see, as it was looked at once. `RECORD=1 swift test` renews.
@Suite struct GoldenTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let lines: String
    var width = 88
    var format = Format.text

    var testDescription: String { name }
  }

  private static let setup = "model = llama8b; method = qlora(r: 16)\n"

  static let cases: [Case] = [
    Case(name: "estimate", lines: setup + "estimate"),
    Case(name: "estimate-card", lines: setup + "gpu = rtx3060; estimate"),
    Case(name: "estimate-full", lines: "model = qwen3_8b; method = full; estimate"),
    Case(name: "estimate-narrow", lines: setup + "gpu = rtx4090; estimate", width: 48),
    Case(name: "estimate-decimal", lines: setup + "units = GB; estimate"),
    Case(name: "estimate-notes", lines: setup + "gpu = t4; attention = eager; estimate"),
    Case(name: "estimate-csv", lines: setup + "estimate", format: .csv),
    Case(name: "estimate-json", lines: setup + "estimate", format: .json),
    Case(name: "estimate-markdown", lines: setup + "estimate", format: .markdown),
    Case(
      name: "fits",
      lines: setup + "fits(rtx3060); fits(rtx4090, seq: 8K); fits(rtx3060, seq: 8K)"
        + "\nfits(m3_max_64gb, framework: transformers); fits(2 * rtx3090)"),
    Case(name: "timeline", lines: setup + "gpu = rtx3060; timeline"),
    Case(name: "timeline-full", lines: "model = llama1b; method = full; gpu = rtx4090; timeline"),
    Case(
      name: "timeline-narrow", lines: setup + "gpu = rtx4090; timeline(checkpointing: off)",
      width: 40),
    Case(name: "timeline-layer", lines: setup + "timeline(layer: 12)"),
    Case(
      name: "timeline-csv", lines: "model = gpt2; method = lora(); timeline(layer: 3)", format: .csv
    ),
    Case(
      name: "timeline-markdown", lines: "model = gpt2; method = lora(); timeline(layer: 3)",
      format: .markdown),
    Case(name: "sweep", lines: setup + "gpu = rtx4090; sweep(batch, 1...8)"),
    Case(name: "sweep-narrow", lines: setup + "gpu = rtx4090; sweep(batch, 1...8)", width: 40),
    Case(
      name: "sweep-two",
      lines: setup
        + "sweep(seq, 1K...4K by *2, loss, [standard, fused], estimate.total, estimate.logits)"
    ),
    Case(
      name: "tables",
      lines: "where(gpus, memory >= 80 GiB and year >= 2023) | sort(price) | first(4)\n"
        + "models | where(parameters < 1B) | select(name, parameters / layers)\n"
        + "sweep(hours, 1...3, hours * $0.44/hour * 1 hour, hours * 1 hour)"),
    Case(
      name: "several",
      lines: setup + "fits([rtx3060, rtx4090], seq: 8K)\nestimate(batch: [1, 2, 4])"
        + "\nestimate(method: methods.method, batch: [1, 4])"),
    Case(name: "several-json", lines: setup + "fits([rtx3060, a100])", format: .json),
    Case(
      name: "what-if",
      lines: setup + "plan = scenario(batch: 4, method: lora()); plan\n"
        + "compare(plan, plan with (method: qlora()))\nllama8b with (layers: 16)\n"
        + "rtx4090 with (usable: 20 GiB)"),
    Case(name: "scenario-json", lines: setup + "scenario(seq: 4K)", format: .json),
    Case(
      name: "largest-faults",
      lines: setup + "largest(batch, estimate.total < 4 GiB)", width: 88),
    Case(name: "largest-fits-nothing", lines: setup + "largest(batch, fits(rtx3060, seq: 64K))"),
    Case(name: "help-largest", lines: "help largest; help where"),
    Case(name: "explain", lines: setup + "explain"),
    Case(name: "explain-part", lines: setup + "explain(estimate.logits)"),
    Case(name: "explain-depth", lines: setup + "explain(estimate.activations, depth: 3)"),
    Case(name: "explain-narrow", lines: setup + "explain", width: 40),
    Case(
      name: "explain-reasons",
      lines: setup + "explain(fits(rtx3060, batch: 8))\nexplain(rtx4090.usable)\n"
        + "explain(estimate.needed)\nexplain(estimate.allocator)\nexplain(rule_of_thumb)",
      width: 80),
    Case(
      name: "explain-difference",
      lines: setup
        + "explain(estimate - estimate(batch: 4, method: lora(r: 8)))\n"
        + "explain(scenario(loss: fused) - estimate)\nexplain(estimate - estimate)", width: 80),
    Case(name: "explain-json", lines: setup + "explain(estimate.logits)", format: .json),
    Case(
      name: "parameters",
      lines: "parameters(llama8b)\nparameters(qwen3_30b_a3b)\nexplain(parameters(llama8b).norms)"),
    Case(
      name: "parameters-json", lines: "parameters(gpt2)\nexplain(parameters(gpt2).embedding)",
      format: .json),
    Case(name: "setup", lines: setup + "setup"),
    Case(name: "help", lines: "help"),
    Case(name: "help-word", lines: "help sweep; help qlora"),
    Case(name: "help-slot", lines: "help optimizer; help batch"),
    Case(name: "help-catalog", lines: "help llama8b; help rtx4090; help GiB"),
    Case(name: "models", lines: "models"),
    Case(
      name: "models-family", lines: "models | where(family == \"qwen3\") | sort(parameters)",
      width: 80),
    Case(
      name: "gpus-vendor",
      lines: "where(gpus, vendor == \"AMD\") | sort(memory)\nsort(gpus, year) | first(2)", width: 80
    ),
    Case(name: "model", lines: "llama8b\nrtx4090\n2 * rtx3090"),
    Case(
      name: "record", lines: "gpus[0]\nmodels[0]\n{ memory: 24 GiB, price: $0.40/hour }", width: 48),
    Case(name: "record-json", lines: "gpus[0]", format: .json),
    Case(name: "record-csv", lines: "gpus[0]", format: .csv),
    Case(
      name: "images",
      lines: "model = gemma3_4b; model\nestimate(image_tokens: 256)\nestimate(image_tokens: 4K)"),
  ]

  @Test(arguments: cases)
  func looksAsItDid(_ test: Case) {
    let conversation = Conversation(format: test.format, width: test.width)
    let problem = Golden.difference(conversation.say(test.lines), file: test.name + ".txt")
    #expect(problem == nil, "\(problem ?? "")")
  }
}
