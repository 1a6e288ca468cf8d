// Where the tables and the layers of a model lie, as `named_modules` spells it.
//
// Source: transformers 5.23 models/*/modeling_*.py.
extension Architecture {
  /// Names of modules, as a model's class has them.
  package struct Paths: Sendable, Hashable {
    /// The module around them; nil for the text model's.
    package var root: String?
    package var embedding = "embed_tokens"
    /// The table of learned positions, where there is one.
    package var positions: String?
    package var layers = "layers"
    package var head = "lm_head"

    package init() {}

    package init(
      root: String?, embedding: String, positions: String? = nil, layers: String,
      head: String = "lm_head"
    ) {
      self.root = root
      self.embedding = embedding
      self.positions = positions
      self.layers = layers
      self.head = head
    }
  }

  /// The tables outside of the layers, which PEFT can adapt or train too: embeddings and the head.
  package var tablePaths: [String] {
    [paths.embedding, paths.positions].compactMap { $0.map { "\(root).\($0)" } } + [paths.head]
  }

  /// A table that PEFT can train whole beside adapters.
  package enum Table: Sendable { case embedding, head }

  /// The table that a name means: its path, or what follows a dot of it.
  ///
  /// Source: peft 0.21 utils/other.py `_set_trainable`.
  package func table(named name: String) -> Table? {
    let paths = tablePaths
    func means(_ path: String?) -> Bool { path == name || path?.hasSuffix("." + name) == true }
    return means(paths.first) ? .embedding : means(paths.last) ? .head : nil
  }

  /// What the embedding and the head are called.
  package var tableNames: [String] {
    let paths = tablePaths
    return [paths.first, paths.last].compactMap { $0?.split(separator: ".").last.map(String.init) }
  }

  /// Where the layers stand: `model.layers`.
  package var layersPath: String { "\(root).\(paths.layers)" }

  private var root: String { paths.root ?? textPath }

  /// The text model beside a tower has a name of its own, such as in `Gemma3Model`.
  package var textPath: String { tower.map { "model.\($0.text)" } ?? "model" }
}
