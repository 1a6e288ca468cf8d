import Import
import Language

/// The files of a model, wherever they lie.
protocol ModelFiles {
  /// What the model is called.
  var title: String { get }
  /// Its name on the hub, if it has one.
  var name: HubName? { get }
  /// Where the files are, for a person.
  var source: String { get }
  /// The name of the config's file.
  var config: String { get }
  /// How many files of weights may be looked into.
  var most: Int { get }
  /// What is said where there is no config.
  var absence: ImportFault { get }

  /// The first bytes of a file, so many at most; nil where there is no such file.
  func head(_ file: String, _ most: Int) throws(ImportFault) -> [UInt8]?
}

/// Files in a folder on this machine.
struct FolderFiles: ModelFiles {
  private let world: World
  private let folder: String
  let title: String
  let name: HubName?
  let source: String
  let config: String
  /// The largest models have some hundred.
  let most = 1000

  /// The folder at a path, or the one that a config at the path lies in.
  init(at path: String, _ world: World) {
    self.world = world
    source = path
    name = nil
    let isFolder = world.exists(path + "/.")
    let slash = path.lastIndex(of: "/")
    let last = slash.map { String(path[path.index(after: $0)...]) } ?? path
    config = isFolder ? "config.json" : last
    folder = isFolder ? path + "/" : slash.map { String(path[...$0]) } ?? ""
    title = Self.title(of: path)
  }

  /// The files of a model that huggingface_hub downloaded; nil where the cache has no config of it.
  init?(cached name: HubName, _ revision: Revision, _ world: World) {
    guard let cache = HubCache(world.variable) else { return nil }
    let reference = try? world.head(cache.reference(to: revision, of: name), 1000)
    let commit = reference.map { String(decoding: $0, as: UTF8.self) } ?? revision.text
    guard let snapshot = cache.snapshot(commit, of: name) else { return nil }
    let known = ["/config.json", "/adapter_config.json"]
    guard known.contains(where: { world.exists(snapshot + $0) }) else { return nil }
    self.world = world
    folder = snapshot + "/"
    title = name.title
    self.name = name
    source = "\(name.text) in the cache, \(snapshot)"
    config = "config.json"
  }

  func head(_ file: String, _ most: Int) throws(ImportFault) -> [UInt8]? {
    guard world.exists(folder + file) else { return nil }
    do throws(Unreadable) {
      return try world.head(folder + file, most)
    } catch {
      throw ImportFault("I cannot read `\(folder)\(file)`: \(error.reason).")
    }
  }

  var absence: ImportFault {
    ImportFault(
      "The folder `\(source)` holds no config.json.",
      hint: HubName(source) == nil
        ? "`save_pretrained` writes one beside the weights"
        : "for the hub's model of that name, start vram where no such folder is")
  }

  /// `Qwen3-8B` of `models/Qwen3-8B/config.json` and of `configs/Qwen3-8B.json`.
  private static func title(of path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard let last = parts.last else { return "a model" }
    if last == "config.json" { return parts.dropLast().last ?? "a model" }
    return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
  }
}
