import Language

// Tools with configurations of their own. What changes no memory is left out.
extension Trainer {
  /// Axolotl 0.19 utils/schemas (config.py, peft.py, training.py, fsdp.py), integrations/*/args.py.
  static let axolotl = Trainer(
    "Axolotl",
    marks: """
      base_model sequence_len micro_batch_size sample_packing lora_target_linear val_set_size \
      pad_to_sequence_len dataset_prepared_path flash_attention
      """,
    [
      .called("model"): "base_model",
      .called("method"): "adapter",
      .called("seq"): "sequence_len",
      .called("batch"): "micro_batch_size",
      .called("padding"): "pad_to_sequence_len",
      .called("attention"): "flash_attention sdp_attention",
      .written("attention = eager"): "eager_attention",
      .written("targets: all_linear"): "lora_target_linear",
      .written("method = lora(dora: on)"): "peft_use_dora",
      .written("method = lora(dtype: bf16)"): "peft_autocast_adapter_dtype",
      .written("precision = bf16"): "bfloat16",
      .unmodelled("fp16 weights without autocast"): "float16",
      .written("precision = fp32"): "float32",
      .written("loss = fused"): "liger_fused_linear_cross_entropy",
      .written("loss = chunked(8)"): "chunked_cross_entropy",
      .told("it is the n of `loss = chunked(n)` here"): "chunked_cross_entropy_num_chunks",
      .packing: """
      sample_packing eval_sample_packing sample_packing_group_size sample_packing_bin_size \
      multipack_real_batches batch_flattening
      """,
      .evaluation: "eval_batch_size eval_sequence_len val_set_size do_bench_eval",
      .offloading: "layer_offloading",
      .unmodelled("checkpointing of some modules"): "selective_checkpointing",
      .frozen: "unfrozen_parameters freeze_mm_modules lisa_n_layers spectrum_top_fraction",
      .unlike:
        "peft_layers_to_transform peft_layers_pattern lora_rank_pattern peft_layer_replication",
      .adapters: "relora use_mora",
      .kernels: """
      flex_attention sage_attention xformers_attention lora_mlp_kernel lora_qkv_kernel \
      lora_o_kernel lora_embedding_kernel cut_cross_entropy flash_attn_cross_entropy \
      flash_attn_fuse_mlp liger_rope liger_rms_norm liger_layer_norm liger_swiglu \
      liger_glu_activation liger_cross_entropy tiled_mlp tiled_mlp_num_shards use_scattermoe \
      use_sonicmoe
      """,
      .unmodelled("experts in 4 bits"): "quantize_moe_experts",
      .unmodelled("a base model in GPTQ"): "gptq",
      .unmodelled("quantisation while training"): "qat",
      .float8: "fp8 fp8_enable_fsdp_float8_all_gather",
      .preference: "rl rl_beta dpo_beta orpo_alpha simpo_gamma cpo_alpha vllm",
      .cards: """
      sequence_parallel_degree context_parallel_size tensor_parallel_size dp_shard_size \
      dp_replicate_size expert_parallel_size
      """,
      .images: "image_size",
      .told("`usable` of a card is what it has: `gpu = rtx4090 with (usable: 20 GiB)`"):
        "gpu_memory_limit",
    ])

  /// LLaMA-Factory 0.9.5 hparams (model_args.py, data_args.py, finetuning_args.py, training_args.py),
  /// which has TrainingArguments besides.
  static let llamaFactory = Trainer(
    "LLaMA-Factory",
    marks: """
      finetuning_type lora_target cutoff_len quantization_bit neat_packing enable_liger_kernel \
      overwrite_cache dataset_dir preprocessing_num_workers
      """,
    [
      .called("method"): "finetuning_type",
      .called("targets"): "lora_target",
      .called("save"): "additional_target",
      .called("seq"): "cutoff_len model_max_length",
      .called("attention"): "flash_attn",
      .called("quant"): "quantization_type",
      .called("double_quant"): "double_quantization",
      .called("precision"): "compute_dtype",
      .written("precision = bf16"): "pure_bf16",
      .written("checkpointing = off"): "disable_gradient_checkpointing",
      .written("checkpointing = reentrant"): "use_reentrant_gc",
      .written("method = qlora(upcast: on)"): "upcast_layernorm",
      .told("4 is `method = qlora()` here; 8 is not modelled yet"): "quantization_bit",
      .told("bnb is `method = qlora()` here; others are not modelled yet"): "quantization_method",
      .told("its loss is `loss = fused` here; its other kernels are not modelled yet"):
        "enable_liger_kernel",
      .preference: """
      stage pref_loss pref_beta pref_ftx ref_model_adapters ref_model_quantization_bit \
      reward_model_adapters reward_model_quantization_bit ppo_buffer_size
      """,
      .packing: "neat_packing block_diag_attn",
      .evaluation: "val_size",
      .kernels: "use_unsloth use_unsloth_gc shift_attn",
      .unmodelled("outputs of the head in fp32"): "upcast_lmhead_output",
      .unmodelled("layers that tokens pass by"): "mixture_of_depths",
      .frozen: """
      freeze_trainable_layers freeze_trainable_modules freeze_extra_modules freeze_vision_tower \
      freeze_multi_modal_projector freeze_language_model use_llama_pro use_badam badam_mode
      """,
      .projected: """
      use_galore galore_target galore_rank galore_layerwise use_apollo apollo_target apollo_rank \
      apollo_layerwise use_muon use_adam_mini
      """,
      .adapters: "oft_rank oft_block_size oft_target",
      .unmodelled("another loss"): "use_dft_loss use_asft_loss use_eaft_loss",
      .images: """
      image_max_pixels image_min_pixels video_max_pixels video_min_pixels video_fps video_maxlen
      """,
    ])

