// swift-format-ignore-file
// Written by scripts/catalog from models.vram. Change that file, then run the script.

extension CatalogFile {
  static let modelsText: StaticString = #"""
# The models of the catalog, written as a user writes their own. Read lazily: an index finds an
# entry by its name, and only that entry is parsed.
#
# An entry is a binding at column 0, under `##` lines that name the model, its maker, its date and
# where its count comes from. An alias is a binding to a name. `parameters` is the count of the
# model as it is trained, to the last one; where the published count is another, the entry says
# why. Arguments that an entry leaves out are the family's own: qwen2 has biases on q, k and v,
# qwen3 normalises queries and keys, gemma2 gives each second layer a window.

# Llama

## Llama 2 7B. Meta, July 2023. Count: safetensors total on the Hub. Published as 6,738,417,664:
## the file stores 32 × 64 rotary frequencies. Vicuna 7B v1.5 has the same total.
llama2_7b = transformer(
  name: "Llama 2 7B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 32000, tied: no, parameters: 6738415616,
  context: 4096, released: "2023-07", hub: "meta-llama/Llama-2-7b-hf",
  source: "safetensors total on the Hub")
llama_2_7b = llama2_7b
vicuna_7b_v1_5 = llama2_7b

## Llama 2 13B. Meta, July 2023. Count: safetensors total on the Hub. Published as
## 13,015,866,880: the file stores 40 × 64 rotary frequencies. Vicuna 13B v1.5 has the same
## total.
llama2_13b = transformer(
  name: "Llama 2 13B", family: llama, hidden: 5120, layers: 40, heads: 40, kv_heads: 40,
  head_dim: 128, intermediate: 13824, vocab: 32000, tied: no, parameters: 13015864320,
  context: 4096, released: "2023-07", hub: "meta-llama/Llama-2-13b-hf",
  source: "safetensors total on the Hub")
llama_2_13b = llama2_13b
vicuna_13b_v1_5 = llama2_13b

## Llama 2 70B. Meta, July 2023. Count: safetensors total on the Hub. Published as 68,976,653,312:
## the file stores 80 × 64 rotary frequencies.
llama2_70b = transformer(
  name: "Llama 2 70B", family: llama, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 28672, vocab: 32000, tied: no, parameters: 68976648192,
  context: 4096, released: "2023-07", hub: "meta-llama/Llama-2-70b-hf",
  source: "safetensors total on the Hub")
llama_2_70b = llama2_70b

## Code Llama 7B. Meta, August 2023. Count: safetensors total on the Hub. Its vocabulary has 16
## tokens more than Llama 2's.
codellama_7b = transformer(
  name: "Code Llama 7B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 32016, tied: no, parameters: 6738546688,
  context: 16384, released: "2023-08", hub: "codellama/CodeLlama-7b-hf",
  source: "safetensors total on the Hub")
code_llama_7b = codellama_7b

## Code Llama 34B. Meta, August 2023. Count: num_parameters of Together's catalogue. Its vocabulary
## is 32,000; the 7B and 13B have 32,016.
codellama_34b = transformer(
  name: "Code Llama 34B", family: llama, hidden: 8192, layers: 48, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 22016, vocab: 32000, tied: no, parameters: 33743970304,
  context: 16384, released: "2023-08", hub: "codellama/CodeLlama-34b-hf",
  source: "num_parameters of Together's catalogue")
code_llama_34b = codellama_34b

## Llama 3 8B. Meta, April 2024. Count: safetensors total on the Hub. OpenChat 3.6 8B has the
## same total.
llama3_8b = transformer(
  name: "Llama 3 8B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 128256, tied: no, parameters: 8030261248,
  context: 8192, released: "2024-04", hub: "meta-llama/Meta-Llama-3-8B",
  source: "safetensors total on the Hub")
llama_3_8b = llama3_8b
openchat_3_6_8b = llama3_8b

## Llama 3 70B. Meta, April 2024. Count: safetensors total on the Hub.
llama3_70b = transformer(
  name: "Llama 3 70B", family: llama, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 28672, vocab: 128256, tied: no, parameters: 70553706496,
  context: 8192, released: "2024-04", hub: "meta-llama/Meta-Llama-3-70B",
  source: "safetensors total on the Hub")
llama_3_70b = llama3_70b

## Llama 3.1 8B. Meta, July 2024. Count: safetensors total on the Hub. Hermes 3 and Storm have
## the same total.
llama3_1_8b = transformer(
  name: "Llama 3.1 8B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 128256, tied: no, parameters: 8030261248,
  context: 131072, released: "2024-07", hub: "meta-llama/Llama-3.1-8B",
  source: "safetensors total on the Hub")
llama8b = llama3_1_8b
llama_3_1_8b = llama3_1_8b
llama3_1 = llama3_1_8b
deepseek_r1_distill_llama_8b = llama3_1_8b
hermes_3_llama_3_1_8b = llama3_1_8b
llama_3_1_storm_8b = llama3_1_8b

## Llama 3.1 70B. Meta, July 2024. Count: safetensors total on the Hub. Hermes 3 and Nemotron 70B
## have the same total.
llama3_1_70b = transformer(
  name: "Llama 3.1 70B", family: llama, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 28672, vocab: 128256, tied: no, parameters: 70553706496,
  context: 131072, released: "2024-07", hub: "meta-llama/Llama-3.1-70B",
  source: "safetensors total on the Hub")
llama_3_1_70b = llama3_1_70b
deepseek_r1_distill_llama_70b = llama3_1_70b
hermes_3_llama_3_1_70b = llama3_1_70b
llama_3_1_nemotron_70b = llama3_1_70b

## Llama 3.1 405B. Meta, July 2024. Count: safetensors total on the Hub. Eight heads of keys and
## values since the upload of September 2024. Hermes 3 has the same total.
llama3_1_405b = transformer(
  name: "Llama 3.1 405B", family: llama, hidden: 16384, layers: 126, heads: 128, kv_heads: 8,
  head_dim: 128, intermediate: 53248, vocab: 128256, tied: no, parameters: 405853388800,
  context: 131072, released: "2024-07", hub: "meta-llama/Llama-3.1-405B",
  source: "safetensors total on the Hub")
llama405b = llama3_1_405b
llama_3_1_405b = llama3_1_405b
hermes_3_llama_3_1_405b = llama3_1_405b

## Llama 3.2 1B. Meta, September 2024. Count: safetensors total on the Hub.
llama3_2_1b = transformer(
  name: "Llama 3.2 1B", family: llama, hidden: 2048, layers: 16, heads: 32, kv_heads: 8,
  head_dim: 64, intermediate: 8192, vocab: 128256, tied: yes, parameters: 1235814400,
  context: 131072, released: "2024-09", hub: "meta-llama/Llama-3.2-1B",
  source: "safetensors total on the Hub")
llama1b = llama3_2_1b
llama_3_2_1b = llama3_2_1b

## Llama 3.2 3B. Meta, September 2024. Count: safetensors total on the Hub.
llama3_2_3b = transformer(
  name: "Llama 3.2 3B", family: llama, hidden: 3072, layers: 28, heads: 24, kv_heads: 8,
  head_dim: 128, intermediate: 8192, vocab: 128256, tied: yes, parameters: 3212749824,
  context: 131072, released: "2024-09", hub: "meta-llama/Llama-3.2-3B",
  source: "safetensors total on the Hub")
llama3b = llama3_2_3b
llama_3_2_3b = llama3_2_3b

## Llama 3.2 11B Vision. Meta, September 2024. Count: safetensors total on the Hub. With its vision
## tower; without images the layers marked X are passed by.
llama3_2_11b_vision = transformer(
  name: "Llama 3.2 11B Vision", family: mllama_text_model, hidden: 4096, layers: 40,
  layer_pattern: "***X****X****X****X****X****X****X****X*", heads: 32, kv_heads: 8, head_dim: 128,
  intermediate: 14336, vocab: 128256, tied: no,
  tower: tower(parameters: 895028755, linear: 817889280, layers: 40, hidden: 1280,
    patches: 6400, pixels: 588, reached: yes, states: 6404, heads: 16, intermediate: 5120),
  parameters: 10670220835, context: 131072, released: "2024-09",
  hub: "meta-llama/Llama-3.2-11B-Vision", source: "safetensors total on the Hub")
llama_3_2_11b_vision = llama3_2_11b_vision

## Llama 3.2 90B Vision. Meta, September 2024. Count: by its config, as transformers counts it. With
## its vision tower.
llama3_2_90b_vision = transformer(
  name: "Llama 3.2 90B Vision", family: mllama_text_model, hidden: 8192, layers: 100,
  layer_pattern:
    "***X****X****X****X****X****X****X****X****X****X****X****X****X****X****X****X****X****X****X****X*",
  heads: 64, kv_heads: 8, head_dim: 128, intermediate: 28672, vocab: 128256, tied: no,
  tower: tower(parameters: 926490131, linear: 849346560, layers: 40, hidden: 1280,
    patches: 6400, pixels: 588, reached: yes, states: 6404, heads: 16, intermediate: 5120),
  parameters: 88593355323, context: 131072, released: "2024-09",
  hub: "meta-llama/Llama-3.2-90B-Vision", source: "config.json")
llama_3_2_90b_vision = llama3_2_90b_vision

## Llama 3.3 70B. Meta, December 2024. Count: safetensors total on the Hub.
llama3_3_70b = transformer(
  name: "Llama 3.3 70B", family: llama, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 28672, vocab: 128256, tied: no, parameters: 70553706496,
  context: 131072, released: "2024-12", hub: "meta-llama/Llama-3.3-70B-Instruct",
  source: "safetensors total on the Hub")
llama70b = llama3_3_70b
llama_3_3_70b = llama3_3_70b

## LLaMA 7B. Meta, February 2023. Count: safetensors total on the Hub. The first one. Published
## as 6,738,417,664: the file stores 32 × 64 rotary frequencies.
llama_7b = transformer(
  name: "LLaMA 7B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 32, head_dim: 128,
  intermediate: 11008, vocab: 32000, tied: no, parameters: 6738415616, context: 2048,
  released: "2023-02", hub: "huggyllama/llama-7b", source: "safetensors total on the Hub")
llama1_7b = llama_7b

## LLaMA 13B. Meta, February 2023. Count: safetensors total on the Hub. The first one. Published
## as 13,015,866,880: the file stores 40 × 64 rotary frequencies.
llama_13b = transformer(
  name: "LLaMA 13B", family: llama, hidden: 5120, layers: 40, heads: 40, kv_heads: 40,
  head_dim: 128, intermediate: 13824, vocab: 32000, tied: no, parameters: 13015864320,
  context: 2048, released: "2023-02", hub: "huggyllama/llama-13b",
  source: "safetensors total on the Hub")
llama1_13b = llama_13b

## LLaMA 30B. Meta, February 2023. Count: safetensors total on the Hub. The first one. Published
## as 32,528,947,456: the file stores 60 × 64 rotary frequencies.
llama_30b = transformer(
  name: "LLaMA 30B", family: llama, hidden: 6656, layers: 60, heads: 52, kv_heads: 52,
  head_dim: 128, intermediate: 17920, vocab: 32000, tied: no, parameters: 32528943616,
  context: 2048, released: "2023-02", hub: "huggyllama/llama-30b",
  source: "safetensors total on the Hub")
llama1_30b = llama_30b

## LLaMA 65B. Meta, February 2023. Count: safetensors total on the Hub. The first one. Published
## as 65,285,665,792: the file stores 80 × 64 rotary frequencies.
llama_65b = transformer(
  name: "LLaMA 65B", family: llama, hidden: 8192, layers: 80, heads: 64, kv_heads: 64,
  head_dim: 128, intermediate: 22016, vocab: 32000, tied: no, parameters: 65285660672,
  context: 2048, released: "2023-02", hub: "huggyllama/llama-65b",
  source: "safetensors total on the Hub")
llama1_65b = llama_65b

## Code Llama 13B. Meta, August 2023. Count: safetensors total on the Hub. Its vocabulary has 16
## tokens more than Llama 2's.
codellama_13b = transformer(
  name: "Code Llama 13B", family: llama, hidden: 5120, layers: 40, heads: 40, kv_heads: 40,
  head_dim: 128, intermediate: 13824, vocab: 32016, tied: no, parameters: 13016028160,
  context: 16384, released: "2023-08", hub: "codellama/CodeLlama-13b-hf",
  source: "safetensors total on the Hub")
code_llama_13b = codellama_13b

## Code Llama 70B. Meta, January 2024. Count: safetensors total on the Hub.
codellama_70b = transformer(
  name: "Code Llama 70B", family: llama, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 28672, vocab: 32016, tied: no, parameters: 68976910336,
  context: 16384, released: "2024-01", hub: "codellama/CodeLlama-70b-hf",
  source: "safetensors total on the Hub")
code_llama_70b = codellama_70b

# Qwen2.5 and Qwen2

## Qwen2.5 0.5B. Alibaba, September 2024. Count: safetensors total on the Hub.
qwen2_5_0_5b = transformer(
  name: "Qwen2.5 0.5B", family: qwen2, hidden: 896, layers: 24, heads: 14, kv_heads: 2,
  head_dim: 64, intermediate: 4864, vocab: 151936, tied: yes, parameters: 494032768,
  context: 32768, released: "2024-09", hub: "Qwen/Qwen2.5-0.5B",
  source: "safetensors total on the Hub")
qwen2_5_coder_0_5b = qwen2_5_0_5b
qwen2_0_5b = qwen2_5_0_5b

## Qwen2.5 1.5B. Alibaba, September 2024. Count: safetensors total on the Hub. Qwen2 and the
## Coder and Math models have the same total.
qwen2_5_1_5b = transformer(
  name: "Qwen2.5 1.5B", family: qwen2, hidden: 1536, layers: 28, heads: 12, kv_heads: 2,
  head_dim: 128, intermediate: 8960, vocab: 151936, tied: yes, parameters: 1543714304,
  context: 32768, released: "2024-09", hub: "Qwen/Qwen2.5-1.5B",
  source: "safetensors total on the Hub")
qwen2_5_coder_1_5b = qwen2_5_1_5b
qwen2_1_5b = qwen2_5_1_5b
qwen2_math_1_5b = qwen2_5_1_5b
qwen2_5_math_1_5b = qwen2_5_1_5b

## Qwen2.5 3B. Alibaba, September 2024. Count: safetensors total on the Hub.
qwen2_5_3b = transformer(
  name: "Qwen2.5 3B", family: qwen2, hidden: 2048, layers: 36, heads: 16, kv_heads: 2,
  head_dim: 128, intermediate: 11008, vocab: 151936, tied: yes, parameters: 3085938688,
  context: 32768, released: "2024-09", hub: "Qwen/Qwen2.5-3B",
  source: "safetensors total on the Hub")
qwen2_5_coder_3b = qwen2_5_3b

## Qwen2.5 7B. Alibaba, September 2024. Count: safetensors total on the Hub. Qwen2, the Coder,
## Math and 1M models and OpenThinker 7B have the same total.
qwen2_5_7b = transformer(
  name: "Qwen2.5 7B", family: qwen2, hidden: 3584, layers: 28, heads: 28, kv_heads: 4,
  head_dim: 128, intermediate: 18944, vocab: 152064, tied: no, parameters: 7615616512,
  context: 131072, released: "2024-09", hub: "Qwen/Qwen2.5-7B",
  source: "safetensors total on the Hub")
qwen7b = qwen2_5_7b
qwen2_5_coder_7b = qwen2_5_7b
deepseek_r1_distill_qwen_7b = qwen2_5_7b
qwen2_7b = qwen2_5_7b
qwen2_math_7b = qwen2_5_7b
qwen2_5_math_7b = qwen2_5_7b
qwen2_5_7b_instruct_1m = qwen2_5_7b
openthinker_7b = qwen2_5_7b

## Qwen2.5 14B. Alibaba, September 2024. Count: Ollama's deepseek-r1:14b, of this shape. The 1M
## model and DeepCoder 14B have the same total.
qwen2_5_14b = transformer(
  name: "Qwen2.5 14B", family: qwen2, hidden: 5120, layers: 48, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 13824, vocab: 152064, tied: no, parameters: 14770033664,
  context: 131072, released: "2024-09", hub: "Qwen/Qwen2.5-14B",
  source: "Ollama's deepseek-r1:14b, of this shape")
qwen2_5_coder_14b = qwen2_5_14b
deepseek_r1_distill_qwen_14b = qwen2_5_14b
qwen2_5_14b_instruct_1m = qwen2_5_14b
deepcoder_14b_preview = qwen2_5_14b

## Qwen2.5 32B. Alibaba, September 2024. Count: KerasHub presets.
qwen2_5_32b = transformer(
  name: "Qwen2.5 32B", family: qwen2, hidden: 5120, layers: 64, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 27648, vocab: 152064, tied: no, parameters: 32763876352,
  context: 131072, released: "2024-09", hub: "Qwen/Qwen2.5-32B", source: "KerasHub presets")
qwen2_5_coder_32b = qwen2_5_32b
qwq_32b = qwen2_5_32b
deepseek_r1_distill_qwen_32b = qwen2_5_32b
qwq_32b_preview = qwen2_5_32b

## Qwen2.5 72B. Alibaba, September 2024. Count: safetensors total on the Hub. Qwen2 72B, Kimi-Dev
## 72B and what was tuned from Qwen2.5-Math 72B have the same total.
qwen2_5_72b = transformer(
  name: "Qwen2.5 72B", family: qwen2, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 29568, vocab: 152064, tied: no, parameters: 72706203648,
  context: 131072, released: "2024-09", hub: "Qwen/Qwen2.5-72B",
  source: "safetensors total on the Hub")
qwen2_72b = qwen2_5_72b
qwen2_5_math_72b = qwen2_5_72b
kimi_dev_72b = qwen2_5_72b

## Qwen2 57B-A14B. Alibaba, June 2024. Count: safetensors total on the Hub.
qwen2_57b_a14b = transformer(
  name: "Qwen2 57B-A14B", family: qwen2_moe, hidden: 3584, layers: 28, heads: 28, kv_heads: 4,
  head_dim: 128, intermediate: 18944, vocab: 151936, experts: 64, experts_per_token: 8,
  moe_intermediate: 2560, shared_intermediate: 20480, tied: no, parameters: 57408658944,
  context: 131072, released: "2024-06", hub: "Qwen/Qwen2-57B-A14B",
  source: "safetensors total on the Hub")

## Qwen1.5 MoE A2.7B. Alibaba, March 2024. Count: safetensors total on the Hub.
qwen1_5_moe_a2_7b = transformer(
  name: "Qwen1.5 MoE A2.7B", family: qwen2_moe, hidden: 2048, layers: 24, heads: 16, kv_heads: 16,
  head_dim: 128, intermediate: 5632, vocab: 151936, experts: 60, experts_per_token: 4,
  moe_intermediate: 1408, shared_intermediate: 5632, tied: no, parameters: 14315784192,
  context: 8192, released: "2024-03", hub: "Qwen/Qwen1.5-MoE-A2.7B",
  source: "safetensors total on the Hub")

# Qwen3

## Qwen3 0.6B. Alibaba, April 2025. Count: safetensors total on the Hub. Published as 751,632,384:
## the file stores the tied head a second time.
qwen3_0_6b = transformer(
  name: "Qwen3 0.6B", family: qwen3, hidden: 1024, layers: 28, heads: 16, kv_heads: 8,
  head_dim: 128, intermediate: 3072, vocab: 151936, tied: yes, parameters: 596049920,
  context: 40960, released: "2025-04", hub: "Qwen/Qwen3-0.6B",
  source: "safetensors total on the Hub")

## Qwen3 1.7B. Alibaba, April 2025. Count: safetensors total on the Hub. Published as
## 2,031,739,904: the file stores the tied head a second time.
qwen3_1_7b = transformer(
  name: "Qwen3 1.7B", family: qwen3, hidden: 2048, layers: 28, heads: 16, kv_heads: 8,
  head_dim: 128, intermediate: 6144, vocab: 151936, tied: yes, parameters: 1720574976,
  context: 40960, released: "2025-04", hub: "Qwen/Qwen3-1.7B",
  source: "safetensors total on the Hub")

## Qwen3 4B. Alibaba, April 2025. Count: safetensors total on the Hub.
qwen3_4b = transformer(
  name: "Qwen3 4B", family: qwen3, hidden: 2560, layers: 36, heads: 32, kv_heads: 8, head_dim: 128,
  intermediate: 9728, vocab: 151936, tied: yes, parameters: 4022468096, context: 40960,
  released: "2025-04", hub: "Qwen/Qwen3-4B", source: "safetensors total on the Hub")
qwen3_4b_instruct_2507 = qwen3_4b
qwen3_4b_thinking_2507 = qwen3_4b

## Qwen3 8B. Alibaba, April 2025. Count: safetensors total on the Hub.
qwen3_8b = transformer(
  name: "Qwen3 8B", family: qwen3, hidden: 4096, layers: 36, heads: 32, kv_heads: 8, head_dim: 128,
  intermediate: 12288, vocab: 151936, tied: no, parameters: 8190735360, context: 40960,
  released: "2025-04", hub: "Qwen/Qwen3-8B", source: "safetensors total on the Hub")
deepseek_r1_0528_qwen3_8b = qwen3_8b

## Qwen3 14B. Alibaba, April 2025. Count: KerasHub presets.
qwen3_14b = transformer(
  name: "Qwen3 14B", family: qwen3, hidden: 5120, layers: 40, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 17408, vocab: 151936, tied: no, parameters: 14768307200,
  context: 40960, released: "2025-04", hub: "Qwen/Qwen3-14B", source: "KerasHub presets")

## Qwen3 32B. Alibaba, April 2025. Count: safetensors total on the Hub.
qwen3_32b = transformer(
  name: "Qwen3 32B", family: qwen3, hidden: 5120, layers: 64, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 25600, vocab: 151936, tied: no, parameters: 32762123264,
  context: 40960, released: "2025-04", hub: "Qwen/Qwen3-32B",
  source: "safetensors total on the Hub")

# Models of Qwen that see

## Qwen2.5-VL 7B. Alibaba, January 2025. Count: safetensors total on the Hub. With its vision tower.
qwen2_5_vl_7b = transformer(
  name: "Qwen2.5-VL 7B", family: qwen2, hidden: 3584, layers: 28, heads: 28, kv_heads: 4,
  head_dim: 128, intermediate: 18944, vocab: 152064, tied: no,
  tower: tower(parameters: 676550144, model_type: qwen2_5_vl, linear: 674529280, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 3420, encoder: qwen2_5_vl,
    tensors: [
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4377600q 3420 4377600q 3420",
      "4377600q 1280) 1280 26214400q 5120 18350080q 3584",
    ]),
  parameters: 8292166656, context: 128000, released: "2025-01", hub: "Qwen/Qwen2.5-VL-7B-Instruct",
  source: "safetensors total on the Hub")

## Qwen3-VL 2B. Alibaba, October 2025. Count: safetensors total on the Hub. With its vision tower.
qwen3_vl_2b = transformer(
  name: "Qwen3-VL 2B", family: qwen3, hidden: 2048, layers: 28, heads: 16, kv_heads: 8,
  head_dim: 128, intermediate: 6144, vocab: 151936, tied: yes,
  tower: tower(parameters: 406957056, model_type: qwen3_vl, linear: 402653184, layers: 24,
    hidden: 1024, patches: 4, pixels: 1536,
    heads: 16, intermediate: 4096, encoder: qwen3_vl, deepstack: [5, 11, 17],
    tensors: [
      "1572864 1024 2359296 24(1024 1024 1024 1024 3145728q 3072 1048576q 1024 4194304q",
      "4096 4194304q 1024) 1024 1024 16777216q 4096 8388608q 2048 3(4096 4096 16777216q",
      "4096 8388608q 2048)",
    ]),
  parameters: 2127532032, context: 262144, released: "2025-10", hub: "Qwen/Qwen3-VL-2B-Instruct",
  source: "safetensors total on the Hub")

## Qwen3-VL 8B. Alibaba, October 2025. Count: safetensors total on the Hub. With its vision tower.
qwen3_vl_8b = transformer(
  name: "Qwen3-VL 8B", family: qwen3, hidden: 4096, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 12288, vocab: 151936, tied: no,
  tower: tower(parameters: 576388336, model_type: qwen3_vl, linear: 571502592, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    heads: 16, intermediate: 4304, encoder: qwen3_vl, deepstack: [8, 16, 24],
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 18874368q 4096 3(4608 4608",
      "21233664q 4608 18874368q 4096)",
    ]),
  parameters: 8767123696, context: 262144, released: "2025-10", hub: "Qwen/Qwen3-VL-8B-Instruct",
  source: "safetensors total on the Hub")

## Qwen3-VL 30B-A3B. Alibaba, October 2025. Count: safetensors total on the Hub. With its vision
## tower.
qwen3_vl_30b_a3b = transformer(
  name: "Qwen3-VL 30B-A3B", family: qwen3_moe, hidden: 2048, layers: 48, heads: 32, kv_heads: 4,
  head_dim: 128, intermediate: 6144, vocab: 151936, experts: 128, experts_per_token: 8,
  norm_topk_prob: yes,
  moe_intermediate: 768, tied: no,
  tower: tower(parameters: 538631408, model_type: qwen3_vl_moe, linear: 533753856, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    heads: 16, intermediate: 4304, encoder: qwen3_vl, deepstack: [8, 16, 24],
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 9437184q 2048 3(4608 4608 21233664q",
      "4608 9437184q 2048)",
    ]),
  parameters: 31070754032, context: 262144, released: "2025-10",
  hub: "Qwen/Qwen3-VL-30B-A3B-Instruct", source: "safetensors total on the Hub")
qwen3_vl_30b = qwen3_vl_30b_a3b

## Qwen3-VL 32B. Alibaba, October 2025. Count: safetensors total on the Hub. With its vision tower.
qwen3_vl_32b = transformer(
  name: "Qwen3-VL 32B", family: qwen3, hidden: 5120, layers: 64, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 25600, vocab: 151936, tied: no,
  tower: tower(parameters: 595266800, model_type: qwen3_vl, linear: 590376960, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    heads: 16, intermediate: 4304, encoder: qwen3_vl, deepstack: [8, 16, 24],
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 23592960q 5120 3(4608 4608",
      "21233664q 4608 23592960q 5120)",
    ]),
  parameters: 33357390064, context: 262144, released: "2025-10", hub: "Qwen/Qwen3-VL-32B-Instruct",
  source: "safetensors total on the Hub")

## Qwen2.5-VL 3B. Alibaba, January 2025. Count: safetensors total on the Hub. With its vision
## tower.
qwen2_5_vl_3b = transformer(
  name: "Qwen2.5-VL 3B", family: qwen2, hidden: 2048, layers: 36, heads: 16, kv_heads: 2,
  head_dim: 128, intermediate: 11008, vocab: 151936, tied: yes,
  tower: tower(parameters: 668684288, model_type: qwen2_5_vl, linear: 666664960, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 3420, encoder: qwen2_5_vl,
    tensors: [
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4377600q 3420 4377600q 3420",
      "4377600q 1280) 1280 26214400q 5120 10485760q 2048",
    ]),
  parameters: 3754622976, context: 128000, released: "2025-01", hub: "Qwen/Qwen2.5-VL-3B-Instruct",
  source: "safetensors total on the Hub")

## Qwen2.5-VL 32B. Alibaba, March 2025. Count: safetensors total on the Hub. With its vision
## tower.
qwen2_5_vl_32b = transformer(
  name: "Qwen2.5-VL 32B", family: qwen2, hidden: 5120, layers: 64, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 27648, vocab: 152064, tied: no,
  tower: tower(parameters: 688841984, model_type: qwen2_5_vl, linear: 686817280, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 3456, encoder: qwen2_5_vl,
    tensors: [
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4423680q 3456 4423680q 3456",
      "4423680q 1280) 1280 26214400q 5120 26214400q 5120",
    ]),
  parameters: 33452718336, context: 128000, released: "2025-03",
  hub: "Qwen/Qwen2.5-VL-32B-Instruct", source: "safetensors total on the Hub")

## Qwen2.5-VL 72B. Alibaba, January 2025. Count: safetensors total on the Hub. With its vision
## tower.
qwen2_5_vl_72b = transformer(
  name: "Qwen2.5-VL 72B", family: qwen2, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 29568, vocab: 152064, tied: no,
  tower: tower(parameters: 704573696, model_type: qwen2_5_vl, linear: 702545920, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 3456, encoder: qwen2_5_vl,
    tensors: [
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4423680q 3456 4423680q 3456",
      "4423680q 1280) 1280 26214400q 5120 41943040q 8192",
    ]),
  parameters: 73410777344, context: 128000, released: "2025-01",
  hub: "Qwen/Qwen2.5-VL-72B-Instruct", source: "safetensors total on the Hub")

## Qwen2-VL 2B. Alibaba, September 2024. Count: safetensors total on the Hub. With its vision
## tower.
qwen2_vl_2b = transformer(
  name: "Qwen2-VL 2B", family: qwen2, hidden: 1536, layers: 28, heads: 12, kv_heads: 2,
  head_dim: 128, intermediate: 8960, vocab: 151936, tied: yes,
  tower: tower(parameters: 665271296, model_type: qwen2_vl, linear: 663224320, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 5120, encoder: qwen2_vl,
    tensors: [
      "1505280 32(1280 1280 1280 1280 4915200q 3840 1638400q 1280 6553600q 5120",
      "6553600q 1280) 1280 1280 26214400q 5120 7864320q 1536",
    ]),
  parameters: 2208985600, context: 32768, released: "2024-09", hub: "Qwen/Qwen2-VL-2B-Instruct",
  source: "safetensors total on the Hub")

## Qwen2-VL 7B. Alibaba, September 2024. Count: safetensors total on the Hub. With its vision
## tower.
qwen2_vl_7b = transformer(
  name: "Qwen2-VL 7B", family: qwen2, hidden: 3584, layers: 28, heads: 28, kv_heads: 4,
  head_dim: 128, intermediate: 18944, vocab: 152064, tied: no,
  tower: tower(parameters: 675759104, model_type: qwen2_vl, linear: 673710080, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 5120, encoder: qwen2_vl,
    tensors: [
      "1505280 32(1280 1280 1280 1280 4915200q 3840 1638400q 1280 6553600q 5120",
      "6553600q 1280) 1280 1280 26214400q 5120 18350080q 3584",
    ]),
  parameters: 8291375616, context: 32768, released: "2024-09", hub: "Qwen/Qwen2-VL-7B-Instruct",
  source: "safetensors total on the Hub")

## Qwen2-VL 72B. Alibaba, September 2024. Count: safetensors total on the Hub. With its vision
## tower.
qwen2_vl_72b = transformer(
  name: "Qwen2-VL 72B", family: qwen2, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 29568, vocab: 152064, tied: no,
  tower: tower(parameters: 699356672, model_type: qwen2_vl, linear: 697303040, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 5120, encoder: qwen2_vl,
    tensors: [
      "1505280 32(1280 1280 1280 1280 4915200q 3840 1638400q 1280 6553600q 5120",
      "6553600q 1280) 1280 1280 26214400q 5120 41943040q 8192",
    ]),
  parameters: 73405560320, context: 32768, released: "2024-09", hub: "Qwen/Qwen2-VL-72B-Instruct",
  source: "safetensors total on the Hub")

## Qwen3-VL 4B. Alibaba, October 2025. Count: safetensors total on the Hub. With its vision
## tower.
qwen3_vl_4b = transformer(
  name: "Qwen3-VL 4B", family: qwen3, hidden: 2560, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 9728, vocab: 151936, tied: yes,
  tower: tower(parameters: 415347712, model_type: qwen3_vl, linear: 411041792, layers: 24,
    hidden: 1024, patches: 4, pixels: 1536,
    heads: 16, intermediate: 4096, encoder: qwen3_vl, deepstack: [5, 11, 17],
    tensors: [
      "1572864 1024 2359296 24(1024 1024 1024 1024 3145728q 3072 1048576q 1024 4194304q",
      "4096 4194304q 1024) 1024 1024 16777216q 4096 10485760q 2560 3(4096 4096",
      "16777216q 4096 10485760q 2560)",
    ]), parameters: 4437815808,
  context: 262144, released: "2025-10", hub: "Qwen/Qwen3-VL-4B-Instruct",
  source: "safetensors total on the Hub")

## Qwen3-VL 235B-A22B. Alibaba, September 2025. Count: safetensors total on the Hub. With its
## vision tower.
qwen3_vl_235b_a22b = transformer(
  name: "Qwen3-VL 235B-A22B", family: qwen3_moe, hidden: 4096, layers: 94, heads: 64, kv_heads: 4,
  head_dim: 128, intermediate: 12288, vocab: 151936, experts: 128, experts_per_token: 8,
  norm_topk_prob: yes,
  moe_intermediate: 1536, tied: no,
  tower: tower(parameters: 576388336, model_type: qwen3_vl_moe, linear: 571502592, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    heads: 16, intermediate: 4304, encoder: qwen3_vl, deepstack: [8, 16, 24],
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 18874368q 4096 3(4608 4608",
      "21233664q 4608 18874368q 4096)",
    ]), parameters: 235670022896, context: 262144,
  released: "2025-09", hub: "Qwen/Qwen3-VL-235B-A22B-Instruct",
  source: "safetensors total on the Hub")
qwen3_vl_235b = qwen3_vl_235b_a22b

## Qwen2.5-Omni 7B, thinker. Alibaba, March 2025. Count: safetensors total on the Hub of LCO-
## Embedding-Omni-7B, which is its thinker. What sees, hears and writes, without what speaks.
qwen2_5_omni_7b = transformer(
  name: "Qwen2.5-Omni 7B, thinker", family: qwen2, hidden: 3584, layers: 28, heads: 28, kv_heads: 4,
  head_dim: 128, intermediate: 18944, vocab: 152064, tied: no,
  tower: tower(parameters: 1316197376, model_type: qwen2_5_omni_thinker, linear: 1308262400,
    layers: 32, hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    tensors: [
      "491520 1280 4915200 1280 32(1638400q 1638400q 1280 1638400q 1280 1638400q 1280",
      "1280 1280 6553600q 5120 6553600q 1280 1280 1280) 1280 1280 7168 4587520q 3584",
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4377600q 3420 4377600q 3420",
      "4377600q 1280) 1280 26214400q 5120 18350080q 3584",
    ]),
  parameters: 8931813888, context: 32768, released: "2025-03", hub: "Qwen/Qwen2.5-Omni-7B",
  source: "safetensors total on the Hub")

## Qwen2.5-Omni 3B, thinker. Alibaba, April 2025. Count: safetensors total on the Hub of LCO-
## Embedding-Omni-3B, which is its thinker. What sees, hears and writes, without what speaks.
qwen2_5_omni_3b = transformer(
  name: "Qwen2.5-Omni 3B, thinker", family: qwen2, hidden: 2048, layers: 36, heads: 16, kv_heads: 2,
  head_dim: 128, intermediate: 11008, vocab: 151936, tied: no,
  tower: tower(parameters: 1306360832, model_type: qwen2_5_omni_thinker, linear: 1298432000,
    layers: 32, hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    tensors: [
      "491520 1280 4915200 1280 32(1638400q 1638400q 1280 1638400q 1280 1638400q 1280",
      "1280 1280 6553600q 5120 6553600q 1280 1280 1280) 1280 1280 4096 2621440q 2048",
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4377600q 3420 4377600q 3420",
      "4377600q 1280) 1280 26214400q 5120 10485760q 2048",
    ]),
  parameters: 4703464448, context: 32768, released: "2025-04", hub: "Qwen/Qwen2.5-Omni-3B",
  source: "safetensors total on the Hub")

## Qwen3-Omni 30B-A3B, text. Alibaba, September 2025. Count: by its config, not published. The
## text model of its thinker alone.
qwen3_omni_30b_a3b_text = transformer(
  name: "Qwen3-Omni 30B-A3B, text", family: qwen3_moe, hidden: 2048, layers: 48, heads: 32,
  kv_heads: 4, head_dim: 128, intermediate: 768, vocab: 152064, experts: 128, experts_per_token: 8,
  norm_topk_prob: yes,
  moe_intermediate: 768, tied: no, parameters: 30532646912, context: 65536, released: "2025-09",
  hub: "Qwen/Qwen3-Omni-30B-A3B-Instruct", source: "its config")

# Mistral

## Mistral 7B v0.3. Mistral AI, May 2024. Count: safetensors total on the Hub.
mistral_7b_v0_3 = transformer(
  name: "Mistral 7B v0.3", family: mistral, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 32768, tied: no, parameters: 7248023552,
  context: 32768, released: "2024-05", hub: "mistralai/Mistral-7B-v0.3",
  source: "safetensors total on the Hub")
mistral7b = mistral_7b_v0_3
mistral_7b = mistral_7b_v0_3
mistral_7b_instruct_v0_3 = mistral_7b_v0_3

## Mistral 7B v0.1. Mistral AI, September 2023. Count: safetensors total on the Hub. Attends to
## 4,096 tokens in every layer. Zephyr 7B has the same total.
mistral_7b_v0_1 = transformer(
  name: "Mistral 7B v0.1", family: mistral, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 32000, tied: no, sliding_window: 4096,
  sliding_layers: 32, parameters: 7241732096, context: 32768, released: "2023-09",
  hub: "mistralai/Mistral-7B-v0.1", source: "safetensors total on the Hub")
zephyr_7b_alpha = mistral_7b_v0_1
zephyr_7b_beta = mistral_7b_v0_1

## Mistral Nemo 12B. Mistral AI, July 2024. Count: safetensors total on the Hub.
mistral_nemo_12b = transformer(
  name: "Mistral Nemo 12B", family: mistral, hidden: 5120, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 131072, tied: no, parameters: 12247782400,
  context: 131072, released: "2024-07", hub: "mistralai/Mistral-Nemo-Base-2407",
  source: "safetensors total on the Hub")
mistral_nemo_2407 = mistral_nemo_12b
nemo12b = mistral_nemo_12b
mistral_nemo = mistral_nemo_12b

## Mistral Small 24B. Mistral AI, January 2025. Count: safetensors total on the Hub. Magistral
## Small of June 2025 and Devstral Small of May and July have the same total.
mistral_small_24b = transformer(
  name: "Mistral Small 24B", family: mistral, hidden: 5120, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 32768, vocab: 131072, tied: no, parameters: 23572403200,
  context: 32768, released: "2025-01", hub: "mistralai/Mistral-Small-24B-Base-2501",
  source: "safetensors total on the Hub")
mistral_small_2501 = mistral_small_24b
magistral_small = mistral_small_24b
devstral_small_2505 = mistral_small_24b
magistral_small_2506 = mistral_small_24b
devstral_small_2507 = mistral_small_24b

## Mistral Small 3.1 24B. Mistral AI, March 2025. Count: safetensors total on the Hub. With its
## vision tower, Pixtral. Devstral Small 2 has the same total but for the scales of its FP8.
mistral_small_3_1_24b = transformer(
  name: "Mistral Small 3.1 24B", family: mistral, hidden: 5120, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 32768, vocab: 131072, tied: no,
  tower: tower(parameters: 438958080, model_type: mistral3, linear: 438304768, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: pixtral,
    tensors: [
      "602112 1024 24(1024 4194304q 4194304q 4194304q 1048576q 1048576q 1048576q",
      "1048576q 1024) 1024 4194304q 5242880q 26214400q",
    ]),
  parameters: 24011361280, context: 131072, released: "2025-03",
  hub: "mistralai/Mistral-Small-3.1-24B-Base-2503", source: "safetensors total on the Hub")
mistral_small_3_1 = mistral_small_3_1_24b
mistral_small_3_2_24b = mistral_small_3_1_24b
mistral_small_3_2 = mistral_small_3_1_24b
devstral_small_2_24b = mistral_small_3_1_24b

## Ministral 3 3B. Mistral AI, December 2025. Count: safetensors total on the Hub. With its vision
## tower, Pixtral.
ministral_3_3b = transformer(
  name: "Ministral 3 3B", family: ministral3, hidden: 3072, layers: 26, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 9216, vocab: 131072, tied: yes,
  tower: tower(parameters: 420083712, model_type: mistral3, linear: 419430400, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: pixtral,
    tensors: [
      "602112 1024 24(1024 4194304q 4194304q 4194304q 1048576q 1048576q 1048576q",
      "1048576q 1024) 1024 4194304q 3145728q 9437184q",
    ]),
  parameters: 3849090048, context: 262144, released: "2025-12",
  hub: "mistralai/Ministral-3-3B-Base-2512", source: "safetensors total on the Hub")
ministral3_3b = ministral_3_3b

## Ministral 3 8B. Mistral AI, December 2025. Count: safetensors total on the Hub. With its vision
## tower, Pixtral. Published as 8,918,026,716: the file in FP8 has 476 scales.
ministral_3_8b = transformer(
  name: "Ministral 3 8B", family: ministral3, hidden: 4096, layers: 34, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 131072, tied: no,
  tower: tower(parameters: 428472320, model_type: mistral3, linear: 427819008, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: pixtral,
    tensors: [
      "602112 1024 24(1024 4194304q 4194304q 4194304q 1048576q 1048576q 1048576q",
      "1048576q 1024) 1024 4194304q 4194304q 16777216q",
    ]),
  parameters: 8918026240, context: 262144, released: "2025-12",
  hub: "mistralai/Ministral-3-8B-Base-2512", source: "safetensors total on the Hub")
ministral3_8b = ministral_3_8b

## Ministral 3 14B. Mistral AI, December 2025. Count: its text model's by the size of the BF16 GGUF
## file, 13,510,432,976 with what that file says of itself. With its vision tower, Pixtral.
ministral_3_14b = transformer(
  name: "Ministral 3 14B", family: ministral3, hidden: 5120, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 16384, vocab: 131072, tied: no,
  tower: tower(parameters: 438958080, model_type: mistral3, linear: 438304768, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: pixtral,
    tensors: [
      "602112 1024 24(1024 4194304q 4194304q 4194304q 1048576q 1048576q 1048576q",
      "1048576q 1024) 1024 4194304q 5242880q 26214400q",
    ]),
  parameters: 13945031680, context: 262144, released: "2025-12",
  hub: "mistralai/Ministral-3-14B-Base-2512", source: "size of the GGUF file on the Hub")
ministral3_14b = ministral_3_14b

## Mistral 7B v0.2. Mistral AI, December 2023. Count: safetensors total on the Hub. Without a
## window.
mistral_7b_v0_2 = transformer(
  name: "Mistral 7B v0.2", family: mistral, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 32000, tied: no, parameters: 7241732096,
  context: 32768, released: "2023-12", hub: "mistralai/Mistral-7B-Instruct-v0.2",
  source: "safetensors total on the Hub")

## Ministral 8B. Mistral AI, October 2024. Count: safetensors total on the Hub. Attends to 32,768
## tokens in every layer.
ministral_8b = transformer(
  name: "Ministral 8B", family: mistral, hidden: 4096, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 12288, vocab: 131072, tied: no, sliding_window: 32768,
  sliding_layers: 36, parameters: 8019808256, context: 32768, released: "2024-10",
  hub: "mistralai/Ministral-8B-Instruct-2410", source: "safetensors total on the Hub")

## Mistral Small 22B. Mistral AI, September 2024. Count: safetensors total on the Hub. The total
## is Codestral 22B's, of this shape.
mistral_small_22b = transformer(
  name: "Mistral Small 22B", family: mistral, hidden: 6144, layers: 56, heads: 48, kv_heads: 8,
  head_dim: 128, intermediate: 16384, vocab: 32768, tied: no, parameters: 22247282688,
  context: 32768, released: "2024-09", hub: "mistralai/Mistral-Small-Instruct-2409",
  source: "safetensors total on the Hub")
mistral_small_2409 = mistral_small_22b
codestral_22b_v0_1 = mistral_small_22b
codestral_22b = mistral_small_22b

## Mistral Large 2. Mistral AI, July 2024. Count: safetensors total on the Hub.
mistral_large_123b = transformer(
  name: "Mistral Large 2", family: mistral, hidden: 12288, layers: 88, heads: 96, kv_heads: 8,
  head_dim: 128, intermediate: 28672, vocab: 32768, tied: no, parameters: 122610069504,
  context: 131072, released: "2024-07", hub: "mistralai/Mistral-Large-Instruct-2407",
  source: "safetensors total on the Hub")
mistral_large_2407 = mistral_large_123b
mistral_large_2 = mistral_large_123b

## Pixtral 12B. Mistral AI, September 2024. Count: safetensors total on the Hub. With its vision
## tower, Pixtral.
pixtral_12b = transformer(
  name: "Pixtral 12B", family: mistral, hidden: 5120, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 131072, tied: no,
  tower: tower(parameters: 434957312, model_type: llava, linear: 434110464, layers: 24,
    hidden: 1024, patches: 1, pixels: 768, reached: yes,
    tensors: [
      "786432 1024 24(1024 4194304q 4194304q 4194304q 1048576q 1048576q 1048576q",
      "1048576q 1024) 5242880q 5120 26214400q 5120",
    ]),
  parameters: 12682739712, context: 131072, released: "2024-09",
  hub: "mistral-community/pixtral-12b", source: "safetensors total on the Hub")
pixtral_12b_2409 = pixtral_12b

# Phi

## Phi-1.5. Microsoft, September 2023. Count: safetensors total on the Hub.
phi_1_5 = transformer(
  name: "Phi-1.5", family: phi, hidden: 2048, layers: 24, heads: 32, kv_heads: 32, head_dim: 64,
  intermediate: 8192, vocab: 51200, tied: no, parameters: 1418270720, context: 2048,
  released: "2023-09", hub: "microsoft/phi-1_5", source: "safetensors total on the Hub")
phi1_5 = phi_1_5

## Phi-3 mini 4K. Microsoft, April 2024. Count: safetensors total on the Hub.
phi3_mini = transformer(
  name: "Phi-3 mini 4K", family: phi3, hidden: 3072, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 96, intermediate: 8192, vocab: 32064, tied: no, sliding_window: 2047,
  parameters: 3821079552, context: 4096, released: "2024-04",
  hub: "microsoft/Phi-3-mini-4k-instruct", source: "safetensors total on the Hub")
phi_3_mini = phi3_mini
phi3_mini_4k = phi3_mini
phi_3_mini_4k = phi3_mini

## Phi-3.5 mini. Microsoft, August 2024. Count: safetensors total on the Hub. Phi-3 mini 128K has
## the same shape.
phi3_5_mini = transformer(
  name: "Phi-3.5 mini", family: phi3, hidden: 3072, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 96, intermediate: 8192, vocab: 32064, tied: no, sliding_window: 262144,
  parameters: 3821079552, context: 131072, released: "2024-08",
  hub: "microsoft/Phi-3.5-mini-instruct", source: "safetensors total on the Hub")
phi_3_5_mini = phi3_5_mini
phi_3_mini_128k = phi3_5_mini
phi3_mini_128k = phi3_5_mini

## Phi-4 14B. Microsoft, December 2024. Count: safetensors total on the Hub. Phi-4 reasoning has
## the same total.
phi4 = transformer(
  name: "Phi-4 14B", family: phi3, hidden: 5120, layers: 40, heads: 40, kv_heads: 10, head_dim: 128,
  intermediate: 17920, vocab: 100352, tied: no, parameters: 14659507200, context: 16384,
  released: "2024-12", hub: "microsoft/phi-4", source: "safetensors total on the Hub")
phi_4 = phi4
phi4_14b = phi4
phi_4_14b = phi4
phi_4_reasoning_plus = phi4

## Phi-4 mini. Microsoft, February 2025. Count: safetensors total on the Hub.
phi4_mini = transformer(
  name: "Phi-4 mini", family: phi3, hidden: 3072, layers: 32, heads: 24, kv_heads: 8,
  head_dim: 128, partial_rotary_factor: 0.75,
  intermediate: 8192, vocab: 200064, tied: yes, sliding_window: 262144, parameters: 3836021760,
  context: 131072, released: "2025-02", hub: "microsoft/Phi-4-mini-instruct",
  source: "safetensors total on the Hub")
phi_4_mini = phi4_mini

## Phi-2. Microsoft, December 2023. Count: safetensors total on the Hub.
phi_2 = transformer(
  name: "Phi-2", family: phi, hidden: 2560, layers: 32, heads: 32, kv_heads: 32, head_dim: 80,
  intermediate: 10240, vocab: 51200, tied: no, parameters: 2779683840, context: 2048,
  released: "2023-12", hub: "microsoft/phi-2", source: "safetensors total on the Hub")
phi2 = phi_2

## Phi-3 medium 128K. Microsoft, May 2024. Count: safetensors total on the Hub.
phi3_medium = transformer(
  name: "Phi-3 medium 128K", family: phi3, hidden: 5120, layers: 40, heads: 40, kv_heads: 10,
  head_dim: 128, intermediate: 17920, vocab: 32064, tied: no, sliding_window: 131072,
  parameters: 13960238080, context: 131072, released: "2024-05",
  hub: "microsoft/Phi-3-medium-128k-instruct", source: "safetensors total on the Hub")
phi_3_medium = phi3_medium
phi_3_medium_128k = phi3_medium
phi3_medium_128k = phi3_medium

## Phi-3 medium 4K. Microsoft, May 2024. Count: safetensors total on the Hub.
phi3_medium_4k = transformer(
  name: "Phi-3 medium 4K", family: phi3, hidden: 5120, layers: 40, heads: 40, kv_heads: 10,
  head_dim: 128, intermediate: 17920, vocab: 32064, tied: no, sliding_window: 2047,
  parameters: 13960238080, context: 4096, released: "2024-05",
  hub: "microsoft/Phi-3-medium-4k-instruct", source: "safetensors total on the Hub")
phi_3_medium_4k = phi3_medium_4k

# OLMo 2 and 3

## OLMo 2 1B. Ai2, April 2025. Count: the published count.
olmo2_1b = transformer(
  name: "OLMo 2 1B", family: olmo2, hidden: 2048, layers: 16, heads: 16, kv_heads: 16,
  head_dim: 128, intermediate: 8192, vocab: 100352, tied: no, parameters: 1484916736, context: 4096,
  released: "2025-04", hub: "allenai/OLMo-2-0425-1B", source: "the published count")
olmo_2_1b = olmo2_1b

## OLMo 2 7B. Ai2, November 2024. Count: safetensors total on the Hub.
olmo2_7b = transformer(
  name: "OLMo 2 7B", family: olmo2, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 100352, tied: no, parameters: 7298617344,
  context: 4096, released: "2024-11", hub: "allenai/OLMo-2-1124-7B",
  source: "safetensors total on the Hub")
olmo_2_7b = olmo2_7b

## OLMo 2 32B. Ai2, March 2025. Count: the published count.
olmo2_32b = transformer(
  name: "OLMo 2 32B", family: olmo2, hidden: 5120, layers: 64, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 27648, vocab: 100352, tied: no, parameters: 32234279936,
  context: 4096, released: "2025-03", hub: "allenai/OLMo-2-0325-32B", source: "the published count")
olmo_2_32b = olmo2_32b

## OLMo 3 7B. Ai2, November 2025. Count: the published count.
olmo3_7b = transformer(
  name: "OLMo 3 7B", family: olmo3, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 100278, tied: no, sliding_window: 4096,
  parameters: 7298011136, context: 8192, released: "2025-11", hub: "allenai/Olmo-3-1025-7B",
  source: "the published count")
olmo_3_7b = olmo3_7b

## OLMo 3 32B. Ai2, November 2025. Count: the published count.
olmo3_32b = transformer(
  name: "OLMo 3 32B", family: olmo3, hidden: 5120, layers: 64, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 27648, vocab: 100278, tied: no, sliding_window: 4096,
  parameters: 32233522176, context: 8192, released: "2025-11", hub: "allenai/Olmo-3-1125-32B",
  source: "the published count")
olmo_3_32b = olmo3_32b
olmo3_1_32b = olmo3_32b

## OLMo 1B. Ai2, April 2024. Count: safetensors total on the Hub.
olmo_1b = transformer(
  name: "OLMo 1B", family: olmo, hidden: 2048, layers: 16, heads: 16, kv_heads: 16, head_dim: 128,
  intermediate: 8192, vocab: 50304, tied: yes, parameters: 1176764416, context: 2048,
  released: "2024-04", hub: "allenai/OLMo-1B-hf", source: "safetensors total on the Hub")
olmo1_1b = olmo_1b

## OLMo 7B. Ai2, April 2024. Count: safetensors total on the Hub. OLMo 1.7 7B has the same config
## but for 4,096 tokens of context.
olmo_7b = transformer(
  name: "OLMo 7B", family: olmo, hidden: 4096, layers: 32, heads: 32, kv_heads: 32, head_dim: 128,
  intermediate: 11008, vocab: 50304, tied: no, parameters: 6888095744, context: 2048,
  released: "2024-04", hub: "allenai/OLMo-7B-hf", source: "safetensors total on the Hub")
olmo1_7b = olmo_7b
olmo_1_7_7b = olmo_7b

## OLMo 2 13B. Ai2, November 2024. Count: safetensors total on the Hub.
olmo2_13b = transformer(
  name: "OLMo 2 13B", family: olmo2, hidden: 5120, layers: 40, heads: 40, kv_heads: 40,
  head_dim: 128, intermediate: 13824, vocab: 100352, tied: no, parameters: 13716198400,
  context: 4096, released: "2024-11", hub: "allenai/OLMo-2-1124-13B",
  source: "safetensors total on the Hub")
olmo_2_13b = olmo2_13b

# Gemma 1 to 3

## Gemma 2B. Google, February 2024. Count: KerasHub presets. The first Gemma; Gemma 2 2B is
## gemma2_2b. Gemma 1.1 and CodeGemma have the same total.
gemma_2b = transformer(
  name: "Gemma 2B", family: gemma, hidden: 2048, layers: 18, heads: 8, kv_heads: 1, head_dim: 256,
  intermediate: 16384, vocab: 256000, tied: yes, parameters: 2506172416, context: 8192,
  released: "2024-02", hub: "google/gemma-2b", source: "KerasHub presets")
gemma1_2b = gemma_2b
gemma_1_1_2b = gemma_2b
codegemma_2b = gemma_2b
codegemma_1_1_2b = gemma_2b

## Gemma 7B. Google, February 2024. Count: KerasHub presets. Gemma 1.1 and CodeGemma have the
## same total.
gemma_7b = transformer(
  name: "Gemma 7B", family: gemma, hidden: 3072, layers: 28, heads: 16, kv_heads: 16, head_dim: 256,
  intermediate: 24576, vocab: 256000, tied: yes, parameters: 8537680896, context: 8192,
  released: "2024-02", hub: "google/gemma-7b", source: "KerasHub presets")
gemma1_7b = gemma_7b
gemma_1_1_7b = gemma_7b
codegemma_7b = gemma_7b
codegemma_1_1_7b = gemma_7b

## Gemma 2 2B. Google, July 2024. Count: safetensors total on the Hub.
gemma2_2b = transformer(
  name: "Gemma 2 2B", family: gemma2, hidden: 2304, layers: 26, heads: 8, kv_heads: 4,
  head_dim: 256, intermediate: 9216, vocab: 256000, tied: yes, sliding_window: 4096,
  parameters: 2614341888, context: 8192, released: "2024-07", hub: "google/gemma-2-2b",
  source: "safetensors total on the Hub")
gemma_2_2b = gemma2_2b

## Gemma 2 9B. Google, June 2024. Count: safetensors total on the Hub.
gemma2_9b = transformer(
  name: "Gemma 2 9B", family: gemma2, hidden: 3584, layers: 42, heads: 16, kv_heads: 8,
  head_dim: 256, intermediate: 14336, vocab: 256000, tied: yes, sliding_window: 4096,
  parameters: 9241705984, context: 8192, released: "2024-06", hub: "google/gemma-2-9b",
  source: "safetensors total on the Hub")
gemma_2_9b = gemma2_9b

## Gemma 2 27B. Google, June 2024. Count: safetensors total on the Hub.
gemma2_27b = transformer(
  name: "Gemma 2 27B", family: gemma2, hidden: 4608, layers: 46, heads: 32, kv_heads: 16,
  head_dim: 128, intermediate: 36864, vocab: 256000, tied: yes, sliding_window: 4096,
  parameters: 27227128320, context: 8192, released: "2024-06", hub: "google/gemma-2-27b",
  source: "safetensors total on the Hub")
gemma_2_27b = gemma2_27b

## Gemma 3 270M. Google, August 2025. Count: KerasHub presets. FunctionGemma has the same total.
gemma3_270m = transformer(
  name: "Gemma 3 270M", family: gemma3_text, hidden: 640, layers: 18, heads: 4, kv_heads: 1,
  head_dim: 256, intermediate: 2048, vocab: 262144, tied: yes, sliding_window: 512,
  parameters: 268098176, context: 32768, released: "2025-08", hub: "google/gemma-3-270m",
  source: "KerasHub presets")
gemma_3_270m = gemma3_270m
functiongemma_270m = gemma3_270m

## Gemma 3 1B. Google, March 2025. Count: safetensors total on the Hub.
gemma3_1b = transformer(
  name: "Gemma 3 1B", family: gemma3_text, hidden: 1152, layers: 26, heads: 4, kv_heads: 1,
  head_dim: 256, intermediate: 6912, vocab: 262144, tied: yes, sliding_window: 512,
  parameters: 999885952, context: 32768, released: "2025-03", hub: "google/gemma-3-1b-it",
  source: "safetensors total on the Hub")
gemma_3_1b = gemma3_1b

## Gemma 3 4B. Google, March 2025. Count: safetensors total on the Hub. With its vision tower,
## SigLIP. MedGemma 4B has the same total.
gemma3_4b = transformer(
  name: "Gemma 3 4B", family: gemma3_text, hidden: 2560, layers: 34, heads: 8, kv_heads: 4,
  head_dim: 256, intermediate: 10240, vocab: 262208, tied: yes, sliding_window: 1024,
  tower: tower(parameters: 419816304, model_type: gemma3, linear: 411070464, layers: 27,
    hidden: 1152, patches: 16, pixels: 588, reached: yes, mask: images,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 256,
    tensors: [
      "677376 1152 4718592 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 4096i 2949120 1152",
    ]),
  parameters: 4300079472, context: 131072, released: "2025-03", hub: "google/gemma-3-4b-it",
  source: "safetensors total on the Hub")
gemma_3_4b = gemma3_4b
medgemma_4b = gemma3_4b

## Gemma 3 4B, text. Google, March 2025. Count: safetensors total on the Hub. The language model
## alone: with its vision tower of 419,816,304 it is published as 4,300,079,472.
gemma3_4b_text = transformer(
  name: "Gemma 3 4B, text", family: gemma3_text, hidden: 2560, layers: 34, heads: 8, kv_heads: 4,
  head_dim: 256, intermediate: 10240, vocab: 262208, tied: yes, sliding_window: 1024,
  parameters: 3880263168, context: 131072, released: "2025-03", hub: "google/gemma-3-4b-it",
  source: "safetensors total on the Hub")
gemma_3_4b_text = gemma3_4b_text

## Gemma 3 12B. Google, March 2025. Count: safetensors total on the Hub. With its vision tower,
## SigLIP.
gemma3_12b = transformer(
  name: "Gemma 3 12B", family: gemma3_text, hidden: 3840, layers: 48, heads: 16, kv_heads: 8,
  head_dim: 256, intermediate: 15360, vocab: 262208, tied: yes, sliding_window: 1024,
  tower: tower(parameters: 421290864, model_type: gemma3, linear: 411070464, layers: 27,
    hidden: 1152, patches: 16, pixels: 588, reached: yes, mask: images,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 256,
    tensors: [
      "677376 1152 4718592 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 4096i 4423680 1152",
    ]),
  parameters: 12187325040, context: 131072, released: "2025-03", hub: "google/gemma-3-12b-it",
  source: "safetensors total on the Hub")
gemma_3_12b = gemma3_12b

## Gemma 3 12B, text. Google, March 2025. Count: safetensors total on the Hub. The language model
## alone: with its vision tower of 421,290,864 it is published as 12,187,325,040.
gemma3_12b_text = transformer(
  name: "Gemma 3 12B, text", family: gemma3_text, hidden: 3840, layers: 48, heads: 16, kv_heads: 8,
  head_dim: 256, intermediate: 15360, vocab: 262208, tied: yes, sliding_window: 1024,
  parameters: 11766034176, context: 131072, released: "2025-03", hub: "google/gemma-3-12b-it",
  source: "safetensors total on the Hub")
gemma_3_12b_text = gemma3_12b_text

## Gemma 3 27B. Google, March 2025. Count: safetensors total on the Hub. With its vision tower,
## SigLIP.
gemma3_27b = transformer(
  name: "Gemma 3 27B", family: gemma3_text, hidden: 5376, layers: 62, heads: 32, kv_heads: 16,
  head_dim: 128, intermediate: 21504, vocab: 262208, tied: yes, sliding_window: 1024,
  tower: tower(parameters: 423060336, model_type: gemma3, linear: 411070464, layers: 27,
    hidden: 1152, patches: 16, pixels: 588, reached: yes, mask: images,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 256,
    tensors: [
      "677376 1152 4718592 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 4096i 6193152 1152",
    ]),
  parameters: 27432406640, context: 131072, released: "2025-03", hub: "google/gemma-3-27b-it",
  source: "safetensors total on the Hub")
gemma_3_27b = gemma3_27b

## Gemma 3 27B, text. Google, March 2025. Count: safetensors total on the Hub. The language model
## alone: with its vision tower of 423,060,336 it is published as 27,432,406,640.
gemma3_27b_text = transformer(
  name: "Gemma 3 27B, text", family: gemma3_text, hidden: 5376, layers: 62, heads: 32, kv_heads: 16,
  head_dim: 128, intermediate: 21504, vocab: 262208, tied: yes, sliding_window: 1024,
  parameters: 27009346304, context: 131072, released: "2025-03", hub: "google/gemma-3-27b-it",
  source: "safetensors total on the Hub")
gemma_3_27b_text = gemma3_27b_text

## MedGemma 27B, text. Google, May 2025. Count: safetensors total on the Hub. Its vocabulary has
## 64 tokens fewer than Gemma 3 27B's.
medgemma_27b_text = transformer(
  name: "MedGemma 27B, text", family: gemma3_text, hidden: 5376, layers: 62, heads: 32,
  kv_heads: 16, head_dim: 128, intermediate: 21504, vocab: 262144, tied: yes, sliding_window: 1024,
  parameters: 27009002240, context: 131072, released: "2025-05", hub: "google/medgemma-27b-text-it",
  source: "safetensors total on the Hub")

# Gemma 3n

## Gemma 3n E2B. Google, June 2025. Count: by its config, not verified against a published one. With
## its towers for images and sound. A file may have keys and values of the 10 layers that share
## others', too: transformers does not load them.
gemma3n_e2b = transformer(
  name: "Gemma 3n E2B", family: gemma3n_text, hidden: 2048, layers: 30, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 8192, vocab: 262400, tied: yes, sliding_window: 512,
  kv_shared_layers: 10, per_layer_input: 256, per_layer_vocab: 262144,
  tower: tower(parameters: 983281504, linear: 685244416, patches: 1, pixels: 6912),
  parameters: 5418464192, context: 32768, released: "2025-06", hub: "google/gemma-3n-E2B-it",
  source: "its config; not verified")
gemma_3n_e2b = gemma3n_e2b

## Gemma 3n E2B, text. Google, June 2025. Count: by its config, not verified against a published
## one. The language model alone, without its towers of 983,281,504.
gemma3n_e2b_text = transformer(
  name: "Gemma 3n E2B, text", family: gemma3n_text, hidden: 2048, layers: 30, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 8192, vocab: 262400, tied: yes, sliding_window: 512,
  kv_shared_layers: 10, per_layer_input: 256, per_layer_vocab: 262144,
  parameters: 4435182688, context: 32768, released: "2025-06", hub: "google/gemma-3n-E2B-it",
  source: "its config; not verified")
gemma_3n_e2b_text = gemma3n_e2b_text

## Gemma 3n E4B. Google, June 2025. Count: by its config, not verified against a published one. With
## its towers for images and sound. A file may have keys and values of the 15 layers that share
## others', too: transformers does not load them.
gemma3n_e4b = transformer(
  name: "Gemma 3n E4B", family: gemma3n_text, hidden: 2048, layers: 35, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 16384, vocab: 262400, tied: yes, sliding_window: 512,
  kv_shared_layers: 15, per_layer_input: 256, per_layer_vocab: 262144,
  tower: tower(parameters: 983281504, linear: 685244416, patches: 1, pixels: 6912),
  parameters: 7818517072, context: 32768, released: "2025-06", hub: "google/gemma-3n-E4B-it",
  source: "its config; not verified")
gemma_3n_e4b = gemma3n_e4b

## Gemma 3n E4B, text. Google, June 2025. Count: by its config, not verified against a published
## one. The language model alone, without its towers of 983,281,504.
gemma3n_e4b_text = transformer(
  name: "Gemma 3n E4B, text", family: gemma3n_text, hidden: 2048, layers: 35, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 16384, vocab: 262400, tied: yes, sliding_window: 512,
  kv_shared_layers: 15, per_layer_input: 256, per_layer_vocab: 262144,
  parameters: 6835235568, context: 32768, released: "2025-06", hub: "google/gemma-3n-E4B-it",
  source: "its config; not verified")
gemma_3n_e4b_text = gemma3n_e4b_text

# Gemma 4

## Gemma 4 E2B. Google, April 2026. Count: safetensors total on the Hub. With its towers for images
## and sound. Published as 5,123,178,051: the file has keys and values of the 20 layers that share
## others', and 35 scales that are no parameters.
gemma4_e2b = transformer(
  name: "Gemma 4 E2B", family: gemma4_text, hidden: 1536, layers: 35, heads: 8, kv_heads: 1,
  head_dim: 256, intermediate: 6144, vocab: 262144, tied: yes, sliding_window: 512,
  sliding_layers: 28, global_head_dim: 512, final_logit_softcapping: 30, kv_shared_layers: 20,
  double_wide_mlp: yes,
  per_layer_input: 256,
  tower: tower(parameters: 475728160, model_type: gemma4, linear: 457375744, layers: 16,
    hidden: 768, patches: 9, pixels: 768,
    tensors: [
      "15728640 589824q 16(1b 1b 1b 1b 589824q 1b 1b 1b 1b 589824q 1b 1b 1b 1b 589824q",
      "1b 1b 1b 1b 589824q 64 64 1b 1b 1b 1b 2359296q 1b 1b 1b 1b 2359296q 1b 1b 1b 1b",
      "2359296q 768 768 768 768) text 1152 128 36864 32 1048576q 12(1b 1b 1b 1b",
      "4194304q 1b 1b 1b 1b 4194304q 1024 1024 1b 1b 1b 1b 4194304q 1b 1b 1b 1b",
      "4194304q 1024 1024 128 1b 1b 1b 1b 1048576q 1b 1b 1b 1b 1048576q 1b 1b 1b 1b",
      "1048576q 1b 1b 1b 1b 1048576q 1048576q 1b 1b 1b 1b 2097152q 1b 1b 1b 1b 1048576q",
      "5120 1024 1024 1024 1024 1024) 1572864q 1536 1179648q 2359296",
    ]),
  parameters: 5104297504, context: 131072, released: "2026-04", hub: "google/gemma-4-E2B",
  source: "safetensors total on the Hub")
gemma_4_e2b = gemma4_e2b

## Gemma 4 E2B, text. Google, April 2026. Count: safetensors total on the Hub. The language model
## alone: published as 5,123,178,051 with towers for images and sound, and with keys of the 20
## layers that share others.
gemma4_e2b_text = transformer(
  name: "Gemma 4 E2B, text", family: gemma4_text, hidden: 1536, layers: 35, heads: 8, kv_heads: 1,
  head_dim: 256, intermediate: 6144, vocab: 262144, tied: yes, sliding_window: 512,
  sliding_layers: 28, global_head_dim: 512, final_logit_softcapping: 30, kv_shared_layers: 20,
  double_wide_mlp: yes,
  per_layer_input: 256, parameters: 4628569344, context: 131072, released: "2026-04",
  hub: "google/gemma-4-E2B", source: "safetensors total on the Hub")
gemma_4_e2b_text = gemma4_e2b_text

## Gemma 4 E4B. Google, April 2026. Count: safetensors total on the Hub. With its towers for images
## and sound. Published as 7,996,156,490: the file has keys and values of the 18 layers that share
## others', and 42 scales that are no parameters.
gemma4_e4b = transformer(
  name: "Gemma 4 E4B", family: gemma4_text, hidden: 2560, layers: 42, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 10240, vocab: 262144, tied: yes, sliding_window: 512,
  global_head_dim: 512, final_logit_softcapping: 30, kv_shared_layers: 18, per_layer_input: 256,
  tower: tower(parameters: 478087456, model_type: gemma4, linear: 458162176, layers: 16,
    hidden: 768, patches: 9, pixels: 768,
    tensors: [
      "15728640 589824q 16(1b 1b 1b 1b 589824q 1b 1b 1b 1b 589824q 1b 1b 1b 1b 589824q",
      "1b 1b 1b 1b 589824q 64 64 1b 1b 1b 1b 2359296q 1b 1b 1b 1b 2359296q 1b 1b 1b 1b",
      "2359296q 768 768 768 768) text 1152 128 36864 32 1048576q 12(1b 1b 1b 1b",
      "4194304q 1b 1b 1b 1b 4194304q 1024 1024 1b 1b 1b 1b 4194304q 1b 1b 1b 1b",
      "4194304q 1024 1024 128 1b 1b 1b 1b 1048576q 1b 1b 1b 1b 1048576q 1b 1b 1b 1b",
      "1048576q 1b 1b 1b 1b 1048576q 1048576q 1b 1b 1b 1b 2097152q 1b 1b 1b 1b 1048576q",
      "5120 1024 1024 1024 1024 1024) 1572864q 1536 1966080q 3932160",
    ]),
  parameters: 7941100832, context: 131072, released: "2026-04", hub: "google/gemma-4-E4B",
  source: "safetensors total on the Hub")
gemma_4_e4b = gemma4_e4b

## Gemma 4 E4B, text. Google, April 2026. Count: safetensors total on the Hub. The language model
## alone: published as 7,996,156,490 with towers for images and sound, and with keys of the 18
## layers that share others.
gemma4_e4b_text = transformer(
  name: "Gemma 4 E4B, text", family: gemma4_text, hidden: 2560, layers: 42, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 10240, vocab: 262144, tied: yes, sliding_window: 512,
  global_head_dim: 512, final_logit_softcapping: 30, kv_shared_layers: 18, per_layer_input: 256,
  parameters: 7463013376,
  context: 131072, released: "2026-04", hub: "google/gemma-4-E4B",
  source: "safetensors total on the Hub")
gemma_4_e4b_text = gemma4_e4b_text

## Gemma 4 26B-A4B. Google, April 2026. Count: safetensors total on the Hub. With its vision tower.
gemma4_26b_a4b = transformer(
  name: "Gemma 4 26B-A4B", family: gemma4_text, hidden: 2816, layers: 30, heads: 16, kv_heads: 8,
  head_dim: 256, intermediate: 2112, vocab: 262144, experts: 128, experts_per_token: 8,
  moe_intermediate: 704, tied: yes, sliding_window: 1024, global_head_dim: 512,
  final_logit_softcapping: 30, global_kv_heads: 2,
  tower: tower(parameters: 572792112, model_type: gemma4, linear: 545826816, layers: 27,
    hidden: 1152, patches: 9, pixels: 768, mask: images,
    tensors: [
      "23592960 884736q 27(1327104q 1327104q 1327104q 1327104q 72 72 4958208q 4958208q",
      "4958208q 1152 1152 1152 1152) text 3244032",
    ]),
  parameters: 25805933872, context: 262144, released: "2026-04", hub: "google/gemma-4-26B-A4B",
  source: "safetensors total on the Hub")
gemma_4_26b_a4b = gemma4_26b_a4b
gemma4_26b = gemma4_26b_a4b

## Gemma 4 26B-A4B, text. Google, April 2026. Count: safetensors total on the Hub. The language
## model alone: with its vision tower of 572,792,112 it is published as 25,805,933,872.
gemma4_26b_a4b_text = transformer(
  name: "Gemma 4 26B-A4B, text", family: gemma4_text, hidden: 2816, layers: 30, heads: 16,
  kv_heads: 8, head_dim: 256, intermediate: 2112, vocab: 262144, experts: 128, experts_per_token: 8,
  moe_intermediate: 704, tied: yes, sliding_window: 1024, global_head_dim: 512,
  final_logit_softcapping: 30, global_kv_heads: 2,
  parameters: 25233141760, context: 262144, released: "2026-04", hub: "google/gemma-4-26B-A4B",
  source: "safetensors total on the Hub")
gemma_4_26b_a4b_text = gemma4_26b_a4b_text

## Gemma 4 31B. Google, April 2026. Count: config of MaxText; not verified. With its vision tower;
## Google states 30.7 B, which is the text model's.
gemma4_31b = transformer(
  name: "Gemma 4 31B", family: gemma4_text, hidden: 5376, layers: 60, heads: 32, kv_heads: 16,
  head_dim: 256, intermediate: 21504, vocab: 262144, tied: yes, sliding_window: 1024,
  global_head_dim: 512, final_logit_softcapping: 30, global_kv_heads: 4,
  tower: tower(parameters: 575741232, model_type: gemma4, linear: 545826816, layers: 27,
    hidden: 1152, patches: 9, pixels: 768, mask: images,
    tensors: [
      "23592960 884736q 27(1327104q 1327104q 1327104q 1327104q 72 72 4958208q 4958208q",
      "4958208q 1152 1152 1152 1152) text 6193152",
    ]),
  parameters: 31273086512, context: 262144, released: "2026-04", hub: "google/gemma-4-31B",
  source: "config of MaxText; not verified")
gemma_4_31b = gemma4_31b

## Gemma 4 31B, text. Google, April 2026. Count: config of MaxText; not verified. Not verified to
## the last parameter: Google states 30.7 B. The language model alone, without its vision tower of
## 575,741,232.
gemma4_31b_text = transformer(
  name: "Gemma 4 31B, text", family: gemma4_text, hidden: 5376, layers: 60, heads: 32, kv_heads: 16,
  head_dim: 256, intermediate: 21504, vocab: 262144, tied: yes, sliding_window: 1024,
  global_head_dim: 512, final_logit_softcapping: 30, global_kv_heads: 4, parameters: 30697345280,
  context: 262144,
  released: "2026-04", hub: "google/gemma-4-31B", source: "config of MaxText; not verified")
gemma_4_31b_text = gemma4_31b_text

## Gemma 4 12B. Google, May 2026. Count: safetensors total on the Hub, 11,959,730,224, less 48
## scales that are no parameters. With what it embeds images and sound by.
gemma4_12b = transformer(
  name: "Gemma 4 12B", family: gemma4_text, hidden: 3840, layers: 48, heads: 16, kv_heads: 8,
  head_dim: 256, intermediate: 15360, vocab: 262144, sliding_window: 1024, global_head_dim: 512,
  final_logit_softcapping: 30,
  global_kv_heads: 1, tied: yes, tower: tower(parameters: 52379904, linear: 41287680, patches: 1,
  pixels: 6912, mask: always), parameters: 11959730176, context: 262144, released: "2026-05",
  hub: "google/gemma-4-12B-it", source: "safetensors total on the Hub, less the scales")
gemma_4_12b = gemma4_12b

## Gemma 4 12B, text. Google, May 2026. Count: safetensors total on the Hub. The language model
## alone, without what it embeds images and sound by, 52,379,904.
gemma4_12b_text = transformer(
  name: "Gemma 4 12B, text", family: gemma4_text, hidden: 3840, layers: 48, heads: 16, kv_heads: 8,
  head_dim: 256, intermediate: 15360, vocab: 262144, tied: yes, sliding_window: 1024,
  global_head_dim: 512, final_logit_softcapping: 30, global_kv_heads: 1, parameters: 11907350272,
  context: 262144,
  released: "2026-05", hub: "google/gemma-4-12B-it", source: "safetensors total on the Hub")
gemma_4_12b_text = gemma4_12b_text

# GPT-2 and Pythia

## GPT-2. OpenAI, 2019. Count: KerasHub presets.
gpt2 = transformer(
  name: "GPT-2", family: gpt2, hidden: 768, layers: 12, heads: 12, intermediate: 3072, vocab: 50257,
  positions: 1024, tied: yes, parameters: 124439808, context: 1024, released: "2019",
  hub: "openai-community/gpt2", source: "KerasHub presets")
gpt2_124m = gpt2
gpt2_small = gpt2

## GPT-2 medium. OpenAI, 2019. Count: KerasHub presets.
gpt2_medium = transformer(
  name: "GPT-2 medium", family: gpt2, hidden: 1024, layers: 24, heads: 16, intermediate: 4096,
  vocab: 50257, positions: 1024, tied: yes, parameters: 354823168, context: 1024, released: "2019",
  hub: "openai-community/gpt2-medium", source: "KerasHub presets")

## GPT-2 XL. OpenAI, 2019. Count: KerasHub presets.
gpt2_xl = transformer(
  name: "GPT-2 XL", family: gpt2, hidden: 1600, layers: 48, heads: 25, intermediate: 6400,
  vocab: 50257, positions: 1024, tied: yes, parameters: 1557611200, context: 1024, released: "2019",
  hub: "openai-community/gpt2-xl", source: "KerasHub presets")

## Pythia 70M. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 18,915,328
## without embedding and head.
pythia_70m = transformer(
  name: "Pythia 70M", family: gpt_neox, hidden: 512, layers: 6, heads: 8, intermediate: 2048,
  vocab: 50304, tied: no, parameters: 70426624, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-70m", source: "Table 1 of Pythia's paper")

## Pythia 160M. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 85,056,000
## without embedding and head.
pythia_160m = transformer(
  name: "Pythia 160M", family: gpt_neox, hidden: 768, layers: 12, heads: 12, intermediate: 3072,
  vocab: 50304, tied: no, parameters: 162322944, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-160m", source: "Table 1 of Pythia's paper")

## Pythia 410M. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 302,311,424
## without embedding and head.
pythia_410m = transformer(
  name: "Pythia 410M", family: gpt_neox, hidden: 1024, layers: 24, heads: 16, intermediate: 4096,
  vocab: 50304, tied: no, parameters: 405334016, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-410m", source: "Table 1 of Pythia's paper")

## Pythia 1B. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 805,736,448
## without embedding and head.
pythia_1b = transformer(
  name: "Pythia 1B", family: gpt_neox, hidden: 2048, layers: 16, heads: 8, intermediate: 8192,
  vocab: 50304, tied: no, parameters: 1011781632, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-1b", source: "Table 1 of Pythia's paper")

## Pythia 1.4B. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 1,208,602,624
## without embedding and head.
pythia_1_4b = transformer(
  name: "Pythia 1.4B", family: gpt_neox, hidden: 2048, layers: 24, heads: 16, intermediate: 8192,
  vocab: 50304, tied: no, parameters: 1414647808, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-1.4b", source: "Table 1 of Pythia's paper")
pythia_1_4b_deduped = pythia_1_4b

## Pythia 6.9B. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 6,444,163,072
## without embedding and head.
pythia_6_9b = transformer(
  name: "Pythia 6.9B", family: gpt_neox, hidden: 4096, layers: 32, heads: 32, intermediate: 16384,
  vocab: 50432, tied: no, parameters: 6857302016, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-6.9b", source: "Table 1 of Pythia's paper")

## Pythia 12B. EleutherAI, April 2023. Count: Table 1 of Pythia's paper. Published as 11,327,027,200
## without embedding and head.
pythia_12b = transformer(
  name: "Pythia 12B", family: gpt_neox, hidden: 5120, layers: 36, heads: 40, intermediate: 20480,
  vocab: 50688, tied: no, parameters: 11846072320, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-12b", source: "Table 1 of Pythia's paper")

## GPT-2 large. OpenAI, January 2019. Count: by its config; the safetensors total on the Hub,
## 811,778,816, holds 36 causal masks of 1,024 × 1,024, which are no parameters.
gpt2_large = transformer(
  name: "GPT-2 large", family: gpt2, hidden: 1280, layers: 36, heads: 20, intermediate: 5120,
  vocab: 50257, tied: yes, positions: 1024, parameters: 774030080, context: 1024,
  released: "2019-01", hub: "openai-community/gpt2-large",
  source: "safetensors total on the Hub, less the masks")

## Pythia 2.8B. EleutherAI, April 2023. Count: by its config; the safetensors total on the Hub,
## 2,909,427,008, holds 32 causal masks of 2,048 × 2,048, which are no parameters.
pythia_2_8b = transformer(
  name: "Pythia 2.8B", family: gpt_neox, hidden: 2560, layers: 32, heads: 32, intermediate: 10240,
  vocab: 50304, tied: no, parameters: 2775208960, context: 2048, released: "2023-04",
  hub: "EleutherAI/pythia-2.8b", source: "safetensors total on the Hub, less the masks")
pythia_2_8b_deduped = pythia_2_8b

# Mixtures of experts

## Mixtral 8x7B. Mistral AI, December 2023. Count: safetensors total on the Hub.
mixtral_8x7b = transformer(
  name: "Mixtral 8x7B", family: mixtral, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 32000, experts: 8, experts_per_token: 2, tied: no,
  parameters: 46702792704, context: 32768, released: "2023-12", hub: "mistralai/Mixtral-8x7B-v0.1",
  source: "safetensors total on the Hub")
mixtral = mixtral_8x7b
mixtral8x7b = mixtral_8x7b

## Mixtral 8x22B. Mistral AI, April 2024. Count: safetensors total on the Hub.
mixtral_8x22b = transformer(
  name: "Mixtral 8x22B", family: mixtral, hidden: 6144, layers: 56, heads: 48, kv_heads: 8,
  head_dim: 128, intermediate: 16384, vocab: 32000, experts: 8, experts_per_token: 2, tied: no,
  parameters: 140620634112, context: 65536, released: "2024-04",
  hub: "mistralai/Mixtral-8x22B-v0.1", source: "safetensors total on the Hub")
mixtral8x22b = mixtral_8x22b

## Qwen3 30B-A3B. Alibaba, April 2025. Count: safetensors total on the Hub.
qwen3_30b_a3b = transformer(
  name: "Qwen3 30B-A3B", family: qwen3_moe, hidden: 2048, layers: 48, heads: 32, kv_heads: 4,
  head_dim: 128, intermediate: 6144, vocab: 151936, experts: 128, experts_per_token: 8,
  norm_topk_prob: yes,
  moe_intermediate: 768, tied: no, parameters: 30532122624, context: 40960, released: "2025-04",
  hub: "Qwen/Qwen3-30B-A3B", source: "safetensors total on the Hub")
qwen3_30b = qwen3_30b_a3b
qwen3_30b_a3b_instruct_2507 = qwen3_30b_a3b
qwen3_coder_30b_a3b = qwen3_30b_a3b

## Qwen3 235B-A22B. Alibaba, April 2025. Count: safetensors total on the Hub.
qwen3_235b_a22b = transformer(
  name: "Qwen3 235B-A22B", family: qwen3_moe, hidden: 4096, layers: 94, heads: 64, kv_heads: 4,
  head_dim: 128, intermediate: 12288, vocab: 151936, experts: 128, experts_per_token: 8,
  norm_topk_prob: yes,
  moe_intermediate: 1536, tied: no, parameters: 235093634560, context: 40960, released: "2025-04",
  hub: "Qwen/Qwen3-235B-A22B", source: "safetensors total on the Hub")
qwen3_235b = qwen3_235b_a22b
qwen3_235b_a22b_2507 = qwen3_235b_a22b

## Qwen3 Coder 480B-A35B. Alibaba, July 2025. Count: safetensors total on the Hub.
qwen3_coder_480b_a35b = transformer(
  name: "Qwen3 Coder 480B-A35B", family: qwen3_moe, hidden: 6144, layers: 62, heads: 96,
  kv_heads: 8, head_dim: 128, intermediate: 8192, vocab: 151936, experts: 160,
  experts_per_token: 8, norm_topk_prob: yes,
  moe_intermediate: 2560, tied: no, parameters: 480154875392, context: 262144, released: "2025-07",
  hub: "Qwen/Qwen3-Coder-480B-A35B-Instruct", source: "safetensors total on the Hub")
qwen3_coder_480b = qwen3_coder_480b_a35b

## DeepSeek-V2-Lite. DeepSeek, May 2024. Count: table of totals on the Hub.
deepseek_v2_lite = transformer(
  name: "DeepSeek-V2-Lite", family: deepseek_v2, hidden: 2048, layers: 27, heads: 16,
  intermediate: 10944, vocab: 102400, experts: 64, experts_per_token: 6, moe_intermediate: 1408,
  shared_intermediate: 2816, dense_layers: 1, kv_lora_rank: 512, qk_nope_head_dim: 128,
  qk_rope_head_dim: 64, v_head_dim: 128, tied: no, parameters: 15706484224, context: 163840,
  released: "2024-05", hub: "deepseek-ai/DeepSeek-V2-Lite", source: "safetensors total on the Hub")
deepseek_coder_v2_lite = deepseek_v2_lite

## Llama 4 Scout. Meta, April 2025. Count: safetensors total on the Hub. With its vision tower. Each
## layer has 16 experts beside a shared one, of which a token takes one.
llama4_scout = transformer(
  name: "Llama 4 Scout", family: llama4_text, hidden: 5120, layers: 48, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 16384, vocab: 202048, qk_norm: yes, sliding_window: 8192,
  sliding_layers: 36, experts: 16, experts_per_token: 1, moe_intermediate: 8192, moe_step: 1, tied: no,
  tower: tower(parameters: 871932416, linear: 870490624, layers: 34, hidden: 1408, patches: 4,
    pixels: 588, reached: yes),
  parameters: 108641793536, context: 10485760, released: "2025-04",
  hub: "meta-llama/Llama-4-Scout-17B-16E", source: "safetensors total on the Hub")
llama4_scout_17b_16e = llama4_scout
llama_4_scout = llama4_scout

## Llama 4 Maverick. Meta, April 2025. Count: the total that Fireworks bills by. With its vision
## tower. Each second layer has 128 experts beside a shared one, the others an MLP.
llama4_maverick = transformer(
  name: "Llama 4 Maverick", family: llama4_text, hidden: 5120, layers: 48, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 16384, vocab: 202048, qk_norm: no, sliding_window: 8192,
  sliding_layers: 36, experts: 128, experts_per_token: 1, moe_intermediate: 8192, moe_step: 2,
  tied: no,
  tower: tower(parameters: 871932416, linear: 870490624, layers: 34, hidden: 1408, patches: 4,
    pixels: 588, reached: yes),
  parameters: 401583781376, context: 1048576, released: "2025-04",
  hub: "meta-llama/Llama-4-Maverick-17B-128E", source: "the count that Fireworks states")
llama4_maverick_17b_128e = llama4_maverick
llama_4_maverick = llama4_maverick

## DeepSeek-V3. DeepSeek, December 2024. Count: safetensors total on the Hub, less 14,848 biases
## that balance the experts, which are no parameters in transformers; nor is the layer that
## predicts a second token built there. R1, V3-0324 and V3.1 have the same total.
## Published in FP8 (quantization_config of its config.json).
deepseek_v3 = transformer(
  name: "DeepSeek-V3", family: deepseek_v3, hidden: 7168, layers: 61, heads: 128,
  intermediate: 18432, vocab: 129280, experts: 256, experts_per_token: 8, moe_intermediate: 2048,
  shared_intermediate: 2048, dense_layers: 3, q_lora_rank: 1536, kv_lora_rank: 512,
  qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128, tied: no,
  published: fp8, parameters: 671026404352, context: 163840, released: "2024-12",
  hub: "deepseek-ai/DeepSeek-V3",
  source: "safetensors total on the Hub, less the correction biases")
deepseek_r1 = deepseek_v3
deepseek_v3_1 = deepseek_v3
deepseek_r1_0528 = deepseek_v3
deepseek_r1_zero = deepseek_v3
deepseek_v3_0324 = deepseek_v3

## DeepSeek-V4-Flash. DeepSeek, April 2026. Count: by its config; published as 284B. The Hub counts
## packed elements, and the layer that predicts a second token, which transformers does not build.
## Published in FP8, its experts in FP4 (quantization_config of its config.json).
deepseek_v4_flash = transformer(
  name: "DeepSeek-V4-Flash", family: deepseek_v4, hidden: 4096, layers: 43, heads: 64,
  head_dim: 512, intermediate: 2048, vocab: 129280, experts: 256, experts_per_token: 6,
  hash_layers: 3, q_lora_rank: 1024, qk_rope_head_dim: 64, o_groups: 8, o_lora_rank: 1024,
  index_n_heads: 64, index_head_dim: 128, sliding_window: 128,
  layer_pattern: "**SASASASASASASASASASASASASASASASASASASASAS", tied: no,
  published: fp8, parameters: 284332230231, context: 1048576, released: "2026-04",
  hub: "deepseek-ai/DeepSeek-V4-Flash", source: "by the config, not published")

## Kimi K2. Moonshot AI, July 2025. Count: by its config; the total on the Hub, 1,026,408,235,864, has
## 23,040 biases that balance the experts, and 61 × 56 rotary frequencies.
## Published in FP8 (quantization_config of its config.json).
kimi_k2 = transformer(
  name: "Kimi K2", family: deepseek_v3, hidden: 7168, layers: 61, heads: 64, intermediate: 18432,
  vocab: 163840, experts: 384, experts_per_token: 8, moe_intermediate: 2048,
  shared_intermediate: 2048, dense_layers: 1, q_lora_rank: 1536, kv_lora_rank: 512,
  qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128, tied: no,
  published: fp8, parameters: 1026408209408, context: 131072, released: "2025-07",
  hub: "moonshotai/Kimi-K2-Instruct", source: "config.json")

## GLM-4.5-Air. Z.ai, July 2025. Count: safetensors total on the Hub, less the layer that predicts a
## second token, which transformers does not build, and the biases that balance the experts.
glm_4_5_air = transformer(
  name: "GLM-4.5-Air", family: glm4_moe, hidden: 4096, layers: 46, heads: 96, kv_heads: 8,
  head_dim: 128, intermediate: 10944, vocab: 151552, qkv_bias: yes, experts: 128,
  experts_per_token: 8, moe_intermediate: 1408, shared_intermediate: 1408, dense_layers: 1,
  tied: no, parameters: 106852245504, context: 131072, released: "2025-07",
  hub: "zai-org/GLM-4.5-Air", source: "safetensors total on the Hub, less the MTP layer")
glm_air = glm_4_5_air

## GLM-4.5. Z.ai, July 2025; 4.6 and 4.7 have the same shape. Count: safetensors total on the Hub,
## less the layer that predicts a second token and the biases that balance the experts.
glm_4_5 = transformer(
  name: "GLM-4.5", family: glm4_moe, hidden: 5120, layers: 92, heads: 96, kv_heads: 8,
  head_dim: 128, intermediate: 12288, vocab: 151552, qkv_bias: yes, qk_norm: yes, experts: 160,
  experts_per_token: 8, moe_intermediate: 1536, shared_intermediate: 1536, dense_layers: 3,
  tied: no, parameters: 352797814784, context: 131072, released: "2025-07", hub: "zai-org/GLM-4.5",
  source: "safetensors total on the Hub, less the MTP layer")
glm_4_6 = glm_4_5
glm_4_7 = glm_4_5

## GLM-4.5V. Z.ai, August 2025. Count: by its config, as transformers counts it. With its vision
## tower. GLM-4.6V has the same shape.
glm_4_5v = transformer(
  name: "GLM-4.5V", family: glm4_moe, hidden: 4096, layers: 46, heads: 96, kv_heads: 8,
  head_dim: 128, intermediate: 10944, vocab: 151552, qkv_bias: yes, experts: 128,
  experts_per_token: 8, moe_intermediate: 1408, shared_intermediate: 1408, dense_layers: 1,
  tied: no,
  tower: tower(parameters: 858681856, model_type: glm4v_moe, linear: 830734336, layers: 24,
    hidden: 1536, patches: 4, pixels: 1176,
    tensors: [
      "884736 1806336 1536 24(1536 1536 7077888q 2359296q 6291456q 6291456q 6291456q)",
      "16777216q 4096 4096 44826624q 44826624q 44826624q 1536 25165824 4096 1536",
    ]),
  parameters: 107710927360, context: 65536, released: "2025-08", hub: "zai-org/GLM-4.5V",
  source: "config.json")
glm_4_6v = glm_4_5v

## GLM-4.7 Flash. Z.ai, January 2026. Count: by its config, not published.
glm_4_7_flash = transformer(
  name: "GLM-4.7 Flash", family: glm4_moe_lite, hidden: 2048, layers: 47, heads: 20,
  intermediate: 10240, vocab: 154880, experts: 64, experts_per_token: 4, moe_intermediate: 1536,
  shared_intermediate: 1536, dense_layers: 1, q_lora_rank: 768, kv_lora_rank: 512,
  qk_nope_head_dim: 192, qk_rope_head_dim: 64, v_head_dim: 256, tied: no, parameters: 29943390976,
  context: 202752, released: "2026-01", hub: "zai-org/GLM-4.7-Flash", source: "config.json")

## MiniMax-M2.5. MiniMax, February 2026; M2, M2.1 and M2.7 have the same shape. Count: safetensors total on
## the Hub, less 15,872 biases that balance the experts.
## Published in FP8 (quantization_config of its config.json).
minimax_m2_5 = transformer(
  name: "MiniMax-M2.5", family: minimax_m2, hidden: 3072, layers: 62, heads: 48, kv_heads: 8,
  head_dim: 128, intermediate: 1536, vocab: 200064, experts: 256, experts_per_token: 8, tied: no,
  published: fp8, parameters: 228689748992, context: 196608, released: "2026-02",
  hub: "MiniMaxAI/MiniMax-M2.5", source: "safetensors total on the Hub, less the correction biases")
minimax_m2 = minimax_m2_5
minimax_m2_1 = minimax_m2_5
minimax_m2_7 = minimax_m2_5

## ERNIE 4.5 21B-A3B. Baidu, June 2025. Count: by its config, not published.
ernie_4_5_21b_a3b = transformer(
  name: "ERNIE 4.5 21B-A3B", family: ernie4_5_moe, hidden: 2560, layers: 28, heads: 20, kv_heads: 4,
  intermediate: 12288, vocab: 103424, experts: 64, experts_per_token: 6, moe_intermediate: 1536,
  shared_intermediate: 3072, dense_layers: 1, parameters: 21825437888, context: 131072,
  released: "2025-06", hub: "baidu/ERNIE-4.5-21B-A3B-PT", source: "config.json")

## gpt-oss 20B. OpenAI, August 2025. Count: safetensors total on the Hub. The safeguard model has
## the same shape.
## Published in MXFP4 (quantization_config of its config.json).
gpt_oss_20b = transformer(
  name: "gpt-oss 20B", family: gpt_oss, hidden: 2880, layers: 24, heads: 64, kv_heads: 8,
  head_dim: 64, intermediate: 2880, vocab: 201088, experts: 32, experts_per_token: 4, tied: no,
  sliding_window: 128, published: mxfp4, parameters: 20914757184, context: 131072,
  released: "2025-08", hub: "openai/gpt-oss-20b", source: "safetensors total on the Hub")
gptoss_20b = gpt_oss_20b
gpt_oss_safeguard_20b = gpt_oss_20b

## gpt-oss 120B. OpenAI, August 2025. Count: safetensors total on the Hub. The safeguard model
## has the same shape.
## Published in MXFP4 (quantization_config of its config.json).
gpt_oss_120b = transformer(
  name: "gpt-oss 120B", family: gpt_oss, hidden: 2880, layers: 36, heads: 64, kv_heads: 8,
  head_dim: 64, intermediate: 2880, vocab: 201088, experts: 128, experts_per_token: 4, tied: no,
  sliding_window: 128, published: mxfp4, parameters: 116829156672, context: 131072,
  released: "2025-08", hub: "openai/gpt-oss-120b", source: "safetensors total on the Hub")
gptoss_120b = gpt_oss_120b
gpt_oss_safeguard_120b = gpt_oss_120b

## Mixtral 8x22B Instruct. Mistral AI, April 2024. Count: safetensors total on the Hub. Its
## vocabulary has 768 tokens more than the base model's.
mixtral_8x22b_instruct = transformer(
  name: "Mixtral 8x22B Instruct", family: mixtral, hidden: 6144, layers: 56, heads: 48, kv_heads: 8,
  head_dim: 128, intermediate: 16384, vocab: 32768, experts: 8, experts_per_token: 2, tied: no,
  parameters: 140630071296, context: 65536, released: "2024-04",
  hub: "mistralai/Mixtral-8x22B-Instruct-v0.1", source: "safetensors total on the Hub")

## DeepSeek-V2. DeepSeek, May 2024. Count: safetensors total on the Hub. V2.5 and Coder V2 have
## the same total.
deepseek_v2 = transformer(
  name: "DeepSeek-V2", family: deepseek_v2, hidden: 5120, layers: 60, heads: 128,
  intermediate: 12288, vocab: 102400, experts: 160, experts_per_token: 6, moe_intermediate: 1536,
  shared_intermediate: 3072, dense_layers: 1, q_lora_rank: 1536, kv_lora_rank: 512,
  qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128, tied: no, parameters: 235741434880,
  context: 163840, released: "2024-05", hub: "deepseek-ai/DeepSeek-V2",
  source: "safetensors total on the Hub")
deepseek_v2_5 = deepseek_v2
deepseek_coder_v2 = deepseek_v2
deepseek_v2_0628 = deepseek_v2
deepseek_v2_5_1210 = deepseek_v2

## Moonlight 16B-A3B. Moonshot AI, February 2025. Count: safetensors total on the Hub,
## 15,960,111,936, less 1,664 biases that balance the experts and 27 × 64 rotary frequencies,
## which are no parameters in transformers.
moonlight_16b_a3b = transformer(
  name: "Moonlight 16B-A3B", family: deepseek_v3, hidden: 2048, layers: 27, heads: 16,
  intermediate: 11264, vocab: 163840, experts: 64, experts_per_token: 6, moe_intermediate: 1408,
  shared_intermediate: 2816, dense_layers: 1, kv_lora_rank: 512, qk_nope_head_dim: 128,
  qk_rope_head_dim: 64, v_head_dim: 128, tied: no, parameters: 15960108544, context: 8192,
  released: "2025-02", hub: "moonshotai/Moonlight-16B-A3B",
  source: "safetensors total on the Hub, less the correction biases")

## LFM2 8B-A1B. Liquid AI, October 2025. Count: safetensors total on the Hub.
lfm2_8b_a1b = transformer(
  name: "LFM2 8B-A1B", family: lfm2_moe, hidden: 2048, layers: 24,
  layer_pattern: "CC*CCC*CCC*CCC*CCC*CC*CC", heads: 32, kv_heads: 8, intermediate: 7168,
  vocab: 65536, experts: 32, experts_per_token: 4, moe_intermediate: 1792, dense_layers: 2,
  parameters: 8339929856, context: 128000, released: "2025-10", hub: "LiquidAI/LFM2-8B-A1B",
  source: "safetensors total on the Hub")

## Hunyuan A13B. Tencent, June 2025. Count: safetensors total on the Hub.
hunyuan_a13b = transformer(
  name: "Hunyuan A13B", family: hunyuan_v1_moe, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 3072, vocab: 128167, experts: 64, experts_per_token: 8, tied: yes,
  parameters: 80393183232, context: 32768, released: "2025-06",
  hub: "tencent/Hunyuan-A13B-Instruct", source: "safetensors total on the Hub")

## GLM-5. Z.ai, February 2026. Count: by its config, not published. The Hub's 753,864,139,008
## hold an MTP layer. GLM-5.1 has the same shape.
glm_5 = transformer(
  name: "GLM-5", family: glm_moe_dsa, hidden: 6144, layers: 78, heads: 64, intermediate: 12288,
  vocab: 154880, experts: 256, experts_per_token: 8, moe_intermediate: 2048,
  shared_intermediate: 2048, dense_layers: 3, q_lora_rank: 2048, kv_lora_rank: 512,
  qk_nope_head_dim: 192, qk_rope_head_dim: 64, v_head_dim: 256, index_n_heads: 32,
  index_head_dim: 128, tied: no, parameters: 743911199232, context: 202752, released: "2026-02",
  hub: "zai-org/GLM-5", source: "its config")
glm_5_1 = glm_5

## GLM-5.2. Z.ai, June 2026. Count: by its config, not published. The Hub's 753,329,940,480 hold
## an MTP layer. Three of four layers look at the tokens that an earlier one chose.
glm_5_2 = transformer(
  name: "GLM-5.2", family: glm_moe_dsa, hidden: 6144, layers: 78, heads: 64, intermediate: 12288,
  vocab: 154880, experts: 256, experts_per_token: 8, moe_intermediate: 2048,
  shared_intermediate: 2048, dense_layers: 3, q_lora_rank: 2048, kv_lora_rank: 512,
  qk_nope_head_dim: 192, qk_rope_head_dim: 64, v_head_dim: 256, index_n_heads: 32,
  index_head_dim: 128, index_topk_freq: 4, index_skip_topk_offset: 3, tied: no,
  parameters: 743377000704, context: 1048576, released: "2026-06", hub: "zai-org/GLM-5.2",
  source: "its config")

## DeepSeek-V3.2. DeepSeek, December 2025. Count: by its config, not published. The Hub's
## 685,355,329,792 hold an MTP layer.
deepseek_v3_2 = transformer(
  name: "DeepSeek-V3.2", family: deepseek_v32, hidden: 7168, layers: 61, heads: 128,
  intermediate: 18432, vocab: 129280, experts: 256, experts_per_token: 8, moe_intermediate: 2048,
  shared_intermediate: 2048, dense_layers: 3, q_lora_rank: 1536, kv_lora_rank: 512,
  qk_nope_head_dim: 128, qk_rope_head_dim: 64, v_head_dim: 128, index_n_heads: 64,
  index_head_dim: 128, tied: no, parameters: 671877929216, context: 163840, released: "2025-12",
  hub: "deepseek-ai/DeepSeek-V3.2", source: "its config")

# Qwen3-Next and Qwen3.5: gated delta nets, and attention in each fourth layer. Published counts hold
# an MTP layer, which transformers does not build.

## Qwen3-Next 80B A3B. Alibaba, September 2025. Count: safetensors total of Qwen3-Coder-Next on the
## Hub, which is the same without the MTP layer. Published as 81,324,862,720 with it.
qwen3_next_80b_a3b = transformer(
  name: "Qwen3-Next 80B A3B", family: qwen3_next, hidden: 2048, layers: 48, heads: 16, kv_heads: 2,
  head_dim: 256, intermediate: 5120, vocab: 151936, experts: 512, experts_per_token: 10,
  moe_intermediate: 512, shared_intermediate: 512, tied: no, parameters: 79674391296,
  context: 262144, released: "2025-09", hub: "Qwen/Qwen3-Next-80B-A3B-Instruct",
  source: "safetensors total on the Hub")
qwen3_next = qwen3_next_80b_a3b
qwen3_coder_next = qwen3_next_80b_a3b

## Qwen3.5 0.8B. Alibaba, March 2026. With its vision tower. Count: safetensors total on the Hub,
## 873,438,784, without the MTP layer, 20,452,864, which transformers does not load.
qwen3_5_0_8b = transformer(
  name: "Qwen3.5 0.8B", family: qwen3_5_text, hidden: 1024, layers: 24, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 3584, vocab: 248320, linear_value_heads: 16, tied: yes,
  tower: tower(parameters: 100592896, model_type: qwen3_5, linear: 97517568, layers: 12,
    hidden: 768, patches: 4, pixels: 1536,
    tensors: [
      "1179648 768 1769472 12(768 768 768 768 1769472q 2304 589824q 768 2359296q 3072",
      "2359296q 768) 768 768 9437184q 3072 3145728q 1024",
    ]), parameters: 852985920, context: 262144, released: "2026-03",
  hub: "Qwen/Qwen3.5-0.8B", source: "safetensors total on the Hub")

## Qwen3.5 0.8B, text. Alibaba, March 2026. The text model alone. Count: safetensors total on the
## Hub, 873,438,784, without the vision tower, 100,592,896, and the MTP layer, 20,452,864.
qwen3_5_0_8b_text = transformer(
  name: "Qwen3.5 0.8B, text", family: qwen3_5_text, hidden: 1024, layers: 24, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 3584, vocab: 248320, linear_value_heads: 16, tied: yes,
  parameters: 752393024, context: 262144, released: "2026-03", hub: "Qwen/Qwen3.5-0.8B",
  source: "safetensors total on the Hub")

## Qwen3.5 2B. Alibaba, March 2026. With its vision tower. Count: safetensors total on the Hub,
## 2,274,069,824, without the MTP layer, 60,828,160, which transformers does not load.
qwen3_5_2b = transformer(
  name: "Qwen3.5 2B", family: qwen3_5_text, hidden: 2048, layers: 24, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 6144, vocab: 248320, linear_value_heads: 16, tied: yes,
  tower: tower(parameters: 331416576, model_type: qwen3_5, linear: 327155712, layers: 24,
    hidden: 1024, patches: 4, pixels: 1536,
    tensors: [
      "1572864 1024 2359296 24(1024 1024 1024 1024 3145728q 3072 1048576q 1024 4194304q",
      "4096 4194304q 1024) 1024 1024 16777216q 4096 8388608q 2048",
    ]), parameters: 2213241664, context: 262144, released: "2026-03",
  hub: "Qwen/Qwen3.5-2B", source: "safetensors total on the Hub")

## Qwen3.5 2B, text. Alibaba, March 2026. The text model alone. Count: safetensors total on the Hub,
## 2,274,069,824, without the vision tower, 331,416,576, and the MTP layer, 60,828,160.
qwen3_5_2b_text = transformer(
  name: "Qwen3.5 2B, text", family: qwen3_5_text, hidden: 2048, layers: 24, heads: 8, kv_heads: 2,
  head_dim: 256, intermediate: 6144, vocab: 248320, linear_value_heads: 16, tied: yes,
  parameters: 1881825088, context: 262144, released: "2026-03", hub: "Qwen/Qwen3.5-2B",
  source: "safetensors total on the Hub")

## Qwen3.5 4B. Alibaba, March 2026. With its vision tower. Count: safetensors total on the Hub,
## 4,659,865,088, without the MTP layer, 120,599,552, which transformers does not load.
qwen3_5_4b = transformer(
  name: "Qwen3.5 4B", family: qwen3_5_text, hidden: 2560, layers: 32, heads: 16, kv_heads: 4,
  head_dim: 256, intermediate: 9216, vocab: 248320, tied: yes,
  tower: tower(parameters: 333514240, model_type: qwen3_5, linear: 329252864, layers: 24,
    hidden: 1024, patches: 4, pixels: 1536,
    tensors: [
      "1572864 1024 2359296 24(1024 1024 1024 1024 3145728q 3072 1048576q 1024 4194304q",
      "4096 4194304q 1024) 1024 1024 16777216q 4096 10485760q 2560",
    ]), parameters: 4539265536, context: 262144, released: "2026-03",
  hub: "Qwen/Qwen3.5-4B", source: "safetensors total on the Hub")

## Qwen3.5 4B, text. Alibaba, March 2026. The text model alone. Count: safetensors total on the Hub,
## 4,659,865,088, without the vision tower, 333,514,240, and the MTP layer, 120,599,552.
qwen3_5_4b_text = transformer(
  name: "Qwen3.5 4B, text", family: qwen3_5_text, hidden: 2560, layers: 32, heads: 16, kv_heads: 4,
  head_dim: 256, intermediate: 9216, vocab: 248320, tied: yes, parameters: 4205751296,
  context: 262144, released: "2026-03", hub: "Qwen/Qwen3.5-4B",
  source: "safetensors total on the Hub")

## Qwen3.5 9B. Alibaba, February 2026. With its vision tower. Count: safetensors total on the Hub,
## 9,653,104,368, without the MTP layer, 243,290,624, which transformers does not load.
qwen3_5_9b = transformer(
  name: "Qwen3.5 9B", family: qwen3_5_text, hidden: 4096, layers: 32, heads: 16, kv_heads: 4,
  head_dim: 256, intermediate: 12288, vocab: 248320, tied: no,
  tower: tower(parameters: 456010480, model_type: qwen3_5, linear: 451178496, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 18874368q 4096",
    ]), parameters: 9409813744, context: 262144, released: "2026-02",
  hub: "Qwen/Qwen3.5-9B", source: "safetensors total on the Hub")

## Qwen3.5 9B, text. Alibaba, February 2026. The text model alone. Count: safetensors total on the
## Hub, 9,653,104,368, without the vision tower, 456,010,480, and the MTP layer, 243,290,624.
qwen3_5_9b_text = transformer(
  name: "Qwen3.5 9B, text", family: qwen3_5_text, hidden: 4096, layers: 32, heads: 16, kv_heads: 4,
  head_dim: 256, intermediate: 12288, vocab: 248320, tied: no, parameters: 8953803264,
  context: 262144, released: "2026-02", hub: "Qwen/Qwen3.5-9B",
  source: "safetensors total on the Hub")

## Qwen3.5 27B. Alibaba, February 2026. With its vision tower. Count: safetensors total on the Hub,
## 27,781,427,952, without the MTP layer, 424,699,392, which transformers does not load.
qwen3_5_27b = transformer(
  name: "Qwen3.5 27B", family: qwen3_5_text, hidden: 5120, layers: 64, heads: 24, kv_heads: 4,
  head_dim: 256, intermediate: 17408, vocab: 248320, linear_value_heads: 48, tied: no,
  tower: tower(parameters: 460730096, model_type: qwen3_5, linear: 455897088, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 23592960q 5120",
    ]), parameters: 27356728560, context: 262144, released: "2026-02",
  hub: "Qwen/Qwen3.5-27B", source: "safetensors total on the Hub")
qwen3_6_27b = qwen3_5_27b
qwen3_8_27b = qwen3_5_27b

## Qwen3.5 27B, text. Alibaba, February 2026. The text model alone. Count: safetensors total on the
## Hub, 27,781,427,952, without the vision tower, 460,730,096, and the MTP layer, 424,699,392.
qwen3_5_27b_text = transformer(
  name: "Qwen3.5 27B, text", family: qwen3_5_text, hidden: 5120, layers: 64, heads: 24, kv_heads: 4,
  head_dim: 256, intermediate: 17408, vocab: 248320, linear_value_heads: 48, tied: no,
  parameters: 26895998464, context: 262144, released: "2026-02", hub: "Qwen/Qwen3.5-27B",
  source: "safetensors total on the Hub")

## Qwen3.5 35B A3B. Alibaba, February 2026. With its vision tower. Count: safetensors total on the
## Hub, 35,951,822,704, without the MTP layer, 844,640,768, which transformers does not load.
qwen3_5_35b_a3b = transformer(
  name: "Qwen3.5 35B A3B", family: qwen3_5_moe_text, hidden: 2048, layers: 40, heads: 16,
  kv_heads: 2, head_dim: 256, intermediate: 512, vocab: 248320, experts: 256, experts_per_token: 8,
  moe_intermediate: 512, shared_intermediate: 512, tied: no,
  tower: tower(parameters: 446571248, model_type: qwen3_5_moe, linear: 441741312, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 9437184q 2048",
    ]), parameters: 35107181936, context: 262144, released: "2026-02",
  hub: "Qwen/Qwen3.5-35B-A3B", source: "safetensors total on the Hub")
qwen3_6_35b_a3b = qwen3_5_35b_a3b

## Qwen3.5 35B A3B, text. Alibaba, February 2026. The text model alone. Count: safetensors total on
## the Hub, 35,951,822,704, without the vision tower, 446,571,248, and the MTP layer, 844,640,768.
qwen3_5_35b_a3b_text = transformer(
  name: "Qwen3.5 35B A3B, text", family: qwen3_5_moe_text, hidden: 2048, layers: 40, heads: 16,
  kv_heads: 2, head_dim: 256, intermediate: 512, vocab: 248320, experts: 256, experts_per_token: 8,
  moe_intermediate: 512, shared_intermediate: 512, tied: no, parameters: 34660610688,
  context: 262144, released: "2026-02", hub: "Qwen/Qwen3.5-35B-A3B",
  source: "safetensors total on the Hub")

## Qwen3.5 122B A10B. Alibaba, February 2026. With its vision tower. Count: safetensors total on the
## Hub, 125,086,497,008, without the MTP layer, 2,523,679,232, which transformers does not load.
qwen3_5_122b_a10b = transformer(
  name: "Qwen3.5 122B A10B", family: qwen3_5_moe_text, hidden: 3072, layers: 48, heads: 32,
  kv_heads: 2, head_dim: 256, intermediate: 1024, vocab: 248320, linear_value_heads: 64,
  experts: 256, experts_per_token: 8, moe_intermediate: 1024, shared_intermediate: 1024, tied: no,
  tower: tower(parameters: 451290864, model_type: qwen3_5_moe, linear: 446459904, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 14155776q 3072",
    ]), parameters: 122562817776, context: 262144, released: "2026-02",
  hub: "Qwen/Qwen3.5-122B-A10B", source: "safetensors total on the Hub")

## Qwen3.5 122B A10B, text. Alibaba, February 2026. The text model alone. Count: safetensors total
## on the Hub, 125,086,497,008, without the vision tower, 451,290,864, and the MTP layer,
## 2,523,679,232.
qwen3_5_122b_a10b_text = transformer(
  name: "Qwen3.5 122B A10B, text", family: qwen3_5_moe_text, hidden: 3072, layers: 48, heads: 32,
  kv_heads: 2, head_dim: 256, intermediate: 1024, vocab: 248320, linear_value_heads: 64,
  experts: 256, experts_per_token: 8, moe_intermediate: 1024, shared_intermediate: 1024, tied: no,
  parameters: 122111526912, context: 262144, released: "2026-02", hub: "Qwen/Qwen3.5-122B-A10B",
  source: "safetensors total on the Hub")

## Qwen3.5 397B A17B. Alibaba, February 2026. With its vision tower. Count: safetensors total on the
## Hub, 403,397,928,944, without the MTP layer, 6,595,568,128, which transformers does not load.
qwen3_5_397b_a17b = transformer(
  name: "Qwen3.5 397B A17B", family: qwen3_5_moe_text, hidden: 4096, layers: 60, heads: 32,
  kv_heads: 2, head_dim: 256, intermediate: 1024, vocab: 248320, linear_value_heads: 64,
  experts: 512, experts_per_token: 10, moe_intermediate: 1024, shared_intermediate: 1024, tied: no,
  tower: tower(parameters: 456010480, model_type: qwen3_5_moe, linear: 451178496, layers: 27,
    hidden: 1152, patches: 4, pixels: 1536,
    tensors: [
      "1769472 1152 2654208 27(1152 1152 1152 1152 3981312q 3456 1327104q 1152 4958208q",
      "4304 4958208q 1152) 1152 1152 21233664q 4608 18874368q 4096",
    ]), parameters: 396802360816, context: 262144, released: "2026-02",
  hub: "Qwen/Qwen3.5-397B-A17B", source: "safetensors total on the Hub")

## Qwen3.5 397B A17B, text. Alibaba, February 2026. The text model alone. Count: safetensors total
## on the Hub, 403,397,928,944, without the vision tower, 456,010,480, and the MTP layer,
## 6,595,568,128.
qwen3_5_397b_a17b_text = transformer(
  name: "Qwen3.5 397B A17B, text", family: qwen3_5_moe_text, hidden: 4096, layers: 60, heads: 32,
  kv_heads: 2, head_dim: 256, intermediate: 1024, vocab: 248320, linear_value_heads: 64,
  experts: 512, experts_per_token: 10, moe_intermediate: 1024, shared_intermediate: 1024, tied: no,
  parameters: 396346350336, context: 262144, released: "2026-02", hub: "Qwen/Qwen3.5-397B-A17B",
  source: "safetensors total on the Hub")

# LFM2: short convolutions, and some layers of attention

## LFM2 350M. Liquid AI, July 2025. Count: safetensors total on the Hub.
lfm2_350m = transformer(
  name: "LFM2 350M", family: lfm2, hidden: 1024, layers: 16, layer_pattern: "CC*CC*CC*C*C*C*C",
  heads: 16, kv_heads: 8, intermediate: 4608, vocab: 65536, parameters: 354483968, context: 128000,
  released: "2025-07", hub: "LiquidAI/LFM2-350M", source: "safetensors total on the Hub")
lfm2_5_350m = lfm2_350m

## LFM2 1.2B. Liquid AI, July 2025. Count: safetensors total on the Hub.
lfm2_1_2b = transformer(
  name: "LFM2 1.2B", family: lfm2, hidden: 2048, layers: 16, layer_pattern: "CC*CC*CC*C*C*C*C",
  heads: 32, kv_heads: 8, intermediate: 8192, vocab: 65536, parameters: 1170340608, context: 128000,
  released: "2025-07", hub: "LiquidAI/LFM2-1.2B", source: "safetensors total on the Hub")
lfm2_5_1_2b = lfm2_1_2b

## LFM2 2.6B. Liquid AI, September 2025. Count: safetensors total on the Hub.
lfm2_2_6b = transformer(
  name: "LFM2 2.6B", family: lfm2, hidden: 2048, layers: 30,
  layer_pattern: "CC*CC*CCC*CCC*CCC*CCC*CC*CC*CC", heads: 32, kv_heads: 8, intermediate: 10752,
  vocab: 65536, parameters: 2569272320, context: 128000, released: "2025-09",
  hub: "LiquidAI/LFM2-2.6B", source: "safetensors total on the Hub")

# Falcon H1: Mamba-2 beside attention in every layer

## Falcon H1 0.5B. TII, May 2025. Count: safetensors total on the Hub.
falcon_h1_0_5b = transformer(
  name: "Falcon H1 0.5B", family: falcon_h1, hidden: 1024, layers: 36, heads: 8, kv_heads: 2,
  head_dim: 64, intermediate: 2048, vocab: 32784, mamba_heads: 24, mamba_head_dim: 64,
  mamba_state: 128, tied: no, parameters: 521411104, context: 16384, released: "2025-05",
  hub: "tiiuae/Falcon-H1-0.5B-Base", source: "safetensors total on the Hub")

## Falcon H1 1.5B. TII, May 2025. Count: safetensors total on the Hub.
falcon_h1_1_5b = transformer(
  name: "Falcon H1 1.5B", family: falcon_h1, hidden: 2048, layers: 24, heads: 8, kv_heads: 2,
  head_dim: 128, intermediate: 4608, vocab: 65536, mamba_heads: 48, mamba_head_dim: 64,
  mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 1554859392, context: 131072,
  released: "2025-05", hub: "tiiuae/Falcon-H1-1.5B-Base", source: "safetensors total on the Hub")

## Falcon H1 3B. TII, May 2025. Count: safetensors total on the Hub.
falcon_h1_3b = transformer(
  name: "Falcon H1 3B", family: falcon_h1, hidden: 2560, layers: 32, heads: 10, kv_heads: 2,
  head_dim: 128, intermediate: 6144, vocab: 65536, mamba_heads: 32, mamba_head_dim: 128,
  mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 3149387264, context: 131072,
  released: "2025-05", hub: "tiiuae/Falcon-H1-3B-Base", source: "safetensors total on the Hub")

## Falcon H1 7B. TII, May 2025. Count: safetensors total on the Hub.
falcon_h1_7b = transformer(
  name: "Falcon H1 7B", family: falcon_h1, hidden: 3072, layers: 44, heads: 12, kv_heads: 2,
  head_dim: 128, intermediate: 12288, vocab: 130048, mamba_heads: 24, mamba_head_dim: 128,
  mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 7585648736, context: 262144,
  released: "2025-05", hub: "tiiuae/Falcon-H1-7B-Base", source: "safetensors total on the Hub")

## Falcon H1 34B. TII, May 2025. Count: safetensors total on the Hub.
falcon_h1_34b = transformer(
  name: "Falcon H1 34B", family: falcon_h1, hidden: 5120, layers: 72, heads: 20, kv_heads: 4,
  head_dim: 128, intermediate: 21504, vocab: 261120, mamba_heads: 32, mamba_head_dim: 128,
  mamba_state: 256, mamba_groups: 2, mamba_rms_norm: yes, tied: no, parameters: 33642516224,
  context: 262144, released: "2025-05", hub: "tiiuae/Falcon-H1-34B-Base",
  source: "safetensors total on the Hub")

## Falcon H1 1.5B Instruct. TII, May 2025. Count: safetensors total on the Hub. One token more
## than the base model has.
falcon_h1_1_5b_instruct = transformer(
  name: "Falcon H1 1.5B Instruct", family: falcon_h1, hidden: 2048, layers: 24, heads: 8,
  kv_heads: 2, head_dim: 128, intermediate: 4608, vocab: 65537, mamba_heads: 48, mamba_head_dim: 64,
  mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 1554863488, context: 131072,
  released: "2025-05", hub: "tiiuae/Falcon-H1-1.5B-Instruct",
  source: "safetensors total on the Hub")

## Falcon H1 3B Instruct. TII, May 2025. Count: safetensors total on the Hub. One token more than
## the base model has.
falcon_h1_3b_instruct = transformer(
  name: "Falcon H1 3B Instruct", family: falcon_h1, hidden: 2560, layers: 32, heads: 10,
  kv_heads: 2, head_dim: 128, intermediate: 6144, vocab: 65537, mamba_heads: 32,
  mamba_head_dim: 128, mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 3149392384,
  context: 131072, released: "2025-05", hub: "tiiuae/Falcon-H1-3B-Instruct",
  source: "safetensors total on the Hub")

## Falcon H1 7B Instruct. TII, May 2025. Count: safetensors total on the Hub. One token more than
## the base model has.
falcon_h1_7b_instruct = transformer(
  name: "Falcon H1 7B Instruct", family: falcon_h1, hidden: 3072, layers: 44, heads: 12,
  kv_heads: 2, head_dim: 128, intermediate: 12288, vocab: 130049, mamba_heads: 24,
  mamba_head_dim: 128, mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 7585654880,
  context: 262144, released: "2025-05", hub: "tiiuae/Falcon-H1-7B-Instruct",
  source: "safetensors total on the Hub")

## Falcon H1 1.5B Deep. TII, May 2025. Count: safetensors total on the Hub. Deeper and narrower
## than the other.
falcon_h1_1_5b_deep = transformer(
  name: "Falcon H1 1.5B Deep", family: falcon_h1, hidden: 1280, layers: 66, heads: 6, kv_heads: 2,
  head_dim: 128, intermediate: 3072, vocab: 65536, mamba_heads: 24, mamba_head_dim: 64,
  mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 1554872208, context: 131072,
  released: "2025-05", hub: "tiiuae/Falcon-H1-1.5B-Deep-Base",
  source: "safetensors total on the Hub")

## Falcon H1 1.5B Deep Instruct. TII, May 2025. Count: safetensors total on the Hub. One token
## more than the base model has.
falcon_h1_1_5b_deep_instruct = transformer(
  name: "Falcon H1 1.5B Deep Instruct", family: falcon_h1, hidden: 1280, layers: 66, heads: 6,
  kv_heads: 2, head_dim: 128, intermediate: 3072, vocab: 65537, mamba_heads: 24, mamba_head_dim: 64,
  mamba_state: 256, mamba_rms_norm: yes, tied: no, parameters: 1554874768, context: 131072,
  released: "2025-05", hub: "tiiuae/Falcon-H1-1.5B-Deep-Instruct",
  source: "safetensors total on the Hub")

# Granite 4: Mamba-2 and some layers of attention

## Granite 4.0 H 1B. IBM, October 2025. Count: safetensors total on the Hub.
granite4_h_1b = transformer(
  name: "Granite 4.0 H 1B", family: granitemoehybrid, hidden: 1536, layers: 40,
  layer_pattern: "MMMMM*MMMMMMMMM*MMMMMMMMM*MMMMMMMMM*MMMM", heads: 12, kv_heads: 4,
  intermediate: 4096, vocab: 100352, mamba_heads: 48, mamba_head_dim: 64, mamba_state: 128,
  tied: yes, parameters: 1461538368, context: 131072, released: "2025-10",
  hub: "ibm-granite/granite-4.0-h-1b", source: "safetensors total on the Hub")
granite_4_0_h_1b = granite4_h_1b

## Granite 4.0 H tiny. IBM, October 2025. Count: safetensors total on the Hub.
granite4_h_tiny = transformer(
  name: "Granite 4.0 H tiny", family: granitemoehybrid, hidden: 1536, layers: 40,
  layer_pattern: "MMMMM*MMMMMMMMM*MMMMMMMMM*MMMMMMMMM*MMMM", heads: 12, kv_heads: 4,
  intermediate: 512, vocab: 100352, experts: 64, experts_per_token: 6, shared_intermediate: 1024,
  mamba_heads: 48, mamba_head_dim: 64, mamba_state: 128, tied: yes, parameters: 6939037248,
  context: 131072, released: "2025-10", hub: "ibm-granite/granite-4.0-h-tiny",
  source: "safetensors total on the Hub")
granite_4_0_h_tiny = granite4_h_tiny

## Granite 4.0 350M. IBM, October 2025. Count: safetensors total on the Hub.
granite4_350m = transformer(
  name: "Granite 4.0 350M", family: granitemoehybrid, hidden: 1024, layers: 28,
  layer_pattern: "****************************", heads: 16, kv_heads: 4, head_dim: 64,
  position_embedding_type: rope,
  intermediate: 2048, vocab: 100352, tied: yes, parameters: 352379904, context: 32768,
  released: "2025-10", hub: "ibm-granite/granite-4.0-350m", source: "safetensors total on the Hub")
granite_4_0_350m = granite4_350m

## Granite 4.0 1B. IBM, October 2025. Count: safetensors total on the Hub.
granite4_1b = transformer(
  name: "Granite 4.0 1B", family: granitemoehybrid, hidden: 2048, layers: 40,
  layer_pattern: "****************************************", heads: 16, kv_heads: 4, head_dim: 128,
  position_embedding_type: rope,
  intermediate: 4096, vocab: 100352, tied: yes, parameters: 1631750144, context: 131072,
  released: "2025-10", hub: "ibm-granite/granite-4.0-1b", source: "safetensors total on the Hub")
granite_4_0_1b = granite4_1b

## Granite 4.0 micro. IBM, October 2025. Count: safetensors total on the Hub.
granite4_micro = transformer(
  name: "Granite 4.0 micro", family: granitemoehybrid, hidden: 2560, layers: 40,
  layer_pattern: "****************************************", heads: 40, kv_heads: 8, head_dim: 64,
  position_embedding_type: rope,
  intermediate: 8192, vocab: 100352, tied: yes, parameters: 3402836480, context: 131072,
  released: "2025-10", hub: "ibm-granite/granite-4.0-micro", source: "safetensors total on the Hub")
granite_4_0_micro = granite4_micro

## Granite 4.0 H micro. IBM, October 2025. Count: safetensors total on the Hub.
granite4_h_micro = transformer(
  name: "Granite 4.0 H micro", family: granitemoehybrid, hidden: 2048, layers: 40,
  layer_pattern: "MMMMM*MMMMMMMMM*MMMMMMMMM*MMMMMMMMM*MMMM", heads: 32, kv_heads: 8, head_dim: 64,
  intermediate: 8192, vocab: 100352, mamba_heads: 64, mamba_head_dim: 64, mamba_state: 128,
  tied: yes, parameters: 3191396096, context: 131072, released: "2025-10",
  hub: "ibm-granite/granite-4.0-h-micro", source: "safetensors total on the Hub")
granite_4_0_h_micro = granite4_h_micro

## Granite 4.0 H small. IBM, October 2025. Count: safetensors total on the Hub.
granite4_h_small = transformer(
  name: "Granite 4.0 H small", family: granitemoehybrid, hidden: 4096, layers: 40,
  layer_pattern: "MMMMM*MMMMMMMMM*MMMMMMMMM*MMMMMMMMM*MMMM", heads: 32, kv_heads: 8, head_dim: 128,
  intermediate: 768, vocab: 100352, experts: 72, experts_per_token: 10, shared_intermediate: 1536,
  mamba_heads: 128, mamba_head_dim: 64, mamba_state: 128, tied: yes, parameters: 32207337984,
  context: 131072, released: "2025-10", hub: "ibm-granite/granite-4.0-h-small",
  source: "safetensors total on the Hub")
granite_4_0_h_small = granite4_h_small

## Granite 4.0 tiny preview. IBM, April 2025. Count: safetensors total on the Hub.
granite4_tiny_preview = transformer(
  name: "Granite 4.0 tiny preview", family: granitemoehybrid, hidden: 1536, layers: 40,
  layer_pattern: "MMMMM*MMMMMMMMM*MMMMMMMMM*MMMMMMMMM*MMMM", heads: 12, kv_heads: 4,
  intermediate: 512, vocab: 49160, experts: 62, experts_per_token: 6, shared_intermediate: 1024,
  mamba_heads: 48, mamba_head_dim: 64, mamba_state: 128, tied: yes, parameters: 6671539776,
  context: 131072, released: "2025-04", hub: "ibm-granite/granite-4.0-tiny-preview",
  source: "safetensors total on the Hub")
granite_4_0_tiny_preview = granite4_tiny_preview

# Nemotron H: each layer is Mamba-2, attention, an MLP or experts

## Nemotron Nano 9B v2. NVIDIA, August 2025. Count: safetensors total on the Hub.
nemotron_nano_9b_v2 = transformer(
  name: "Nemotron Nano 9B v2", family: nemotron_h, hidden: 4480, layers: 56,
  layer_pattern: "M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-", heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 15680, vocab: 131072, mamba_heads: 128, mamba_head_dim: 80,
  mamba_state: 128, mamba_groups: 8, parameters: 8888227328, context: 131072, released: "2025-08",
  hub: "nvidia/NVIDIA-Nemotron-Nano-9B-v2", source: "safetensors total on the Hub")

## Nemotron 3 Nano 30B A3B. NVIDIA, December 2025. Count: safetensors total on the Hub.
nemotron_3_nano_30b_a3b = transformer(
  name: "Nemotron 3 Nano 30B A3B", family: nemotron_h, hidden: 2688, layers: 52,
  layer_pattern: "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME", heads: 32, kv_heads: 2,
  head_dim: 128, intermediate: 1856, vocab: 131072, experts: 128, experts_per_token: 6,
  moe_intermediate: 1856, shared_intermediate: 3712, mamba_heads: 64, mamba_head_dim: 64,
  mamba_state: 128, mamba_groups: 8, parameters: 31577937344, context: 262144, released: "2025-12",
  hub: "nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", source: "safetensors total on the Hub")
nemotron3_nano_30b_a3b = nemotron_3_nano_30b_a3b

## Nemotron 3 Super 120B A12B. NVIDIA, March 2026. Count: by its config, not published. The Hub's
## 123,611,012,096 hold an MTP layer.
nemotron_3_super_120b_a12b = transformer(
  name: "Nemotron 3 Super 120B A12B", family: nemotron_h, hidden: 4096, layers: 88,
  layer_pattern: "MEMEMEM*EMEMEMEM*EMEMEMEM*EMEMEMEMEM*EMEMEMEMEM*EMEMEMEMEM*EMEMEMEMEM*EMEMEMEM*EMEMEMEME",
  heads: 32, kv_heads: 2, head_dim: 128, intermediate: 2688, vocab: 131072, experts: 512,
  experts_per_token: 22, moe_intermediate: 2688, shared_intermediate: 5376, moe_latent: 1024,
  mamba_heads: 128, mamba_head_dim: 64, mamba_state: 128, mamba_groups: 8, parameters: 120668687360,
  context: 262144, released: "2026-03", hub: "nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16",
  source: "its config")
nemotron3_super_120b_a12b = nemotron_3_super_120b_a12b

# Others of the shapes of Llama and Qwen2

## TinyLlama 1.1B. the TinyLlama project, December 2023. Count: safetensors total on the Hub.
tinyllama_1_1b = transformer(
  name: "TinyLlama 1.1B", family: llama, hidden: 2048, layers: 22, heads: 32, kv_heads: 4,
  head_dim: 64, intermediate: 5632, vocab: 32000, tied: no, parameters: 1100048384, context: 2048,
  released: "2023-12", hub: "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
  source: "safetensors total on the Hub")
tinyllama = tinyllama_1_1b

## DeepSeek R1 Distill Qwen 1.5B. DeepSeek, January 2025. Count: the published count. The shape
## of Qwen2.5 1.5B, but its head is not tied: 233 M parameters more. VibeThinker 1.5B and
## DeepScaleR 1.5B have the same total.
deepseek_r1_distill_qwen_1_5b = transformer(
  name: "DeepSeek R1 Distill Qwen 1.5B", family: qwen2, hidden: 1536, layers: 28, heads: 12,
  kv_heads: 2, head_dim: 128, intermediate: 8960, vocab: 151936, tied: no, parameters: 1777088000,
  context: 131072, released: "2025-01", hub: "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B",
  source: "the published count")
vibethinker_1_5b = deepseek_r1_distill_qwen_1_5b
deepscaler_1_5b_preview = deepseek_r1_distill_qwen_1_5b

## SmolLM2 135M. Hugging Face, October 2024. Count: safetensors total on the Hub. SmolLM 135M has
## the same total.
smollm2_135m = transformer(
  name: "SmolLM2 135M", family: llama, hidden: 576, layers: 30, heads: 9, kv_heads: 3,
  head_dim: 64, intermediate: 1536, vocab: 49152, tied: yes, parameters: 134515008, context: 8192,
  released: "2024-10", hub: "HuggingFaceTB/SmolLM2-135M", source: "safetensors total on the Hub")
smollm_135m = smollm2_135m

## SmolLM2 1.7B. Hugging Face, October 2024. Count: safetensors total on the Hub. SmolLM 1.7B has
## the same total.
smollm2_1_7b = transformer(
  name: "SmolLM2 1.7B", family: llama, hidden: 2048, layers: 24, heads: 32, kv_heads: 32,
  head_dim: 64, intermediate: 8192, vocab: 49152, tied: yes, parameters: 1711376384, context: 8192,
  released: "2024-10", hub: "HuggingFaceTB/SmolLM2-1.7B", source: "safetensors total on the Hub")
smollm_1_7b = smollm2_1_7b

## Falcon3 3B. TII, December 2024. Count: the published count.
falcon3_3b = transformer(
  name: "Falcon3 3B", family: llama, hidden: 3072, layers: 22, heads: 12, kv_heads: 4,
  head_dim: 256, intermediate: 9216, vocab: 131072, tied: no, parameters: 3227655168,
  context: 32768, released: "2024-12", hub: "tiiuae/Falcon3-3B-Base",
  source: "the published count")

## Falcon3 7B. TII, December 2024. Count: by the config, not published.
falcon3_7b = transformer(
  name: "Falcon3 7B", family: llama, hidden: 3072, layers: 28, heads: 12, kv_heads: 4,
  head_dim: 256, intermediate: 23040, vocab: 131072, tied: no, parameters: 7455550464,
  context: 32768, released: "2024-12", hub: "tiiuae/Falcon3-7B-Base",
  source: "its config; not verified")

## Falcon3 10B. TII, December 2024. Count: by the config, not published.
falcon3_10b = transformer(
  name: "Falcon3 10B", family: llama, hidden: 3072, layers: 40, heads: 12, kv_heads: 4,
  head_dim: 256, intermediate: 23040, vocab: 131072, tied: no, parameters: 10305653760,
  context: 32768, released: "2024-12", hub: "tiiuae/Falcon3-10B-Base",
  source: "its config; not verified")

## Yi 1.5 6B. 01.AI, May 2024. Count: the published count.
yi_1_5_6b = transformer(
  name: "Yi 1.5 6B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 4,
  head_dim: 128, intermediate: 11008, vocab: 64000, tied: no, parameters: 6061035520,
  context: 4096, released: "2024-05", hub: "01-ai/Yi-1.5-6B", source: "the published count")
yi_6b = yi_1_5_6b

## Yi 1.5 9B. 01.AI, May 2024. Count: safetensors total on the Hub. Yi 9B and Yi Coder 9B have
## the same total.
yi_1_5_9b = transformer(
  name: "Yi 1.5 9B", family: llama, hidden: 4096, layers: 48, heads: 32, kv_heads: 4, head_dim: 128,
  intermediate: 11008, vocab: 64000, tied: no, parameters: 8829407232, context: 4096,
  released: "2024-05", hub: "01-ai/Yi-1.5-9B", source: "safetensors total on the Hub")
yi_9b = yi_1_5_9b
yi_coder_9b = yi_1_5_9b

## Yi 1.5 34B. 01.AI, May 2024. Count: safetensors total on the Hub. Yi 34B has the same total.
yi_1_5_34b = transformer(
  name: "Yi 1.5 34B", family: llama, hidden: 7168, layers: 60, heads: 56, kv_heads: 8,
  head_dim: 128, intermediate: 20480, vocab: 64000, tied: no, parameters: 34388917248,
  context: 4096, released: "2024-05", hub: "01-ai/Yi-1.5-34B",
  source: "safetensors total on the Hub")
yi_34b = yi_1_5_34b

## Seed-Coder 8B. ByteDance, April 2025. Count: safetensors total on the Hub.
seed_coder_8b = transformer(
  name: "Seed-Coder 8B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 155136, tied: no, parameters: 8250462208,
  context: 32768, released: "2025-04", hub: "ByteDance-Seed/Seed-Coder-8B-Base",
  source: "safetensors total on the Hub")

## SmolLM2 360M. Hugging Face, October 2024. Count: safetensors total on the Hub. SmolLM 360M has
## the same total.
smollm2_360m = transformer(
  name: "SmolLM2 360M", family: llama, hidden: 960, layers: 32, heads: 15, kv_heads: 5,
  head_dim: 64, intermediate: 2560, vocab: 49152, tied: yes, parameters: 361821120, context: 8192,
  released: "2024-10", hub: "HuggingFaceTB/SmolLM2-360M", source: "safetensors total on the Hub")
smollm_360m = smollm2_360m

## MiniCPM5 1B. OpenBMB, May 2026. Count: safetensors total on the Hub.
minicpm5_1b = transformer(
  name: "MiniCPM5 1B", family: llama, hidden: 1536, layers: 24, heads: 16, kv_heads: 2,
  head_dim: 128, intermediate: 4608, vocab: 130560, tied: no, parameters: 1080632832,
  context: 131072, released: "2026-05", hub: "openbmb/MiniCPM5-1B",
  source: "safetensors total on the Hub")

## DeepSeek Coder 6.7B. DeepSeek, October 2023. Count: safetensors total on the Hub.
deepseek_coder_6_7b = transformer(
  name: "DeepSeek Coder 6.7B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 32256, tied: no, parameters: 6740512768,
  context: 16384, released: "2023-10", hub: "deepseek-ai/deepseek-coder-6.7b-base",
  source: "safetensors total on the Hub")

## DeepSeek Coder 33B. DeepSeek, October 2023. Count: safetensors total on the Hub.
deepseek_coder_33b = transformer(
  name: "DeepSeek Coder 33B", family: llama, hidden: 7168, layers: 62, heads: 56, kv_heads: 8,
  head_dim: 128, intermediate: 19200, vocab: 32256, tied: no, parameters: 33342991360,
  context: 16384, released: "2023-10", hub: "deepseek-ai/deepseek-coder-33b-base",
  source: "safetensors total on the Hub")

## DeepSeek LLM 7B. DeepSeek, November 2023. Count: safetensors total on the Hub. The total is
## that of DeepSeek Coder 7B v1.5, whose config has the same shape; DeepSeek Math 7B's has it
## too.
deepseek_llm_7b = transformer(
  name: "DeepSeek LLM 7B", family: llama, hidden: 4096, layers: 30, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 102400, tied: no, parameters: 6910365696,
  context: 4096, released: "2023-11", hub: "deepseek-ai/deepseek-llm-7b-base",
  source: "safetensors total on the Hub")
deepseek_math_7b = deepseek_llm_7b
deepseek_coder_7b_v1_5 = deepseek_llm_7b

## DeepSeek LLM 67B. DeepSeek, November 2023. Count: by its config, not published.
deepseek_llm_67b = transformer(
  name: "DeepSeek LLM 67B", family: llama, hidden: 8192, layers: 95, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 22016, vocab: 102400, tied: no, parameters: 67425001472,
  context: 4096, released: "2023-11", hub: "deepseek-ai/deepseek-llm-67b-base",
  source: "its config")

## SOLAR 10.7B. Upstage, December 2023. Count: safetensors total on the Hub.
solar_10_7b = transformer(
  name: "SOLAR 10.7B", family: llama, hidden: 4096, layers: 48, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 32000, tied: no, parameters: 10731524096,
  context: 4096, released: "2023-12", hub: "upstage/SOLAR-10.7B-v1.0",
  source: "safetensors total on the Hub")

## OpenCoder 8B. INF, November 2024. Count: safetensors total on the Hub.
opencoder_8b = transformer(
  name: "OpenCoder 8B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 96640, tied: no, parameters: 7771262976, context: 8192,
  released: "2024-11", hub: "infly/OpenCoder-8B-Base", source: "safetensors total on the Hub")

## MiMo 7B. Xiaomi, April 2025. Count: safetensors total on the Hub. With its layer that predicts
## a second token.
mimo_7b = transformer(
  name: "MiMo 7B", family: mimo, hidden: 4096, layers: 36, heads: 32, kv_heads: 8, head_dim: 128,
  intermediate: 11008, vocab: 151680, tied: no, prediction_layers: 1, parameters: 7833409536,
  context: 32768, released: "2025-04", hub: "XiaomiMiMo/MiMo-7B-Base",
  source: "safetensors total on the Hub")
mimo_7b_rl = mimo_7b
mimo_7b_rl_zero = mimo_7b
mimo_7b_sft = mimo_7b

## OpenLLaMA 3B v2. OpenLM Research, July 2023. Count: safetensors total on the Hub of what was
## tuned from it, 3,426,474,900, less 26 × 50 rotary frequencies.
open_llama_3b_v2 = transformer(
  name: "OpenLLaMA 3B v2", family: llama, hidden: 3200, layers: 26, heads: 32, kv_heads: 32,
  head_dim: 100, intermediate: 8640, vocab: 32000, tied: no, parameters: 3426473600, context: 2048,
  released: "2023-07", hub: "openlm-research/open_llama_3b_v2",
  source: "safetensors total on the Hub, less the frequencies")
open_llama_3b = open_llama_3b_v2

# Other dense families

## Granite 3.3 8B. IBM, April 2025. Count: safetensors total on the Hub.
granite3_3_8b = transformer(
  name: "Granite 3.3 8B", family: granite, hidden: 4096, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 12800, vocab: 49159, tied: yes, parameters: 8170864640,
  context: 131072, released: "2025-04", hub: "ibm-granite/granite-3.3-8b-instruct",
  source: "safetensors total on the Hub")
granite_3_3_8b = granite3_3_8b

## SmolLM3 3B. Hugging Face, July 2025. Count: safetensors total on the Hub.
smollm3_3b = transformer(
  name: "SmolLM3 3B", family: smollm3, hidden: 2048, layers: 36, heads: 16, kv_heads: 4,
  head_dim: 128, intermediate: 11008, vocab: 128256, tied: yes, parameters: 3075098624,
  context: 65536, released: "2025-07", hub: "HuggingFaceTB/SmolLM3-3B",
  source: "safetensors total on the Hub")
smollm3 = smollm3_3b

## StarCoder2 7B. BigCode, February 2024. Count: safetensors total on the Hub.
starcoder2_7b = transformer(
  name: "StarCoder2 7B", family: starcoder2, hidden: 4608, layers: 32, heads: 36, kv_heads: 4,
  head_dim: 128, intermediate: 18432, vocab: 49152, tied: yes, dropout: on, sliding_window: 4096,
  parameters: 7173923840, context: 16384, released: "2024-02", hub: "bigcode/starcoder2-7b",
  source: "safetensors total on the Hub")

## EXAONE 4.0 32B. LG AI Research, July 2025. Count: by the config, not published. Each fourth layer
## attends to all tokens.
exaone_4_0_32b = transformer(
  name: "EXAONE 4.0 32B", family: exaone4, hidden: 5120, layers: 64, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 27392, vocab: 102400, tied: no, sliding_window: 4096,
  sliding_layers: 48, parameters: 32003216384, context: 131072, released: "2025-07",
  hub: "LGAI-EXAONE/EXAONE-4.0-32B", source: "by the config, not published")
exaone4_32b = exaone_4_0_32b

## Hunyuan 7B. Tencent, July 2025. Count: safetensors total on the Hub.
hunyuan_7b = transformer(
  name: "Hunyuan 7B", family: hunyuan_v1_dense, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 128167, tied: yes, parameters: 7504568320,
  context: 32768, released: "2025-07", hub: "tencent/Hunyuan-7B-Instruct",
  source: "safetensors total on the Hub")

## OPT 125M. Meta, May 2022. Count: KerasHub presets. Published as 125,237,760: without the two rows
## of positions that no token uses.
opt_125m = transformer(
  name: "OPT 125M", family: opt, hidden: 768, layers: 12, heads: 12, intermediate: 3072,
  vocab: 50272, tied: yes, positions: 2048, parameters: 125239296, context: 2048,
  released: "2022-05", hub: "facebook/opt-125m", source: "KerasHub presets")

## OPT 6.7B. Meta, May 2022. Count: by the config, not published.
opt_6_7b = transformer(
  name: "OPT 6.7B", family: opt, hidden: 4096, layers: 32, heads: 32, intermediate: 16384,
  vocab: 50272, tied: yes, positions: 2048, parameters: 6658473984, context: 2048,
  released: "2022-05", hub: "facebook/opt-6.7b", source: "by the config, not published")

## OPT 13B. Meta, May 2022. Count: by the config, not published.
opt_13b = transformer(
  name: "OPT 13B", family: opt, hidden: 5120, layers: 40, heads: 40, intermediate: 20480,
  vocab: 50272, tied: yes, positions: 2048, parameters: 12853473280, context: 2048,
  released: "2022-05", hub: "facebook/opt-13b", source: "by the config, not published")

## StarCoder2 3B. BigCode, February 2024. Count: safetensors total on the Hub.
starcoder2_3b = transformer(
  name: "StarCoder2 3B", family: starcoder2, hidden: 3072, layers: 30, heads: 24, kv_heads: 2,
  head_dim: 128, intermediate: 12288, vocab: 49152, tied: yes, dropout: on, sliding_window: 4096,
  parameters: 3030371328, context: 16384, released: "2024-02", hub: "bigcode/starcoder2-3b",
  source: "safetensors total on the Hub")

## StarCoder2 15B. BigCode, February 2024. Count: safetensors total on the Hub.
starcoder2_15b = transformer(
  name: "StarCoder2 15B", family: starcoder2, hidden: 6144, layers: 40, heads: 48, kv_heads: 4,
  head_dim: 128, intermediate: 24576, vocab: 49152, tied: no, dropout: on, sliding_window: 4096,
  parameters: 15957889024, context: 16384, released: "2024-02", hub: "bigcode/starcoder2-15b",
  source: "safetensors total on the Hub")

## BLOOM 560M. BigScience, May 2022. Count: safetensors total on the Hub.
bloom_560m = transformer(
  name: "BLOOM 560M", family: bloom, hidden: 1024, layers: 24, heads: 16, intermediate: 4096,
  vocab: 250880, tied: yes, parameters: 559214592, context: 2048, released: "2022-05",
  hub: "bigscience/bloom-560m", source: "safetensors total on the Hub")
bloomz_560m = bloom_560m

## BLOOM 3B. BigScience, May 2022. Count: safetensors total on the Hub.
bloom_3b = transformer(
  name: "BLOOM 3B", family: bloom, hidden: 2560, layers: 30, heads: 32, intermediate: 10240,
  vocab: 250880, tied: yes, parameters: 3002557440, context: 2048, released: "2022-05",
  hub: "bigscience/bloom-3b", source: "safetensors total on the Hub")
bloomz_3b = bloom_3b

## BLOOM 7.1B. BigScience, May 2022. Count: safetensors total on the Hub.
bloom_7b1 = transformer(
  name: "BLOOM 7.1B", family: bloom, hidden: 4096, layers: 30, heads: 32, intermediate: 16384,
  vocab: 250880, tied: yes, parameters: 7069016064, context: 2048, released: "2022-05",
  hub: "bigscience/bloom-7b1", source: "safetensors total on the Hub")
bloomz_7b1 = bloom_7b1
bloomz_7b1_mt = bloom_7b1

## Falcon 7B. TII, April 2023. Count: safetensors total on the Hub.
falcon_7b = transformer(
  name: "Falcon 7B", family: falcon, hidden: 4544, layers: 32, heads: 71, kv_heads: 1, head_dim: 64,
  intermediate: 18176, vocab: 65024, tied: no, parameters: 7217189760, context: 2048,
  released: "2023-04", hub: "tiiuae/falcon-7b", source: "safetensors total on the Hub")

## Falcon 40B. TII, May 2023. Count: safetensors total on the Hub.
falcon_40b = transformer(
  name: "Falcon 40B", family: falcon, hidden: 8192, layers: 60, heads: 128, kv_heads: 8,
  head_dim: 64, intermediate: 32768, vocab: 65024, tied: no, parameters: 41835970560, context: 2048,
  released: "2023-05", hub: "tiiuae/falcon-40b", source: "safetensors total on the Hub")

## Stable LM 2 1.6B. Stability AI, January 2024. Count: safetensors total on the Hub.
stablelm2_1_6b = transformer(
  name: "Stable LM 2 1.6B", family: stablelm, hidden: 2048, layers: 24, heads: 32, kv_heads: 32,
  head_dim: 64, intermediate: 5632, vocab: 100352, tied: no, qkv_bias: yes, parameters: 1644515328,
  context: 4096, released: "2024-01", hub: "stabilityai/stablelm-2-1_6b",
  source: "safetensors total on the Hub")
stablelm_2_1_6b = stablelm2_1_6b

## Apertus 8B. Swiss AI, September 2025. Count: safetensors total on the Hub.
apertus_8b = transformer(
  name: "Apertus 8B", family: apertus, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 21504, vocab: 131072, tied: no, parameters: 8053338176,
  context: 65536, released: "2025-09", hub: "swiss-ai/Apertus-8B-2509",
  source: "safetensors total on the Hub")

## Apertus 70B. Swiss AI, September 2025. Count: safetensors total on the Hub.
apertus_70b = transformer(
  name: "Apertus 70B", family: apertus, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 43008, vocab: 131072, tied: no, parameters: 70599864480,
  context: 65536, released: "2025-09", hub: "swiss-ai/Apertus-70B-2509",
  source: "safetensors total on the Hub")

## AFM 4.5B. Arcee AI, July 2025. Count: safetensors total on the Hub.
afm_4_5b = transformer(
  name: "AFM 4.5B", family: arcee, hidden: 2560, layers: 36, heads: 20, kv_heads: 4, head_dim: 128,
  intermediate: 18432, vocab: 128005, tied: no, parameters: 4619189760, context: 65536,
  released: "2025-07", hub: "arcee-ai/AFM-4.5B", source: "safetensors total on the Hub")

## InternLM3 8B. Shanghai AI Laboratory, January 2025. Count: safetensors total on the Hub.
internlm3_8b = transformer(
  name: "InternLM3 8B", family: internlm3, hidden: 4096, layers: 48, heads: 32, kv_heads: 2,
  head_dim: 128, intermediate: 10240, vocab: 128512, tied: no, parameters: 8804241408,
  context: 32768, released: "2025-01", hub: "internlm/internlm3-8b-instruct",
  source: "safetensors total on the Hub")

## Hunyuan 0.5B. Tencent, July 2025. Count: safetensors total on the Hub.
hunyuan_0_5b = transformer(
  name: "Hunyuan 0.5B", family: hunyuan_v1_dense, hidden: 1024, layers: 24, heads: 16, kv_heads: 8,
  head_dim: 128, intermediate: 3584, vocab: 120818, tied: yes, parameters: 539010048,
  context: 262144, released: "2025-07", hub: "tencent/Hunyuan-0.5B-Instruct",
  source: "safetensors total on the Hub")

## Hunyuan 1.8B. Tencent, July 2025. Count: safetensors total on the Hub.
hunyuan_1_8b = transformer(
  name: "Hunyuan 1.8B", family: hunyuan_v1_dense, hidden: 2048, layers: 32, heads: 16, kv_heads: 4,
  head_dim: 128, intermediate: 6144, vocab: 120818, tied: yes, parameters: 1791080448,
  context: 262144, released: "2025-07", hub: "tencent/Hunyuan-1.8B-Instruct",
  source: "safetensors total on the Hub")

## Hunyuan 4B. Tencent, July 2025. Count: safetensors total on the Hub.
hunyuan_4b = transformer(
  name: "Hunyuan 4B", family: hunyuan_v1_dense, hidden: 3072, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 8192, vocab: 120818, tied: yes, parameters: 4221757440,
  context: 262144, released: "2025-07", hub: "tencent/Hunyuan-4B-Instruct",
  source: "safetensors total on the Hub")

## ERNIE 4.5 0.3B. Baidu, June 2025. Count: safetensors total on the Hub.
ernie_4_5_0_3b = transformer(
  name: "ERNIE 4.5 0.3B", family: ernie4_5, hidden: 1024, layers: 18, heads: 16, kv_heads: 2,
  head_dim: 128, intermediate: 3072, vocab: 103424, tied: yes, parameters: 360748032,
  context: 131072, released: "2025-06", hub: "baidu/ERNIE-4.5-0.3B-PT",
  source: "safetensors total on the Hub")

## Seed-OSS 36B. ByteDance, August 2025. Count: safetensors total on the Hub.
seed_oss_36b = transformer(
  name: "Seed-OSS 36B", family: seed_oss, hidden: 5120, layers: 64, heads: 80, kv_heads: 8,
  head_dim: 128, intermediate: 27648, vocab: 155136, tied: no, parameters: 36151104512,
  context: 524288, released: "2025-08", hub: "ByteDance-Seed/Seed-OSS-36B-Base",
  source: "safetensors total on the Hub")
seed_oss_36b_base_wosyn = seed_oss_36b

## Nemotron Mini 4B. NVIDIA, September 2024. Count: by its config, not published.
nemotron_mini_4b = transformer(
  name: "Nemotron Mini 4B", family: nemotron, hidden: 3072, layers: 32, heads: 24, kv_heads: 8,
  head_dim: 128, intermediate: 9216, vocab: 256000, tied: no, parameters: 4190509056, context: 4096,
  released: "2024-09", hub: "nvidia/Nemotron-Mini-4B-Instruct", source: "its config")

## GLM-4 9B 0414. Z.ai, April 2025. Count: safetensors total on the Hub. GLM-4 9B of 2024 is
## another model.
glm4_9b_0414 = transformer(
  name: "GLM-4 9B 0414", family: glm4, hidden: 4096, layers: 40, heads: 32, kv_heads: 2,
  head_dim: 128, intermediate: 13696, vocab: 151552, tied: no, parameters: 9400279040,
  context: 32768, released: "2025-04", hub: "zai-org/GLM-4-9B-0414",
  source: "safetensors total on the Hub")
glm_z1_9b_0414 = glm4_9b_0414

## GLM-4 32B 0414. Z.ai, April 2025. Count: safetensors total on the Hub.
glm4_32b_0414 = transformer(
  name: "GLM-4 32B 0414", family: glm4, hidden: 6144, layers: 61, heads: 48, kv_heads: 2,
  head_dim: 128, intermediate: 23040, vocab: 151552, tied: no, qkv_bias: no,
  parameters: 32566081536, context: 32768, released: "2025-04", hub: "zai-org/GLM-4-32B-0414",
  source: "safetensors total on the Hub")
glm4_32b = glm4_32b_0414
glm_z1_32b_0414 = glm4_32b_0414

## Command R v01. Cohere, March 2024. Count: safetensors total on the Hub.
command_r_v01 = transformer(
  name: "Command R v01", family: cohere, hidden: 8192, layers: 40, heads: 64, kv_heads: 64,
  head_dim: 128, intermediate: 22528, vocab: 256000, tied: yes, parameters: 34980831232,
  context: 131072, released: "2024-03", hub: "CohereLabs/c4ai-command-r-v01",
  source: "safetensors total on the Hub")
c4ai_command_r_v01 = command_r_v01

## Command R 08-2024. Cohere, August 2024. Count: safetensors total on the Hub.
command_r_08_2024 = transformer(
  name: "Command R 08-2024", family: cohere, hidden: 8192, layers: 40, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 24576, vocab: 256000, tied: yes, parameters: 32296476672,
  context: 131072, released: "2024-08", hub: "CohereLabs/c4ai-command-r-08-2024",
  source: "safetensors total on the Hub")
aya_expanse_32b = command_r_08_2024

## Command R+. Cohere, April 2024. Count: safetensors total on the Hub.
command_r_plus = transformer(
  name: "Command R+", family: cohere, hidden: 12288, layers: 64, heads: 96, kv_heads: 8,
  head_dim: 128, intermediate: 33792, vocab: 256000, tied: yes, qk_norm: yes,
  parameters: 103810674688, context: 131072, released: "2024-04",
  hub: "CohereLabs/c4ai-command-r-plus", source: "safetensors total on the Hub")
c4ai_command_r_plus_08_2024 = command_r_plus

## Aya Expanse 8B. Cohere, October 2024. Count: safetensors total on the Hub.
aya_expanse_8b = transformer(
  name: "Aya Expanse 8B", family: cohere, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 256000, tied: yes, parameters: 8028033024,
  context: 8192, released: "2024-10", hub: "CohereLabs/aya-expanse-8b",
  source: "safetensors total on the Hub")
aya_23_8b = aya_expanse_8b

## Command R7B. Cohere, December 2024. Count: safetensors total on the Hub.
command_r7b = transformer(
  name: "Command R7B", family: cohere2, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 256000, tied: yes, sliding_window: 4096,
  parameters: 8028033024, context: 131072, released: "2024-12",
  hub: "CohereLabs/c4ai-command-r7b-12-2024", source: "safetensors total on the Hub")

## Command A. Cohere, March 2025. Count: safetensors total on the Hub.
command_a = transformer(
  name: "Command A", family: cohere2, hidden: 12288, layers: 64, heads: 96, kv_heads: 8,
  head_dim: 128, intermediate: 36864, vocab: 256000, tied: yes, sliding_window: 4096,
  parameters: 111057580032, context: 131072, released: "2025-03",
  hub: "CohereLabs/c4ai-command-a-03-2025", source: "safetensors total on the Hub")

## MPT 7B. MosaicML, May 2023. Count: safetensors total on the Hub.
mpt_7b = transformer(
  name: "MPT 7B", family: mpt, hidden: 4096, layers: 32, heads: 32, intermediate: 16384,
  vocab: 50432, tied: yes, parameters: 6649286656, context: 2048, released: "2023-05",
  hub: "mosaicml/mpt-7b", source: "safetensors total on the Hub")

# Granite 3

## Granite 3.3 2B. IBM, April 2025. Count: safetensors total on the Hub.
granite3_3_2b = transformer(
  name: "Granite 3.3 2B", family: granite, hidden: 2048, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 64, intermediate: 8192, vocab: 49159, tied: yes, parameters: 2533539840,
  context: 131072, released: "2025-04", hub: "ibm-granite/granite-3.3-2b-instruct",
  source: "safetensors total on the Hub")
granite_3_3_2b = granite3_3_2b

## Granite 3 2B. IBM, October 2024. Count: safetensors total on the Hub. 3.0, 3.1 and 3.2; 3.0's
## file stores the tied head a second time.
granite3_2b = transformer(
  name: "Granite 3 2B", family: granite, hidden: 2048, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 64, intermediate: 8192, vocab: 49155, tied: yes, parameters: 2533531648,
  context: 131072, released: "2024-10", hub: "ibm-granite/granite-3.1-2b-instruct",
  source: "safetensors total on the Hub")
granite3_0_2b = granite3_2b
granite_3_0_2b = granite3_2b
granite_3_1_2b = granite3_2b
granite_3_2_2b = granite3_2b

## Granite 3 2B base. IBM, October 2024. Count: safetensors total on the Hub. 3.0, 3.1 and 3.3;
## the instruct models have a few tokens more.
granite3_2b_base = transformer(
  name: "Granite 3 2B base", family: granite, hidden: 2048, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 64, intermediate: 8192, vocab: 49152, tied: yes, parameters: 2533525504,
  context: 131072, released: "2024-10", hub: "ibm-granite/granite-3.0-2b-base",
  source: "safetensors total on the Hub")
granite_3_1_2b_base = granite3_2b_base
granite_3_3_2b_base = granite3_2b_base

## Granite 3 8B. IBM, October 2024. Count: safetensors total on the Hub. 3.0, 3.1 and 3.2.
granite3_8b = transformer(
  name: "Granite 3 8B", family: granite, hidden: 4096, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 12800, vocab: 49155, tied: yes, parameters: 8170848256,
  context: 131072, released: "2024-10", hub: "ibm-granite/granite-3.1-8b-instruct",
  source: "safetensors total on the Hub")
granite3_0_8b = granite3_8b
granite_3_0_8b = granite3_8b
granite_3_1_8b = granite3_8b
granite_3_2_8b = granite3_8b

## Granite 3 8B base. IBM, October 2024. Count: safetensors total on the Hub. 3.0, 3.1 and 3.3;
## the instruct models have a few tokens more.
granite3_8b_base = transformer(
  name: "Granite 3 8B base", family: granite, hidden: 4096, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 12800, vocab: 49152, tied: yes, parameters: 8170835968,
  context: 131072, released: "2024-10", hub: "ibm-granite/granite-3.0-8b-base",
  source: "safetensors total on the Hub")
granite_3_1_8b_base = granite3_8b_base
granite_3_3_8b_base = granite3_8b_base

## Granite 3 1B A400M. IBM, October 2024. Count: safetensors total on the Hub. 3.0 and 3.1.
granite3_1b_a400m = transformer(
  name: "Granite 3 1B A400M", family: granitemoe, hidden: 1024, layers: 24, heads: 16, kv_heads: 8,
  head_dim: 64, intermediate: 512, vocab: 49155, experts: 32, experts_per_token: 8, tied: yes,
  parameters: 1334628352, context: 131072, released: "2024-10",
  hub: "ibm-granite/granite-3.1-1b-a400m-instruct", source: "safetensors total on the Hub")
granite3_0_1b_a400m = granite3_1b_a400m
granite_3_0_1b_a400m = granite3_1b_a400m
granite_3_1_1b_a400m = granite3_1b_a400m

## Granite 3 1B A400M base. IBM, October 2024. Count: safetensors total on the Hub. 3.0, whose
## file stores the tied head a second time, and 3.1.
granite3_1b_a400m_base = transformer(
  name: "Granite 3 1B A400M base", family: granitemoe, hidden: 1024, layers: 24, heads: 16,
  kv_heads: 8, head_dim: 64, intermediate: 512, vocab: 49152, experts: 32, experts_per_token: 8,
  tied: yes, parameters: 1334625280, context: 131072, released: "2024-10",
  hub: "ibm-granite/granite-3.1-1b-a400m-base", source: "safetensors total on the Hub")
granite_3_0_1b_a400m_base = granite3_1b_a400m_base

## Granite 3 3B A800M. IBM, October 2024. Count: safetensors total on the Hub. 3.0, whose file
## stores the tied head a second time, and 3.1.
granite3_3b_a800m = transformer(
  name: "Granite 3 3B A800M", family: granitemoe, hidden: 1536, layers: 32, heads: 24, kv_heads: 8,
  head_dim: 64, intermediate: 512, vocab: 49155, experts: 40, experts_per_token: 8, tied: yes,
  parameters: 3298793472, context: 131072, released: "2024-10",
  hub: "ibm-granite/granite-3.1-3b-a800m-instruct", source: "safetensors total on the Hub")
granite3_0_3b_a800m = granite3_3b_a800m
granite_3_0_3b_a800m = granite3_3b_a800m
granite_3_1_3b_a800m = granite3_3b_a800m

## Granite 3 3B A800M base. IBM, October 2024. Count: safetensors total on the Hub. 3.0, whose
## file stores the tied head a second time, and 3.1.
granite3_3b_a800m_base = transformer(
  name: "Granite 3 3B A800M base", family: granitemoe, hidden: 1536, layers: 32, heads: 24,
  kv_heads: 8, head_dim: 64, intermediate: 512, vocab: 49152, experts: 40, experts_per_token: 8,
  tied: yes, parameters: 3298788864, context: 131072, released: "2024-10",
  hub: "ibm-granite/granite-3.1-3b-a800m-base", source: "safetensors total on the Hub")
granite_3_0_3b_a800m_base = granite3_3b_a800m_base

# Other models that see

## MiMo-VL 7B. Xiaomi, May 2025. Count: safetensors total on the Hub. With its vision tower.
mimo_vl_7b = transformer(
  name: "MiMo-VL 7B", family: qwen2, hidden: 4096, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 11008, vocab: 151680, tied: no,
  tower: tower(parameters: 683598080, model_type: qwen2_5_vl, linear: 681574400, layers: 32,
    hidden: 1280, patches: 4, pixels: 1176, reached: yes,
    heads: 16, intermediate: 3456, encoder: qwen2_5_vl,
    tensors: [
      "1505280 32(1280 1280 4915200q 3840 1638400q 1280 4423680q 3456 4423680q 3456",
      "4423680q 1280) 1280 26214400q 5120 20971520q 4096",
    ]),
  parameters: 8306217216, context: 128000, released: "2025-05", hub: "XiaomiMiMo/MiMo-VL-7B-RL",
  source: "safetensors total on the Hub")
mimo_vl_7b_sft = mimo_vl_7b
mimo_vl_7b_rl = mimo_vl_7b

## GLM-4.1V 9B. Z.ai, June 2025. Count: safetensors total on the Hub. With its vision tower.
## GLM-4.6V Flash has the same total.
glm_4_1v_9b = transformer(
  name: "GLM-4.1V 9B", family: glm4, hidden: 4096, layers: 40, heads: 32, kv_heads: 2,
  head_dim: 128, intermediate: 13696, vocab: 151552, tied: no,
  tower: tower(parameters: 892498432, model_type: glm4v, linear: 864550912, layers: 24,
    hidden: 1536, patches: 4, pixels: 1176,
    tensors: [
      "884736 1806336 1536 24(1536 1536 7077888q 2359296q 6291456q 6291456q 6291456q)",
      "16777216q 4096 4096 56098816q 56098816q 56098816q 1536 25165824 4096 1536",
    ]), parameters: 10292777472,
  context: 65536, released: "2025-06", hub: "zai-org/GLM-4.1V-9B-Thinking",
  source: "safetensors total on the Hub")
glm_4_6v_flash = glm_4_1v_9b

## Aya Vision 8B. Cohere, March 2025. Count: safetensors total on the Hub. With its vision tower.
aya_vision_8b = transformer(
  name: "Aya Vision 8B", family: cohere2, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 256000, sliding_window: 4096, tied: yes,
  tower: tower(parameters: 603809008, model_type: aya_vision, linear: 601911296, layers: 27,
    hidden: 1152, patches: 4, pixels: 588, reached: yes,
    tensors: [
      "677376 1152 778752 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 676i 4608 4608",
      "132120576q 28672 58720256q 4096",
    ]), parameters: 8631842032, context: 16384, released: "2025-03",
  hub: "CohereLabs/aya-vision-8b", source: "safetensors total on the Hub")

## Granite Vision 3.2 2B. IBM, February 2025. Count: safetensors total on the Hub. With its
## vision tower.
granite_vision_3_2_2b = transformer(
  name: "Granite Vision 3.2 2B", family: granite, hidden: 2048, layers: 40, heads: 32, kv_heads: 8,
  head_dim: 64, intermediate: 8192, vocab: 49156, tied: yes, tower: tower(parameters: 441863232,
  linear: 434618368, layers: 27, hidden: 1152, patches: 1, pixels: 588, reached: yes),
  parameters: 2975396928, context: 131072, released: "2025-02",
  hub: "ibm-granite/granite-vision-3.2-2b", source: "safetensors total on the Hub")

## LLaVA 1.5 7B. LLaVA, December 2023. Count: safetensors total on the Hub. With its vision
## tower.
llava_1_5_7b = transformer(
  name: "LLaVA 1.5 7B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 32064, tied: no,
  tower: tower(parameters: 324487168, model_type: llava, linear: 322961408, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: clip, tokens: 576,
    tensors: [
      "1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "4194304q 4096 16777216q 4096",
    ]),
  parameters: 7063427072, context: 4096, released: "2023-12", hub: "llava-hf/llava-1.5-7b-hf",
  source: "safetensors total on the Hub")

## LLaVA 1.5 13B. LLaVA, December 2023. Count: safetensors total on the Hub. With its vision
## tower.
llava_1_5_13b = transformer(
  name: "LLaVA 1.5 13B", family: llama, hidden: 5120, layers: 40, heads: 40, kv_heads: 40,
  head_dim: 128, intermediate: 13824, vocab: 32064, tied: no,
  tower: tower(parameters: 334974976, model_type: llava, linear: 333447168, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: clip, tokens: 576,
    tensors: [
      "1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "5242880q 5120 26214400q 5120",
    ]),
  parameters: 13351494656, context: 4096, released: "2023-12", hub: "llava-hf/llava-1.5-13b-hf",
  source: "safetensors total on the Hub")

## LLaVA 1.6 Mistral 7B. LLaVA, January 2024. Count: safetensors total on the Hub. With its
## vision tower.
llava_v1_6_mistral_7b = transformer(
  name: "LLaVA 1.6 Mistral 7B", family: mistral, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 32064, tied: no,
  tower: tower(parameters: 324491264, model_type: llava_next, linear: 322961408, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    tensors: [
      "4096 1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q",
      "1024 1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "4194304q 4096 16777216q 4096",
    ]),
  parameters: 7566747648, context: 32768, released: "2024-01",
  hub: "llava-hf/llava-v1.6-mistral-7b-hf", source: "safetensors total on the Hub")

## LLaVA 1.6 Vicuna 7B. LLaVA, January 2024. Count: safetensors total on the Hub. With its vision
## tower.
llava_v1_6_vicuna_7b = transformer(
  name: "LLaVA 1.6 Vicuna 7B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 32,
  head_dim: 128, intermediate: 11008, vocab: 32064, tied: no,
  tower: tower(parameters: 324491264, model_type: llava_next, linear: 322961408, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    tensors: [
      "4096 1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q",
      "1024 1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "4194304q 4096 16777216q 4096",
    ]),
  parameters: 7063431168, context: 4096, released: "2024-01",
  hub: "llava-hf/llava-v1.6-vicuna-7b-hf", source: "safetensors total on the Hub")

## LLaVA NeXT Llama 3 8B. LLaVA, May 2024. Count: safetensors total on the Hub. With its vision
## tower.
llama3_llava_next_8b = transformer(
  name: "LLaVA NeXT Llama 3 8B", family: llama, hidden: 4096, layers: 32, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 14336, vocab: 128320, tied: no,
  tower: tower(parameters: 324491264, model_type: llava_next, linear: 322961408, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    tensors: [
      "4096 1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q",
      "1024 1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "4194304q 4096 16777216q 4096",
    ]),
  parameters: 8355276800, context: 8192, released: "2024-05",
  hub: "llava-hf/llama3-llava-next-8b-hf", source: "safetensors total on the Hub")

## InternVL3 1B. OpenGVLab, April 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_1b = transformer(
  name: "InternVL3 1B", family: qwen2, hidden: 896, layers: 24, heads: 14, kv_heads: 2,
  head_dim: 64, intermediate: 4864, vocab: 151674, tied: no,
  tower: tower(parameters: 308495104, model_type: internvl, linear: 306462720, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "3670016q 896 802816q 896",
    ]),
  parameters: 938193024, context: 65536, released: "2025-04", hub: "OpenGVLab/InternVL3-1B-hf",
  source: "safetensors total on the Hub")

## InternVL3 2B. OpenGVLab, April 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_2b = transformer(
  name: "InternVL3 2B", family: qwen2, hidden: 1536, layers: 28, heads: 12, kv_heads: 2,
  head_dim: 128, intermediate: 8960, vocab: 151674, tied: no,
  tower: tower(parameters: 312674304, model_type: internvl, linear: 310640640, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "6291456q 1536 2359296q 1536",
    ]),
  parameters: 2088957440, context: 65536, released: "2025-04", hub: "OpenGVLab/InternVL3-2B-hf",
  source: "safetensors total on the Hub")

