extension DataTable {
  /// CSV as RFC 4180 has it, and as spreadsheets and tools write it: fields may be quoted, blanks
  /// around others mean nothing, and `;` or a tab may separate them.
  package static func csv(_ bytes: [UInt8]) throws(ImportFault) -> DataTable {
    var reader = CSVReader(bytes)
    return try reader.table()
  }
}

private struct CSVReader {
  private struct Field {
    let text: String
    let isQuoted: Bool
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int
  private var line = 1
  /// Where the record begins that was read last.
  private var recordLine = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // What the first line has most of.
    let header = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let signs = [",", ";", "\t"].compactMap { $0.utf8.first }
    separator =
      signs.max { a, b in header.count { $0 == a } < header.count { $0 == b } } ?? signs[0]
  }

  mutating func table() throws(ImportFault) -> DataTable {
    guard let header = try record() else { throw ImportFault("The file is empty.") }
    let titles = header.enumerated().map { $1.text.isEmpty ? "column\($0 + 1)" : $1.text }
    var columns = [[Field]](repeating: [], count: titles.count)
    var count = 0
    while true {
      guard let record = try record() else { break }
      guard record.count == titles.count else {
        throw ImportFault(
          "This row has \(record.count) field\(record.count == 1 ? "" : "s"), and the first line "
            + "names \(titles.count).", hint: "a field with a comma in it stands in quotes",
          line: recordLine)
      }
      count += record.count
      guard count <= DataTable.mostCells else {
        throw ImportFault("The table has more than 2 million fields.", line: recordLine)
      }
      for (index, field) in record.enumerated() { columns[index].append(field) }
    }
    return DataTable(
      columns: zip(titles, columns).map { title, fields in
        let (name, unit) = DataTable.parts(of: title)
        return DataTable.Column(title: name, unit: unit, cells: Self.cells(fields))
      })
  }

  // MARK: fields

  /// The fields of a line, or of several where quotes hold a line end; nil behind the last.
  private mutating func record() throws(ImportFault) -> [Field]? {
    while let byte = peek, isEnd(byte) { take() }
    guard peek != nil else { return nil }
    recordLine = line
    var fields: [Field] = []
    while true {
      fields.append(try field())
      guard peek == separator else { break }
      take()
    }
    return fields
  }

  private mutating func field() throws(ImportFault) -> Field {
    while let byte = peek, byte != separator, isBlank(byte) { take() }
    if peek == UInt8(ascii: "\"") { return try quoted() }
    let start = position
    while let byte = peek, byte != separator, !isEnd(byte) { take() }
    let text = bytes[start..<position]
    let end = text.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return Field(text: String(decoding: bytes[start..<end], as: UTF8.self), isQuoted: false)
  }

  private mutating func quoted() throws(ImportFault) -> Field {
    let start = line
    take()
    var text: [UInt8] = []
    while let byte = peek {
      take()
      if byte == UInt8(ascii: "\"") {
        guard peek == byte else {
          while let blank = peek, blank != separator, isBlank(blank) { take() }
          guard let next = peek, next != separator, !isEnd(next) else {
            return Field(text: String(decoding: text, as: UTF8.self), isQuoted: true)
          }
          throw ImportFault(
            "A quoted field goes on behind its quotes.", hint: "a quote inside is written twice",
            line: line)
        }
        take()
      }
      text.append(byte)
    }
    throw ImportFault("The quotes of a field are not closed.", line: start)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take() {
    if bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 9 }
  private func isEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

  // MARK: cells

  /// What tools write for a number that is not there.
  private static let absent: Set<String> = ["nan", "na", "n/a", "null", "none", "missing"]

  /// The fields of a column: truths where all are, and numbers where all are.
  private static func cells(_ fields: [Field]) -> [DataTable.Cell] {
    let present = fields.filter { !$0.text.isEmpty && !absent.contains($0.text.lowercased()) }
    let isOfTruths = !present.isEmpty && present.allSatisfy { truth($0.text) != nil }
    let isOfNumbers = !present.isEmpty && present.allSatisfy { number($0.text) != nil }
    return fields.map { field in
      if isOfTruths { return truth(field.text).map(DataTable.Cell.truth) ?? .missing }
      if isOfNumbers { return number(field.text) ?? .missing }
      return field.text.isEmpty && !field.isQuoted ? .missing : .text(field.text)
    }
  }

  private static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// `12`, `-1.5e3`, `1234 MiB`, `$1.40`.
  private static func number(_ text: String) -> DataTable.Cell? {
    let isDollars = text.hasPrefix("$")
    let body = isDollars ? text.dropFirst() : Substring(text)
    let digits = body.prefix { "0123456789+-.eE_".contains($0) }
    guard let first = digits.first, first != "e", first != "E", let number = Double(digits),
      number.isFinite
    else { return nil }
    let unit = body[digits.endIndex...]
    if unit.isEmpty {
      return isDollars ? .measured(number, unit: "USD", text: text) : .number(number)
    }
    if isDollars {
      return unit.hasPrefix("/") ? .measured(number, unit: "USD" + unit, text: text) : nil
    }
    guard unit.hasPrefix(" "), let letter = unit.dropFirst().first, letter.isLetter else {
      return nil
    }
    return .measured(number, unit: String(unit.dropFirst()), text: text)
  }
}
