import Language
import Testing

@testable import Commands

@Suite struct FrontierTests {
  private static func table(_ conversation: Conversation, _ text: String) -> Table? {
    guard case .entity(let entity as Table) = conversation.value(text) else { return nil }
    return entity
  }

  @Test func eachPairJustHolds() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama1b; batch = 3; seq = 777")
    let frontier = "frontier(batch, seq, fits(rtx3060), among: 256...64K by 256)"
    let table = try #require(Self.table(conversation, frontier))
    #expect(table.columns.map(\.name) == ["batch", "seq", "product"])
    #expect(table.rows.count > 3)
    for row in table.rows {
      let batch = try #require(row[0].quantity?.number)
      let seq = try #require(row[1].quantity?.number)
      #expect(conversation.brief("fits(rtx3060, batch: \(batch), seq: \(seq))") != "no")
      #expect(conversation.brief("fits(rtx3060, batch: \(batch), seq: \(seq + 256))") == "no")
      #expect(row[2].quantity?.number == batch * seq)
    }
    #expect(conversation.number("batch") == 3)
    #expect(conversation.number("seq") == 777)
  }

  @Test func itIsWhatLargestSaysForEach() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama1b")
    let table = try #require(
      Self.table(conversation, "frontier(r, n, r * n <= 100, along: [1, 3, 7, 100])"))
    #expect(table.rows.map { $0[1].quantity?.number } == [100, 33, 14, 1])
    let doubled = try #require(Self.table(conversation, "frontier(a, b, a * b <= 20)"))
    #expect(doubled.rows.map { $0[0].quantity?.number } == [1, 2, 4, 8, 16])
    #expect(doubled.rows.map { $0[1].quantity?.number } == [20, 10, 5, 2, 1])
    let rising = try #require(Self.table(conversation, "frontier(a, b, b <= 20 + a, along: 1...3)"))
    #expect(rising.rows.map { $0[1].quantity?.number } == [21, 22, 23])
    let optimizers = try #require(
      Self.table(
        conversation,
        "frontier(optimizer, batch, estimate.allocated < 16 GiB, along: [adamw, adamw_8bit], "
          + "among: 1...64)"))
    for row in optimizers.rows {
      let name = conversation.session.style.text(row[0])
      let largest = "largest(batch, estimate(optimizer: \(name)).allocated < 16 GiB, among: 1...64)"
      #expect(conversation.number(largest) == row[1].quantity?.number)
    }
  }

  @Test func aRowThatCannotHoldSaysWhy() {
    let conversation = Conversation()
    _ = conversation.say("model = llama1b")
    let answer = conversation.say("frontier(seq, batch, fits(rtx3060), along: [1K, 1M])")
    #expect(answer.contains("This does not hold even with `batch` = 1"))
    #expect(
      conversation.brief("frontier(batch, seq, estimate.total < 1 GiB)")
        == "! This does not hold even with `seq` = 1.")
    #expect(
      conversation.brief("frontier(batch, batch, fits(rtx3060))")
        == "! A frontier lies between two names, and these are one.")
    #expect(
      conversation.brief("frontier(optimizer, batch, fits(rtx3060))")
        == "! `optimizer` takes no numbers, so nothing of it doubles.")
    #expect(
      conversation.brief("frontier(batch, seq, fits(rtx3060), among: [1K, 2K])")
        == "! `among` is a range here, which is searched by halves.")
    #expect(conversation.brief("frontier(a, b, a < 4)").hasPrefix("! This holds for every `b`"))
    #expect(
      conversation.brief("frontier(batch, seq, 3)").hasPrefix("! `frontier` needs something that"))
  }
}
