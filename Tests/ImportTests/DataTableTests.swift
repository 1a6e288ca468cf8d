import Testing

@testable import Import

@Suite("Tables of other tools") struct DataTableTests {
  private func csv(_ text: String) throws -> DataTable { try DataTable.csv(Array(text.utf8)) }
  private func json(_ text: String) throws -> DataTable { try DataTable.json(Array(text.utf8)) }

  private func message(_ read: () throws -> DataTable) -> String {
    do {
      _ = try read()
      return ""
    } catch let fault as ImportFault {
      return (fault.line.map { "\($0): " } ?? "") + fault.message
    } catch {
      return "\(error)"
    }
  }

  @Test func quoting() throws {
    let table = try csv("a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n z ,\"\"\n")
    #expect(table.columns[0].cells == [.text("x, \"y\""), .text("z")])
    #expect(table.columns[1].cells == [.text("two\nlines"), .text("")])
  }

  @Test func kindsOfColumns() throws {
    let table = try csv("n,t,m,q,w\n1,True,nan,1234 MiB,$1.40\n-2.5e3,false,,\"8 GiB\",2 x\n")
    #expect(table.columns[0].cells == [.number(1), .number(-2500)])
    #expect(table.columns[1].cells == [.truth(true), .truth(false)])
    #expect(table.columns[2].cells == [.text("nan"), .missing])
    #expect(
      table.columns[3].cells == [
        .measured(1234, unit: "MiB", text: "1234 MiB"), .measured(8, unit: "GiB", text: "8 GiB"),
      ])
    #expect(
      table.columns[4].cells == [
        .measured(1.4, unit: "USD", text: "$1.40"), .measured(2, unit: "x", text: "2 x"),
      ])
    let gaps = try csv("x\n1\nNaN\nN/A\n").columns[0].cells
    #expect(gaps == [.number(1), .missing, .missing])
  }

  @Test(
    arguments: [
      ("total, GiB", "total", "GiB"), ("memory.used [MiB]", "memory.used", "MiB"),
      ("time (s)", "time", "s"), ("a, b, s", "a, b", "s"), ("plain", "plain", nil),
      (" (s)", " (s)", nil),
    ] as [(String, String, String?)])
  func titles(_ title: String, _ name: String, _ unit: String?) {
    #expect(DataTable.parts(of: title).name == name)
    #expect(DataTable.parts(of: title).unit == unit)
  }

  @Test func separators() throws {
    #expect(try csv("a;b\n1;2\n").columns.map(\.title) == ["a", "b"])
    #expect(try csv("a\tb\n1\t2\n").columns[1].cells == [.number(2)])
    #expect(try csv("\u{FEFF}a,\n1,2\n").columns.map(\.title) == ["a", "column2"])
  }

  @Test func faultsOfCSV() {
    #expect(message { try csv("") } == "The file is empty.")
    #expect(
      message { try csv("a,b\n1,2\n\n1\n") }
        == "4: This row has 1 field, and the first line names 2.")
    #expect(message { try csv("a\n\"x\n\n") } == "2: The quotes of a field are not closed.")
    #expect(message { try csv("a\n\"x\"y\n") } == "2: A quoted field goes on behind its quotes.")
  }

  @Test func objects() throws {
    let table = try json(
      "[{\"b\": 1, \"args\": {\"lr\": 0.1}}, {\"b\": null, \"t\": [1, \"x\"]}]")
    #expect(table.columns.map(\.title) == ["b", "args.lr", "t"])
    #expect(table.columns[0].cells == [.number(1), .missing])
    #expect(table.columns[1].cells == [.number(0.1), .missing])
    #expect(table.columns[2].cells == [.missing, .list([.number(1), .text("x")])])
    let lists = try json("{\"a, GiB\": [1, 2], \"b\": [true, \"y\"]}")
    #expect(lists.columns[0].unit == "GiB")
    #expect(lists.columns[1].cells == [.truth(true), .text("y")])
    #expect(try json("{\"a\": 1, \"b\": \"x\"}").columns.map(\.cells.count) == [1, 1])
    let quantity = try json("[{\"a\": {\"kind\": \"quantity\", \"value\": 3, \"unit\": \"s\"}}]")
    #expect(quantity.columns[0].cells == [.measured(3, unit: "s", text: "3.0 s")])
  }

  @Test func ownTables() throws {
    let table = try json(
      "{\"kind\":\"table\",\"columns\":[\"a\",\"b\"],\"units\":[null,\"byte\"],\"rows\":[[1,2],[3,null]]}"
    )
    #expect(table.columns.map(\.unit) == [nil, "byte"])
    #expect(table.columns[1].cells == [.number(2), .missing])
  }

  @Test func lines() throws {
    let table = try DataTable.jsonLines(Array("{\"a\":1}\n\n{\"a\":2,\"b\":\"x\"}\n".utf8))
    #expect(table.columns.map(\.cells) == [[.number(1), .number(2)], [.missing, .text("x")]])
    #expect(
      message { try DataTable.jsonLines(Array("{\"a\":1}\n{".utf8)) }.hasPrefix("2: "))
  }

  @Test func faultsOfJSON() {
    #expect(message { try json("3") } == "This holds no table but 3.")
    #expect(message { try json("[{}, 2]") } == "Item 2 is no object but 2.")
    #expect(
      message { try json("{\"kind\":\"table\",\"columns\":[\"a\"],\"rows\":[[1,2]]}") }
        == "Row 1 has not the 1 cells of the columns.")
  }
}
