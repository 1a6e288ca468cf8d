#!/usr/bin/env python3
"""Trim traced training steps to what the tests need.

  traced.py CASES.jsonl > traced.tsv

Each case is one run of two optimizer steps of torch 2.15, transformers 5.23, peft 0.21 and
bitsandbytes 0.50 with torch's own caching allocator; `allocated` and `reserved` are its peaks.
"""
import json
import sys

OPTIMIZER = {"adamw_fused": "adamw_torch_fused", "adamw_foreach": "adamw_torch"}
TARGETS = {"all-linear": "all_linear", "attn": "attention", "qv": "qv"}
LOSS = {"hf": "standard", "liger": "fused"}
PHASE = {"fwd_layers": "forward", "fwd_loss": "loss", "bwd_loss": "loss",
         "bwd_layers": "backward", "clip": "step", "opt": "step"}
# Families with a window that is always on.
WINDOWED = ("gemma2", "gemma3_text", "gemma4_text", "gpt_oss")


def gemma4(facts):
    """What Gemma 4 has beyond the dimensions of the others, from its config."""
    if facts["model_type"] != "gemma4_text":
        return {name: 0 for name in ("global_head_dim", "global_kv_heads", "keys_are_values",
                                     "shared", "shared_windowed", "per_layer_width")}
    config = facts["hf"]
    shared = config["num_kv_shared_layers"]
    kinds = config["layer_types"][-shared:] if shared else []
    return {
        "global_head_dim": facts["head_dim_global"],
        "global_kv_heads": config["num_global_key_value_heads"] or facts["kv_heads"],
        "keys_are_values": int(config["attention_k_eq_v"]), "shared": shared,
        "shared_windowed": kinds.count("sliding_attention"),
        "per_layer_width": config["hidden_size_per_layer_input"],
    }


def row(case):
    knobs, facts, out = case["case"], case["config"], case["out"]
    family = facts["model_type"]
    plain = family in ("gpt2", "gpt_neox")
    bias = bool(facts.get("attention_bias"))
    checkpointing = "off"
    if knobs["ckpt"]:
        checkpointing = "reentrant" if knobs["ckpt_reentrant"] else "on"
    return {
        "model": knobs["model"], "family": family, "hidden": facts["hidden"],
        "layers": facts["layers"], "heads": facts["heads"], "kv_heads": facts["kv_heads"],
        "head_dim": facts["head_dim"], "intermediate": facts["intermediate"],
        "vocab": facts["vocab"], "tied": int(facts["tied"]),
        "qkv_bias": int(bias or plain or family == "qwen2"),
        "output_bias": int(plain or (bias and family != "qwen2")),
        "positions": facts["max_pos"] if family == "gpt2" else 0,
        "window": facts["sliding_window"] if family in WINDOWED else "",
        "experts": facts["n_experts"] or 0,
        "active": facts["top_k"] or facts.get("hf", {}).get("top_k_experts") or 0,
        "expert_intermediate": facts["moe_intermediate"] or facts["intermediate"],
        **gemma4(facts),
        "method": knobs["method"], "r": knobs["lora_r"], "targets": TARGETS[knobs["lora_targets"]],
        "dropout": knobs["lora_dropout"], "dtype": knobs["adapter_dtype"],
        "double_quant": int(knobs["double_quant"]), "upcast": int(knobs["kbit_prep"]),
        "batch": knobs["batch"], "seq": knobs["seq"], "accumulation": knobs["ga"],
        "optimizer": OPTIMIZER.get(knobs["optimizer"], knobs["optimizer"]),
        "precision": knobs["precision"], "checkpointing": checkpointing,
        "attention": "eager" if out["attn_impl"] == "eager" else "sdpa",
        "padding": int(knobs["mask"] == "pad"), "loss": LOSS[knobs["loss"]],
        "clip": knobs["clip"], "capability": out.get("sm", 80),
        "allocated": out["peak_allocated"], "reserved": out["peak_reserved"],
        "phase": PHASE[out["peak_phase"]], "parameters": out["params_total"],
        "trainable": out["params_trainable"],
    }


def main():
    rows = [row(case) for case in map(json.loads, open(sys.argv[1]))]
    print("\t".join(rows[0]))
    for fields in rows:
        print("\t".join(map(str, fields.values())))


main()
