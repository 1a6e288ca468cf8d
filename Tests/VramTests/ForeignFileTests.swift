import Support
import Testing

/// Files of other tools where a script is expected: one sentence, and what to write.
@Suite struct ForeignFileTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let text: String
    let whose: String
    let hints: [String]

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "axolotl.yaml",
      text: """
        # a comment first
        base_model: NousResearch/Meta-Llama-3.1-8B
        load_in_4bit: true
        load_in_8bit: false
        adapter: qlora
        sequence_len: 4096
        sample_packing: true
        micro_batch_size: 2
        lora_r: 32
        datasets:
          - path: tatsu-lab/alpaca
            type: alpaca
        """,
      whose: "a configuration of Axolotl",
      hints: [
        "`base_model` is `model`", "`load_in_4bit` is `method = qlora()`",
        "`sequence_len` is `seq`", "`lora_r` is `r` of `lora`",
        "not modelled yet: `sample_packing`",
      ]),
    Case(
      name: "llama3_lora_sft.yaml",
      text: """
        ### model
        model_name_or_path: Qwen/Qwen2.5-7B-Instruct
        stage: sft
        finetuning_type: lora
        lora_rank: 8
        lora_target: all
        cutoff_len: 2048
        per_device_train_batch_size: 1
        bf16: true
        """,
      whose: "a configuration of LLaMA-Factory",
      hints: [
        "`cutoff_len` is `seq`", "`finetuning_type` is `method`",
        "`lora_rank` is `r` of `lora` and `qlora`",
      ]),
    Case(
      name: "8B_lora.yaml",
      text: """
        model:
          _component_: torchtune.models.llama3_1.lora_llama3_1_8b
          lora_attn_modules: ['q_proj', 'v_proj']
          lora_rank: 8
        checkpointer:
          model_type: LLAMA3
        optimizer: {_component_: torch.optim.AdamW, fused: true}
        dtype: bf16
        batch_size: 2
        enable_activation_checkpointing: True
        """,
      whose: "a configuration of torchtune",
      hints: ["`lora_rank` is `r` of `lora`", "`batch_size` is `batch`"]),
    Case(
      name: "ds_config.json",
      text: """
        {"zero_optimization": {"stage": 3, "offload_optimizer": {"device": "cpu"}},
         "bf16": {"enabled": true}, "train_micro_batch_size_per_gpu": 1}
        """,
      whose: "a configuration of DeepSpeed",
      hints: [
        "`train_micro_batch_size_per_gpu` is `batch`", "not modelled yet: `zero_optimization`",
      ]),
    Case(
      name: "default_config.yaml",
      text: """
        compute_environment: LOCAL_MACHINE
        distributed_type: FSDP
        mixed_precision: bf16
        num_processes: 4
        fsdp_config:
          fsdp_version: 2
        """,
      whose: "a configuration of accelerate",
      hints: ["`mixed_precision` is `precision`", "`num_processes`"]),
    Case(
      name: "arguments.json",
      text: """
        {
          "output_dir": "out",
          "per_device_train_batch_size": 4,
          "gradient_accumulation_steps": 8,
          "optim": "adamw_torch",
          "fp16": false
        }
        """,
      whose: "a configuration of transformers' TrainingArguments",
      hints: ["`gradient_accumulation_steps` is `accumulation`", "`optim` is `optimizer`"]),
    Case(
      name: "sft.yaml",
      text: """
        model_name_or_path: Qwen/Qwen3-0.6B
        max_length: 1024
        packing: true
        use_peft: true
        completion_only_loss: true
        """,
      whose: "a configuration of TRL",
      hints: ["`max_length` is `seq`", "`use_peft` is `method = lora()`", "`packing`"]),
    Case(
      name: "lora_config.yaml",
      text: """
        model: mlx-community/Qwen3-4B-4bit
        fine_tune_type: lora
        num_layers: 16
        batch_size: 4
        grad_checkpoint: true
        """,
      whose: "a configuration of mlx-lm",
      hints: ["`grad_checkpoint` is `checkpointing`", "not modelled yet: `num_layers`"]),
    Case(
      name: "config.json",
      text: "{\n  \"architectures\": [\"LlamaForCausalLM\"],\n  \"model_type\": \"llama\"\n}\n",
      whose: "describes a model, and is no script",
      hints: ["write `model = hf(\"", "config.json\")`"]),
    Case(
      name: "adapter_config.json", text: "{\"peft_type\": \"LORA\", \"r\": 8}",
      whose: "describes adapters of PEFT, and is no script",
      hints: ["write `method = adapter(\"", "adapter_config.json\")`"]),
    Case(
      name: "other.yml", text: "greeting: hello\n", whose: "is no script but a file of settings",
      hints: ["help"]),
  ]

  /// What it says, on one line.
  private func said(_ arguments: String, input: String? = nil, _ status: Int32 = 2) throws -> String
  {
    let answer = try Program.run(arguments, input: input)
    #expect(answer.status == status && answer.output == "")
    return answer.errors.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test(arguments: cases) func isAnsweredInOneSentence(_ test: Case) throws {
    let scratch = Scratch()
    let path = scratch.path + "/" + test.name
    Files.write(test.text + "\n", to: path)
    for arguments in ["'\(path)'", "--check '\(path)'", "fmt '\(path)'", "-e 'load \"\(path)\"'"] {
      let said = try said(arguments)
      #expect(said.contains(test.whose), "\(arguments): \(said)")
      for hint in test.hints { #expect(said.contains(hint), "\(arguments): \(said)") }
      #expect(said.ranges(of: "error: ").count == 1)
    }
    #expect(Files.read(path) == test.text + "\n")
  }

  @Test func itMayComeThroughAPipe() throws {
    let said = try said("", input: Self.cases[0].text)
    #expect(said.hasPrefix("error: This is a configuration of Axolotl"))
  }

  @Test func aScriptIsNone() throws {
    #expect(try said("", input: "batch: 4\nseq = 1K\n").contains("written with `=`: `batch = 4`"))
    #expect(try said("-e '{ a: 1, \"b\": 2 }'").contains("configuration") == false)
  }
}
