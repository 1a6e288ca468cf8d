import Catalog
import Support
import Testing

/// Names as they are published, each with the entry of its shape, or `-` where the catalog has none.
///
/// The names are those of LLaMA-Factory's list (src/llamafactory/extras/constants.py), Axolotl's
/// examples and Unsloth's mapper (unsloth/models/mapper.py, but for its own uploads), of August
/// 2026. Whose shape is whose was held against the totals of safetensors on the Hub.
@Suite struct PublishedNameTests {
  private struct Line {
    let name: String
    let entry: String?

    /// Without the organisation, as a name of the language is written.
    var identifier: String { Self.identifier(of: name.split(separator: "/").last ?? "") }
    /// With the organisation.
    var fullIdentifier: String { Self.identifier(of: name[...]) }

    private static func identifier(of text: Substring) -> String {
      String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
  }

  private static func lines() throws -> [Line] {
    let path = Files.folder(of: #filePath) + "/Fixtures/published-names.txt"
    return try #require(Files.read(path)).split(separator: "\n").map { line in
      let parts = line.split(separator: " ").map(String.init)
      return Line(name: parts[0], entry: parts[1] == "-" ? nil : parts[1])
    }
  }

  @Test func everyPublishedNameFindsItsEntryOrNone() throws {
    let lines = try Self.lines()
    #expect(lines.count > 800)
    for line in lines {
      #expect(Catalog.model(publishedAs: line.name)?.name == line.entry, "\(line.name)")
      #expect(Catalog.model(publishedAs: line.identifier)?.name == line.entry, "\(line.name)")
    }
  }

  @Test func anOrganisationMayStandInFront() throws {
    for line in try Self.lines() {
      guard let reading = Catalog.model(publishedAs: line.name), reading.isByKnownOwner else {
        continue
      }
      #expect(Catalog.model(publishedAs: line.fullIdentifier)?.name == line.entry, "\(line.name)")
    }
  }

  @Test(arguments: [
    "qwen2_5_7b_bnb_4bit", "Qwen2.5-7B-Instruct-unsloth-bnb-4bit", "qwen2_5_7b_instruct_gptq_int4",
    "Qwen2.5-7B-Instruct-AWQ", "qwen2_5_7b_fp8", "Qwen2.5-7B-FP8-Dynamic", "qwen2_5_7b_nvfp4",
    "qwen2_5_7b_w4a16", "Qwen2.5-7B-Instruct-BNB-NF4-BF16",
  ])
  func quantisedStorageIsSaid(_ name: String) throws {
    let reading = try #require(Catalog.model(publishedAs: name))
    #expect(reading.name == "qwen2_5_7b" && reading.isQuantised && !reading.isSpelling)
  }

  @Test(arguments: ["qwen_2_5_7b", "Qwen2.5-7B", "QWEN2_5_7B", "qwen2.5 7b", "qwen2_5_7b_bf16"])
  func otherSignsAndCapitalsAreTheSameName(_ name: String) throws {
    let reading = try #require(Catalog.model(publishedAs: name))
    #expect(reading.name == "qwen2_5_7b" && !reading.isQuantised)
    #expect(reading.isSpelling == !name.hasSuffix("bf16"))
  }

  /// Another size, another version, another model; and what is only a part of a name.
  @Test(arguments: [
    "qwen2_5_8b", "qwen3_8b_1m", "qwen25_7b", "qwen2_57b", "qwen_7b", "qwen7b_chat",
    "mistral_7b_v0_4", "mistral_large_2411", "glm_4_9b", "glm_4_9b_chat", "gemma_4_13b",
    "llama_guard_3_8b", "qwen3_embedding_8b", "llama_3_18b", "llama3_instruct", "instruct", "base",
    "4bit", "", "/", "2507", "unsloth", "qwen", "meta_llama",
  ])
  func anotherModelIsNone(_ name: String) {
    #expect(Catalog.model(publishedAs: name) == nil)
  }

  @Test func aDateIsLeftOutWhereTheSizeIsThere() {
    #expect(Catalog.model(publishedAs: "qwen3_8b_2507")?.name == "qwen3_8b")
    #expect(Catalog.model(publishedAs: "deepseek_v3_1299") == nil)
    #expect(Catalog.model(publishedAs: "deepseek_v3_2501") == nil)
  }

  /// Granite's instruct models have a few tokens more than their bases.
  @Test(arguments: [
    ("granite_3_3_2b_base_bnb_4bit", "granite3_2b_base"),
    ("ibm_granite_granite_3_3_2b_base", "granite3_2b_base"),
    ("unsloth/granite-3.3-2b-instruct-bnb-4bit", "granite3_3_2b"),
    ("mixtral_8x22b_instruct_v0_1_awq", "mixtral_8x22b_instruct"),
    ("mixtral_8x22b_v0_1_awq", "mixtral_8x22b"),
  ])
  func aBaseThatIsAnEntryOfItsOwnIsFound(_ name: String, _ entry: String) {
    #expect(Catalog.model(publishedAs: name)?.name == entry)
  }

  @Test func aTextModelAloneIsSaid() throws {
    let reading = try #require(Catalog.model(publishedAs: "Qwen/Qwen3-Omni-30B-A3B-Instruct"))
    #expect(reading.isTextAlone && !reading.isSpelling)
    #expect(try #require(Catalog.model(publishedAs: "gemma_3_4b_text")).isTextAlone == false)
    #expect(Catalog.model(publishedAs: "gemma_3_4b_it")?.name == "gemma3_4b")
  }

  @Test func ownersAreKnownByTheirModels() {
    #expect(Catalog.model(publishedAs: "Qwen/Qwen2.5-7B")?.isByKnownOwner == true)
    #expect(Catalog.model(publishedAs: "unsloth/Qwen2.5-7B")?.isByKnownOwner == true)
    #expect(Catalog.model(publishedAs: "somebody/Qwen2.5-7B")?.isByKnownOwner == false)
  }

  /// A name that tells the shape is one entry's, but for a text model beside the whole.
  @Test func noShapeHasTwoEntries() {
    for name in Catalog.names(of: .model) {
      let entry = name.aliasOf ?? name.name
      let isShort = name.aliasOf != nil && !name.name.contains("_")
      #expect(isShort || Catalog.model(publishedAs: name.name)?.name == entry, "\(name.name)")
    }
  }

  @Test func namesThatBeginSo() {
    #expect(Catalog.entries(beginning: "mixtral").prefix(2) == ["mixtral_8x7b", "mixtral_8x22b"])
    #expect(Catalog.entries(beginning: "bert").isEmpty && Catalog.entries(beginning: "q").isEmpty)
    #expect(!Catalog.entries(beginning: "qwen3").contains { $0.hasPrefix("qwen2") })
  }
}
