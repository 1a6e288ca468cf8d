import MemoryModel
import Step

/// Why arguments describe no model: of which argument, where it is one.
package struct DescriptionFault: Error, Sendable {
  package let argument: String?
  package let message: String
  package let hint: String?
}

extension HuggingFace {
  /// The model of a family by arguments: its class reads them as it reads a `config.json`.
  ///
  /// - Parameters:
  ///   - family: its `model_type`.
  ///   - arguments: values by the names of `ConfigArgument`; a missing one means what its absence does.
  /// - Throws: what the class refuses, what it needs, and what it does not ask for.
  package static func architecture(
    of family: String, _ arguments: [String: ConfigArgument.Value], name: String
  ) throws(DescriptionFault) -> Architecture {
    guard let configClass = ConfigClass.all.first(where: { $0.modelType == family }) else {
      throw DescriptionFault(
        argument: "family", message: "I do not know the family \(quoted(family)).",
        hint: "`families` lists those that I read")
    }
    let description = Description(configClass, arguments.mapValues(\.json))
    let config = description.config
    do throws(ImportFault) {
      let model = try configClass.architecture(config, name)
      try checkSize(of: model)
      try description.check(model, config)
      return model
    } catch {
      throw description.told(error)
    }
  }
}

extension ConfigArgument {
  /// What an argument is given.
  package enum Value: Sendable {
    case whole(Int)
    case number(Double)
    case truth(Bool)
    case text(String)

    fileprivate var json: JSON {
      switch self {
      case .whole(let whole): .whole(whole)
      case .number(let number): .number(number)
      case .truth(let truth): .truth(truth)
      case .text(let text): .text(text)
      }
    }
  }
}

extension Description {
  /// Refuses what the class did not ask for, and what it made something else of.
  fileprivate func check(_ model: Architecture, _ config: Config) throws(ImportFault) {
    for argument in ConfigArgument.all {
      guard let value = self[argument.name] else { continue }
      let made = argument.made(model)
      if made == value { continue }
      let keys = fields(of: argument).keys.sorted()
      guard argument.isRequired || keys.contains(where: config.isAsked) else {
        throw ImportFault(
          "The family \(family.modelType) has no `\(argument.name)`.",
          hint: "leave it out; beside its sizes it has \(others(config).joined(separator: ", "))",
          key: keys.first)
      }
      guard let made else { continue }
      throw ImportFault(
        "The family \(family.modelType) makes \(argument.name) \(made.shown) of this, and not "
          + "\(value.shown).", hint: "leave it out, or mend what it follows from", key: keys.first)
    }
  }

  /// What the class asks for beside what every model needs.
  private func others(_ config: Config) -> [String] {
    ConfigArgument.all.filter { argument in
      !argument.isRequired && fields(of: argument).keys.contains(where: config.isAsked)
    }.map(\.name)
  }

  /// The same in the names of arguments, and at the argument that it is about.
  fileprivate func told(_ fault: ImportFault) -> DescriptionFault {
    let writers = ConfigArgument.all.filter { argument in
      fault.key.map { fields(of: argument).keys.contains($0) } ?? false
    }
    if let argument = writers.first(where: { has($0.name) }) {
      return DescriptionFault(
        argument: argument.name, message: spoken(fault.message),
        hint: fault.hint.map(spoken))
    }
    if let argument = writers.first {
      return DescriptionFault(
        argument: nil, message: "The family \(family.modelType) needs `\(argument.name)`.",
        hint: "its config.json has it")
    }
    return DescriptionFault(
      argument: nil, message: spoken(fault.message), hint: fault.hint.map(spoken))
  }

  /// A sentence about keys as one about the arguments that wrote them.
  private func spoken(_ text: String) -> String {
    var names: [Substring: String] = [:]
    for argument in ConfigArgument.all where has(argument.name) || argument.isRequired {
      for key in fields(of: argument).keys { names[Substring(key)] = argument.name }
    }
    var told = ""
    var word = text.startIndex
    func isPart(_ letter: Character) -> Bool {
      letter.isLetter || letter.isNumber || letter == "_"
    }
    while word < text.endIndex {
      let end = text[word...].firstIndex { !isPart($0) } ?? text.endIndex
      told += names[text[word..<end]] ?? String(text[word..<end])
      guard end < text.endIndex else { break }
      told.append(text[end])
      word = text.index(after: end)
    }
    return told
  }
}
