/// Where huggingface_hub keeps what was downloaded, laid out as it does:
/// `models--org--name/refs/main` holds a commit, `snapshots/COMMIT/` links to the files.
///
/// Source: huggingface_hub 2.4 constants.py, file_download.py `try_to_load_from_cache`.
package struct HubCache: Sendable {
  /// The folder that the models' folders lie in.
  package let path: String

  /// Nil where nothing says where the user's home is.
  package init?(_ variable: @escaping (String) -> String?) {
    let home = HubHome(variable)
    let named = variable("HF_HUB_CACHE") ?? variable("HUGGINGFACE_HUB_CACHE")
    guard let path = named.map(home.expand) ?? home.path.map({ $0 + "/hub" }) else { return nil }
    self.path = path
  }

  /// The file that holds the commit of a revision.
  package func reference(to revision: Revision, of name: HubName) -> String {
    "\(path)/\(name.folder)/refs/\(revision.text)"
  }

  /// The folder of a commit; nil where the reference holds none.
  package func snapshot(_ commit: String, of name: HubName) -> String? {
    let commit = commit.filter { !$0.isWhitespace }
    guard let revision = Revision(commit), !commit.contains("/") else { return nil }
    return "\(path)/\(name.folder)/snapshots/\(revision.text)"
  }
}

/// The folder of all that Hugging Face's libraries keep for a user.
struct HubHome {
  private let variable: (String) -> String?

  init(_ variable: @escaping (String) -> String?) { self.variable = variable }

  /// `HF_HOME`, else `huggingface` in `XDG_CACHE_HOME`, else in `~/.cache`.
  var path: String? {
    if let named = variable("HF_HOME") { return expand(named) }
    if let cache = variable("XDG_CACHE_HOME") { return expand(cache) + "/huggingface" }
    return variable("HOME").map { $0 + "/.cache/huggingface" }
  }

  /// A path with `~` and variables put in, as Python's `expanduser` and `expandvars` do it.
  func expand(_ path: String) -> String {
    var rest = path[...]
    var expanded = ""
    if path == "~" || path.hasPrefix("~/"), let home = variable("HOME") {
      expanded = home
      rest = rest.dropFirst()
    }
    while let sign = rest.firstIndex(of: "$") {
      expanded += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      let isBraced = rest.first == "{" && rest.contains("}")
      let name = rest.dropFirst(isBraced ? 1 : 0).prefix { $0.utf8.allSatisfy(\.isWord) }
      let written = isBraced ? "{\(name)}" : String(name)
      if rest.hasPrefix(written), let value = variable(String(name)) {
        expanded += value
        rest = rest.dropFirst(written.count)
      } else {
        expanded += "$"
      }
    }
    return expanded + rest
  }
}
