/// A LoRA adapter as PEFT makes it: `in * rank` and `rank * out` beside each target.
package struct Adapter: Sendable, Hashable {
  package var rank: Int
  /// Scales what the adapter adds; no memory depends on it.
  package var alpha: Double
  package var targets: Targets
  package var dropout: Double
  package var dtype: Dtype
  /// Modules that are trained whole beside the adapters, by the names that PEFT's
  /// `modules_to_save` takes: `embed_tokens`, `lm_head`.
  package var save: [String]

  /// The adapters' format: PEFT casts them to fp32 unless `autocast_adapter_dtype=False`.
  package enum Dtype: String, Choice {
    case fp32, bf16
    var bytes: Int { self == .fp32 ? 4 : 2 }
  }

  /// The linear modules that get an adapter.
  package enum Targets: Sendable, Hashable {
    case allLinear
    case attention
    case qv
    /// Module names as PEFT's `target_modules` takes them: `q_proj`, `down_proj`, …
    case modules([String])

    package static let spellings = ["all_linear", "attention", "qv"]

    package init?(spelling: String) {
      switch spelling {
      case "all_linear": self = .allLinear
      case "attention": self = .attention
      case "qv": self = .qv
      default: return nil
      }
    }
  }

  package init(
    rank: Int = 16, alpha: Double = 32, targets: Targets = .allLinear, dropout: Double = 0,
    dtype: Dtype = .fp32, save: [String] = []
  ) {
    self.rank = rank
    self.alpha = alpha
    self.targets = targets
    self.dropout = dropout
    self.dtype = dtype
    self.save = save
  }
}

/// The linear modules of a layer, in the order of its forward pass.
package enum Projection: Int, Sendable, CaseIterable {
  case q, k, v, o, gate, up, down
  /// Queries, keys and values in one module; gate and up in one.
  case qkv, gateUp
  /// The experts' router, and what joins an embedding of the layer's own (Gemma 4).
  case router, perLayerGate, perLayerUp
  /// Outside of the layers: what makes their inputs of the first embedding.
  case perLayerModel
  /// Tensors that are no linear modules: the router's and those of all experts.
  case routerWeight, expertsGateUp, expertsDown
  /// Into and out of a mixer that is no attention; a gated delta net's gate, rates and strengths
  /// have modules of their own, or one for both of the last.
  case inProj, inProjZ, inProjB, inProjA, inProjBA, outProj
  /// What weights the MLP that all tokens take beside experts; what narrows the experts' input.
  case sharedGate, latentIn, latentOut
  /// Gemma 3n: what predicts and corrects its streams, and a low-rank path beside attention; outside
  /// of the layers, what makes each further stream, and joins it at the end.
  case correctionCoefs, predictionCoefs, modalityRouter, laurelLeft, laurelRight, altUp
  /// Outside of the layers: between the embedding's width and the stream's (OPT 350M).
  case embeddingIn, embeddingOut
  /// In the layers that predict further tokens: what joins a token and the stream (MiMo).
  case predictionIn
  /// To few features and from them to all heads, of queries and of keys and values (DeepSeek's MLA).
  case qA, qB, kvA, kvB
  /// The indexer's queries, keys and weights of its heads (DeepSeek V3.2, GLM-5).
  case indexQ, indexK, indexWeights
}

