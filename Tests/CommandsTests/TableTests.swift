import Commands
import Language
import Testing

/// Rows in and rows out: what stands in a table can be asked further.
@Suite struct TableTests {
  private func table(_ code: String, _ conversation: Conversation = Conversation()) -> Table? {
    guard case .entity(let entity) = conversation.value(code) else { return nil }
    return entity as? Table
  }

  private func check(_ samples: [(String, String)]) {
    let conversation = Conversation()
    _ = conversation.say(
      "model = llama8b; t = select([{ a: 2, b: \"x\" }, { a: 1, b: \"y\" }], a, b)")
    for (code, answer) in samples { #expect(conversation.brief(code) == answer, "\(code)") }
  }

  @Test func rowsOfTheCatalog() throws {
    let young = try #require(table("where(gpus, memory >= 24 GiB and year >= 2020)"))
    #expect(young.columns.map(\.name).contains("price"))
    for row in 0..<young.rows.count {
      #expect(try #require(young.row(row)["memory"]?.quantity?.number) >= 24 * 0x1p30)
    }
    let small = try #require(table("models | where(parameters < 10B) | sort(parameters)"))
    let counts = small.rows.compactMap { $0[3].quantity?.number }
    #expect(counts.count > 5 && counts == counts.sorted())
  }

  @Test func aTableKeepsItsBars() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; gpu = rtx4090; s = sweep(batch, 1...8)")
    for code in ["where(s, batch > 2)", "sort(s, total)", "first(s, 3)", "select(s, batch, total)"]
    {
      #expect(table(code, conversation)?.drawn == 1, "\(code)")
    }
    let titles = table("where(s, fits)", conversation)?.columns.map(\.title)
    #expect(titles == ["batch", "total", "fits RTX 4090"])
  }

  @Test func words() {
    check([
      ("sort(t, a).b", "[\"y\", \"x\"]"), ("sort(t, b, descending: on).a", "[1, 2]"),
      ("where(t, b == \"y\")[0].a", "1"), ("select(t, b, a * 2)[0]", "{ b: \"x\", a * 2: 4 }"),
      ("select(t, b, double: a * 2)[0]", "{ b: \"x\", double: 4 }"),
      ("select(t, c: a).c", "[2, 1]"), ("sweep(n, 1...2, square: n ^ 2).square", "[1, 4]"),
      ("sweep(n, 1...2, n: 3)", "! There is a column `n` already."),
      ("group(t, b, a: sum(a)).a", "[2, 1]"),
      ("group([{ k: 1 }, { k: 2 }, { k: 1 }], k).count", "2"),
      ("group([{ k: 1 }, { k: 2 }, { k: 1 }], k)[0]", "{ k: 1, rows: 2 }"),
      ("group([{ k: missing }, { k: 2 }], k).k", "[missing, 2]"),
      ("group([{ k: 1, v: 3 }, { k: 2, v: 5 }], k > 0, v: v)[0]", "{ k > 0: true, v: [3, 5] }"),
      ("unique([2, 1, 2, 1 GiB])", "[2, 1, 1 GiB]"), ("unique(t.b + t.b)", "[\"x\", \"y\"]"),
      ("unique([{ a: 1 }, { a: 1 }]).count", "1"), ("unique([on, fits(rtx4090)]).count", "1"),
      ("reverse(t).a", "[1, 2]"), ("reverse(1...3)", "[3, 2, 1]"),
      ("last(t, 1).a", "[1]"), ("last([1, 2], 5)", "[1, 2]"), ("last([1], 0)", "[]"),
      ("median([4, 1, 3])", "3"), ("median([4 GiB, 2 GiB])", "3 GiB"),
      ("median([missing, 7])", "7"), ("median([])", "! There is no number among nothing."),
      ("contains([1, 2], 2)", "true"), ("contains(t.b, \"z\")", "false"),
      ("contains([rtx4090], \"rtx4090\")", "true"), ("contains(\"llama\", \"lam\")", "true"),
      ("contains([1], missing)", "false"), ("contains(missing, 1)", "missing"),
      ("contains(\"a\", 1)", "! A text contains texts, and this is a plain number."),
      ("where(t, contains([\"y\"], b)).a", "[1]"),
      ("join(t, [{ a: 2, c: 5 }]).c", "[5, missing]"),
      ("join(t, [{ a: 2, c: 5 }, { a: 2, c: 6 }], a).c", "[5, 6, missing]"),
      ("join([{ k: missing }], [{ k: missing, c: 1 }]).c", "[missing]"),
      ("join(t, [{ c: 5 }])", "! The tables have no column in common."),
      ("join(t, t, a)", "! Both tables have a column `b`."),
      ("select(models, name, hidden)[0].hidden > 0", "true"),
      ("where(models, fits(rtx3060)).count < models.count", "true"),
      ("where(sweep(batch, [1, 64]), fits(rtx4090)).batch", "[1]"),
      ("compare(one: scenario(batch: 1), two: scenario(batch: 2))[0].part", "weights"),
      ("compare(scenario(seq: 1K), scenario(seq: 2K))[\"seq 1024\"].count", "10"),
      ("model = \"llama70b\"; model.layers", "80"), ("estimate(model: \"llama8b\").phase", "loss"),
      ("model = \"llama9b\"", "! `model` takes a model, or `none`, not \"llama9b\"."),
      ("model = llama8b", ""), ("first(t, 1).a", "[2]"), ("first([1, 2, 3], 2)", "[1, 2]"),
      ("first(1...9, 20).count", "9"),
      ("count(t)", "2"), ("count(where(t, a > 5))", "0"),
      ("where(t, a > 5) | sort(a) | count", "0"),
      ("sort([3, 1, 2])", "[1, 2, 3]"), ("sort([\"b\", \"a\"])", "[\"a\", \"b\"]"),
      ("sort([2 GiB, 1 GiB], descending: on)", "[2 GiB, 1 GiB]"), ("sort([])", "[]"),
      ("sum(t.a)", "3"), ("mean([1 GiB, 2 GiB])", "1.5 GiB"), ("sum([])", "0"),
      ("min(t.a, 0)", "0"),
      (
        "map(t, count)",
        "! I expected a list, a range or a table, but this "
          + "is a record."
      ),
      ("limit = 1; f(n) = where(t, a > n + limit); f(0).a", "[2]"),
      (
        "where(gpus, vendor == \"NVIDIA\" and fits(card, batch: 2)).count < count(gpus)", "true"
      ),
      ("where(optimizers, paged and bytes < 4).name[0]", "paged_adamw_8bit"),
      ("methods.name", "[\"full\", \"lora\", \"qlora\"]"),
    ])
  }

