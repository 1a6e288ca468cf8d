import Support
import Testing

/// The floor plan: who may know whom. SwiftPM alone does not hold it, since an import of another
/// target of the same package builds whether it is declared or not.
private let mayImport: [String: Set<String>] = [
  "Language": [],
  "MemoryModel": [],
  "Catalog": [],
  "Step": ["MemoryModel"], "Import": ["MemoryModel", "Step"],
  "Commands": ["Language", "MemoryModel", "Step", "Import", "Catalog"],
  "Render": ["Language"],
  "Terminal": ["CLineEdit"],
  "vram": ["Language", "Commands", "Render", "Terminal", "CHeap"],
]

/// Only these touch the outside world. Beside them Language takes mathematics from the C library,
/// asks how large the machine's stack is, and starts threads.
private let mayKnowTheSystem: Set<String> = [
  "Terminal", "vram", "Mathematics.swift", "StackGuard.swift", "Thread.swift",
]

private struct SourceFile: CustomTestStringConvertible {
  let target: String
  let path: String

  var testDescription: String { "\(target)/\(name)" }
  var name: String { String(path.split(separator: "/").last ?? "") }
  var lines: [Substring] {
    (Files.read(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  }

  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count else { return nil }
      return words[..<index].allSatisfy { $0.hasPrefix("@") } ? String(words[index + 1]) : nil
    }
  }

  /// Written by a script, or a table of data.
  var isGenerated: Bool { name.hasSuffix("+Text.swift") }

  static let all: [SourceFile] = Files.list(Files.root + "/Sources").flatMap { target in
    swiftFiles(under: Files.root + "/Sources/" + target).map {
      SourceFile(target: target, path: $0)
    }
  }

  private static func swiftFiles(under folder: String) -> [String] {
    Files.list(folder).flatMap { name -> [String] in
      let path = folder + "/" + name
      return name.hasSuffix(".swift") ? [path] : name.contains(".") ? [] : swiftFiles(under: path)
    }
  }
}

@Suite struct LayerTests {
  @Test func everyRoomIsInThePlan() {
    let targets = Set(SourceFile.all.map(\.target))
    #expect(targets == Set(mayImport.keys))
  }

  @Test(arguments: SourceFile.all)
  private func importsOnlyWhatLiesBelow(_ file: SourceFile) {
    let rooms = Set(file.imports).intersection(Set(mayImport.keys).union(["CLineEdit", "CHeap"]))
    let allowed = mayImport[file.target] ?? []
    #expect(rooms.subtracting(allowed).isEmpty, "\(file.path) knows too much")
  }

  @Test(arguments: SourceFile.all)
  private func onlyTheRimTouchesTheOutside(_ file: SourceFile) {
    let system: Set<String> = ["Glibc", "Darwin", "Foundation", "Dispatch"]
    if mayKnowTheSystem.contains(file.target) || mayKnowTheSystem.contains(file.name) { return }
    #expect(system.isDisjoint(with: file.imports), "\(file.path) touches the system")
  }

  @Test(arguments: SourceFile.all)
  private func nobodyNeedsFoundation(_ file: SourceFile) {
    // It costs ten times the start-up of the standard library.
    #expect(!file.imports.contains("Foundation"))
  }

  @Test(arguments: SourceFile.all.filter { !$0.isGenerated })
  private func filesHoldOneIdea(_ file: SourceFile) {
    #expect(file.lines.count <= 320, "\(file.path) has \(file.lines.count) lines: split it by idea")
  }
}
