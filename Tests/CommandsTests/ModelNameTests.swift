import Commands
import Testing

/// Models under the names that people have for them, and hints that lead to no other.
@Suite struct ModelNameTests {
  private static let note =
    "note: `qwen2_5_7b_instruct` is taken as `qwen2_5_7b`, Qwen2.5 7B: the same shape\n"

  @Test func aPublishedNameIsTakenAndSaidOnce() {
    let conversation = Conversation()
    #expect(conversation.say("model = qwen2_5_7b_instruct") == Self.note)
    #expect(conversation.say("model == qwen2_5_7b") == "true\n")
    #expect(conversation.say("qwen2_5_7b_instruct.layers") == "28\n")
  }

  @Test(arguments: [
    "estimate(model: qwen2_5_7b_instruct).weights", "[qwen2_5_7b_instruct.name]",
    "f(m = qwen2_5_7b_instruct) = m.name; f()",
  ])
  func itIsTakenWhereverAModelMayStand(_ line: String) {
    let answer = Conversation().say(line)
    #expect(answer.hasPrefix(Self.note) && answer.count > Self.note.count, "\(answer)")
  }

  @Test func anotherSpellingIsTheSameName() {
    #expect(Conversation().say("qwen_2_5_7b == qwen2_5_7b") == "true\n")
  }

  @Test func quantisedStorageIsNoted() {
    let answer = Conversation().say("model = qwen2_5_7b_instruct_bnb_4bit")
    #expect(answer.contains("its weights are stored quantised, and these are not"))
  }

  /// Never another size, never another model.
  @Test(arguments: [
    "bert", "t5", "gemma_4_13b_it", "mistral", "qwen_7b_chat", "llama_9b", "chatglm3_6b",
    "whisper_large_v3", "phi_9", "roberta_base",
  ])
  func aHintNamesNoOther(_ name: String) {
    let answer = Conversation().say("model = \(name)")
    #expect(!answer.contains("did you mean"), "\(answer)")
    // Kinds of models that are known and not modelled are said to be that.
    if answer.contains("`\(name)` is not modelled yet") { return }
    #expect(answer.contains("I know no name `\(name)`"), "\(answer)")
    #expect(answer.contains("`models` lists") || answer.contains("several names begin so"))
  }

  @Test(arguments: [
    ("model = qwen25_7b", "qwen2_5_7b"), ("model = lama8b", "llama8b"),
    ("fits(rtx4009, model: llama8b)", "rtx4090"), ("gpu = 4090", "rtx4090"),
    ("model = Llama-3.1-8B-Instruct", "llama3_1_8b"),
  ])
  func aSlipIsMended(_ line: String, _ name: String) {
    #expect(Conversation().say(line).contains("did you mean `\(name)`"))
  }

  @Test(arguments: ["rtx4090 = 3; fits(rtx4090, model: llama8b)", "fits(3, model: llama8b)"])
  func aCountIsNoCard(_ line: String) {
    let answer = Conversation().say(line)
    #expect(!answer.contains("gaudi3"), "\(answer)")
    #expect(!line.hasPrefix("rtx") || answer.contains("`rtx4090` is a name of yours here"))
  }

  @Test func helpKnowsThemToo() {
    #expect(Conversation().say("help qwen2_5_7b_instruct").contains("Qwen2.5 7B. Alibaba"))
  }
}