  /// torchtune 0.6.1 recipes/configs.
  static let torchtune = Trainer(
    "torchtune",
    marks: """
      _component_ enable_activation_checkpointing enable_activation_offloading lora_attn_modules \
      apply_lora_to_mlp optimizer_in_bwd log_peak_memory_stats max_steps_per_epoch
      """,
    [
      .called("checkpointing"): "enable_activation_checkpointing",
      .called("clip"): "clip_grad_norm",
      .called("targets"): "lora_attn_modules apply_lora_to_mlp apply_lora_to_output",
      .called("gpu"): "device",
      .written("method = qlora()"): "quantize_base",
      .offloading: "enable_activation_offloading",
      .packing: "packed",
      .compiled: "compile",
      .unmodelled("the optimizer's step inside of backward"): "optimizer_in_bwd",
      .sharding: "fsdp_cpu_offload custom_sharded_layers memory_efficient_fsdp_wrap",
      .cards: "tensor_parallel_dim tensor_parallel_plan parallel_method",
      .unmodelled("checkpointing of some layers"): "ac_mode ac_option",
      .frozen: "decoder_trainable encoder_trainable fusion_trainable",
      .preference: "forward_batch_size ppo_batch_size teacher_model",
    ])

  /// mlx-lm 0.32 lora.py `CONFIG_DEFAULTS`.
  static let mlx = Trainer(
    "mlx-lm", marks: "fine_tune_type grad_checkpoint lora_parameters steps_per_report val_batches",
    [
      .called("method"): "fine_tune_type",
      .called("checkpointing"): "grad_checkpoint",
      .called("accumulation"): "grad_accumulation_steps",
      .told("its rank is `r` of `lora` and `qlora` here"): "lora_parameters",
      .frozen: "num_layers lora_layers",
      .scored: "mask_prompt",
      .evaluation: "val_batches",
      .unmodelled("emptying MLX's cache"): "clear_cache_threshold",
    ])

  /// DeepSpeed 0.19.8 runtime/constants.py, runtime/zero/config.py, runtime/zero/offload_config.py.
  static let deepSpeed = Trainer(
    "DeepSpeed",
    marks: """
      zero_optimization train_micro_batch_size_per_gpu zero_allow_untested_optimizer \
      zero_force_ds_cpu_optimizer steps_per_print wall_clock_breakdown
      """,
    [
      .called("batch"): "train_micro_batch_size_per_gpu",
      .called("clip"): "gradient_clipping",
      .told("it is `batch` times `accumulation` times the number of cards"): "train_batch_size",
      .sharding: """
      zero_optimization zero_stage zero3_init_flag offload_optimizer offload_param \
      offload_optimizer_device offload_param_device cpu_offload cpu_offload_param \
      overlap_comm contiguous_gradients reduce_bucket_size allgather_bucket_size \
      reduce_scatter sub_group_size stage3_prefetch_bucket_size \
      stage3_param_persistence_threshold stage3_max_live_parameters stage3_max_reuse_distance \
      stage3_gather_16bit_weights_on_model_save zero_hpz_partition_size zero_quantized_weights \
      zero_quantized_gradients param_persistence_threshold max_live_parameters prefetch_bucket_size
      """,
      .offloading: "partition_activations cpu_checkpointing",
      .unmodelled("gradients and states in another type"):
        "grad_accum_dtype data_types bf16_master_weights_and_grads bf16_optimizer_states",
      .cards: "tensor_parallel pipeline autotp_size pp_size cp_size",
    ])

  /// Unsloth at 0050c73 models/loader.py `FastLanguageModel.from_pretrained`.
  static let unsloth = Trainer(
    "Unsloth", marks: "use_gradient_checkpointing full_finetuning fast_inference",
    [
      .called("checkpointing"): "use_gradient_checkpointing",
      .written("method = full"): "full_finetuning",
      .written("method = lora()"): "load_in_16bit",
      .written("precision = fp32_amp"): "float32_mixed_precision",
      .float8: "load_in_fp8 qat_scheme float8_kv_cache",
      .kernels: "unsloth_tiled_mlp",
      .preference: "fast_inference gpu_memory_utilization max_lora_rank",
      .unmodelled("an embedding that waits on the host"): "offload_embedding",
    ])
}
