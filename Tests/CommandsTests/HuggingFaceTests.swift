import Support
import Testing

@Suite struct HuggingFaceTests {
  @Test func aConfigSaysWhatWasNotPlain() {
    let folder = Files.root + "/Tests/ImportTests/Fixtures"
    let conversation = Conversation()
    #expect(conversation.say("hf(\"\(folder)/gpt2.json\").context") == "1024\n")
    #expect(!conversation.say("hf(\"\(folder)/gpt2.json\")").contains("note:"))
    let scratch = Scratch()
    Files.write(#"{"model_type": "phi3"}"#, to: scratch.path + "/config.json")
    #expect(
      conversation.say("hf(\"\(scratch.path)/config.json\")").contains(
        "note: hidden_size, num_hidden_layers"))
  }
}
