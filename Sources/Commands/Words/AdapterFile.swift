import Import
import Language
import MemoryModel

extension Word {
  static let adapter = Word(
    "adapter", .method, "the method that an adapter_config.json of PEFT describes",
    [
      Parameter(
        "path", .text, .required, "an adapter_config.json, or the folder that it lies in"),
      Parameter(
        "quant", .choices(of: Quantization.Format.self), .optional,
        "the format of a base model in 4 bits, which the file does not say: then it is qlora"),
      Parameter(
        "model", .entity(ModelValue.kind), .optional, "whose modules are meant; else the setup's"),
    ],
    makes: MethodValue.kind,
    examples: [
      Example("adapter(\"Tests/ImportTests/Fixtures/adapter_config.json\")"),
      Example(
        "method = adapter(\"Tests/ImportTests/Fixtures/adapter_config.json\", quant: nf4); method"),
    ],
    related: ["lora", "qlora", "hf"]
  ) { (arguments, frame) throws(Fault) in
    let path = arguments.text("path") ?? ""
    let place = arguments.place(of: "path")
    let bytes = try frame.session.adapterConfig(path, at: place)
    let model: ModelValue? =
      switch arguments["model"] ?? frame.session[.model] {
      case .entity(let entity): entity as? ModelValue
      default: nil
      }
    do throws(ImportFault) {
      let reading = try PEFT.reading(of: bytes, for: model?.architecture)
      let format = arguments.text("quant").flatMap { Quantization.Format(spelling: $0) }
      let method: Method =
        format.map { .qlora(reading.adapter, Quantization(format: $0)) } ?? .lora(reading.adapter)
      return .entity(MethodValue(method, notes: reading.notes))
    } catch {
      throw .value("`\(path)`: \(error.message)", at: place, hint: error.hint)
    }
  }
}

extension Session {
  /// The bytes of the file, or of the `adapter_config.json` in a folder.
  fileprivate func adapterConfig(_ path: String, at place: Place) throws(Fault) -> [UInt8] {
    do throws(Unreadable) {
      return try world.read(path)
    } catch {
      if !path.hasSuffix(".json"), let inner = try? world.read(path + "/adapter_config.json") {
        return inner
      }
      throw .broken(
        Diagnostic(
          .outside, "I cannot read `\(path)`: \(error.reason).", at: place,
          hint: "name an adapter_config.json on this machine, or the folder that it lies in"))
    }
  }
}
