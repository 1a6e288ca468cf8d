import Language

// The libraries of Hugging Face, and bitsandbytes. What changes no memory is left out.
extension Trainer {
  /// transformers 5.23 training_args.py `TrainingArguments`, modeling_utils.py `from_pretrained`; and
  /// names that earlier versions had.
  static let transformers = Trainer(
    "transformers' TrainingArguments", marks: "hub_strategy logging_first_step",
    [
      .called("batch"): "per_device_train_batch_size per_gpu_train_batch_size batch_size",
      .called("accumulation"): "gradient_accumulation_steps grad_accum",
      .called("optimizer"): "optim",
      .called("clip"): "max_grad_norm",
      .called("checkpointing"): "gradient_checkpointing activation_checkpointing",
      .called("attention"): "attn_implementation",
      .called("precision"): "torch_dtype dtype",
      .called("model"): "model_name model_name_or_path model_id pretrained_model_name_or_path",
      .called("seq"): "max_seq_len seq_len seqlen sequence_length block_size context_length",
      .written("precision = bf16_amp"): "bf16",
      .written("precision = fp16_amp"): "fp16",
      .written("attention = sdpa"): "use_flash_attention_2 use_flash_attn",
      .told(
        "`use_reentrant`, `every_n_layers` and `offload` are `checkpointing = reentrant`, `every(n)` and "
          + "`offload` here"):
        "gradient_checkpointing_kwargs activation_checkpointing_kwargs",
      .told("it is written `checkpointing = every(2)`"): "every_n_layers",
      .told("its loss is `loss = fused` here; its other kernels are not modelled yet"):
        "use_liger_kernel liger_kernel use_liger",
      .unmodelled("Liger's other kernels"): "liger_kernel_config",
      .unmodelled("arguments of an optimizer"): "optim_args",
      .projected: "optim_target_modules",
      .evaluation: """
      per_device_eval_batch_size per_gpu_eval_batch_size bf16_full_eval fp16_full_eval \
      eval_accumulation_steps batch_eval_metrics eval_strategy evaluation_strategy eval_batch \
      prediction_loss_only include_for_metrics do_eval
      """,
      .compiled: "torch_compile torch_compile_backend torch_compile_mode",
      .unmodelled("noise on embeddings"): "neftune_noise_alpha",
      .unmodelled("label smoothing"): "label_smoothing_factor label_smoothing",
      .unmodelled("emptying torch's cache between steps"): "torch_empty_cache_steps",
      .unmodelled("a cache of keys and values"): "use_cache",
      .duration: "auto_find_batch_size",
      .unmodelled("training on a CPU"): "use_cpu no_cuda",
      .cards: """
      ddp ddp_find_unused_parameters ddp_bucket_cap_mb ddp_broadcast_buffers ddp_static_graph \
      ddp_backend parallelism_config local_rank tp_size tp_plan device_mesh
      """,
      .sharding: "deepspeed fsdp fsdp_config max_memory offload_folder offload_buffers",
      .unmodelled("a model spread over devices"): "device_map",
      .unmodelled("how a model is loaded"): "low_cpu_mem_usage gguf_file",
      .told("`method = qlora()` is what is modelled of it"): "quantization_config",
      .kernels: "use_kernels kernel_config experts_implementation",
    ])

  /// TRL 1.16 `SFTConfig`, `DPOConfig`, `GRPOConfig`, `KTOConfig`, `RewardConfig`, `ModelConfig`.
  static let trl = Trainer(
    "TRL",
    marks: """
      packing_strategy assistant_only_loss completion_only_loss padding_free dataset_text_field \
      lora_target_parameters use_peft num_generations max_completion_length precompute_ref_log_probs
      """,
    [
      .called("seq"): "max_seq_length max_length",
      .called("loss"): "loss_type",
      .called("double_quant"): "use_bnb_nested_quant",
      .called("save"): "lora_modules_to_save",
      .written("method = lora()"): "use_peft",
      .packing: "packing packing_strategy padding_free eval_packing",
      .told("make `seq` a multiple of it"): "pad_to_multiple_of",
      .scored: "completion_only_loss assistant_only_loss completion",
      .offloading: "activation_offloading",
      .told("`precision` and `attention` are what it holds that takes memory"):
        "model_init_kwargs",
      .unmodelled("the routers' own loss"): "router_aux_loss_coef",
      .unmodelled("a head in fp32"): "cast_lm_head_to_fp32",
      .unlike: "lora_target_parameters",
      .preference: """
      beta precompute_ref_log_probs precompute_ref_batch_size sync_ref_model ref_model \
      ref_model_mixup_alpha ref_model_sync_steps use_weighting num_generations \
      num_generations_eval max_completion_length max_prompt_length generation_batch_size \
      steps_per_generation num_iterations use_vllm vllm_mode vllm_gpu_memory_utilization \
      vllm_max_model_length vllm_tensor_parallel_size vllm_enable_sleep_mode \
      ds3_gather_for_generation cache_implementation use_transformers_paged \
      use_transformers_continuous_batching top_entropy_quantile use_liger_loss \
      use_logits_to_keep reward_model reward_funcs
      """,
    ])

