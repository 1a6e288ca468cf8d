import Language
import Testing

@Suite("Once a row, once an item") struct RowTests {

  private func talk(_ lines: [Sample]) {
    let desk = Desk()
    desk.run(
      "t = [{ a: 1, b: 10 }, { a: 2, b: 20 }]; gaps = [{ a: 1, p: missing }, { a: 2, p: 3 }]")
    for line in lines { line.check(desk) }
  }

  /// A bare name is a column first, and only then what it is elsewhere.
  @Test func names() {
    talk([
      "each(t, a) --> [1, 2]", "each(t, a * b) --> [10, 40]", "c = 5; each(t, a + c) --> [6, 7]",
      "b = 7; each(t, b) --> [10, 20]", "b --> 7", "batch = 3; each(t, a * batch) --> [3, 6]",
      "f(a) = each(t, a); f(9) --> [1, 2]", "g(n) = each(t, a * n); g(3) --> [3, 6]",
      "t | each(a) --> [1, 2]", "each t, \"{a}/{b}\" --> [\"1/10\", \"2/20\"]",
      "each(t, GiB * a) --> [1 GiB, 2 GiB]", "each([{ batch: 4 }], batch) --> [4]",
      "each([], nope) --> []",
    ])
  }

  /// A column that is a name of the setup sets it where the row is asked.
  @Test func setup() {
    talk([
      "rows = [{ batch: 4 }, { batch: 16 }]; each(rows, fit(8)) --> [false, true]", "batch --> 1",
      "each(rows, fit(8, batch: batch + 8)) --> [true, true]",
      "big() = fit(8); each(rows, big()) --> [false, true]",
      "each(rows, ask.batch) --> [4, 16]", "map(rows, ask.batch) --> [4, 16]",
      "each([{ optimizer: \"sgd\" }], ask.optimizer) --> [sgd]",
      "each([{ batch: missing }, { batch: 9 }], fit(8)) --> [missing, true]",
      "each([{ batch: missing }], batch) --> [missing]",
      "each([{ batch: 0 }], batch) --> [0]",
      "each([{ batch: 0 }], fit(8)) --> ! The column `batch` sets the setup of this question, and 0 is none of its values.",
      "each(t, fit(8)) --> ! No column of this table is in this: the setup would answer, the same for every row.",
      "each(t, batch) --> ! No column of this table is in this: the setup would answer, the same for every row.",
      "each(t, big()) --> ! No column of this table is in this: the setup would answer, the same for every row.",
      "each(t, fit(a)) --> [false, false]", "each(t, a < batch) --> [false, false]",
      "map([8], fit) --> [false]", "now = ask.batch; each(t, now) --> [1, 1]",
    ])
  }

  /// What is bound inside the expression is nearer than a column.
  @Test func scopes() {
    talk([
      "each(t, [a for a in [7]]) --> [[7], [7]]", "each(t, { a = 5; a + b }) --> [15, 25]",
      "each(t, each(t, a)) --> [[1, 2], [1, 2]]",
      "each(t, each([{ c: 1 }], a + c)) --> [[2], [3]]",
      "each(t, sweep(a, 8...9, a)) --> [[[8, 8], [9, 9]], [[8, 8], [9, 9]]]",
      "b(x) = x * 100; each(t, b(a)) --> [100, 200]",
      "each(t, largest(n, n < b / 5)) --> [1, 3]",
    ])
  }

  @Test func faults() {
    talk([
      "each(t, nope)[0] --> ! `nope` is no column of this table, and I know no other such name.",
      "each(t, lora(rank: 2)) --> ! `lora` has no argument `rank`.",
      "each(t, nope(a)) --> ! I know no word or function `nope`.",
      "each(t, a + \"x\") --> ! A plain number and a text do not go together with `+`.",
    ])
    let desk = Desk()
    let fault = desk.run("each([{ alpha: 1 }], alpa)").faults.first
    #expect(fault?.hint == "did you mean `alpha`?")
    #expect(fault?.labels.first?.place.text == "alpa")
    #expect(desk.session.check(Source("each(xs, anything); xs = [1]")).count == 0)
  }