  /// Equal keys keep their order, and what has none stands at the end.
  @Test func order() {
    check([
      ("sort([{ k: 1, n: 1 }, { k: 0, n: 2 }, { k: 1, n: 3 }], k).n", "[2, 1, 3]"),
      ("sort([{ k: 1, n: 1 }, { k: 0, n: 2 }, { k: 1, n: 3 }], k, descending: on).n", "[1, 3, 2]"),
      ("\"{sort(gpus, price)[count(gpus) - 1].price}\"", "missing"),
      ("\"{sort(gpus, price, descending: on)[count(gpus) - 1].price}\"", "missing"),
    ])
  }

  private static let tooLong = "! This list is too long to hold: more than 2 million items."

  @Test func faults() {
    check([
      ("where(t, a)", "! A condition holds or not, and this is a plain number."),
      ("sort(t)", "! `sort` needs what the rows are ordered by."),
      ("select(t)", "! `select` needs the columns that stay."),
      ("sort([1, \"a\"])", "! A plain number and a text have no order."),
      ("sort([[1], [2]])", "! I order by numbers, texts and truths, and this is a list."),
      ("first(1...900000000, 5000000)", Self.tooLong), ("map(1...9000000, ceil)", Self.tooLong),
      ("sort(1...9000000)", Self.tooLong),
      ("sum([1, 1 GiB])", "! A plain number and memory do not go together."),
      ("mean([])", "! There is no number among nothing."),
      ("sum(t)", "! I expected numbers, but one is a record."),
      ("fits(gpus)", "! `gpu` of `fits` takes a card, not a table."),
      ("first(t, -1)", "! `n` of `first` takes a whole number from 0, not -1."),
      (
        "where([1, 2], a > 1)",
        "! I expected a table, or a list of records that have the same fields, but this is a list."
      ),
    ])
  }

  @Test func aListIsAskedItemByItem() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    let fits = try #require(table("fits([rtx3060, rtx4090])", conversation))
    #expect(fits.columns.map(\.name) == ["gpu", "fits", "total", "usable", "headroom"])
    for (index, card) in ["rtx3060", "rtx4090"].enumerated() {
      #expect(
        fits.rows[index][2].quantity?.number == conversation.number("fits(\(card)).total"))
    }
    let totals = conversation.brief("estimate(batch: [1, 2, 4]).total")
    #expect(totals == conversation.brief("[estimate(batch: b).total for b in [1, 2, 4]]"))
    #expect(conversation.number("batch") == 1)
    #expect(
      table("estimate(batch: 1...2, optimizer: [adamw, sgd])", conversation)?.rows.count == 4)
    #expect(conversation.brief("map([rtx3060, a100], fits)") == "[yes, yes]")
  }

  /// One unit a column where people read, base units where programs do.
  @Test func units() {
    let lines = "sweep(n, 1...2, n * 90 s, n * $3/hour, n * 3 KiB, n * 1 GiB in MiB)"
    let shown = Conversation().say(lines)
    for title in ["minutes", "USD/hour", "KiB", "in MiB"] { #expect(shown.contains(title)) }
    #expect(!shown.contains("in MiB, MiB"))
    let data = Conversation(format: .csv).say(lines).split(separator: "\n")
    #expect(
      data.first
        == "n,\"n * 90 s, s\",\"n * $3/hour, USD/hour\",\"n * 3 KiB, byte\",n * 1 GiB in MiB")
    #expect(data.last == "2,180,6,6144,2048")
  }
}
