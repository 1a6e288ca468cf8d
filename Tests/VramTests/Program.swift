import Support

/// The program as scripts call it.
enum Program {
  static let path = Built.folder + "/vram"

  struct Answer {
    let output: String
    let errors: String
    let status: Int32
  }

  /// Runs `vram` with what a shell makes of `arguments`, at the top of the project.
  static func run(
    _ arguments: String, input: String? = nil, environment: String = ""
  ) throws -> Answer {
    let scratch = Scratch()
    let (output, errors, given) = (
      scratch.path + "/out", scratch.path + "/err", scratch.path + "/in"
    )
    Files.write(input ?? "", to: given)
    let line = """
      cd "\(Files.root)" && HOME="\(scratch.path)" XDG_CONFIG_HOME= COLUMNS=100 \(environment) \
      "\(path)" \(arguments) <"\(given)" >"\(output)" 2>"\(errors)"
      """
    let status = try Shell.run(line).status
    return Answer(
      output: Files.read(output) ?? "", errors: Files.read(errors) ?? "", status: status)
  }
}
