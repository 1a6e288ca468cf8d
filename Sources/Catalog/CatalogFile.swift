/// One text of the catalog: its name, what it lists, and its bytes.
///
/// A text is top-level bindings of the language. Its bytes lie in the program's image: naming a file
/// costs nothing until an entry is asked for.
struct CatalogFile: Sendable {
  let name: String
  let kind: Entry.Kind
  let text: StaticString

  /// Every file, in the order in which names are listed.
  static let all: [CatalogFile] = [
    CatalogFile(name: "models.vram", kind: .model, text: modelsText),
    CatalogFile(name: "gpus.vram", kind: .gpu, text: gpusText),
  ]
}
