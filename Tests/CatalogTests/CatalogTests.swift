import Catalog
import Support
import Testing

@Suite struct CatalogTests {
  @Test func findsAnEntryByItsName() throws {
    let entry = try #require(Catalog.entry(named: "llama3_1_8b"))
    #expect(entry.kind == .model)
    #expect(entry.file == "models.vram")
    #expect(entry.aliasOf == nil)
    #expect(entry.text.hasPrefix("llama3_1_8b = transformer(\n"))
    #expect(entry.text.hasSuffix(")"))
    #expect(entry.documentation.hasPrefix("Llama 3.1 8B. Meta, July 2024."))
  }

  @Test func anAliasNamesWhatItStandsFor() throws {
    let alias = try #require(Catalog.entry(named: "llama8b"))
    #expect(alias.aliasOf == "llama3_1_8b")
    #expect(alias.text == "llama8b = llama3_1_8b")
    #expect(alias.documentation.hasPrefix("Llama 3.1 8B."))
    #expect(Catalog.entry(named: "a100_80gb")?.aliasOf == "a100")
  }

  @Test(arguments: ["", "llama", "transformer", "LLAMA8B", "llama8b ", "name", "ä"])
  func anUnknownNameIsNotFound(_ name: String) {
    #expect(Catalog.entry(named: name) == nil)
  }

  @Test(arguments: Entry.Kind.allCases)
  func everyNameIsAnEntryAndEveryAliasLeadsToOne(_ kind: Entry.Kind) throws {
    for name in Catalog.names(of: kind) {
      let entry = try #require(Catalog.entry(named: name.name))
      #expect(entry.kind == kind)
      #expect(entry.aliasOf == name.aliasOf)
      #expect(!entry.documentation.isEmpty, "\(name.name) says nothing of itself")
      guard let target = name.aliasOf else { continue }
      #expect(Catalog.entry(named: target)?.aliasOf == nil, "\(name.name) leads nowhere")
    }
  }

  @Test func noNameIsUsedTwice() {
    let names = Entry.Kind.allCases.flatMap { Catalog.names(of: $0).map(\.name) }
    #expect(Set(names).count == names.count)
  }

  @Test func holdsTheModelsAndCardsThatPeopleUse() {
    let models = Catalog.names(of: .model).filter { $0.aliasOf == nil }
    let cards = Catalog.names(of: .gpu).filter { $0.aliasOf == nil }
    #expect(models.count >= 60)
    #expect(cards.count >= 40)
    for name in ["llama70b", "qwen3_8b", "mistral7b", "tinyllama", "qwen2_5_7b"] {
      #expect(Catalog.entry(named: name)?.kind == .model)
    }
    for name in ["rtx3060", "rtx4090", "a100", "a100_40gb", "h100", "rtx6000_ada", "m3_max_64gb"] {
      #expect(Catalog.entry(named: name)?.kind == .gpu)
    }
  }

  @Test(arguments: ["llama3_1_8b", "rtx4090", "m4_max_128gb"])
  func anEntryKnowsItsLine(_ name: String) throws {
    let entry = try #require(Catalog.entry(named: name))
    let text = try #require(Files.read("\(Files.root)/Sources/Catalog/\(entry.file)"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[entry.line - 1].hasPrefix("\(name) = "))
  }
}
