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
  private static let message =
    "CUDA out of memory. Tried to allocate 1.96 GiB. GPU 0 has a total capacity of 11.63 GiB of which 0.93 "
    + "GiB is free. Of the allocated memory 9.58 GiB is allocated by PyTorch, and 0.34 GiB is reserved by "
    + "PyTorch but unallocated."

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
    Case(
      name: "plot",
      lines: setup + "gpu = rtx4090; plot(estimate)\nplot(sweep(batch, 1...8))\n"
        + "plot(sweep(seq, 1K...16K by *2, total: estimate.total, logits: estimate.logits))\n"
        + "plot(sweep(batch, [1, 2, 4, 8], seq, 1K...8K by *2, estimate.total))\n"
        + "plot(frontier(batch, seq, fits(rtx4090), among: 512...64K by 512))\n"
        + "gpus | where(vendor == \"AMD\") | plot(memory)"),
    Case(
      name: "plot-narrow",
      lines: setup + "gpu = rtx4090; plot(estimate)\nplot(sweep(batch, 1...8))\n"
        + "plot(sweep(batch, [1, 2, 4, 8], seq, 1K...8K by *2, estimate.total))", width: 40),
    Case(
      name: "plot-markdown", lines: setup + "plot(sweep(batch, 1...3))", format: .markdown),
    Case(
      name: "inference",
      lines: setup
        + "gpu = rtx3060; inference(context: 8K, batch: 4, kv: fp8)\ncompare(inference, estimate)"
        + "\ninference(model: gemma3_4b, method: full, context: 8K)\nexplain(inference(context: 8K))"
    ),
    Case(
      name: "inference-narrow", lines: setup + "gpu = rtx4090; inference(context: 32K)", width: 40),
    Case(name: "inference-json", lines: setup + "inference(context: 8K)", format: .json),
    Case(name: "inference-csv", lines: setup + "inference(context: 8K)", format: .csv),
    Case(
      name: "advise",
      lines: setup + "advise(rtx3060, batch: 4)\nadvise(rtx4090)\nadvise(rtx4090, method: full)"),
    Case(
      name: "advise-combined",
      lines: "model = qwen3_8b; method = lora(); batch = 8; checkpointing = off; advise(rtx3090)"),
    Case(name: "advise-out-of-reach", lines: "model = llama70b; advise(rtx3060)"),
    Case(name: "advise-narrow", lines: setup + "advise(rtx3060, batch: 4)", width: 40),
    Case(name: "advise-json", lines: setup + "advise(rtx3060, batch: 4)", format: .json),
    Case(name: "advise-csv", lines: setup + "advise(rtx3060, batch: 4).table", format: .csv),
    Case(name: "oom", lines: setup + "seq = 4K; oom(\"\(message)\")"),
    Case(
      name: "oom-none",
      lines: setup + "oom(tried: 3.5 GiB)\noom(tried: 501.00 MiB, allocated: 7 GiB, gpu: rtx4090)"),
    Case(name: "oom-narrow", lines: setup + "seq = 4K; oom(\"\(message)\")", width: 40),
    Case(name: "oom-json", lines: setup + "seq = 4K; oom(tried: 1.96 GiB)", format: .json),
    Case(
      name: "frontier",
      lines: setup + "frontier(batch, seq, fits(rtx4090), among: 512...64K by 512)"),
    Case(
      name: "frontier-narrow",
      lines: setup + "frontier(seq, batch, fits(rtx4090), along: 1K...16K by *2)",
      width: 40),
    Case(
      name: "gap",
      lines: setup
        + "gap(9.26 GiB, of: allocated)\ngap(12.35 GiB, of: allocated)\ngap(1 GiB, of: reserved)"),
    Case(name: "gap-narrow", lines: setup + "gap(18 GiB, of: allocated)", width: 40),
    Case(name: "gap-json", lines: setup + "gap(12.35 GiB, of: allocated)", format: .json),
    Case(
      name: "time",
      lines: setup + "gpu = rtx4090; time(tokens: 10M); time(steps: 100, seq: 128, batch: 2)"
        + "\ntime(model: mixtral_8x7b, method: qlora(targets: attention), gpu: h200)"),
    Case(name: "time-narrow", lines: setup + "gpu = a100; time(tokens: 10M)", width: 40),
    Case(name: "time-csv", lines: setup + "gpu = a100; time(tokens: 10M)", format: .csv),
    Case(
      name: "cost",
      lines: setup + "gpu = a100; cost(tokens: 10M); cost(tokens: 10M, price: $1.40/hour)"
        + "\ncost(dataset: 5M, epochs: 3, mean: 400, batch: 8)"),
    Case(name: "cost-json", lines: setup + "gpu = a100; cost(tokens: 10M)", format: .json),
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
