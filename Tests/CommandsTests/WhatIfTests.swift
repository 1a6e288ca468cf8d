import Commands
import Language
import Testing

/// What would be: the largest that fits, other setups, changed things.
@Suite struct WhatIfTests {
  private func check(_ samples: [(String, String)]) {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = qlora(r: 16)")
    for (code, answer) in samples { #expect(conversation.brief(code) == answer, "\(code)") }
  }

  /// The border is where it is said to be: it holds there, and not one further.
  @Test(arguments: ["batch", "seq"]) func theBorder(_ name: String) throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = qlora(r: 16)")
    let most = Int(try #require(conversation.number("largest(\(name), fits(rtx4090))")))
    #expect(conversation.brief("fits(rtx4090, \(name): \(most)) == fits(rtx4090)") == "false")
    #expect(conversation.brief("not fits(rtx4090, \(name): \(most))") == "false")
    #expect(conversation.brief("not fits(rtx4090, \(name): \(most + 1))") == "true")
    #expect(conversation.number("smallest(\(name), not fits(rtx4090))") == Double(most + 1))
  }

  @Test func searches() {
    check([
      ("largest(n, n * n <= 1000)", "31"), ("smallest(n, 2 ^ n > 1000)", "10"),
      ("largest(n, n <= 1)", "1"), ("smallest(n, true)", "1"), ("largest(clip, clip < 10)", "9"),
      ("largest(n, n < 1000, among: 512...4096 by 64)", "960"),
      ("largest(n, n < 1000, among: 4096...512 by -64)", "960"),
      ("smallest(n, n > 20 GiB, among: 8 GiB...80 GiB by 8 GiB)", "24 GiB"),
      ("smallest(n, n > 79 GiB, among: 8 GiB...80 GiB by 8 GiB)", "80 GiB"),
      ("largest(n, n < 9, among: 1...5)", "5"), ("largest(n, n > 0, among: 7...7)", "7"),
      ("largest(n, n % 2 == 0, among: [4, 8, 2, 9])", "8"),
      ("smallest(n, n % 2 == 0, among: [4, 8, 2, 9])", "2"),
      ("largest(optimizer, optimizer != sgd, among: [adamw_8bit, lion, sgd])", "lion_32bit"),
      ("largest(batch, estimate.total < 4 GiB)", "! This does not hold even with `batch` = 1."),
      ("smallest(n, n > 9, among: [1, 3, 2])", "! This does not hold even with `n` = 2."),
      ("largest(batch, true)", "! This holds for every `batch` up to 1,073,741,824."),
      ("smallest(n, false)", "! This does not hold even with `n` = 1_073_741_824."),
      (
        "largest(n, 3)",
        "! `largest` needs something that holds or not, and this is a plain number."
      ),
      (
        "largest(method, true)",
        "! `method` takes no numbers, so none of its values is the largest."
      ),
      ("largest(n, true, among: [])", "! There is nothing to try."), ("batch", "1"),
      ("largest(batch, 1 / (3 - batch) > 0)", "! This divides by zero."), ("batch", "1"),
    ])
  }

  @Test func scenarios() {
    check([
      ("plan = scenario(batch: 4, method: lora()); plan.batch", "4"), ("batch", "1"),
      ("plan", "scenario(model: llama3_1_8b, method: lora(r: 16), batch: 4)"),
      ("estimate(plan).total == estimate(batch: 4, method: lora()).total", "true"),
      ("estimate(plan, batch: 1).total == estimate(method: lora()).total", "true"),
      ("(plan with (batch: 2)).batch", "2"), ("plan.batch", "4"),
      ("plan with (seq: 1K) == scenario(batch: 4, method: lora(), seq: 1K)", "true"),
      ("compare(plan, plan with (batch: 1)).difference[9] < 0 bytes", "true"),
      ("units = GB; use(plan); batch", "4"), ("method", "lora(r: 16)"), ("units", "GB"),
      ("plan == scenario", "true"), ("fits(a100, plan).total == estimate(plan).total", "true"),
      ("estimate([plan, plan with (seq: 1K)]).count", "2"),
      ("plan with (btch: 2)", "! There is no `btch` to change in a scenario."),
      ("plan with (batch: 0)", "! `batch` takes a whole number from 1, not 0."),
      ("use(3)", "! `scenario` of `use` takes a scenario, not 3."),
      ("compare(plan)", "! `compare` needs two answers or more."),
    ])
  }

  @Test func changes() {
    check([
      ("(estimate with (batch: 4)).total == estimate(batch: 4).total", "true"),
      ("e = estimate(seq: 4K, loss: chunked(4), padding: on)", ""),
      ("e with (batch: 1) == e", "true"), ("(e with (gpu: a100)).total > e.total", "false"),
      ("(llama8b with (layers: 16)).layers", "16"), ("llama8b.layers", "32"),
      ("(llama8b with (tied: on)).parameters < llama8b.parameters", "true"),
      ("estimate(model: llama8b with (layers: 16)).weights < estimate.weights", "true"),
      ("(rtx4090 with (usable: 20 GiB)).usable", "20 GiB"),
      ("fits(rtx4090 with (usable: 8 GiB))", "no"),
      ("(rtx4090 with (memory: 48 GiB)).usable - rtx4090.usable", "24 GiB"),
      ("method with (r: 64, targets: qv)", "qlora(r: 64, targets: qv)"),
      ("method with (save: [lm_head])", "qlora(r: 16, save: [lm_head])"),
      ("lora() with (dtype: bf16)", "lora(r: 16, dtype: bf16)"),
      ("llama8b with (layrs: 4)", "! There is no `layrs` to change in a model."),
      ("llama8b with (kv_heads: 5)", "! kv_heads is 5, which does not divide heads, 32."),
      ("rtx4090 with (usable: 99 GiB)", "! More would be usable than the card has."),
      ("rtx4090 with (usable: 3)", "! `usable` takes memory, not 3."),
      ("full with (r: 4)", "! There is no `r` to change in `full`."),
      (
        "rtx4090 with (memory: -1 GiB)", "! A card has from 1 byte to 8 PiB, not -1 GiB."
      ),
      (
        "(mistral_7b_v0_1 with (layers: 9e15)).layers",
        "! layers is 9000000000000000; expected at most 10000."
      ),
      ("gpus with (count: 3)", "! A table cannot be changed."),
      ("estimate with (nope: 3)", "! There is no `nope` to change in an estimate."),
    ])
  }
}
