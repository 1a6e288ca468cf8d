import Commands
import Language
import Render
import Terminal

/// Does what the command line says.
struct Program {
  private let options: Options
  private let console: Console

  init(_ options: Options) {
    self.options = options
    console = Console(format: options.format, colour: options.colour)
  }

  func run() -> ExitStatus {
    let status = perform()
    return console.close() ?? status
  }

  private func perform() -> ExitStatus {
    switch options.task {
    case .help:
      console.write(Options.manual)
      return .success
    case .version:
      console.write("vram \(Options.version)\n")
      return .success
    case .check(let paths): return check(paths)
    case .format(let paths, let isCheck):
      return Layout(console, isCheck: isCheck).run(paths)
    case .script(let path, let arguments): return script(path, arguments)
    case .evaluate:
      let session = session(startup: true)
      return evaluate(session) ?? status(of: session)
    case .prompt:
      if Screen.isTerminal(.input) {
        return Prompt(session(startup: true), console, greets: options.greets).run()
      }
      return script("-", [])
    }
  }

  private func session(startup: Bool = false, arguments: [String] = []) -> Session {
    let session = Session(.vram, .process(console, arguments: arguments))
    if startup, options.readsStartup, let source = Startup.source() {
      report(session.run(source), of: session)
    }
    session.isStrict = options.isStrict
    session.start()
    return session
  }

  // MARK: scripts

  /// A script runs without the startup file: it says the same on every machine.
  private func script(_ path: String, _ arguments: [String]) -> ExitStatus {
    let session = session(arguments: arguments)
    if let status = evaluate(session) { return status }
    guard let source = console.source(path) else { return .broken }
    return report(session.run(source), of: session) ?? status(of: session)
  }

  /// Runs what `-e` gave; a status where it is the end.
  private func evaluate(_ session: Session) -> ExitStatus? {
    for expression in options.expressions {
      if let status = report(session.run(Source(expression)), of: session) { return status }
    }
    return nil
  }

  /// Says why a run ended early; nil when it did not.
  @discardableResult
  private func report(_ outcome: Session.Outcome, of session: Session) -> ExitStatus? {
    switch outcome {
    case .done: return nil
    case .quit: return status(of: session)
    case .interrupted: return .interrupted
    case .broken(let diagnostics):
      diagnostics.forEach(console.report)
      return .broken
    }
  }

  private func status(of session: Session) -> ExitStatus {
    session.failures > 0 ? .failed : .success
  }

  private func check(_ paths: [String]) -> ExitStatus {
    let session = session()
    var status = ExitStatus.success
    for path in paths {
      let diagnostics = console.source(path).map { session.check($0) }
      diagnostics?.forEach(console.report)
      if diagnostics?.isEmpty != true { status = .broken }
    }
    return status
  }

}

extension Console {
  /// The text of a file, or nil when it cannot be read, which is then said.
  func source(_ path: String) -> Source? {
    do throws(Unreadable) {
      return Source(bytes: try File.script(path), name: path == "-" ? nil : path)
    } catch {
      report(Diagnostic(.outside, "I cannot read `\(path)`: \(error.reason)."))
      return nil
    }
  }
}