  /// What is reckoned with a figure that is missing is missing, and so is what it is compared by.
  @Test func missing() {
    talk([
      "each(gaps, p > 2) --> [missing, true]", "each(gaps, p < 2) --> [missing, false]",
      "each(gaps, p * 2) --> [missing, 6]", "each(gaps, not a < p * 2) --> [missing, false]",
      "x = print; x > 2 --> ! Nothing and a plain number are not compared by size.",
    ])
  }

  @Test func functions() {
    talk([
      "f(x) = x + 1; map([1, 2], f) --> [2, 3]",
      "map([3], count) --> ! I expected a list, a range or a table, but this is a plain number.",
      "map([[1], [1, 2]], count) --> [1, 2]", "map([4, 8], lora)[1].r --> 8",
      "g(x, y = 2) = x * y; map([1, 2], g) --> [2, 4]",
      "h(x, y) = x; map([1], h) --> ! `h` needs a value for `y`.",
      "z() = 1; map([1], z) --> ! `z` takes 0 arguments, not 1.",
      "map([1], 3) --> ! What is done with each item is a function or a word, not a plain number.",
      "map(t, a + b) --> [11, 22]", "map(t, b) --> [10, 20]",
      "r(row) = row.b; map(t, r) --> [10, 20]",
      "map([], nope) --> []", "map([1], nope) --> ! I know no name `nope`.",
      "map(t, nope) --> ! `nope` is no column of this table, and I know no other such name.",
      "map([1], sweep) --> ! `sweep` takes no value that could be given to it here.",
      "map([1], map) --> ! `map` needs `f` too.",
      "map([1], quit) --> ! `quit` takes no value that could be given to it here.",
      "m(f) = map([1], f); m(g) --> [2]",
      "d(x) = d(x); map([1], d) --> ! `d` calls itself too deeply.",
      "map([0], lora) --> ! `r` of `lora` takes a whole number from 1, not 0.",
    ])
  }
}

@Suite("A list where one value is expected") struct SeveralTests {

  private func rows(_ code: String) -> [[String]]? {
    let desk = Desk()
    guard desk.run(code).isDone, case .entity(let table as Table) = desk.values.last else {
      return nil
    }
    let style = Style()
    return [table.columns.map(\.name)] + table.rows.map { $0.prefix(2).map(style.text) }
  }

  @Test func anItemARow() {
    #expect(rows("ask(batch: [1, 4])")?.map { $0[0] } == ["batch", "1", "4"])
    #expect(rows("ask(batch: 1...3)")?.count == 4)
    #expect(rows("fit([8, 16])") == [["r", "fit"], ["8", "false"], ["16", "false"]])
    #expect(rows("ask(optimizer: [sgd, adam])")?.map { $0[0] } == ["optimizer", "sgd", "adamw"])
    #expect(Desk().answer("ask(batch: [1, 4]).ask[1].batch") == "4")
    #expect(Desk().answer("ask(batch: [1, 4]); batch") == "a table of 2 rows | 1")
    #expect(Desk().answer("batch = [1, 2]").hasPrefix("! "))
  }

  @Test func combinations() {
    let all = rows("fit(1, batch: [1, 2], padding: [on, off])")
    #expect(
      all == [
        ["batch", "padding", "fit"], ["1", "true"], ["1", "false"], ["2", "true"], ["2", "false"],
      ])
  }

  @Test func faults() {
    let samples: [Sample] = [
      "ask(batch: [0, 1]) --> ! `batch` takes a whole number from 1, not 0.",
      "ask(batch: []) --> ! There is nothing to ask about: this holds no value.",
      "ask(batch: 1...3000000) --> ! This asks more than 2,000,000 questions.",
      "fit(batch: 1...2000, r: 1...2000) --> ! This asks more than 2,000,000 questions.",
      "ask(optimizer: [sgd, sdg]) --> ! `sdg` is none of the choices here.",
      "ask(batch: [[1]]) --> ! `batch` takes a whole number from 1, not a list.",
      // Words that do not ask about the setup take what they take.
      "lora([8, 16]) --> ! `r` of `lora` takes a whole number from 1, not a list.", "batch --> 1",
    ]
    let desk = Desk()
    for sample in samples { sample.check(desk) }
  }
}
