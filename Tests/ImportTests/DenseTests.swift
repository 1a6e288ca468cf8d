import Import
import MemoryModel
import Step
import Testing

/// Dense families held against transformers 5.23 itself. A line of `dense.jsonl` is a config of a
/// tiny model, or of none of its keys, with `_parameters` as `named_parameters` counts them.
///
/// Some lines say as well what one more layer of two sequences of 32 tokens keeps for backward, in
/// bytes: storages that autograd saved. Without autocast they are of a run on the CPU, and the mean
/// and root of LayerNorm are counted in fp32, as CUDA keeps them. With autocast (`_amp`) they are of
/// FakeTensors on CUDA, with their dropout. `_lora` is PEFT's all-linear of rank 4 in fp32.
@Suite struct DenseTests {
  static let lines = Line.all(of: "dense.jsonl")

  static let traced = lines.filter { $0["_amp_bf16"] != nil }

  @Test func theFixtureIsWhole() {
    #expect(Self.lines.count == 439)
    #expect(Self.traced.count == 80)
  }

  @Test(arguments: lines)
  func theCountIsThatOfTransformers(_ line: Line) throws {
    let model = try HuggingFace.architecture(json: line.json, name: "m")
    #expect(model.parameters == line["_parameters"])
  }

  /// What PEFT's all-linear of rank 4 trains: `_trainable`.
  @Test(arguments: lines.filter { $0["_trainable"] != nil })
  func theAdaptersAreThoseOfPEFT(_ line: Line) throws {
    let model = try HuggingFace.architecture(json: line.json, name: "m")
    let setup = Setup(architecture: model, method: .lora(Adapter(rank: 4)))
    #expect(setup.counts.trainable == line["_trainable"])
  }

  @Test(arguments: traced)
  func aLayerKeepsWhatAutogradSaves(_ line: Line) throws {
    for (key, setup, saved) in try line.layers() {
      let one = try Line.kept(setup, layers: 3) - Line.kept(setup, layers: 2)
      #expect(one == saved, "\(key)")
    }
  }

  @Test func mostOfThemAreModelled() throws {
    #expect(try Self.traced.reduce(0) { try $0 + $1.layers().count } >= 339)
  }

