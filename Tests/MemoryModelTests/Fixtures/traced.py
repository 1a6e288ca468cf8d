#!/usr/bin/env python3
"""Trim traced training steps to what the tests need.

  traced.py CASES.jsonl > traced.tsv
  traced.py CASES.jsonl MINFIT.jsonl > smallest.tsv

Each case is one run of two optimizer steps of torch 2.15, transformers 5.23, peft 0.21 and
bitsandbytes 0.50 with torch's own caching allocator; `allocated` and `reserved` are its peaks.
`needed` is the smallest memory of a device on which the same run did not fail.
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


# What a run has unless its record says otherwise.
DEFAULTS = {"precision": "bf16", "batch": 1, "seq": 1024, "ckpt": False, "ga": 1, "mask": "none",
            "optimizer": "adamw_fused", "loss": "hf", "clip": 1.0, "lora_r": 16,
            "lora_targets": "all-linear", "lora_dropout": 0.0, "adapter_dtype": "fp32",
            "kbit_prep": False, "double_quant": True, "ckpt_reentrant": False}
# A model that no other case has, by what sets it apart from one that some have.
QWEN3_SMALLEST = {"hidden": 1024, "intermediate": 3072}


def smallest(search, cases):
    """A search for the smallest device; its run is among the cases, or is written out."""
    knobs, peak = search["case"], search["peak_allocated"]
    for case in cases:
        if case["case"]["model"] == knobs["model"] and case["out"]["peak_allocated"] == peak:
            return {**row(case), "needed": search["min_fit"]}
    like = "Qwen3-1.7B" if knobs["model"] == "Qwen3-0.6B" else knobs["model"]
    facts = next(case["config"] for case in cases if case["case"]["model"] == like)
    if like != knobs["model"]:
        facts = {**facts, **QWEN3_SMALLEST}
    out = {"attn_impl": "sdpa", "peak_allocated": peak, "peak_reserved": search["peak_reserved"],
           "peak_phase": "bwd_loss", "params_total": 0, "params_trainable": 0}
    case = {"case": {**DEFAULTS, **knobs}, "config": facts, "out": out}
    return {**row(case), "needed": search["min_fit"]}


def main():
    cases = list(map(json.loads, open(sys.argv[1])))
    if len(sys.argv) > 2:
        rows = [smallest(search, cases) for search in map(json.loads, open(sys.argv[2]))]
    else:
        rows = [row(case) for case in cases]
    print("\t".join(rows[0]))
    for fields in rows:
        print("\t".join(map(str, fields.values())))


if __name__ == "__main__":
    main()
