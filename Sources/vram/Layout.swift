import Commands
import Language

/// `vram fmt`: lays scripts out.
struct Layout {
  private let console: Console
  private let isCheck: Bool

  init(_ console: Console, isCheck: Bool) {
    self.console = console
    self.isCheck = isCheck
  }

  /// What cannot be read or written is broken, whatever the other files are.
  func run(_ paths: [String]) -> ExitStatus {
    var status = ExitStatus.success
    for path in paths {
      let outcome = layOut(path)
      if outcome == .broken || status == .success { status = outcome }
    }
    return status
  }

  private func layOut(_ path: String) -> ExitStatus {
    guard let source = console.source(path) else { return .broken }
    let script = Parser.parse(source)
    guard let bytes = Formatter.format(script) else {
      let foreign = Vocabulary.vram.foreignFile(source)
      (foreign.map { [$0] } ?? script.faults).forEach(console.report)
      return .broken
    }
    if isCheck {
      if bytes == source.bytes { return .success }
      console.write("\(path)\n")
      return .failed
    }
    if path == "-" {
      console.write(bytes)
      return .success
    }
    return bytes == source.bytes ? .success : write(bytes, to: path)
  }

  private func write(_ bytes: [UInt8], to path: String) -> ExitStatus {
    do throws(Unwritable) {
      guard File.isPlain(path) else { throw Unwritable("it is no plain file") }
      try File.write(bytes, to: path)
      return .success
    } catch {
      console.report(Diagnostic(.outside, "I cannot write `\(path)`: \(error.reason)."))
      return .broken
    }
  }
}
