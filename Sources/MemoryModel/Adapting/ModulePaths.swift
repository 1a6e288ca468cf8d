// Where the modules of a model lie, as `named_modules` spells it: what PEFT holds target names and
// patterns against.
//
// Source: transformers 5.23 models/*/modeling_*.py; peft 0.21 tuners/tuners_utils.py
// `check_target_module_exists`.
extension Architecture {
  /// In the whole model, one for each layer that has it: `model.layers.0.self_attn.q_proj`.
  package func modulePaths(_ projection: Projection) -> [String] {
    let paths = pathsInLayer(projection)
    switch projection {
    case .perLayerModel: return paths.map { "\(textPath).\($0)" }
    case .altUp:
      return (1..<max(1, altUp?.inputs ?? 1)).flatMap { stream in
        ["altup_projections", "altup_unembed_projections"].map {
          "\(textPath).\($0).\(stream - 1)"
        }
      }
    case .embeddingIn, .embeddingOut: return paths.map { "model.decoder.\($0)" }
    default: break
    }
    return (0..<layers).flatMap { layer in paths.map { "\(layersPath).\(layer).\($0)" } }
  }

  /// Inside a layer: `self_attn.q_proj`; in two places where some layers have it in another.
  private func pathsInLayer(_ projection: Projection) -> [String] {
    let name = moduleName(projection)
    let parents = parents(of: projection).filter { !name.hasPrefix($0 + ".") }
    return parents.isEmpty ? [name] : parents.map { "\($0).\(name)" }
  }

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
  private var textPath: String { tower.map { "model.\($0.text)" } ?? "model" }

  /// What holds it in a layer; none where the layer does so itself.
  private func parents(of projection: Projection) -> [String] {
    switch projection {
    case .q, .k, .v, .o, .qkv, .qA, .qB, .kvA, .kvB, .kv, .oA, .oB: [attentionPath]
    case .compressorKV, .compressorGate: [attentionPath]
    case .indexQ where indexer != nil, .indexWeights where indexer != nil:
      [attentionPath + ".indexer"]
    case .indexK: [attentionPath + ".indexer"]
    case .indexKV, .indexGate, .indexQ: [attentionPath + ".compressor"]
    case .indexWeights: [attentionPath + ".compressor.indexer.scorer"]
    case .crossQ, .crossK, .crossV, .crossO: ["cross_attn"]
    case .gate, .up, .gateUp, .down: mlpPaths
    // Gemma 4's stands beside its MLP.
    case .router where family != .gemma4: [mlpPath]
    case .sharedGate, .latentIn, .latentOut: [mlpPath]
    case .inProj, .inProjZ, .inProjB, .inProjA, .inProjBA, .outProj: [mixerPath]
    case .correctionCoefs, .predictionCoefs, .modalityRouter: ["altup"]
    case .laurelLeft, .laurelRight: ["laurel"]
    default: []
    }
  }

  private var attentionPath: String {
    switch family {
    case .gpt2, .gptBigCode, .gptj, .codegen, .mpt: "attn"
    case .gptNeo: "attn.attention"
    case .gptNeoX: "attention"
    case .falcon, .bloom: "self_attention"
    case .nemotronH: "mixer"
    default: "self_attn"
    }
  }

  /// What stands in the place of attention or beside it.
  private var mixerPath: String {
    switch family {
    case .nemotronH: "mixer"
    case .lfm2, .lfm2MoE: "conv"
    case .minimax: attentionPath
    case .bamba, .falconH1, .graniteMoEHybrid: "mamba"
    default: "linear_attn"
    }
  }

  private var mlpPath: String {
    switch family {
    case .llama4, .lfm2, .lfm2MoE, .bamba, .falconH1: "feed_forward"
    case .nemotronH: "mixer"
    case .mpt: "ffn"
    case .graniteMoEHybrid, .graniteMoEShared: "shared_mlp"
    default: "mlp"
    }
  }

  /// What every token takes beside the experts.
  private var sharedPath: String {
    switch family {
    case .llama4, .qwen2MoE, .qwen3Next, .qwen3p5MoE: mlpPath + ".shared_expert"
    case .hunyuanMoE: "mlp.shared_mlp"
    case .graniteMoEHybrid, .graniteMoEShared: mlpPath
    default: mlpPath + ".shared_experts"
    }
  }

  /// Of the layers with an MLP, and of those with experts.
  private var mlpPaths: [String] {
    if family == .opt || family == .biogpt { return [] }
    let feeds = Set(shapes.map(\.feed))
    var paths = feeds.contains(.mlp) ? [mlpPath] : []
    if let experts, experts.shared > 0, feeds.contains(.experts), !paths.contains(sharedPath) {
      paths.append(sharedPath)
    }
    return paths
  }

  /// The linear modules that a name means: it is their whole path in the layer, or what follows a
  /// dot of it. GPT-2's `c_proj` is two.
  package func projections(named name: String) -> [Projection] {
    projections.filter {
      pathsInLayer($0).contains { path in path == name || path.hasSuffix("." + name) }
    }
  }
}
