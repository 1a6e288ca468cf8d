import Language
import Render
import Terminal

/// Where answers and faults go: rendered for their stream, written whole.
final class Console {
  private let output = Output(.output)
  private let errors = Output(.errors)
  private let progress = Progress()
  private let colour: Options.Colour
  private let format: Format
  private let isUnicode: Bool
  /// Why answers could not be written, if so.
  private var fault: OutputFault?

  init(format: Format, colour: Options.Colour, variables: Variables = .process) {
    self.format = format
    self.colour = colour
    isUnicode = Self.isUnicode(variables)
  }

  /// Shows an answer; through the pager, if it may, where it is longer than the screen.
  func show(_ value: Value, _ style: Style, isPaged: Bool = false) {
    let text = canvas(.output).answer(value, style)
    // CSV has no place for why a row has no answer.
    if format == .csv, let table = Table.of(value) {
      defer { for line in table.refusalLines(style) { say(View(line)) } }
      return write(text)
    }
    guard isPaged, Pager.isLong(text) else { return write(text) }
    progress.begin()
    flush()
    if !Pager.show(text) { write(text) }
    progress.begin()
  }

  /// Says something to whoever sits at the prompt.
  func greet(_ markup: Markup) {
    write(canvas(.output).remark(View(markup)))
    flush()
  }

  // MARK: waiting

  func advance(_ share: Double?) { progress.advance(share) }

  /// Whether Ctrl-C was pressed; something is computed meanwhile.
  func isInterrupted() -> Bool {
    progress.tick()
    return Interrupt.isRaised
  }

  /// What is computed from here on is new to whoever waits.
  func beginWait() { progress.begin() }

  // MARK: writing

  func write(_ text: String) {
    progress.begin()
    guard fault == nil else { return }
    do throws(OutputFault) { try output.write(text) } catch { fault = error }
  }

  /// Writes bytes as they are, which need not be text.
  func write(_ bytes: [UInt8]) {
    guard fault == nil else { return }
    do throws(OutputFault) { try output.write(bytes) } catch { fault = error }
  }

  /// Shows what is wrong; the answers before it come first.
  func report(_ diagnostic: Diagnostic) {
    flush()
    note(canvas(.errors).fault(diagnostic))
  }

  /// Says something beside the answers, after those that came before it.
  func say(_ view: View) {
    flush()
    note(canvas(.errors).remark(view))
  }

  /// A value as a file of that kind holds it: plain, and as wide on every screen.
  func render(_ value: Value, _ style: Style, _ medium: Medium) -> String {
    let format: Format
    switch medium {
    case .csv: format = .csv
    case .json: format = .json
    case .markdown: format = .markdown
    case .text: format = .text
    case .svg: return SVG.text(value.view(style))
    }
    return Canvas(format: format, width: 92, isColored: false).answer(value, style)
  }

  /// Says something beside the answers. When even that cannot be said there is nobody to tell.
  func note(_ text: String) {
    progress.begin()
    try? errors.write(text)
  }

  func flush() {
    guard fault == nil else { return }
    do throws(OutputFault) { try output.flush() } catch { fault = error }
  }

  /// Writes what is left; a status where answers were lost.
  func close() -> ExitStatus? {
    flush()
    guard let fault else { return nil }
    note("vram: the answers could not be written: \(fault.reason)\n")
    return .broken
  }

  /// Whether the prompt may be in colour.
  var isColoured: Bool { isColoured(.output) }

  private func canvas(_ stream: Stream) -> Canvas {
    Canvas(
      format: format, width: Screen.width(of: stream), isColored: isColoured(stream),
      isUnicode: isUnicode || !Screen.isTerminal(stream))
  }

  private func isColoured(_ stream: Stream) -> Bool {
    switch colour {
    case .always: true
    case .never: false
    case .auto: Screen.colours(of: stream) != .none
    }
  }

  /// Whether the terminal's locale can show more than ASCII.
  private static func isUnicode(_ variables: Variables) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variables.nonEmpty($0) }.first
    guard let locale else { return true }
    return locale.lowercased().contains("utf")
  }
}

extension World {
  /// The process: its files, its streams, Ctrl-C.
  static func process(_ console: Console, arguments: [String]) -> World {
    var world = World(
      read: { (path) throws(Unreadable) in try File.read(File.path(path)) },
      show: { console.show($0, $1) },
      report: { console.report($0) },
      isInterrupted: { console.isInterrupted() },
      arguments: arguments)
    world.head = { (path, most) throws(Unreadable) in
      try File.read(File.path(path), upTo: most)
    }
    world.room = { Heap.room }
    world.threads = Cores.count
    world.variable = { Variables.process.nonEmpty($0) }
    world.fetch = { (request) throws(Unreachable) in try Curl.fetch(request) }
    world.say = { console.say($0) }
    world.render = { console.render($0, $1, $2) }
    world.advance = { console.advance($0) }
    world.exists = { File.exists(File.path($0)) }
    world.write = { (text, path) throws(Unwritable) in
      try File.write(Array(text.utf8), to: File.path(path))
    }
    return world
  }
}
