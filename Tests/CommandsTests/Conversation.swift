import Commands
import Language
import Render
import Support

/// A session of the whole language, as a user has it, whose answers are kept as text.
final class Conversation {
  let session: Session
  private let screen: Screen

  /// What was shown and said, in order.
  private final class Screen {
    var text = ""
    var errors = ""
    var values: [Value] = []
    var files: [String: String] = [:]
  }

  init(format: Format = .text, width: Int = 100) {
    let screen = Screen()
    let canvas = Canvas(format: format, width: width, isColored: false)
    self.screen = screen
    session = Session(
      .vram,
      World(
        read: { (path) throws(Unreadable) in try Self.file(path) },
        show: { value, style in
          screen.values.append(value)
          screen.text += canvas.answer(value, style)
        },
        report: { screen.errors += canvas.fault($0) }))
    self.canvas = canvas
    session.world.say = { screen.text += canvas.remark($0) }
    session.world.render = { value, style, medium in
      if medium == .svg { return SVG.text(value.view(style)) }
      let format = Format(rawValue: "\(medium)") ?? .text
      return Canvas(format: format, width: 92, isColored: false).answer(value, style)
    }
    session.world.write = { (text, path) throws(Unwritable) in
      guard path.hasPrefix("/") == false else { throw Unwritable("I may not write there") }
      screen.files[path] = text
    }
    session.world.exists = { screen.files[$0] != nil || Files.exists(Self.place(of: $0)) }
  }

  /// What was saved, by path. Nothing is written outside of the tests.
  var files: [String: String] { screen.files }

  private let canvas: Canvas

  /// Files are read from the top of the project.
  private static func place(of path: String) -> String {
    path.hasPrefix("/") ? path : Files.root + "/" + path
  }

  private static func file(_ path: String) throws(Unreadable) -> [UInt8] {
    guard let text = Files.read(place(of: path)) else {
      throw Unreadable("there is no such file")
    }
    return Array(text.utf8)
  }

  /// Runs lines, and gives what a terminal shows: answers and faults as they come.
  func say(_ text: String) -> String {
    screen.text = ""
    screen.errors = ""
    let source = Source(text)
    let outcome = session.run(source)
    if case .broken(let diagnostics) = outcome {
      screen.errors += diagnostics.map { canvas.fault($0) }.joined()
    }
    let answers = screen.text + screen.errors
    screen.text = ""
    if !Parser.parse(source).isEmpty { session.companion?.hear(outcome, in: session) }
    return answers + screen.text
  }

  /// The last value that lines show, or nil where they break.
  func value(_ text: String) -> Value? {
    screen.values = []
    guard case .done = session.run(Source(text)) else { return nil }
    return screen.values.last
  }

  /// What lines show, in one line: answers with ` | ` between them, or the message of a fault.
  func brief(_ text: String) -> String {
    screen.values = []
    switch session.run(Source(text)) {
    case .broken(let diagnostics): return "! " + (diagnostics.first?.message ?? "")
    default: return screen.values.map { session.style.text($0) }.joined(separator: " | ")
    }
  }

  /// The number that lines show, memory in bytes.
  func number(_ text: String) -> Double? { value(text)?.quantity?.number }
}
