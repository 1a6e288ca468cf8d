/// A model or a card of the catalog, as its text: nothing of it is parsed yet.
package struct Entry: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case model, gpu
  }

  package let name: String
  package let kind: Kind
  /// The name that this one stands for, where the entry is an alias.
  package let aliasOf: String?
  /// The binding, from its name to its last parenthesis: `llama8b = llama3_1_8b`.
  package let text: String
  /// What the `##` lines above the binding say; for an alias, those of the entry that it stands for.
  package let documentation: String
  /// The catalog's file that holds it, without a folder: `models.vram`.
  package let file: String
  /// The line of `file` on which `text` begins, from 1.
  package let line: Int
}
