import Catalog
import Language
import MemoryModel
import Step
import Support
import Testing

@testable import Commands

/// docs/models.md: what is known by name, with where it is from.
struct CatalogPage {
  private static let head = """
    # Models and cards

    What is known by name. All the names of a row mean the same; `help NAME` says more, `models` and
    `gpus` are the same lists as tables. Written by `scripts/models` from `Sources/Catalog`, and held
    to it by a test.

    """

  var text: String {
    ([Self.head, modelsHead] + families.map(section) + [cardsHead] + vendors.map(section))
      .joined(separator: "\n")
  }

  // MARK: - Models

  private struct Known<Thing> {
    let name: String
    let aliases: [String]
    let thing: Thing
  }

  private let models: [Known<ModelValue>]
  private let cards: [Known<CardValue>]

  init() {
    let conversation = Conversation()
    models = Self.all(.model, conversation)
    cards = Self.all(.gpu, conversation)
  }

  private static func all<Thing>(
    _ kind: Entry.Kind, _ conversation: Conversation
  ) -> [Known<Thing>] {
    let names = Catalog.names(of: kind)
    return names.filter { $0.aliasOf == nil }.compactMap { name in
      guard case .entity(let entity) = conversation.value(name.name), let thing = entity as? Thing
      else { return nil }
      return Known(
        name: name.name, aliases: names.filter { $0.aliasOf == name.name }.map(\.name),
        thing: thing)
    }
  }

  /// In the order in which they first stand in the catalog.
  private var families: [Architecture.Family] {
    models.map(\.thing.architecture.family).reduce(into: []) { all, family in
      if !all.contains(family) { all.append(family) }
    }
  }

  private var modelsHead: String {
    """
    ## \(models.count) models

    Parameters are counted tensor by tensor, and are those of the source to the last one. Of a family
    that is *traced* real training steps stand beside the estimates ([accuracy.md](accuracy.md)); of
    the others what a step takes is derived from their code.

    """
  }

  private func section(_ family: Architecture.Family) -> String {
    let state = Evidence.hasSteps(of: family.rawValue) ? "traced" : "derived"
    let rows = models.filter { $0.thing.architecture.family == family }.map { known in
      let facts = known.thing.facts
      return [
        known.thing.architecture.name, code([known.name]), code(known.aliases),
        Figures.prose(known.thing.architecture.parameters),
        facts.context.map { Figures.prose($0) } ?? "", facts.released ?? "", facts.hub ?? "",
        facts.source ?? "",
      ]
    }
    return "### \(family.rawValue), \(state)\n\n"
      + table(
        ["model", "name", "also", "parameters", "context", "released", "on the hub", "count from"],
        rows, right: [3, 4])
  }

  // MARK: - Cards

  private var vendors: [String] {
    cards.map { $0.thing.facts.vendor ?? "" }.reduce(into: []) { all, vendor in
      if !all.contains(vendor) { all.append(vendor) }
    }
  }

  private var cardsHead: String {
    """
    ## \(cards.count) cards

    *Usable* is what the driver leaves to programs, which `fits` holds an estimate against: read where
    the last column says, or *derived* from readings of cards of the kind. Memory is in GiB.

    """
  }

  private func section(_ vendor: String) -> String {
    let rows = cards.filter { $0.thing.facts.vendor == vendor }.map { known in
      let facts = known.thing.facts
      return [
        facts.name, code([known.name]), code(known.aliases), facts.year.map(String.init) ?? "",
        gibibytes(facts.memory), gibibytes(facts.usable), facts.source ?? "",
        facts.usableSource ?? "",
      ]
    }
    return "### \(vendor)\n\n"
      + table(
        ["card", "name", "also", "year", "memory", "usable", "facts from", "usable from"], rows,
        right: [4, 5])
  }

  private func gibibytes(_ bytes: Int) -> String {
    let shown = Figures.fixed(Double(bytes) / 0x1p30, 2)
    return shown.hasSuffix(".00") ? String(shown.dropLast(3)) : shown
  }

  // MARK: - Markdown

  private func code(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: " ")
  }

  private func table(_ titles: [String], _ rows: [[String]], right: Set<Int>) -> String {
    let rule = titles.indices.map { right.contains($0) ? "---:" : "---" }
    return ([titles, rule] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}

@Suite struct CatalogPageTests {
  @Test func theListIsTrue() {
    let problem = Golden.difference(CatalogPage().text, file: "models.md", in: "../../docs")
    #expect(problem == nil, "\(problem ?? "")")
  }
}
