/// A LoRA adapter as PEFT makes it: `in * rank` and `rank * out` beside each target.
package struct Adapter: Sendable, Hashable {
  package var rank: Int
  /// Scales what the adapter adds; no memory depends on it.
  package var alpha: Double
  package var targets: Targets
  package var dropout: Double
  /// PEFT casts adapters to fp32 unless `autocast_adapter_dtype=False`.
  package var dtype: Dtype
  /// Modules that are trained whole beside the adapters, by the names that PEFT's
  /// `modules_to_save` takes: `embed_tokens`, `lm_head`.
  package var save: [String]
  /// DoRA, PEFT's `use_dora`: a trained magnitude for each output feature scales base and adapter.
  package var dora: Bool

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
    dtype: Dtype = .fp32, save: [String] = [], dora: Bool = false
  ) {
    self.rank = rank
    self.alpha = alpha
    self.targets = targets
    self.dropout = dropout
    self.dtype = dtype
    self.save = save
    self.dora = dora
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
  /// Keys that are values too; out of attention to few features for each group of heads, and from them
  /// all; what makes entries of several tokens, and what chooses among them (DeepSeek V4).
  case kv, oA, oB, compressorKV, compressorGate, indexKV, indexGate, indexQ, indexWeights
  /// Keys of an indexer of tokens (DeepSeek V3.2, GLM-5).
  case indexK
  /// In layers whose queries look at images: of the text, of images twice, and out (Llama 3.2 Vision).
  case crossQ, crossK, crossV, crossO
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
    case (.gptNeoX, .qkv), (.falcon, .qkv), (.bloom, .qkv): "query_key_value"
    case (.gptNeoX, .o), (.falcon, .o), (.bloom, .o): "dense"
    case (.gptNeoX, .up), (.falcon, .up), (.bloom, .up): "dense_h_to_4h"
    case (.gptNeoX, .down), (.falcon, .down), (.bloom, .down): "dense_4h_to_h"
    case (.phi, .o): "dense"
    case (.phi, .up), (.opt, .up), (.biogpt, .up): "fc1"
    case (.phi, .down), (.opt, .down), (.biogpt, .down): "fc2"
    case (.mpt, .qkv): "Wqkv"
    case (.starcoder2, .up), (.gptNeo, .up): "c_fc"
    case (.starcoder2, .down), (.gptNeo, .down): "c_proj"
    case (.opt, .o), (.gptj, .o), (.codegen, .o), (.biogpt, .o), (.mpt, .o), (.gptNeo, .o):
      "out_proj"
    case (.gptj, .up), (.codegen, .up): "fc_in"
    case (.gptj, .down), (.codegen, .down): "fc_out"
    case (.graniteMoEShared, .gateUp): "input_linear"
    case (.graniteMoEShared, .down): "output_linear"
    case (.hunyuanMoE, .router): "gate.wg"
    case (.llama4, .router), (.phimoe, .router): "router"
    case (.qwen3Next, .inProj): "in_proj_qkvz"
    case (.qwen3p5, .inProj), (.qwen3p5MoE, .inProj): "in_proj_qkv"
    case (.minimax, .inProj): "qkv_proj"
    case (.deepseekV32, .indexQ), (.glmMoEDSA, .indexQ): "wq_b"
    case (.minimax, .inProjZ): "output_gate"
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
  func contains(anyOf others: Projections) -> Bool { bits & others.bits != 0 }
}
