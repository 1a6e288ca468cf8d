/// A LoRA adapter as PEFT makes it: `in * rank` and `rank * out` beside each target.
package struct Adapter: Sendable, Hashable {
  package var rank: Int
  /// Scales what the adapter adds; no memory depends on it.
  package var alpha: Double
  package var targets: Targets
  package var dropout: Double
  package var dtype: Dtype

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
    dtype: Dtype = .fp32
  ) {
    self.rank = rank
    self.alpha = alpha
    self.targets = targets
    self.dropout = dropout
    self.dtype = dtype
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
  /// Outside of the layers: between the embedding's width and the stream's (OPT 350M).
  case embeddingIn, embeddingOut
  /// In the layers that predict further tokens: what joins a token and the stream (MiMo).
  case predictionIn

  /// Those that stand outside of the layers, where a model has them.
  static let outside: [Projection] = [.perLayerModel, .embeddingIn, .embeddingOut]
  /// To few features and from them to all heads, of queries and of keys and values (DeepSeek's MLA).
  case qA, qB, kvA, kvB
  /// What scores the expert that every token takes (Qwen2).
  case sharedGate
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
    case (_, .q): "q_proj"
    case (_, .k): "k_proj"
    case (_, .v): "v_proj"
    case (_, .o): "o_proj"
    case (_, .gate): "gate_proj"
    case (_, .up): "up_proj"
    case (_, .down): "down_proj"
    case (_, .qkv): "qkv_proj"
    case (_, .gateUp): "gate_up_proj"
    case (_, .router): "router.proj"
    case (_, .perLayerGate): "per_layer_input_gate"
    case (_, .perLayerUp): "per_layer_projection"
    case (_, .perLayerModel): "per_layer_model_projection"
    case (_, .routerWeight): "gate.weight"
    case (_, .expertsGateUp): "experts.gate_up_proj"
    case (_, .expertsDown): "experts.down_proj"
    case (_, .embeddingIn): "project_in"
    case (_, .embeddingOut): "project_out"
    case (_, .predictionIn): "input_proj"
    case (_, .qA): "q_a_proj"
    case (_, .qB): "q_b_proj"
    case (_, .kvA): "kv_a_proj_with_mqa"
    case (_, .kvB): "kv_b_proj"
    case (_, .sharedGate): "shared_expert_gate"
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
  var containsOutside: Bool {
    contains(.perLayerModel) || contains(.embeddingIn) || contains(.embeddingOut)
  }
}

extension Adapter.Targets {
  /// The modules meant, of those that the model has. A name that no layer has is refused.
  func projections(in architecture: Architecture) throws(Refusal) -> Projections {
    switch self {
    case .allLinear:
      return Projections(architecture.allLinear)
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
      for name in names { projections.insert(try architecture.projection(named: name)) }
      if projections.isEmpty {
        throw Refusal(
          "targets is empty: no module would be trained.", hint: architecture.moduleChoices)
      }
      return projections
    }
  }
}

extension Architecture {
  fileprivate func projection(named name: String) throws(Refusal) -> Projection {
    for projection in projections where moduleName(projection) == name { return projection }
    throw Refusal("A layer of \(self.name) has no linear module '\(name)'.", hint: moduleChoices)
  }

  fileprivate var moduleChoices: String {
    "name some of " + projections.map(moduleName).joined(separator: ", ")
  }
}