## InternVL3 8B. OpenGVLab, April 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_8b = transformer(
  name: "InternVL3 8B", family: qwen2, hidden: 3584, layers: 28, heads: 28, kv_heads: 4,
  head_dim: 128, intermediate: 18944, vocab: 151674, tied: no,
  tower: tower(parameters: 331552768, model_type: internvl, linear: 329515008, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "14680064q 3584 12845056q 3584",
    ]),
  parameters: 7944373760, context: 65536, released: "2025-04", hub: "OpenGVLab/InternVL3-8B-hf",
  source: "safetensors total on the Hub")

## InternVL3 14B. OpenGVLab, April 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_14b = transformer(
  name: "InternVL3 14B", family: qwen2, hidden: 5120, layers: 48, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 13824, vocab: 151674, tied: no,
  tower: tower(parameters: 351216640, model_type: internvl, linear: 349175808, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "20971520q 5120 26214400q 5120",
    ]),
  parameters: 15117256704, context: 65536, released: "2025-04", hub: "OpenGVLab/InternVL3-14B-hf",
  source: "safetensors total on the Hub")

## InternVL3 78B. OpenGVLab, April 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_78b = transformer(
  name: "InternVL3 78B", family: qwen2, hidden: 8192, layers: 80, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 29568, vocab: 151674, tied: no,
  tower: tower(parameters: 5708504448, model_type: internvl, linear: 5701566464, layers: 45,
    hidden: 3200, patches: 4, pixels: 588, reached: yes,
    tensors: [
      "3200 3280000 1881600 3200 45(3200 3200 10240000q 10240000q 10240000q 10240000q",
      "3200 3200 3200 40960000q 12800 40960000q 3200 3200 3200) 12800 12800 104857600q",
      "8192 67108864q 8192",
    ]),
  parameters: 78408318336, context: 65536, released: "2025-04", hub: "OpenGVLab/InternVL3-78B-hf",
  source: "safetensors total on the Hub")