  /// PEFT 0.21 tuners/lora/config.py `LoraConfig`, utils/other.py.
  static let peft = Trainer(
    "PEFT", marks: "peft_type peft_version",
    [
      .called("r"): "r lora_r lora_rank rank",
      .called("alpha"): "lora_alpha",
      .called("dropout"): "lora_dropout",
      .called("targets"): "target_modules lora_target_modules",
      .called("save"): "modules_to_save",
      .written("method = lora(dora: on)"): "use_dora",
      .written("method = qlora(upcast: on)"): "prepare_model_for_kbit_training",
      .written("method = lora(dtype: bf16)"): "autocast_adapter_dtype",
      .unlike: """
      exclude_modules layers_to_transform layers_pattern rank_pattern alpha_pattern \
      target_parameters trainable_token_indices layer_replication ensure_weight_tying
      """,
      .unmodelled("trained biases"): "lora_bias",
      .unmodelled("adapters that wait on the host"): "runtime_config ephemeral_gpu_offload",
      .adapters: """
      use_qalora use_bdlora velora_config arrow_config kasa_config monteclora_config \
      alora_invocation_tokens
      """,
    ])

  /// transformers 5.23 utils/quantization_config.py `BitsAndBytesConfig`.
  static let bitsandbytes = Trainer(
    "bitsandbytes", marks: "bnb_4bit_quant_storage llm_int8_threshold",
    [
      .written("method = qlora()"): "load_in_4bit",
      .called("quant"): "bnb_4bit_quant_type",
      .called("double_quant"): "bnb_4bit_use_double_quant",
      .called("precision"): "bnb_4bit_compute_dtype",
      .unmodelled("4-bit weights in tensors of another type"): "bnb_4bit_quant_storage",
      .eightBits: "load_in_8bit llm_int8_threshold llm_int8_has_fp16_weight",
      .unmodelled("modules that are left out of quantisation"): "llm_int8_skip_modules",
      .unmodelled("weights that wait on the host"): "llm_int8_enable_fp32_cpu_offload",
    ])

  /// accelerate 1.15 commands/config/config_args.py, commands/launch.py; torch's own launcher.
  static let accelerate = Trainer(
    "accelerate",
    marks: """
      compute_environment distributed_type num_processes num_machines machine_rank \
      main_training_function rdzv_backend
      """,
    [
      .called("precision"): "mixed_precision",
      .cards: """
      num_processes num_machines multi_gpu gpu_ids distributed_type num_gpus num_nodes n_gpus \
      n_gpu ngpus gpus gpu_count nproc_per_node nnodes world_size num_accelerators devices
      """,
      .sharding: """
      use_fsdp fsdp_version fsdp_sharding_strategy fsdp_reshard_after_forward \
      fsdp_offload_params fsdp_auto_wrap_policy fsdp_min_num_params fsdp_use_orig_params \
      fsdp_backward_prefetch fsdp_forward_prefetch fsdp_activation_checkpointing \
      fsdp_cpu_ram_efficient_loading fsdp_transformer_layer_cls_to_wrap \
      fsdp_activation_checkpointing_offload use_deepspeed deepspeed_config \
      deepspeed_config_file use_megatron_lm megatron_lm_config reshard_after_forward \
      sharding_strategy
      """,
      .float8: "fp8_config fp8_backend fp8_format fp8_enable_fsdp_float8_all_gather",
      .compiled: "dynamo_config dynamo_backend dynamo_mode",
      .unmodelled("training on TPUs"): "tpu_name downcast_bf16",
    ])
}
