import Catalog
import Language

extension Library {
  /// The catalog, an entry of which is read when it is asked for.
  static let catalog = Library(
    source: { name in
      Catalog.entry(named: name).map { Source($0.text, name: $0.file) }
    },
    names: { Entry.Kind.allCases.flatMap { Catalog.names(of: $0).map(\.name) } },
    reading: { name in
      Catalog.model(publishedAs: name).map { Reading($0.name, remark: $0.remark) }
    },
    beginning: Catalog.entries(beginning:),
    others: { kind in
      switch kind {
      case ModelValue.kind: "`models` lists those with a name; `hf(\"org/name\")` reads any other"
      case CardValue.kind:
        "`gpus` lists those with a name; `card(name: \"…\", memory: …)` makes another"
      default: nil
      }
    })
}

extension Catalog.Reading {
  /// What to say where a model is taken for another than is written.
  var remark: String? {
    if isSpelling { return nil }
    let shape = isTextAlone ? "its text model alone" : "the same shape"
    return isQuantised
      ? "\(shape), but its weights are stored quantised, and these are not" : shape
  }
}