## InternVL3.5 1B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its vision
## tower. Published as 1,060,897,792: the file stores the tied head a second time.
internvl3_5_1b = transformer(
  name: "InternVL3.5 1B", family: qwen3, hidden: 1024, layers: 28, heads: 16, kv_heads: 8,
  head_dim: 128, intermediate: 3072, vocab: 151936, tied: yes,
  tower: tower(parameters: 309265408, model_type: internvl, linear: 307232768, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "4194304q 1024 1048576q 1024",
    ]),
  parameters: 905315328, context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-1B-HF",
  source: "safetensors total on the Hub")

## InternVL3.5 2B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its vision
## tower. Published as 2,348,347,392: the file stores the tied head a second time.
internvl3_5_2b = transformer(
  name: "InternVL3.5 2B", family: qwen3, hidden: 2048, layers: 28, heads: 16, kv_heads: 8,
  head_dim: 128, intermediate: 6144, vocab: 151936, tied: yes,
  tower: tower(parameters: 316607488, model_type: internvl, linear: 314572800, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "8388608q 2048 4194304q 2048",
    ]),
  parameters: 2037182464, context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-2B-HF",
  source: "safetensors total on the Hub")

## InternVL3.5 4B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its vision
## tower. Published as 4,732,489,216: the file stores the tied head a second time.
internvl3_5_4b = transformer(
  name: "InternVL3.5 4B", family: qwen3, hidden: 2560, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 9728, vocab: 151936, tied: yes,
  tower: tower(parameters: 321064960, model_type: internvl, linear: 319029248, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "10485760q 2560 6553600q 2560",
    ]),
  parameters: 4343533056, context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-4B-HF",
  source: "safetensors total on the Hub")

