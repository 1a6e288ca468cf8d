/// A word and what it is asked about: once, or for each item where a list stands for one value.
struct Question: Sendable {
  /// What takes several values in turn.
  private struct Series: Sendable {
    let name: String
    let values: [Value]
    let target: Target
  }

  private enum Target: Sendable {
    /// By place among what is given.
    case argument(Int, Place)
    /// By place among the settings.
    case setting(Int)
  }

  private let word: Word
  private let place: Place
  private var given: [Arguments.Given] = []
  private var settings: [(slot: Int, value: Value)] = []
  private var series: [Series] = []
  private var points = 1
  private var isOfMissing = false

  init(_ word: Word, _ place: Place) {
    self.word = word
    self.place = place
  }

  // MARK: what is given

  mutating func give(
    _ passed: Arguments.Passed, to parameter: Int, label: String? = nil
  ) {
    given.append(Arguments.Given(parameter: parameter, passed: passed, label: label))
  }

  mutating func give(
    _ value: Value, to parameter: Int, _ kind: Kind, _ name: String, _ place: Place,
    _ session: Session, label: String? = nil
  ) throws(Fault) {
    if let admitted = session.admitted(value, by: kind) {
      isOfMissing = isOfMissing || isReckoned(admitted, of: parameter)
      return give(.value(admitted, place), to: parameter, label: label)
    }
    if isUnknown(value) { return give(.value(value, place), to: parameter) }
    let owner = "`\(name)` of `\(word.name)`"
    let values = try several(value, kind, owner, place, session)
    series.append(
      Series(name: name, values: values, target: .argument(given.count, place)))
    give(.value(values[0], place), to: parameter)
  }

  mutating func set(
    _ value: Value, _ override: WordCall.Override, _ session: Session
  ) throws(Fault) {
    if let admitted = session.admitted(value, by: override.kind) {
      return settings.append((override.index, admitted))
    }
    if isUnknown(value) { return }
    let owner = "`\(override.name)`"
    let values = try several(value, override.kind, owner, override.place, session)
    series.append(
      Series(name: override.name, values: values, target: .setting(settings.count)))
    settings.append((override.index, values[0]))
  }

  /// Whether a question is asked of what nobody knows: its answer is missing, too.
  private mutating func isUnknown(_ value: Value) -> Bool {
    guard word.takesSetup, value.isMissing else { return false }
    isOfMissing = true
    return true
  }

  /// `round(price)` is missing where the price is; words that take many leave out what is missing.
  private func isReckoned(_ value: Value, of parameter: Int) -> Bool {
    value.isMissing && word.group == .numbers && !word.parameters[parameter].isRest
  }

  /// The items of a list that stands where one value is expected.
  ///
  /// - Throws: where the word does not take the setup, or an item does not fit.
  private mutating func several(
    _ value: Value, _ kind: Kind, _ owner: String, _ place: Place, _ session: Session
  ) throws(Fault) -> [Value] {
    guard word.takesSetup, kind.element == nil, value.isSeries else {
      throw Misfit(value, kind, place, session, isAsked: word.takesSetup).fault(of: owner)
    }
    let items = try Items(value, place)
    guard items.count > 0 else {
      throw .value("There is nothing to ask about: this holds no value.", at: place)
    }
    let (product, isTooMany) = points.multipliedReportingOverflow(by: items.count)
    guard !isTooMany, product <= Bounds.items else {
      throw .value(
        "This asks more than \(Figures.prose(Bounds.items)) questions.", at: place,
        hint: "take fewer values, or a wider step: `… by 100`")
    }
    points = product
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for index in 0..<items.count {
      values.append(try admit(items[index], kind, owner, place, session))
    }
    return values
  }

  // MARK: the answer

  func answer(_ frame: inout Frame) throws(Fault) -> Value {
    if isOfMissing { return .missing }
    return try series.isEmpty ? ask(&frame) : askForEach(&frame)
  }

  private func ask(_ frame: inout Frame) throws(Fault) -> Value {
    let arguments = Arguments(word: word, given: given, place: place)
    let scenario = word.takesSetup ? arguments.scenario : nil
    if settings.isEmpty, scenario == nil { return try word.body(arguments, &frame) }
    let session = frame.session
    let before = session.setup
    defer { session.restore(before) }
    if let scenario { session.restore(scenario) }
    for (slot, value) in settings { session.globals[slot] = value }
    return try word.body(arguments, &frame)
  }

  /// A row for each combination of the lists' items, the last list fastest.
  private func askForEach(_ frame: inout Frame) throws(Fault) -> Value {
    var rows: [[Value]] = []
    rows.reserveCapacity(points)
    var answers: [Value] = []
    answers.reserveCapacity(points)
    let survey = Survey(of: points) { (point, answers, frame) throws(Fault) in
      var question = self
      let row = question.set(point)
      return (row, try answers.take { () throws(Fault) in try question.ask(&frame) })
    }
    try survey.run(&frame) { (_, answer: (row: [Value], value: Value)) throws(Fault) in
      rows.append(answer.row)
      answers.append(answer.value)
    }
    let shown = AnswerColumns(word.name, answers)
    for (index, answer) in answers.enumerated() { rows[index] += shown.cells(of: answer) }
    let columns = series.map { Table.Column($0.name) } + shown.columns
    return .entity(Table(columns: columns, rows: rows, drawnFrom: series.count))
  }

  /// Takes the values of one combination, and gives them.
  private mutating func set(_ point: Int) -> [Value] {
    var rest = point
    var row = series.map { $0.values[0] }
    for (index, one) in series.enumerated().reversed() {
      let value = one.values[rest % one.values.count]
      rest /= one.values.count
      row[index] = value
      switch one.target {
      case .argument(let at, let place):
        given[at] = Arguments.Given(
          parameter: given[at].parameter, passed: .value(value, place), label: given[at].label)
      case .setting(let at): settings[at].value = value
      }
    }
    return row
  }
}

/// What of the answers stands in a row: the fields that tell most of them, or themselves.
private struct AnswerColumns {
  private let name: String
  private var isItself = true
  private var fields: [String] = []

  init(_ name: String, _ answers: [Value]) {
    self.name = name
    if case .entity(let entity) = answers.first(where: { !$0.isMissing }) {
      fields = entity.headline
      isItself = fields.isEmpty || entity.truth != nil
    }
  }

  func cells(of answer: Value) -> [Value] {
    let itself = isItself ? [answer] : []
    guard case .entity(let entity) = answer, !entity.isMissing else {
      // The reason why there is none stands in all of them.
      return itself + fields.map { _ in answer.isMissing ? answer : .missing }
    }
    return itself + fields.map { entity.field($0) ?? .missing }
  }

  var columns: [Table.Column] { ((isItself ? [name] : []) + fields).map { Table.Column($0) } }
}

extension Value {
  fileprivate var isSeries: Bool {
    switch self {
    case .list, .range: true
    default: false
    }
  }
}
