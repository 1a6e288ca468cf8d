import Support
import Testing

@Suite(.enabled(if: Pty.isAvailable))
struct ManyLinesTests {
  @Test func anUnfinishedStatementGoesOnInTheNextRow() throws {
    let pty = try EditorSession.start()
    pty.send("f(\r  1,\r  2\r)\r")
    try pty.expectAnswer("f(|  1,|  2|)")
  }

  @Test func upAndDownMoveByLine() throws {
    let pty = try EditorSession.start()
    pty.send("f(\rab\rcd" + Key.up + "X" + Key.down + "Y" + Key.down + ")\r")
    try pty.expectScreen("cdY)")
    try pty.expectAnswer("f(|abX|cdY)")
  }

  @Test func aWholeStatementIsHandedOverFromItsMiddle() throws {
    let pty = try EditorSession.start()
    pty.send("f(\ra)" + Key.up)
    try pty.expectScreen("vram> f(\n....> a)")
    pty.send(Key.enter)
    try pty.expectScreen("vram> f(\n....> a)\nread [f(|a)]\nvram>")
  }

  @Test func altEnterAlwaysBeginsALine() throws {
    let pty = try EditorSession.start()
    pty.send("a" + Key.escape + Key.enter + "b\r")
    try pty.expectAnswer("a|b")
  }

  @Test func tabAtTheStartOfALineIndents() throws {
    let pty = try EditorSession.start()
    pty.send("f(\r\tx)\r")
    try pty.expectAnswer("f(|  x)")
  }

  @Test func aPasteThatBeginsWithATabIsIndented() throws {
    let pty = try EditorSession.start()
    pty.send("\tf(\n\t\ta)\n")
    try pty.expectAnswer("  f(|    a)")
  }

  @Test func aPasteOfManyLinesRunsEachStatement() throws {
    let pty = try EditorSession.start()
    let lines = (1...40).map { "x\($0) = f(\n\($0))" }
    pty.send(lines.joined(separator: "\n") + "\n")
    for number in 1...40 { try pty.expect("read [x\(number) = f(|\(number))]") }
  }

  @Test func aPasteWhileSomethingIsComputedIsNotLost() throws {
    let pty = try EditorSession.start()
    pty.send("slow\r")
    try pty.expect("computing")
    pty.send("one\ntwo\n")
    try pty.expect("two")
    pty.signal(2)
    try pty.expect("stopped")
    try pty.expectAnswer("one")
    try pty.expectAnswer("two")
  }
}