## InternVL3.5 8B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_5_8b = transformer(
  name: "InternVL3.5 8B", family: qwen3, hidden: 4096, layers: 36, heads: 32, kv_heads: 8,
  head_dim: 128, intermediate: 12288, vocab: 151936, tied: no,
  tower: tower(parameters: 337583104, model_type: internvl, linear: 335544320, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "16777216q 4096 16777216q 4096",
    ]),
  parameters: 8528318464, context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-8B-HF",
  source: "safetensors total on the Hub")

## InternVL3.5 14B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_5_14b = transformer(
  name: "InternVL3.5 14B", family: qwen3, hidden: 5120, layers: 40, heads: 40, kv_heads: 8,
  head_dim: 128, intermediate: 17408, vocab: 151936, tied: no,
  tower: tower(parameters: 351216640, model_type: internvl, linear: 349175808, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "20971520q 5120 26214400q 5120",
    ]),
  parameters: 15119523840, context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-14B-HF",
  source: "safetensors total on the Hub")

## InternVL3.5 38B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its vision
## tower.
internvl3_5_38b = transformer(
  name: "InternVL3.5 38B", family: qwen3, hidden: 5120, layers: 64, heads: 64, kv_heads: 8,
  head_dim: 128, intermediate: 25600, vocab: 151936, tied: no,
  tower: tower(parameters: 5628282240, model_type: internvl, linear: 5621350400, layers: 45,
    hidden: 3200, patches: 4, pixels: 588, reached: yes,
    tensors: [
      "3200 3280000 1881600 3200 45(3200 3200 10240000q 10240000q 10240000q 10240000q",
      "3200 3200 3200 40960000q 12800 40960000q 3200 3200 3200) 12800 12800 65536000q",
      "5120 26214400q 5120",
    ]),
  parameters: 38390405504, context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-38B-HF",
  source: "safetensors total on the Hub")

