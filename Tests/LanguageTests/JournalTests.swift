import Testing

@testable import Language

/// What a session keeps of its statements, and how it goes back.
@Suite struct JournalTests {
  private func undo(_ desk: Desk) -> String? { desk.session.undo()?.text }

  @Test func undoTakesBackOneChangeAfterTheOther() {
    let desk = Desk()
    desk.run("x = 1; x = 2")
    desk.run("f(a) = a + x")
    desk.run("f(1)")
    #expect(undo(desk) == "f(a) = a + x")
    #expect(desk.answer("f(1)") == "! I know no word or function `f`.")
    #expect(undo(desk) == "x = 2")
    #expect(desk.answer("x") == "1")
    #expect(undo(desk) == "x = 1")
    #expect(desk.answer("x") == "! I know no name `x`.")
    #expect(undo(desk) == nil)
  }

  @Test func aNameThatComesBackIsTheOneThatFunctionsSee() {
    let desk = Desk()
    desk.run("x = 1")
    desk.run("f() = x")
    desk.run("g = 5")
    // `x` alone goes: the function keeps its place.
    desk.session.reset("reset")
    #expect(desk.answer("f()") == "! I know no word or function `f`.")
    _ = desk.session.undo()
    #expect(desk.answer("f() + g") == "6")
    desk.run("x = 7")
    #expect(desk.answer("f()") == "7")
  }

  @Test func aStartupFileIsBeforeTheBeginning() {
    let desk = Desk()
    desk.run("mine = 3; 1 + 1")
    desk.session.start()
    desk.run("mine = 4; mine * 2")
    desk.session.reset("reset")
    #expect(desk.answer("mine") == "3")
    #expect(undo(desk) == "reset")
    #expect(desk.answer("mine") == "4")
    #expect(undo(desk) == "mine = 4")
    #expect(undo(desk) == nil)
    #expect(desk.answer("mine") == "3")
  }

  @Test func theJournalHoldsWhatStands() {
    let desk = Desk()
    desk.run("mine = 3; 1 + 1")
    desk.session.start()
    desk.run("x = 1; x + 1; nonsense(; x = 2")
    desk.run("x = 5; x * 2; arguments[9]; x = 9")
    desk.run("y = 1")
    _ = desk.session.undo()
    let journal = desk.session.journal
    #expect(journal.own.map(\.text) == ["x = 5", "x * 2"])
    #expect(journal.work.map(\.text) == ["mine = 3", "x = 5", "x * 2"])
  }

  @Test func questionsAfterWhatIsTakenBackGoWithIt() {
    let desk = Desk()
    desk.run("x = 1")
    desk.run("x + 1; x + 2")
    _ = desk.session.undo()
    #expect(desk.session.journal.own.isEmpty)
  }

  @Test func aLoadedFileIsOneStatement() {
    let desk = Desk(files: ["a.vram": "x = 1\ny = 2\nx + y"])
    desk.run("load(\"a.vram\")")
    #expect(desk.session.journal.own.map(\.text) == ["load(\"a.vram\")"])
    #expect(undo(desk) == "load(\"a.vram\")")
    #expect(desk.answer("y") == "! I know no name `y`.")
  }

  @Test func whatBrokeOffHalfwayCanBeTakenBackAndIsNoWork() {
    let desk = Desk(files: ["a.vram": "x = 1\narguments[9]"])
    desk.run("load(\"a.vram\")")
    #expect(desk.session.journal.work.isEmpty)
    #expect(undo(desk) == "load(\"a.vram\")")
  }

  @Test func aQuietQuestionLeavesNoTrace() throws {
    let desk = Desk()
    desk.run("x = 20; x + 1")
    #expect(try desk.session.evaluate("_ * 2") == .whole(42))
    #expect(throws: Fault.self) { try desk.session.evaluate("nobody") }
    #expect(desk.session.journal.own.count == 2)
    #expect(desk.answer("_") == "21")
  }

  @Test func onlyTheOutermostOfWhatIsLongIsShown() {
    let desk = Desk()
    var shares: [Double?] = []
    desk.session.world.advance = { shares.append($0) }
    do {
      let outer = desk.session.advance(over: 2)
      for _ in 1...2 {
        let inner = desk.session.advance(over: 2)
        inner?.step()
        outer?.step()
      }
    }
    #expect(shares == [0.5, 1, nil])
  }

  @Test func eachLoopTellsHowFarItIs() {
    for line in ["[f(x) for x in 1...4]", "[x for x in 1...4 if f(x) > 0]"] {
      let desk = Desk()
      desk.run("f(x) = [y for y in 1...x].count")
      var shares: [Double?] = []
      desk.session.world.advance = { shares.append($0) }
      desk.run(line)
      #expect(shares == [0.25, 0.5, 0.75, 1, nil], "\(line)")
    }
  }

  @Test func whatABindingsRightSideChangedIsTakenBackToo() {
    let desk = Desk(files: ["a.vram": "y = 2\nx = 9"])
    desk.run("x = 1")
    desk.run("z = load(\"a.vram\")")
    #expect(desk.answer("x + y") == "11")
    #expect(undo(desk) == "z = load(\"a.vram\")")
    #expect(desk.answer("x") == "1")
    #expect(desk.answer("y") == "! I know no name `y`.")
    #expect(desk.answer("z") == "! I know no name `z`.")
  }

  @Test func aBindingThatBrokeOffBoundNothing() {
    let desk = Desk()
    desk.run("x = 3; x * 2")
    desk.run("x = arguments[9]")
    #expect(desk.session.journal.own.map(\.text) == ["x = 3", "x * 2"])
    #expect(undo(desk) == "x = 3")
  }
}
