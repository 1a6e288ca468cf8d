import Catalog
import Support
import Testing

/// What holds for the texts themselves, whoever edits them next.
@Suite struct TextTests {
  private static let folder = "\(Files.root)/Sources/Catalog"
  private static let stems = ["models", "gpus"]

  @Test(arguments: stems)
  func theProgramCarriesTheTextAsItIs(_ stem: String) throws {
    let text = try #require(Files.read("\(Self.folder)/\(stem).vram"))
    let title = stem.prefix(1).uppercased() + stem.dropFirst()
    let carried = try #require(Files.read("\(Self.folder)/\(title)+Text.swift"))
    let agrees = carried.hasSuffix("#\"\"\"\n\(text)\"\"\"#\n}\n")
    #expect(agrees, "\(stem).vram has changed: run scripts/catalog")
  }

  @Test(arguments: stems)
  func everyLineKeepsTheLayoutThatTheIndexReliesOn(_ stem: String) throws {
    let text = try #require(Files.read("\(Self.folder)/\(stem).vram"))
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let place = "\(stem).vram:\(number + 1)"
      #expect(line.utf8.count <= 110, "\(place) is long")
      #expect(!line.hasSuffix(" ") && !line.contains("\t") && !line.contains("\r"), "\(place)")
      guard let first = line.first, first != " ", first != "#" else { continue }
      #expect(first.isLowercase && line.contains(" = "), "\(place) is no binding")
    }
  }

  @Test(arguments: Catalog.names(of: .gpu).filter { $0.aliasOf == nil })
  func aCardSaysWhatIsUsableAndWhereFrom(_ name: Catalog.Name) throws {
    let text = try #require(Catalog.entry(named: name.name)).text
    let memory = try #require(number("memory", in: text, unit: "GiB")) * 1024
    let usable = try #require(number("usable", in: text, unit: "MiB"))
    #expect(usable < memory && usable > memory / 2)
    if let reported = number("reported", in: text, unit: "MiB") {
      #expect(usable < reported && reported <= memory)
    }
    #expect(text.contains("usable_source: \"") && text.contains(" source: \""))
  }
}

/// The whole number that follows `field:` in a binding.
func number(_ field: String, in text: String, unit: String? = nil) -> Int? {
  for start in text.indices where text[start...].hasPrefix(" \(field): ") {
    let rest = text[start...].dropFirst(field.count + 3)
    let digits = rest.prefix { $0.isNumber }
    if let unit, !rest.dropFirst(digits.count).hasPrefix(" \(unit)") { return nil }
    return Int(digits)
  }
  return nil
}