## PaliGemma 3B 224. Google, May 2024. Count: safetensors total on the Hub. With its vision
## tower.
paligemma_3b_pt_224 = transformer(
  name: "PaliGemma 3B 224", family: gemma, hidden: 2048, layers: 18, heads: 8, kv_heads: 1,
  head_dim: 256, intermediate: 16384, vocab: 257216, tied: yes,
  tower: tower(parameters: 414803696, model_type: paligemma, linear: 413429760, layers: 27,
    hidden: 1152, patches: 1, pixels: 588, reached: yes, mask: always,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 256,
    tensors: [
      "677376 1152 294912 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 256i 2359296q 2048",
    ]),
  parameters: 2923466480, context: 8192, released: "2024-05", hub: "google/paligemma-3b-pt-224",
  source: "safetensors total on the Hub")
paligemma_3b_mix_224 = paligemma_3b_pt_224
paligemma_3b = paligemma_3b_pt_224

## PaliGemma 2 3B 224. Google, December 2024. Count: safetensors total on the Hub. With its
## vision tower.
paligemma2_3b_pt_224 = transformer(
  name: "PaliGemma 2 3B 224", family: gemma2, hidden: 2304, layers: 26, heads: 8, kv_heads: 4,
  head_dim: 256, intermediate: 9216, vocab: 257216, sliding_window: 4096, tied: yes,
  tower: tower(parameters: 415098864, model_type: paligemma, linear: 413724672, layers: 27,
    hidden: 1152, patches: 1, pixels: 588, reached: yes, mask: always,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 256,
    tensors: [
      "677376 1152 294912 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 256i 2654208q 2304",
    ]), parameters: 3032242416, context: 8192,
  released: "2024-12", hub: "google/paligemma2-3b-pt-224", source: "safetensors total on the Hub")
