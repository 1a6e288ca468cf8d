import Import
import Language

extension Word {
  static let hf = Word(
    "hf", .shape, "a model from a Hugging Face config.json",
    [Parameter("path", .text, .required, "a config.json, or the folder that it lies in")],
    examples: [Example("hf(\"Tests/ImportTests/Fixtures/qwen3.json\").parameters")],
    related: ["transformer", "models"]
  ) { (arguments, frame) throws(Fault) in
    let path = arguments.text("path") ?? ""
    let place = arguments.place(of: "path")
    let bytes = try frame.session.config(path, at: place)
    do throws(ImportFault) {
      let reading = try HuggingFace.reading(of: bytes, name: title(of: path))
      let facts = ModelValue.Facts(context: reading.context, source: path, notes: reading.notes)
      return .entity(ModelValue(reading.architecture, facts: facts))
    } catch {
      throw .value("`\(path)`: \(error.message)", at: place, hint: error.hint)
    }
  }
}

extension Session {
  /// The bytes of a config, or of the `config.json` in a folder.
  fileprivate func config(_ path: String, at place: Place) throws(Fault) -> [UInt8] {
    do throws(Unreadable) {
      return try world.read(path)
    } catch {
      if !path.hasSuffix(".json"), let inner = try? world.read(path + "/config.json") {
        return inner
      }
      throw .broken(
        Diagnostic(
          .outside, "I cannot read `\(path)`: \(error.reason).", at: place,
          hint: "name a config.json on this machine, or the folder that it lies in"))
    }
  }
}

/// `Qwen3-8B` of `models/Qwen3-8B/config.json` and of `configs/Qwen3-8B.json`.
private func title(of path: String) -> String {
  let parts = path.split(separator: "/").map(String.init)
  guard let last = parts.last else { return "a model" }
  if last == "config.json" { return parts.dropLast().last ?? "a model" }
  return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
}