  @Test(arguments: [
    (#""model_type": "olmo3""#, 4096, 24),
    (#""model_type": "smollm3", "sliding_window": 512"#, nil, 0),
    (#""model_type": "smollm3", "use_sliding_window": true, "sliding_window": 512"#, 512, 9),
    (#""model_type": "starcoder2", "sliding_window": 4096"#, 4096, 30),
    (#""model_type": "ministral", "head_dim": 128"#, 4096, 32),
    (#""model_type": "ministral", "head_dim": 128, "sliding_window": null"#, nil, 0),
    (#""model_type": "exaone4""#, 4096, 24),
    (#""model_type": "exaone4", "sliding_window": null"#, nil, 0),
    (
      #""model_type": "exaone4", "num_hidden_layers": 2, "sliding_window_pattern": "LG", "#
        + #""layer_types": ["sliding_attention", "full_attention"]"#, 4096, 1
    ),
    (#""model_type": "cohere2", "sliding_window_pattern": 2"#, 4096, 20),
    (#""model_type": "cwm""#, 8192, 48),
    (#""model_type": "cwm", "num_hidden_layers": 5"#, 8192, 3),
    (#""model_type": "vaultgemma""#, 4096, 13),
    (#""model_type": "granite_swa", "num_hidden_layers": 9"#, 128, 6),
  ])
  func theWindowIsWhatTheClassMakesOfIt(_ fields: String, _ window: Int?, _ layers: Int) throws {
    let model = try HuggingFace.architecture(json: "{\(fields)}", name: "m")
    #expect(model.slidingWindow == window)
    #expect(model.slidingLayers == layers)
  }

  @Test(arguments: [
    (#""model_type": "phi", "qk_layernorm": true"#, "qk_layernorm is true: what these norms keep"),
    (#""model_type": "stablelm", "hidden_dropout": 0.1"#, "hidden_dropout is not 0"),
    (
      #""model_type": "smollm3", "use_sliding_window": true, "sliding_window": 8, "#
        + #""num_hidden_layers": 1, "no_rope_layers": [1]"#,
      "use_sliding_window is true and layer_types is missing"
    ),
    (
      #""model_type": "opt", "layer_norm_elementwise_affine": false"#,
      "layer_norm_elementwise_affine is false: I read norms that have weights."
    ),
    (#""model_type": "opt", "word_embed_proj_dim": 0"#, "word_embed_proj_dim is 0"),
    (#""model_type": "helium", "head_dim": 64"#, "hidden_size is 2560, and 20 heads make 1280."),
    (#""model_type": "internlm3", "qkv_bias": true"#, "qkv_bias and bias differ"),
    (#""model_type": "nemotron", "hidden_act": "mish""#, #"hidden_act is "mish": I do not know"#),
    (#""model_type": "gpt_bigcode", "n_head": 7"#, "n_embd is 768, no multiple of"),
    (
      #""model_type": "falcon", "new_decoder_architecture": true, "parallel_attn": false"#,
      "parallel_attn is false and new_decoder_architecture true"
    ),
    (#""model_type": "falcon", "num_ln_in_parallel_attn": 2"#, "num_ln_in_parallel_attn is 2"),
    (
      #""model_type": "falcon", "multi_query": false, "num_kv_heads": 1"#,
      "num_kv_heads is 1, and there are 71 heads"
    ),
    (#""model_type": "falcon", "alibi": 1"#, "alibi is 1: it must be true or false."),
    (
      #""model_type": "bloom", "slow_but_exact": true, "pretraining_tp": 4"#,
      "slow_but_exact is true"
    ),
    (#""model_type": "bloom", "n_embed": 60"#, "n_embed is 60, no multiple of"),
    (#""model_type": "mpt", "attn_config": {"attn_pdrop": 1}"#, "attn_pdrop is not 0"),
    (#""model_type": "mpt", "attn_config": {"clip_qkv": "8"}"#, #"clip_qkv is "8": it must be"#),
    (#""model_type": "mpt", "attn_config": 1"#, "attn_config is 1: it must be an object."),
    (
      #""model_type": "gpt_neo", "num_layers": 12"#,
      "attention_types is of 24 layers and num_layers is 12."
    ),
    (
      #""model_type": "gpt_neo", "attention_types": [[["global"], 999999999]]"#,
      "attention_types is a list of 1: it must hold lists of kinds with their number."
    ),
    (
      #""model_type": "gpt_neo", "attention_types": [[["sparse"], 24]]"#,
      #"attention_types holds "sparse"."#
    ),
    (#""model_type": "mimo", "num_nextn_predict_layers": -1"#, "num_nextn_predict_layers is -1"),
    (#""model_type": "cwm", "sliding_window": null"#, "sliding_window is null, and 48 layers have"),
    (#""model_type": "iquestcoder", "clip_qkv": 8"#, "clip_qkv is set"),
    (#""model_type": "iquestcoder", "use_sliding_window": true"#, "use_sliding_window is true"),
    (#""model_type": "codegen", "n_head": 2"#, "2 heads: this family has a multiple of 4."),
    (#""model_type": "biogpt", "layerdrop": 0.1"#, "layerdrop is not 0"),
    (#""model_type": "biogpt", "activation_dropout": 2"#, "activation_dropout is 2"),
    (#""model_type": "minicpm3", "v_head_dim": 0"#, "v_head_dim is 0"),
    (#""model_type": "granite_swa", "layer_rope_theta": [1]"#, "layer_rope_theta lists 1 layers"),
  ])
  func whatIsNotReadIsRefusedByName(_ fields: String, _ message: String) {
    let fault = refusal(of: "{\(fields)}")
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
  }

  /// GPT-Neo's attention holds a mask of all positions, a byte each, in every layer.
  @Test func masksThatModulesHoldAreMemory() throws {
    let read = { (positions: Int) in
      try HuggingFace.architecture(
        json: #"{"model_type": "gpt_neo", "max_position_embeddings": \#(positions)}"#, name: "m")
    }
    let (many, few) = (try read(2048), try read(1024))
    let weights = try [many, few].map {
      try estimate(Setup(architecture: $0, method: .lora(Adapter())))[.weights]
    }
    let rows = many.parameters - few.parameters
    #expect(weights[0] - weights[1] == 24 * (2048 * 2048 - 1024 * 1024) + 2 * rows)
  }

  /// transformers packs nn.Linear alone, and Falcon's modules are a class of their own.
  @Test func falconIsNotPacked() throws {
    let falcon = try HuggingFace.architecture(json: Fixtures.text("falcon.json"), name: "Falcon")
    let adapter = Adapter(rank: 4)
    let packed = try estimate(
      Setup(architecture: falcon, method: .qlora(adapter, Quantization())))
    let plain = try estimate(Setup(architecture: falcon, method: .lora(adapter)))
    #expect(packed[.weights] == plain[.weights])
    #expect(packed.allocated == plain.allocated)
    #expect(packed.notes.contains { $0.contains("nothing is quantised") })
  }

  /// Falcon's kernel gets a mask always, and BLOOM runs eager attention for any.
  @Test func masksAndSlopesChooseTheKernel() throws {
    for type in ["bloom", "mpt", "gpt_neo"] {
      let model = try HuggingFace.architecture(
        json: Fixtures.text(type + ".json"), name: "m")
      var setup = Setup(architecture: model, method: .lora(Adapter()))
      let sdpa = try estimate(setup)
      setup.attention = .eager
      #expect(try sdpa.allocated == estimate(setup).allocated)
      #expect(sdpa.notes.contains { $0.contains("eager runs instead") })
    }
    let falcon = try HuggingFace.architecture(json: Fixtures.text("falcon.json"), name: "Falcon")
    var setup = Setup(architecture: falcon, method: .lora(Adapter()))
    let masked = try estimate(setup).allocated
    setup.padding = true
    #expect(try estimate(setup).allocated == masked)
  }

  /// MiMo's layers that predict further tokens are loaded, but have no gradient and no state.
  @Test func idleLayersAreWeightsAlone() throws {
    let mimo = try HuggingFace.architecture(json: Fixtures.text("mimo.json"), name: "MiMo")
    var without = mimo
    without.predictionLayers = 0
    let idle = mimo.parameters - without.parameters
    #expect(idle == 210_790_400)
    let (all, less) = (
      try estimate(Setup(architecture: mimo, method: .full)),
      try estimate(Setup(architecture: without, method: .full))
    )
    #expect(all[.weights] - less[.weights] >= 2 * idle)
    #expect(all[.gradients] == less[.gradients] && all[.optimizer] == less[.optimizer])
    #expect(all[.activations] == less[.activations])
  }

  /// Without images, layers that look at them are passed by: Llama 3.2 Vision trains as a Llama of the
  /// other layers, whose embedding has eight rows more.
  @Test func withoutImagesLayersThatLookAtThemAreWeightsAlone() throws {
    let vision = try HuggingFace.architecture(
      json: Fixtures.text("mllama_text_model.json"), name: "V")
    let text = Architecture(
      of: .llama, name: "T", hidden: 4096, layers: 32, heads: 32, kvHeads: 8, intermediate: 14336,
      vocab: 128256)
    for method in [Method.full, .lora(Adapter()), .qlora(Adapter(), Quantization())] {
      for checkpointing in [Checkpointing.on, .off] {
        var (one, other) = (
          Setup(architecture: vision, method: method), Setup(architecture: text, method: method)
        )
        (one.checkpointing, other.checkpointing) = (checkpointing, checkpointing)
        let (more, less) = (try estimate(one), try estimate(other))
        let rows = method == .full ? 2 * 8 * 4096 : 0
        // Where all layers keep what they keep, the loss is the fullest, before any gradient.
        #expect(more[.gradients] == less[.gradients] + (more.phase == .loss ? 0 : rows))
        #expect(more[.optimizer] == less[.optimizer] + 2 * rows)
        #expect(more[.activations] == less[.activations] && more[.logits] == less[.logits])
        #expect(more[.adapters] * 32 == less[.adapters] * 40)
      }
    }
  }
}