paligemma2_3b_mix_224 = paligemma2_3b_pt_224
paligemma2_3b = paligemma2_3b_pt_224

## LLaVA 1.6 Vicuna 13B. LLaVA, January 2024. Count: safetensors total on the Hub. With its
## vision tower.
llava_v1_6_vicuna_13b = transformer(
  name: "LLaVA 1.6 Vicuna 13B", family: llama, hidden: 5120, layers: 40, heads: 40, kv_heads: 40,
  head_dim: 128, intermediate: 13824, vocab: 32064, tied: no,
  tower: tower(parameters: 334980096, model_type: llava_next, linear: 333447168, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    tensors: [
      "5120 1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q",
      "1024 1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "5242880q 5120 26214400q 5120",
    ]),
  parameters: 13351499776, context: 4096, released: "2024-01",
  hub: "llava-hf/llava-v1.6-vicuna-13b-hf", source: "safetensors total on the Hub")

## LLaVA 1.6 34B. LLaVA, January 2024. Count: safetensors total on the Hub. With its vision
## tower.
llava_v1_6_34b = transformer(
  name: "LLaVA 1.6 34B", family: llama, hidden: 7168, layers: 60, heads: 56, kv_heads: 8,
  head_dim: 128, intermediate: 20480, vocab: 64064, tied: no,
  tower: tower(parameters: 362249216, model_type: llava_next, linear: 360710144, layers: 24,
    hidden: 1024, patches: 1, pixels: 588, reached: yes,
    tensors: [
      "7168 1024 577i 602112 590848 1024 1024 24(1048576q 1024 1048576q 1024 1048576q",
      "1024 1048576q 1024 1024 1024 4194304q 4096 4194304q 1024 1024 1024) 1024 1024",
      "7340032q 7168 51380224q 7168",
    ]),
  parameters: 34752083968, context: 4096, released: "2024-01", hub: "llava-hf/llava-v1.6-34b-hf",
  source: "safetensors total on the Hub")

