// Where the tables and the layers of a model lie, as `named_modules` spells it.
//
// Source: transformers 5.23 models/*/modeling_*.py.
extension Architecture {
  /// The tables outside of the layers, which PEFT can adapt or train too: embeddings and the head.
  package var tablePaths: [String] {
    switch family {
    case .gpt2, .gptBigCode, .gptNeo: ["transformer.wte", "transformer.wpe", "lm_head"]
    case .gptNeoX: ["gpt_neox.embed_in", "lm_head"]
    case .gptj, .codegen, .mpt: ["transformer.wte", "lm_head"]
    case .falcon, .bloom: ["transformer.word_embeddings", "lm_head"]
    case .biogpt: ["biogpt.embed_tokens", "biogpt.embed_positions", "output_projection"]
    case .nemotronH: ["model.embeddings", "lm_head"]
    case .opt: ["model.decoder.embed_tokens", "model.decoder.embed_positions", "lm_head"]
    default: ["\(textPath).embed_tokens", "lm_head"]
    }
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
  package var layersPath: String {
    switch family {
    case .gpt2, .gptBigCode, .gptj, .codegen, .falcon, .bloom, .gptNeo: "transformer.h"
    case .mpt: "transformer.blocks"
    case .biogpt: "biogpt.layers"
    case .opt: "model.decoder.layers"
    case .gptNeoX: "gpt_neox.layers"
    default: "\(textPath).layers"
    }
  }

  /// The text model beside a tower has a name of its own, such as in `Gemma3Model`.
  package var textPath: String { tower.map { "model.\($0.text)" } ?? "model" }
}
