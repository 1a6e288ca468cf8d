// Where the modules of a model lie, as `named_modules` spells it: what PEFT holds target names and
// patterns against.
//
// Source: transformers 5.23 models/*/modeling_*.py; peft 0.21 tuners/tuners_utils.py
// `check_target_module_exists`.
extension Architecture {
  /// Inside a layer: `self_attn.q_proj`. A module outside of the layers stands in the model itself.
  package func modulePath(_ projection: Projection) -> String {
    let name = moduleName(projection)
    guard let parent = parent(of: projection), !name.hasPrefix(parent + ".") else { return name }
    return "\(parent).\(name)"
  }

  /// In the whole model, one for each layer that has it: `model.layers.0.self_attn.q_proj`.
  package func modulePaths(_ projection: Projection) -> [String] {
    let path = modulePath(projection)
    switch projection {
    case .perLayerModel: return ["\(textPath).\(path)"]
    case .embeddingIn, .embeddingOut: return ["model.decoder.\(path)"]
    default: break
    }
    return (0..<layers).map { "\(layersPath).\($0).\(path)" }
  }

  /// The tables outside of the layers, which PEFT can adapt or train too: embeddings and the head.
  package var tablePaths: [String] {
    switch family {
    case .gpt2, .gptBigCode: ["transformer.wte", "transformer.wpe", "lm_head"]
    case .gptNeoX: ["gpt_neox.embed_in", "lm_head"]
    case .gptj: ["transformer.wte", "lm_head"]
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

  private var layersPath: String {
    switch family {
    case .gpt2, .gptBigCode, .gptj: "transformer.h"
    case .opt: "model.decoder.layers"
    case .gptNeoX: "gpt_neox.layers"
    default: "\(textPath).layers"
    }
  }

  /// The text model beside a tower has a name of its own, such as in `Gemma3Model`.
  private var textPath: String { tower == nil ? "model" : "model.language_model" }

  private func parent(of projection: Projection) -> String? {
    switch (family, projection) {
    case (.gpt2, .qkv), (.gpt2, .o), (.gptBigCode, .qkv), (.gptBigCode, .o), (.gptj, .q),
      (.gptj, .k), (.gptj, .v), (.gptj, .o):
      "attn"
    case (.opt, .up), (.opt, .down): nil
    case (.gptNeoX, .qkv), (.gptNeoX, .o): "attention"
    case (_, .q), (_, .k), (_, .v), (_, .o), (_, .qkv): "self_attn"
    case (_, .gate), (_, .up), (_, .gateUp), (_, .down): "mlp"
    default: nil
    }
  }

  /// The linear modules that a name means: it is their whole path in the layer, or what follows a
  /// dot of it. GPT-2's `c_proj` is two.
  package func projections(named name: String) -> [Projection] {
    let exact = projections.filter { moduleName($0) == name }
    if !exact.isEmpty { return exact }
    return projections.filter {
      let path = modulePath($0)
      return path == name || path.hasSuffix("." + name)
    }
  }
}
