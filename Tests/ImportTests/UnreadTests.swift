import Import
import Testing

/// Models that people tune and that are not read: each is told by what it is, and by its kin.
@Suite struct UnreadTests {
  @Test(arguments: [
    (#""model_type": "roberta""#, "an encoder, trained on masks", "token by token"),
    (#""model_type": "t5""#, "an encoder with a decoder", "decoders alone"),
    (#""model_type": "whisper""#, "a model of speech", "text models that hear"),
    (#""model_type": "chatglm""#, "ChatGLM, which brings its own code", "glm and glm4"),
    (#""model_type": "qwen""#, "the first Qwen", "qwen2 and what came after"),
    (
      #""model_type": "roberta", "architectures": ["RobertaForSequenceClassification"]"#,
      "an encoder", "token by token"
    ),
    (
      #""model_type": "qwen3", "architectures": ["Qwen3ForSequenceClassification"]"#,
      #"of "Qwen3ForSequenceClassification": its head"#, #"checkpoint of "qwen3""#
    ),
    (
      #""model_type": "llama", "architectures": ["LlamaForSequenceClassification"]"#,
      #"of "LlamaForSequenceClassification": its head"#, #"checkpoint of "llama""#
    ),
  ])
  func eachIsToldWithItsKin(_ fields: String, _ what: String, _ kin: String) {
    do throws(ImportFault) {
      _ = try HuggingFace.architecture(json: "{\(fields)}", name: "m")
      Issue.record("it is read")
    } catch {
      #expect(error.message.contains(what))
      #expect(error.hint?.contains(kin) == true)
    }
  }

  @Test func whatIsUnreadIsNotRead() {
    for family in HuggingFace.families + HuggingFace.wrappers {
      do throws(ImportFault) {
        _ = try HuggingFace.architecture(json: #"{"model_type": "\#(family)"}"#, name: "m")
      } catch {
        #expect(!error.message.contains("that is not modelled"), "\(family)")
      }
    }
  }
}