extension Architecture {
  /// A linear module's name in transformers.
  package func moduleName(_ projection: Projection) -> String {
    switch (family, projection) {
    case (.gpt2, .qkv), (.gptBigCode, .qkv): "c_attn"
    case (.gpt2, .up), (.gptBigCode, .up): "c_fc"
    // GPT-2 gives both branches a `c_proj`; PEFT tells them apart by their path.
    case (.gpt2, .o), (.gptBigCode, .o): "attn.c_proj"
    case (.gpt2, .down), (.gptBigCode, .down): "mlp.c_proj"
    case (.gptNeoX, .qkv): "query_key_value"
    case (.gptNeoX, .o): "dense"
    case (.gptNeoX, .up): "dense_h_to_4h"
    case (.gptNeoX, .down): "dense_4h_to_h"
    case (.phi, .o): "dense"
    case (.phi, .up), (.opt, .up): "fc1"
    case (.phi, .down), (.opt, .down): "fc2"
    case (.starcoder2, .up): "c_fc"
    case (.starcoder2, .down): "c_proj"
    case (.opt, .o), (.gptj, .o): "out_proj"
    case (.gptj, .up): "fc_in"
    case (.gptj, .down): "fc_out"
    case (.graniteMoEShared, .gateUp): "input_linear"
    case (.graniteMoEShared, .down): "output_linear"
    case (.hunyuanMoE, .router): "gate.wg"
    case (.llama4, .router), (.phimoe, .router): "router"
    case (.qwen3Next, .inProj): "in_proj_qkvz"
    case (.qwen3p5, .inProj), (.qwen3p5MoE, .inProj): "in_proj_qkv"
    case (.lfm2, .o), (.lfm2MoE, .o): "out_proj"
    case (.lfm2, .gate), (.lfm2MoE, .gate): "w1"
    case (.lfm2, .up), (.lfm2MoE, .up): "w3"
    case (.lfm2, .down), (.lfm2MoE, .down): "w2"
    case (.graniteMoEHybrid, .gateUp): "input_linear"
    case (.graniteMoEHybrid, .down): "output_linear"
    default: commonName(projection)
    }
  }

  /// What most families call it.
  private func commonName(_ projection: Projection) -> String {
    switch projection {
    case .router: "router.proj"
    case .routerWeight: "gate.weight"
    case .expertsGateUp: "experts.gate_up_proj"
    case .expertsDown: "experts.down_proj"
    default: String(describing: projection.tensorName)
    }
  }
}

/// A set of linear modules.
struct Projections: Sendable, Hashable {
  private var bits: UInt64 = 0

  init(_ members: [Projection] = []) { for member in members { insert(member) } }

  func contains(_ member: Projection) -> Bool { bits & (1 << member.rawValue) != 0 }
  mutating func insert(_ member: Projection) { bits |= 1 << member.rawValue }
  var isEmpty: Bool { bits == 0 }
}

extension Adapter.Targets {
  /// The modules meant, of those that the model has. A name that no layer has is refused.
  func projections(in architecture: Architecture) throws(Refusal) -> Projections {
    switch self {
    case .allLinear:
      return Projections(architecture.adaptable + architecture.expertTensors)
    case .attention:
      if architecture.latent != nil { return Projections([.q, .qA, .qB, .kvA, .kvB, .o]) }
      return Projections(architecture.fusedQKV ? [.qkv, .o] : [.q, .k, .v, .o])
    case .qv:
      if let latent = architecture.latent {
        if latent.queryRank == nil { return Projections([.q]) }
        throw Refusal(
          "\(architecture.name) has no module q_proj or v_proj, which `qv` means.",
          hint: architecture.moduleChoices)
      }
      return Projections(architecture.fusedQKV ? [.qkv] : [.q, .v])
    case .modules(let names):
      var projections = Projections()
      for name in names {
        for projection in try architecture.projections(meantBy: name) {
          projections.insert(projection)
        }
      }
      if projections.isEmpty {
        throw Refusal(
          "targets is empty: no module would be trained.", hint: architecture.moduleChoices)
      }
      return projections
    }
  }
}

extension Architecture {
  /// The linear modules that a name means: LFM2's `out_proj` ends attention and convolution.
  fileprivate func projections(meantBy name: String) throws(Refusal) -> [Projection] {
    let (meant, adaptable) = (projections(named: name), adaptable)
    let adapted = meant.filter(adaptable.contains)
    if !adapted.isEmpty { return adapted }
    if !meant.isEmpty {
      throw Refusal("PEFT does not adapt '\(name)' of \(self.name).", hint: moduleChoices)
    }
    throw Refusal("A layer of \(self.name) has no linear module '\(name)'.", hint: moduleChoices)
  }

  fileprivate var moduleChoices: String {
    var names: [String] = []
    for name in adaptable.map(moduleName) where !names.contains(name) { names.append(name) }
    return "name some of " + names.joined(separator: ", ")
  }
}
