import Language

extension Vocabulary {
  /// What the trainers call the names of the setup and the arguments of its methods, and what is
  /// written here: fields of transformers' TrainingArguments, TRL's SFTConfig, PEFT's LoraConfig and
  /// transformers' BitsAndBytesConfig, and keys of axolotl's and LLaMA-Factory's YAML.
  static let foreignNames = [
    "per_device_train_batch_size": "batch", "micro_batch_size": "batch", "batch_size": "batch",
    "train_batch_size": "batch",
    "max_seq_length": "seq", "max_seq_len": "seq", "max_length": "seq", "seq_len": "seq",
    "sequence_len": "seq", "sequence_length": "seq", "cutoff_len": "seq",
    "model_max_length": "seq", "block_size": "seq",
    "gradient_accumulation_steps": "accumulation", "grad_accum": "accumulation",
    "optim": "optimizer",
    "gradient_checkpointing": "checkpointing", "activation_checkpointing": "checkpointing",
    "attn_implementation": "attention", "flash_attn": "attention",
    "max_grad_norm": "clip", "gradient_clipping": "clip",
    "model_name": "model", "model_name_or_path": "model", "base_model": "model",
    "finetuning_type": "method",
    "lora_r": "r", "lora_rank": "r", "lora_alpha": "alpha", "lora_dropout": "dropout",
    "target_modules": "targets", "lora_target": "targets", "lora_target_modules": "targets",
    "modules_to_save": "save", "lora_modules_to_save": "save", "additional_target": "save",
    "bnb_4bit_quant_type": "quant", "bnb_4bit_use_double_quant": "double_quant",
    "load_in_4bit": "method = qlora()", "use_liger_kernel": "loss = fused",
  ]
}
