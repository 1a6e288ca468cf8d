/// The name of a model on the hub: `Qwen/Qwen3-8B`, or one word for the oldest, `gpt2`.
///
/// Source: huggingface_hub 2.4 utils/_validators.py `validate_repo_id`.
package struct HubName: Sendable, Hashable {
  package let text: String

  /// Nil where it can be no name of the hub: a path, a file, anything that would lead out of a
  /// folder.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(Self.isName),
      !text.contains("--"), !text.contains(".."),
      !Self.fileEndings.contains(where: { text.lowercased().hasSuffix($0) })
    else { return nil }
    self.text = text
  }

  /// The model that a folder of the cache is for: of `models--Qwen--Qwen3-8B`.
  package init?(folder: String) {
    guard folder.hasPrefix(Self.prefix) else { return nil }
    self.init(folder.dropFirst(Self.prefix.count).split(separator: "--").joined(separator: "/"))
  }

  /// Source: huggingface_hub 2.4 file_download.py `repo_folder_name`.
  package var folder: String {
    Self.prefix + text.split(separator: "/").joined(separator: "--")
  }

  /// Without the organisation.
  package var title: String { text.split(separator: "/").last.map(String.init) ?? text }

  private static let prefix = "models--"
  private static let longestPart = 96
  /// The hub refuses `.git`; the others are files that somebody expected here.
  private static let fileEndings = [".git", ".json", ".safetensors", ".gguf", ".bin", ".vram"]

  /// Letters, digits, `-`, `_` and `.`, the first and the last a letter, a digit or `_`.
  private static func isName(_ part: Substring) -> Bool {
    guard let first = part.utf8.first, let last = part.utf8.last else { return false }
    return part.utf8.count <= longestPart && first.isWord && last.isWord
      && part.utf8.allSatisfy { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }
}

/// A branch, a tag, `refs/pr/1` or a commit.
package struct Revision: Sendable, Hashable {
  package let text: String

  /// Source: huggingface_hub 2.4 constants.py `DEFAULT_REVISION`.
  package static let main = Revision(unchecked: "main")

  /// Nil where git has no such name, or where it would lead out of a folder.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { $0.isWord || "-./+".utf8.contains($0) }
    guard isPlain, text.utf8.count <= 250,
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("..") })
    else { return nil }
    self.init(unchecked: text)
  }

  private init(unchecked text: String) { self.text = text }
}

extension UInt8 {
  /// A letter or a digit of ASCII, or `_`.
  var isWord: Bool {
    self == UInt8(ascii: "_") || (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
  }
}
