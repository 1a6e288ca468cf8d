import Import
import Language

extension Word {
  static let hf = Word(
    "hf", .shape, "a model from its Hugging Face config: a file, a folder, or a name of the hub",
    [
      Parameter(
        "path", .text, .required,
        "a config.json, its folder, or org/name, from the cache or the hub"),
      Parameter(
        "revision", .text, .optional, "of a name of the hub: a branch, a tag or a commit; else main"
      ),
    ],
    makes: ModelValue.kind,
    examples: [Example("hf(\"Tests/ImportTests/Fixtures/qwen3.json\").parameters")],
    related: ["transformer", "models", "families"]
  ) { (arguments, frame) throws(Fault) in
    try ModelSearch(arguments, frame.session).model()
  }
}
