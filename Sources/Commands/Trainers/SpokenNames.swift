import Language

extension ForeignNames {
  /// What is no argument of a tool, but said of training: stacks, tasks, formats, machines.
  static let spoken: [(String, Meaning)] = {
    let names: KeyValuePairs<Meaning, String> = [
      .unmodelled("TRL's trainers and their losses"): "trl",
      .unmodelled("Unsloth's kernels and its checkpointing"): "unsloth",
      .unmodelled("Axolotl's own kernels and packing"): "axolotl",
      .unmodelled("LLaMA-Factory's defaults"): "llama_factory llamafactory",
      .unmodelled("torchtune's own models and losses"): "torchtune",
      .unmodelled("MLX, which runs on Macs"): "mlx mlx_lm",
      .unmodelled("Megatron's stack"): "megatron nemo",
      .unmodelled("tuning by rewards or preferences; what is answered is supervised tuning"):
        "task",
      .preference: "dpo grpo kto orpo ppo rloo cpo simpo ipo reward gkd rlhf verl",
      .sharding: "zero zero1 zero2 zero3 zero_1 zero_2 zero_3 fsdp2 hsdp",
      .cards: "tp pp cp dp data_parallel pipeline_parallel num_cards split auto",
      .offloading: "offload cpu_offloading",
      .told("it is written `checkpointing = every(2)`"): "every_n",
      .kernels: "kernels triton sage flex flex_attention flash_attention_3",
      .written("attention = sdpa"): "flash_attention_2 flash2 flash_attn_2",
      .unmodelled("TRL's loss, which takes logits by tiles"): "chunked_nll",
      .unmodelled("Apple's cut cross-entropy"): "cce",
      .written("loss = fused"): "liger",
      .unmodelled("the host's memory"): "ram host_memory",
      .told("settings of torch's allocator are written `allocator = expandable_segments`"):
        "PYTORCH_CUDA_ALLOC_CONF pytorch_cuda_alloc_conf PYTORCH_ALLOC_CONF alloc_conf",
      .told("it is written `allocator = default(max_split_size: 128 MiB)`"):
        "max_split_size max_split_size_mb",
      .told("it is written `allocator = default(garbage_collection: 0.8)`"):
        "garbage_collection garbage_collection_threshold",
      .eightBits: "int8 llm_int8",
      .unmodelled("a base model in that format"):
        "awq hqq aqlm mxfp4 nvfp4 torchao eetq quanto gguf int4 compressed_tensors",
      .adapters: """
      adalora loha lokr vera ia3 oft boft prefix_tuning prompt_tuning p_tuning ln_tuning mora \
      pissa qdora qalora
      """,
      .written("method = lora(dora: on)"): "dora",
      .written("optimizer = adamw"): "adam adamw_hf adamw_fused",
      .unmodelled("torchao's AdamW"): "adamw_torch_8bit adamw_torch_4bit",
      .unmodelled("AdamW with states of other types"): "adamw_anyprecision",
      .unmodelled("an optimizer of other devices"): "adamw_torch_xla adamw_torch_npu_fused",
      .unmodelled("an optimizer of that name"): """
      adagrad rmsprop lomo adalomo grokadamw stable_adamw schedule_free_radam \
      schedule_free_adamw schedule_free_sgd muon came sophia prodigy
      """,
      .projected: """
      galore galore_adamw galore_adamw_8bit galore_adafactor galore_adamw_layerwise \
      galore_adamw_8bit_layerwise galore_adafactor_layerwise apollo_adamw \
      apollo_adamw_layerwise q_galore
      """,
      .told("a Mac is named by its chip and memory: `m3_max_64gb`; `gpus` lists them"):
        "mac macbook apple mps metal",
      .unmodelled("training on a CPU"): "cpu",
      .told("a card is named: `rtx4090`; `gpus` lists them"): "cuda nvidia rocm amd",
      .unmodelled("encoders, and encoders with decoders"):
        "t5 flan_t5 mt5 byt5 bert roberta deberta distilbert xlm_roberta electra bart mbart whisper",
    ]
    return names.flatMap { meaning, names in names.names.map { ($0, meaning) } }
  }()
}
