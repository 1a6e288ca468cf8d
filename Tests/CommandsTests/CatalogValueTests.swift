import Catalog
import Commands
import Language
import Testing

/// Every entry of the catalog is a value: it is read, and says what was published.
@Suite struct CatalogValueTests {
  @Test(arguments: Catalog.names(of: .model))
  func everyModelHasItsPublishedCount(_ name: Catalog.Name) throws {
    let conversation = Conversation()
    let entry = try #require(Catalog.entry(named: name.aliasOf ?? name.name))
    let digits = entry.text.split(separator: " parameters: ").dropFirst().first?.prefix {
      $0.isNumber
    }
    let published = try #require(digits.flatMap { Double($0) }, "\(name.name) states no count")
    #expect(conversation.number("\(name.name).parameters") == published)
  }

  @Test(arguments: Catalog.names(of: .model).filter { $0.aliasOf == nil })
  func everyModelCanBeEstimated(_ name: Catalog.Name) throws {
    let conversation = Conversation()
    let total = conversation.number(
      "estimate(model: \(name.name), method: lora(targets: attention)).total")
    #expect(try #require(total) > 0)
  }

  @Test(arguments: Catalog.names(of: .gpu))
  func everyCardLeavesLessThanItHas(_ name: Catalog.Name) throws {
    let conversation = Conversation()
    let usable = try #require(conversation.number("\(name.name).usable"))
    let memory = try #require(conversation.number("\(name.name).memory"))
    #expect(usable > 0.5 * memory && usable < memory)
    #expect(conversation.say("\(name.name).usable_source") != "")
  }

  /// What a time goes by stands together, and what an hour costs has its date.
  @Test(arguments: Catalog.names(of: .gpu).filter { $0.aliasOf == nil })
  func everyCardSaysHowFastItIsWholly(_ name: Catalog.Name) throws {
    let conversation = Conversation()
    func known(_ fact: String) -> Bool { conversation.brief("\(name.name).\(fact)") != "missing" }
    if known("speed_class") {
      #expect(known("bf16_tflops") != known("fp16_tflops"))
      #expect(known("bandwidth"))
      let peak = try #require(
        conversation.number("\(name.name).\(known("bf16_tflops") ? "bf16" : "fp16")_tflops"))
      #expect(peak > 10 && peak < 3000)
    } else {
      #expect(!known("timed_runs") && !known("fp32_tflops") && !known("fp16_tflops"))
    }
    #expect(known("price") == known("price_date"))
    if known("highest_price") {
      #expect(conversation.brief("\(name.name).highest_price > \(name.name).price") == "true")
    }
  }

  @Test func listsAreTables() {
    let conversation = Conversation()
    #expect(conversation.number("models.count") ?? 0 >= 30)
    #expect(conversation.number("gpus.count") ?? 0 >= 40)
  }

  @Test func aliasesAreTheSameThing() {
    let conversation = Conversation()
    #expect(conversation.say("llama8b == llama3_1_8b") == "true\n")
    #expect(conversation.say("a100_80gb == a100") == "true\n")
  }
}
