import MemoryModel

/// What a storage is called in an explanation, and what allocates it.
struct Told: Equatable {
  let name: String
  /// The library, its version, the file and the function.
  let source: String
}

extension Label {
  /// - Parameter path: the module's path in the model or in a layer, empty for the model itself.
  func told(_ path: String) -> Told {
    switch role {
    case .weight: return weightTold(path)
    case .adapter: return Told(name: name.told.name, source: "peft 0.21 tuners/lora/layer.py")
    case .gradient:
      let what = path.isEmpty ? "gradients" : "\(path)'s gradient"
      return Told(name: what, source: "torch 2.15 csrc/autograd/functions/accumulate_grad.h")
    case .state: return stateTold(path)
    case .saved, .logits, .workspace, .temporary, .cache:
      var told = name.told
      if name == .converted && !isGradient {
        told = Told(name: "copy in \(format)", source: told.source)
      }
      let own = isGradient ? "gradient through \(told.name)" : told.name
      if path.isEmpty || name.isOfNoModule { return Told(name: own, source: told.source) }
      return Told(name: "\(path): \(own)", source: told.source)
    }
  }

  private func weightTold(_ path: String) -> Told {
    switch name {
    case .packed: Told(name: path, source: "bitsandbytes 0.50 functional.py quantize_4bit")
    case .scales, .scalesOfScales, .code, .offset:
      Told(
        name: "\(name.told.name) of 4-bit weights",
        source: "bitsandbytes 0.50 functional.py QuantState")
    default:
      Told(name: name.ofParameter(at: path), source: "torch 2.15 nn.Module.parameters, buffers")
    }
  }

  private func stateTold(_ path: String) -> Told {
    switch name {
    case .step: Told(name: "step counts", source: "torch 2.15 optim/adamw.py _init_group")
    case .scales:
      Told(
        name: "scales of 8-bit states",
        source: "bitsandbytes 0.50 optim/optimizer.py get_state_buffer")
    default:
      Told(
        name: path.isEmpty ? "states" : "\(path)'s states",
        source: "torch 2.15 optim/adamw.py, bitsandbytes 0.50 optim/optimizer.py init_state")
    }
  }
}

extension Name {
  /// What a parameter of that name is called, of the module at a path.
  func ofParameter(at path: String) -> String {
    switch self {
    case .weight: path
    case .gateUp: "\(path).gate_up_proj"
    case .down: "\(path).down_proj"
    case .bias, .sinks: "\(path).\(self)"
    default: path.isEmpty ? told.name : "\(path)'s \(told.name)"
    }
  }

  /// Whether it belongs to the step, whichever module makes it.
  fileprivate var isOfNoModule: Bool {
    switch self {
    case .checkpoint, .ids, .mask, .count, .positions, .rotary, .embedding, .logits, .logSoftmax,
      .loss, .workspace:
      true
    default: false
    }
  }

  /// What it is, and the operation that makes it.
  var told: Told {
    func of(_ name: String, _ source: String) -> Told { Told(name: name, source: source) }
    let rules = "torch 2.15 tools/autograd/derivatives.yaml"
    switch self {
    case .adapterA: return of("lora_A", "peft 0.21 tuners/lora/layer.py update_layer")
    case .adapterB: return of("lora_B", "peft 0.21 tuners/lora/layer.py update_layer")
    case .code: return of("code tables", "bitsandbytes 0.50 functional.py create_dynamic_map")
    case .scalesOfScales:
      return of("scales of scales", "bitsandbytes 0.50 functional.py QuantState")
    case .offset: return of("offsets", "bitsandbytes 0.50 functional.py QuantState")
    case .ids: return of("token ids and labels", "transformers 5.23 trainer.py _prepare_inputs")
    case .positions:
      return of("positions", "transformers 5.23 modeling_llama.py LlamaModel.forward")
    case .mask: return of("attention mask", "transformers 5.23 masking_utils.py")
    case .count: return of("token count", "transformers 5.23 trainer.py get_batch_samples")
    case .rotary:
      return of(
        "rotary cos and sin", "transformers 5.23 modeling_llama.py LlamaRotaryEmbedding.forward")
    case .checkpoint:
      return of("checkpointed layer inputs", "torch 2.15 utils/checkpoint.py _CheckpointFrame")
    case .embedding: return of("embedding's output", "\(rules) embedding")
    case .converted: return of("a copy", "\(rules) _to_copy")
    case .squared: return of("square", "\(rules) pow")
    case .variance: return of("mean of squares", "\(rules) mean")
    case .reciprocalRoot: return of("reciprocal root", "\(rules) rsqrt")
    case .product: return of("product", "\(rules) mm, mul")
    case .sum: return of("sum", "\(rules) add")
    case .difference: return of("difference", "\(rules) sub")
    case .scaled: return of("scaled", "\(rules) mul")
    case .attention: return of("output of attention", "torch 2.15 flash_attn/flash_api.cpp")
    case .logSumExp: return of("log-sum-exp", "torch 2.15 flash_attn/flash_api.cpp")
    case .seed: return of("random state", "torch 2.15 flash_attn/flash_api.cpp")
    case .rotated: return of("rotated", "transformers 5.23 modeling_llama.py rotate_half")
    case .dequantised:
      return of("dequantised weight", "bitsandbytes 0.50 functional.py dequantize_4bit")
    case .convolution:
      return of("convolution", "causal_conv1d 1.7.0 causal_conv1d_interface.py CausalConv1dFn")
    case .decay: return of("decay", "mamba_ssm 2.3.2 ssd_combined.py, fla 0.6.0 chunk.py")
    case .scan: return of("scan", "mamba_ssm 2.3.2 ssd_combined.py, fla 0.6.0 chunk.py")
    case .states:
      return of("states of chunks", "mamba_ssm 2.3.2 ssd_combined.py, fla 0.6.0 chunk.py")
    case .exponential: return of("exponential", "\(rules) exp")
    case .dropout: return of("dropout's mask", "\(rules) native_dropout")
    case .logits:
      return of("logits", "transformers 5.23 modeling_llama.py LlamaForCausalLM.forward")
    case .logSoftmax: return of("log-softmax", "\(rules) _log_softmax")
    case .loss: return of("loss", "\(rules) nll_loss")
    case .cachedKeys: return of("keys", "transformers 5.23 cache_utils.py DynamicLayer.update")
    case .cachedLatents:
      return of("latent vectors", "transformers 5.23 cache_utils.py DynamicLayer.update")
    case .cachedValues: return of("values", "transformers 5.23 cache_utils.py DynamicLayer.update")
    case .repeated:
      return of("repeated keys", "transformers 5.23 integrations/sdpa_attention.py repeat_kv")
    case .gradient: return of("gradient", "torch 2.15 csrc/autograd/engine.cpp")
    case .workspace: return of("workspace", "torch 2.15 ATen/cuda/CUDABlas.cpp _getWorkspaceSize")
    default: return of(String(describing: self), rules)
    }
  }
}

extension Role {
  /// The part of an estimate that it is counted to.
  var part: Part {
    switch self {
    case .weight: .weights
    case .adapter: .adapters
    case .gradient: .gradients
    case .state: .optimizer
    case .saved: .activations
    case .logits: .logits
    case .workspace, .temporary: .temporaries
    case .cache: .cache
    }
  }
}
