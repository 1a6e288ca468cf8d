/// What lasts from line to line: the setup, the names that are bound, the entries that were read.
///
/// `run` is the whole of the language: read, make ready, run, show.
package final class Session {
  package let vocabulary: Vocabulary
  package var world: World
  /// Asserts that did not hold.
  package private(set) var failures = 0

  /// By place: the slots of the setup first, then what the user binds. Nil before it is bound: a slot
  /// has its default then.
  var globals: [Value?]
  var environment = Environment()
  package internal(set) var journal = Journal()
  /// What `reset` goes back to.
  var beginning = Memory(globals: [], environment: Environment())
  /// What there was before the statement that runs, once a word changes more than it binds.
  var untouched: Memory?
  /// Whoever follows the conversation: told of each line once its faults were shown.
  package var companion: (any Companion)?
  /// What is known of the library by now.
  var known = KnownLibrary()
  /// What words have got from elsewhere, by what they asked for: a sweep asks once, not once a row.
  package var fetched: [String: Value] = [:]
  private var stack = StackGuard()
  private var loading: [String] = []
  private static let deepestLoad = 20
  /// How often the setup was read: whoever evaluates an expression learns whether it asks.
  var setupReads = 0
  /// Bytes that may be allocated before somebody asks again how much room there is.
  var allowance = 0
  /// The statement that runs.
  var running: Place?
  /// Whether what would only be noted is a fault: a name that no question reads, the limits of an
  /// answer.
  package var isStrict = false
  /// Names that some source of this session reads.
  var uses: Set<String> = []
  /// Whether something shows how far it has come.
  var isAdvancing = false
  /// Where it asks ahead for another one: told of what only that one may do.
  var border: Scout.Border?

  enum Entry {
    case unknown
    case value(Value)
    case broken(Diagnostic)
  }

  /// How a run ended.
  package enum Outcome: Sendable {
    case done
    /// It stopped here; nothing of a script with faults of its own has run.
    case broken([Diagnostic])
    case interrupted
    case quit
  }

  package init(_ vocabulary: Vocabulary, _ world: World) {
    self.vocabulary = vocabulary
    self.world = world
    globals = [Value?](repeating: nil, count: vocabulary.slots.count)
    for slot in vocabulary.slots { _ = environment.declare(slot.name) }
    bind("arguments", .list(world.arguments.map(Value.text)))
    // The last answer: `_ * 2`.
    bind("_", .nothing)
    beginning = memory
  }

  private func bind(_ name: String, _ value: Value) {
    let index = environment.declare(name)
    grow()
    globals[index] = value
  }

  private func grow() {
    while globals.count < environment.count { globals.append(nil) }
  }

  // MARK: running

  /// Reads, checks and runs a source, showing what its expressions give.
  package func run(_ source: Source) -> Outcome {
    let outer = stack
    if !stack.isSet { stack = .set() }
    defer { stack = outer }
    do throws(Fault) {
      try execute(source)
      return .done
    } catch {
      return outcome(of: error)
    }
  }

  private func outcome(of fault: Fault) -> Outcome {
    switch fault {
    case .broken(let diagnostic): .broken([diagnostic])
    case .interrupted: .interrupted
    case .quit: .quit
    case .several(let diagnostics): .broken(diagnostics)
    }
  }

  private func execute(_ source: Source) throws(Fault) {
    let (script, steps, unread, taken) = try prepare(source)
    tell(taken)
    if !unread.waits { try say(unread.notes) }
    for (statement, step) in zip(script.statements, steps) {
      running = step.place
      try poll()
      guard loading.isEmpty else {
        try perform(step)
        continue
      }
      journal.begin(source.text(statement.span))
      let old = step.bound.flatMap { environment[$0] }.flatMap { globals[$0] }
      do throws(Fault) {
        try perform(step)
      } catch {
        journal.end(
          isAside: step.isAside, isWhole: false, changes(of: step, from: old, isWhole: false))
        throw error
      }
      journal.end(
        isAside: step.isAside, isWhole: true, changes(of: step, from: old, isWhole: true))
    }
    if unread.waits { try say(unread.notes) }
  }

  private func perform(_ step: Compiler.Step) throws(Fault) {
    var frame = Frame(self, size: step.size)
    let value = try step.code(&frame)
    switch step.effect {
    case .bind(let variable):
      try variable.set(value, &frame, at: step.place)
      environment.recall(variable.name)
    case .answer: try show(value)
    }
  }

  /// The value of an expression that nobody typed: it is neither shown nor kept.
  package func evaluate(_ text: String) throws(Fault) -> Value {
    let known = (environment, stack)
    defer { (environment, stack) = known }
    if !stack.isSet { stack = .set() }
    guard let step = try prepare(Source(text)).steps.last else { return .nothing }
    var frame = Frame(self, size: step.size)
    return try step.code(&frame)
  }

  /// Checks a source without running it, and says what is noted of it.
  package func check(_ source: Source) -> [Diagnostic] {
    let known = (environment, uses)
    defer { (environment, uses) = known }
    do throws(Fault) {
      let (_, _, unread, taken) = try prepare(source)
      tell(taken)
      try say(unread.notes)
      return []
    } catch {
      if case .broken(let diagnostics) = outcome(of: error) { return diagnostics }
      return []
    }
  }

  private func prepare(
    _ source: Source
  ) throws(Fault) -> (script: Script, steps: [Compiler.Step], unread: Unread, taken: [String]) {
    let script = Parser.parse(source)
    var compiler = Compiler(self, source, environment)
    let steps = compiler.compile(script)
    let faults = Self.faults(of: script, compiler.faults, vocabulary)
    guard faults.isEmpty else {
      throw .several(faults + Self.further(script.further + compiler.further))
    }
    let isNew = { (note: Diagnostic) in self.value(of: note.labels.first?.place.text ?? "") == nil }
    let unread = Unread(
      notes: compiler.unread(in: script).filter(isNew), waits: compiler.mayBeLoaded)
    uses.formUnion(compiler.uses)
    environment = compiler.environment
    grow()
    return (script, steps, unread, compiler.notes)
  }

  /// What is wrong with the text, and with what could be read of it.
  ///
  /// A name bound in a statement that could not be read would be called unknown below it, and where
  /// a sign could not be read, something else stands for it.
  private static func faults(
    of script: Script, _ compiled: [Diagnostic], _ vocabulary: Vocabulary
  ) -> [Diagnostic] {
    if script.faults.isEmpty { return Compiler.once(compiled.map(vocabulary.mended)) }
    if let foreign = vocabulary.foreignFile(script.source) { return [foreign] }
    let lines = Set(script.faults.map { script.source.line(around: $0.start) })
    let others = compiled.filter {
      $0.kind != .name && !lines.contains(script.source.line(around: $0.start))
    }
    let all = (script.faults + others).map(vocabulary.mended)
    return Compiler.once(all.sorted { $0.start < $1.start })
  }

  /// How many faults are not said one by one.
  private static func further(_ count: Int) -> [Diagnostic] {
    if count == 0 { return [] }
    return [
      Diagnostic(
        .syntax,
        count == 1 ? "There is one more fault." : "There are \(Figures.prose(count)) more faults.")
    ]
  }

  private func show(_ value: Value) throws(Fault) {
    if case .nothing = value { return }
    try checkRoom(toShow: value)
    world.show(value, style)
    journal.note(value, style)
    if let index = environment["_"] { globals[index] = value }
  }

  /// Runs a file in this session, as if its lines stood here.
  package func load(_ path: String, at place: Place) throws(Fault) {
    guard !loading.contains(path) else {
      throw .value("`\(path)` loads itself.", at: place)
    }
    guard loading.count < Self.deepestLoad else {
      throw .value("Files load one another too deeply here.", at: place)
    }
    let source = try self.source(path, at: place)
    willChange()
    loading.append(path)
    defer { loading.removeLast() }
    do throws(Fault) {
      try execute(source)
    } catch {
      throw error.called(from: place)
    }
  }

  /// A script as it stands in a file.
  package func source(_ path: String, at place: Place) throws(Fault) -> Source {
    do throws(Unreadable) {
      return Source(bytes: try world.read(path), name: path)
    } catch {
      throw .broken(
        Diagnostic(.outside, "I cannot read `\(path)`: \(error.reason).", at: place))
    }
  }

  /// Notes an assert that did not hold; the script goes on.
  package func fail(_ diagnostic: Diagnostic) {
    border?.cross()
    failures += 1
    world.report(diagnostic)
  }

  /// Stops here when somebody pressed Ctrl-C, or there is no more room.
  package func poll() throws(Fault) {
    try heed()
    try hold(Self.mostPerStep)
  }

  /// Stops here when somebody pressed Ctrl-C.
  func heed() throws(Fault) {
    if world.isInterrupted() { throw .interrupted }
  }

  /// From here on it runs on the thread that is now.
  func beginStack() { stack = .set() }

  /// Enters a function, unless calls stand too deep in one another.
  func enter(_ function: Function, _ place: Place) throws(Fault) {
    try poll()
    guard stack.hasRoom else {
      throw .value(
        "`\(function.name)` calls itself too deeply.", at: place,
        hint: "a function that calls itself needs a case that ends it: `if n == 0 then … else …`")
    }
  }
}