## InternVL3.5 30B-A3B. OpenGVLab, August 2025. Count: safetensors total on the Hub. With its
## vision tower.
internvl3_5_30b_a3b = transformer(
  name: "InternVL3.5 30B-A3B", family: qwen3_moe, hidden: 2048, layers: 48, heads: 32, kv_heads: 4,
  head_dim: 128, intermediate: 6144, vocab: 151936, experts: 128, experts_per_token: 8,
  norm_topk_prob: yes,
  moe_intermediate: 768, tied: no,
  tower: tower(parameters: 316607488, model_type: internvl, linear: 314572800, layers: 24,
    hidden: 1024, patches: 4, pixels: 588, reached: yes,
    heads: 16, intermediate: 4096, encoder: internvl, tokens: 256,
    tensors: [
      "1024 1049600 602112 1024 24(1024 1024 1048576q 1024 1048576q 1024 1048576q 1024",
      "1048576q 1024 4194304q 4096 4194304q 1024 1024 1024 1024 1024) 4096 4096",
      "8388608q 2048 4194304q 2048",
    ]), parameters: 30848730112,
  context: 40960, released: "2025-08", hub: "OpenGVLab/InternVL3_5-30B-A3B-HF",
  source: "safetensors total on the Hub")

## PaliGemma 3B 448. Google, May 2024. Count: safetensors total on the Hub. With its vision
## tower.
paligemma_3b_pt_448 = transformer(
  name: "PaliGemma 3B 448", family: gemma, hidden: 2048, layers: 18, heads: 8, kv_heads: 1,
  head_dim: 256, intermediate: 16384, vocab: 257216, tied: yes,
  tower: tower(parameters: 415688432, model_type: paligemma, linear: 413429760, layers: 27,
    hidden: 1152, patches: 1, pixels: 588, reached: yes, mask: always,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 1024,
    tensors: [
      "677376 1152 1179648 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 1024i 2359296q 2048",
    ]),
  parameters: 2924351216, context: 8192, released: "2024-05", hub: "google/paligemma-3b-pt-448",
  source: "safetensors total on the Hub")
paligemma_3b_mix_448 = paligemma_3b_pt_448

## PaliGemma 2 3B 448. Google, December 2024. Count: safetensors total on the Hub. With its
## vision tower.
paligemma2_3b_pt_448 = transformer(
  name: "PaliGemma 2 3B 448", family: gemma2, hidden: 2304, layers: 26, heads: 8, kv_heads: 4,
  head_dim: 256, intermediate: 9216, vocab: 257216, sliding_window: 4096, tied: yes,
  tower: tower(parameters: 415983600, model_type: paligemma, linear: 413724672, layers: 27,
    hidden: 1152, patches: 1, pixels: 588, reached: yes, mask: always,
    heads: 16, intermediate: 4304, encoder: siglip, tokens: 1024,
    tensors: [
      "677376 1152 1179648 27(1327104q 1152 1327104q 1152 1327104q 1152 1327104q 1152",
      "1152 1152 4958208q 4304 4958208q 1152 1152 1152) 1152 1152 1024i 2654208q 2304",
    ]), parameters: 3033127152, context: 8192,
  released: "2024-12", hub: "google/paligemma2-3b-pt-448", source: "safetensors total on the Hub")
paligemma2_3b_mix_448 = paligemma2_3b_pt_448

"""#
}
