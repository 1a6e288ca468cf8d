import Commands
import Language
import Testing

/// A row without an answer says so, and does not end its table.
@Suite struct RefusedRowTests {
  private let qv = "estimate(method: lora(targets: [q_proj, v_proj])).total"

  @Test func aSweepGoesOn() {
    let conversation = Conversation()
    let answer = conversation.say("sweep(model, [llama8b, phi4, qwen3_8b], \(qv))")
    #expect(answer.contains("Qwen3 8B"))
    #expect(
      answer.contains(
        "note: Phi-4 14B has no module q_proj or v_proj: no module would be trained."))
    #expect(!answer.contains("error:"))
    let data = Conversation(format: .json).say("sweep(model, [llama8b, phi4], \(qv))")
    #expect(data.contains("[\"Phi-4 14B\",null]"))
    #expect(
      data.contains(
        "\"refused\":[{\"row\":1,\"reason\":\"Phi-4 14B has no module q_proj or v_proj: no module "
          + "would be trained.\"}]"))
    let lines = Conversation(format: .csv).say("sweep(model, [llama8b, phi4], \(qv))")
    #expect(lines.hasSuffix("\nPhi-4 14B,\n"))
  }

  /// What was asked of several is the fault itself where none has an answer.
  @Test(arguments: [
    "sweep(model, [phi4, phi4], estimate(method: lora(targets: [q_proj])).total)",
    "estimate(model: [phi4], method: lora(targets: [q_proj]))",
    "fits([2 * rtx4090], model: llama8b)", "map([2 * rtx4090], fits)",
    "where(models, fits(rtx4090, model: model, method: lora(targets: [nowhere])))",
    "sort(gpus, fits(2 * card, model: llama8b))",
  ])
  func aTableOfRefusalsIsTheFirst(_ code: String) {
    let conversation = Conversation()
    #expect(conversation.brief(code).hasPrefix("! "))
  }

  @Test func eachQuestionGoesOn() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = qlora(r: 16)")
    #expect(conversation.brief("fits([rtx4090, 2 * rtx4090]).fits") == "[yes, –]")
    #expect(conversation.brief("map([rtx4090, 2 * rtx4090], fits)") == "[yes, –]")
    #expect(conversation.brief("fits([2 * rtx4090, rtx4090]).fits") == "[–, yes]")
    let sweep = "sweep(seq, [1K, 64K], largest(batch, fits(rtx3060)))"
    #expect(conversation.brief("\(sweep)[0]").contains(": 3 }"))
    #expect(conversation.say(sweep).contains("This does not hold even with `batch` = 1."))
    let chosen = "where([{ n: 1 }, { n: 2 }], largest(batch, n < 2 and batch < 9) == 8)"
    #expect(conversation.brief("(\(chosen)).count") == "1")
    #expect(conversation.say(chosen).contains("note: 2: This does not hold"))
    #expect(
      conversation.brief("sum((sweep(n, [1, 2], largest(batch, n < 2 and batch < 9))).count)")
        == "2")
  }

  /// Figures that are reckoned with what is not there are not there.
  @Test func whatIsRefusedIsMissing() {
    let conversation = Conversation()
    _ = conversation.say("t = estimate(model: [llama8b, phi4], method: lora(targets: [q_proj]))")
    #expect(conversation.brief("sum(t.total) == t.total[0]") == "true")
    #expect(conversation.brief("where(t, total > 1 GiB).count") == "1")
    #expect(conversation.brief("sort(t, total, descending: on)[0].model") == "Llama 3.1 8B")
    #expect(conversation.brief("select(t, total - 1 GiB).count") == "2")
  }

  /// What is asked for by `== missing` is what the table shows as missing.
  @Test func whatIsRefusedEqualsMissing() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; t = fits([m3_max_64gb, rtx4090])")
    #expect(conversation.brief("where(t, total == missing).gpu") == "[M3 Max 64 GB]")
    #expect(conversation.brief("where(t, fits != missing).gpu") == "[RTX 4090]")
    #expect(conversation.brief("group(t, total == missing).rows") == "[1, 1]")
    #expect(conversation.brief("unique([missing, t.total[0]]).count") == "1")
  }

  @Test func aGroupOrAKeyWithoutAnAnswerIsOneOfMany() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = qlora(r: 16)")
    let cheapest = conversation.say("group(gpus, vendor, cheapest: min(price))")
    #expect(cheapest.contains("Google                1.20"))
    #expect(cheapest.contains("note: Intel, Apple: All of these figures are missing."))
    _ = conversation.say(
      "some = where(gpus, contains([\"m3_max_64gb\", \"a100\", \"rtx3060\"], name))")
    #expect(
      conversation.brief("sort(some, fits(card).headroom).name")
        == "[\"rtx3060\", \"a100\", \"m3_max_64gb\"]")
    #expect(conversation.brief("group(some, fits(card).verdict).rows") == "[2, 1]")
  }

  /// Where another row with the same first value has an answer, the first value names none.
  @Test func aRowIsNamedByWhatTellsItApart() {
    let conversation = Conversation()
    let answer = conversation.say(
      "model = llama8b; estimate(precision: [auto, fp16_amp], method: [full, lora()])")
    #expect(answer.contains("note: fp16_amp with full: torch's GradScaler"))
    let all = conversation.say("sweep(model, [llama8b, phi4], seq, [1K, 2K], \(qv))")
    #expect(all.contains("note: Phi-4 14B has no module q_proj or v_proj"))
  }

  /// A name that is none is no answer of a row, nor is Ctrl-C.
  @Test func whatEndsATableStillDoes() {
    let conversation = Conversation()
    let inner = "if n == 1 then 1 else where(gpus, memmory > 1 GiB).count"
    #expect(conversation.brief("sweep(n, [1, 2], \(inner))").hasPrefix("! `memmory` is no column"))
  }
}
