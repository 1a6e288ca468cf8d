import Import
import Language

extension Word {
  static let read = Word(
    "read", .tables, "a table out of a file that ends in .csv, .json or .jsonl",
    [Parameter("path", .text, .required, "the file; what `save` writes is read back")],
    examples: [
      Example("read(\"docs/runs.csv\") | group(framework, largest: max(peak))", isAnswered: false),
      Example(
        "method = lora(targets: attention, dropout: 0.1); runs = read(\"docs/runs.csv\"); "
          + "select(runs, batch, peak, off: estimate.allocated / peak - 1)",
        "columns that are names of the setup set it, row by row", isAnswered: false),
    ],
    related: ["save", "select", "join", "number"]
  ) { (arguments, frame) throws(Fault) in
    let path = arguments.text("path") ?? ""
    let place = arguments.place(of: "path")
    let ending = path.suffixOfName
    guard let reader = readers[ending] else {
      throw .value(
        "What is in `\(path)`? I know it by the end of the name.", at: place,
        hint: "a table is read from `.csv`, `.json` or `.jsonl`; a script is loaded: `load(…)`")
    }
    let bytes = try frame.session.bytes(of: path, at: place)
    do throws(ImportFault) {
      return .entity(Table(try reader(bytes)))
    } catch {
      let line = error.line.map { ", line \($0)" } ?? ""
      throw .broken(
        Diagnostic(.outside, "`\(path)`\(line): \(error.message)", at: place, hint: error.hint))
    }
  }

  private typealias Reader = @Sendable ([UInt8]) throws(ImportFault) -> DataTable

  private static let readers: [String: Reader] = [
    "csv": { (bytes) throws(ImportFault) in try DataTable.csv(bytes) },
    "json": { (bytes) throws(ImportFault) in try DataTable.json(bytes) },
    "jsonl": { (bytes) throws(ImportFault) in try DataTable.jsonLines(bytes) },
  ]

  static let environment = Word(
    "environment", .session, "a variable of the environment as a text; missing where it is not set",
    [Parameter("name", .text, .required, "its name")],
    examples: [
      Example("environment(\"VRAM_GPU\") otherwise \"rtx4090\""),
      Example("number(environment(\"WORLD_SIZE\") otherwise \"1\")"),
    ],
    related: ["number", "read"]
  ) { (arguments, frame) throws(Fault) in
    frame.session.world.variable(arguments.text("name") ?? "").map { .text($0) } ?? .missing
  }

  static let number = Word(
    "number", .numbers, "the number that a text holds, with its unit if it has one",
    [Parameter("text", .anything, .required, "as it is written here: \"4\", \"24 GiB\"")],
    examples: [
      Example("number(\"4\") * 2"), Example("number(\"24 GiB\")"),
      Example("number(\"four\") otherwise 4"),
    ],
    related: ["environment", "read", "round"]
  ) { (arguments, _) throws(Fault) in
    switch arguments["text"] {
    case .quantity(let quantity): return .quantity(quantity)
    case .converted(let conversion): return .quantity(conversion.quantity)
    case .text(let text), .choice(let text):
      if let quantity = Quantity.read(text) { return .quantity(quantity) }
      let shown = text.unicodeScalars.count > 40 ? "this text" : "\"\(text)\""
      throw .unanswered(
        "There is no number in \(shown).", at: arguments.place(of: "text"),
        hint: "`… otherwise 0` says what counts then")
    case let value:
      throw .value(
        "A number is read from a text, and this is \(value?.kindName ?? "nothing").",
        at: arguments.place(of: "text"))
    }
  }
}

extension Session {
  fileprivate func bytes(of path: String, at place: Place) throws(Fault) -> [UInt8] {
    let bytes: [UInt8]
    do throws(Unreadable) {
      bytes = try world.head(path, DataTable.largestFile + 1)
    } catch {
      throw .broken(
        Diagnostic(.outside, "I cannot read `\(path)`: \(error.reason).", at: place))
    }
    guard bytes.count <= DataTable.largestFile else {
      throw .broken(Diagnostic(.outside, "`\(path)` is larger than 64 MiB.", at: place))
    }
    guard String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes) else {
      throw .broken(
        Diagnostic(
          .outside, "`\(path)` is no text in UTF-8.", at: place,
          hint: "save it anew as UTF-8 where it was made"))
    }
    return bytes
  }
}

extension Table {
  /// What another tool wrote, in values: numbers with the units that stand above or beside them.
  fileprivate convenience init(_ data: DataTable) {
    var names: Set<String> = []
    var columns: [Column] = []
    var cells: [[Value]] = []
    for column in data.columns {
      let unit = column.unit.flatMap(Quantity.unit)
      // What looked like a unit and is none belongs to the title.
      let title =
        column.unit.map { unit == nil ? "\(column.title), \($0)" : column.title } ?? column.title
      var name = title.asName
      while !names.insert(name).inserted { name += "_" }
      columns.append(Column(name, title: title))
      cells.append(column.cells.map { Value($0, in: unit) })
    }
    let rows = (cells.first ?? []).indices.map { row in cells.map { $0[row] } }
    self.init(columns: columns, rows: rows)
  }
}

extension Value {
  fileprivate init(_ cell: DataTable.Cell, in unit: Quantity?) {
    self =
      switch cell {
      case .missing: .missing
      case .truth(let truth): .truth(truth)
      case .number(let number): unit.map { .quantity($0.of(number)) } ?? .number(number)
      case .measured(let number, let name, let text):
        Quantity.unit(name).map { .quantity($0.of(number)) } ?? .text(text)
      case .text(let text): .text(text)
      case .list(let items): .list(items.map { Value($0, in: unit) })
      }
  }
}

extension String {
  /// As a name of the language: `memory.used` is `memory_used`.
  fileprivate var asName: String {
    let name = String(map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
    return name.first?.isNumber == false ? name : "_" + name
  }
}
