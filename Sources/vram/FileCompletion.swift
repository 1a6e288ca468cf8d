import Commands
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Names of files inside the text of a word that reads or writes one: `load("scripts/`.
enum FileCompletion {
  /// How the names of files end that a word takes.
  private static let endings = [
    "load": [".vram"], "read": [".csv", ".json", ".jsonl"], "hf": [".json"], "adapter": [".json"],
    "save": [".vram", ".csv", ".json", ".md", ".txt"],
  ]

  /// Nil where the cursor is not in such a text.
  static func names(in before: [UInt8]) -> Completions? {
    let quote = UInt8(ascii: "\"")
    let quotes = before.indices.filter { before[$0] == quote }
    guard !quotes.count.isMultiple(of: 2), let open = quotes.last else { return nil }
    let place = CompletionPlace(String(decoding: before[..<open], as: UTF8.self))
    guard case .argument(let call) = place, let endings = endings[call.name] else { return nil }
    let typed = before[(open + 1)...]
    let start = typed.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? typed.startIndex
    let folder = String(decoding: typed[..<start], as: UTF8.self)
    let prefix = String(decoding: typed[start...], as: UTF8.self)
    let names = list(folder.isEmpty ? "." : File.path(folder)).filter { name in
      guard name.hasPrefix(prefix), !name.hasPrefix(".") || prefix.hasPrefix(".") else {
        return false
      }
      return name.hasSuffix("/") || endings.contains { name.lowercased().hasSuffix($0) }
    }
    let models = call.name == "hf" ? models(from: String(decoding: typed, as: UTF8.self)) : []
    let rests = models.map {
      Completions.Name(String($0.dropFirst(folder.count)), note: "in the cache")
    }
    return Completions(
      replaceFrom: start, names: names.map { Completions.Name($0) } + rests)
  }

  /// The models of the hub that lie in the cache, by the beginning of their names.
  private static func models(from prefix: String) -> [String] {
    guard let cache = HubCompletion.folder({ Variables.process.nonEmpty($0) }) else { return [] }
    return list(cache).compactMap { HubCompletion.name(ofFolder: String($0.dropLast())) }
      .filter { $0.hasPrefix(prefix) }
  }

  /// What is in a folder, sorted; folders end in a slash.
  private static func list(_ path: String) -> [String] {
    guard !path.utf8.contains(0), let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      let isFolder = stat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? name + "/" : name)
    }
    return names.sorted()
  }
}
