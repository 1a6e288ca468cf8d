#!/usr/bin/env python3
"""Trim traced training steps to what the tests need.

  traced.py CASES.jsonl FAMILY[,FAMILY…] > traced.tsv

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

# What a family has beyond its numbers.
FAMILY = {
    "phi3": {"fused": 1, "partial_rotary": 1},
    "gpt2": {"fused": 1, "norm": "layer", "rotary_tables": 0, "plain": 1, "activation": "written",
             "positions": 1, "dropout": 1},
    "gpt_neox": {"fused": 1, "norm": "layer", "plain": 1, "parallel": 1, "partial_rotary": 1},
    "olmo2": {"norm": "wide", "placement": "after", "qk_norm_whole": 1},
    "mixtral": {"experts": lambda facts: (facts["intermediate"], 1)},
    "qwen3_moe": {"experts": lambda facts: (facts["moe_intermediate"], 0)},
    "gpt_oss": {"norm": "wide", "experts": lambda facts: (facts["intermediate"], 0), "clamped": 1,
                "pattern": 2},
    "gemma2": {"norm": "offset", "placement": "around", "softcap": 1, "pattern": 2},
    "gemma3_text": {"norm": "offset", "placement": "around", "rotary_tables": 2, "pattern": 6},
}


def windows(facts, pattern):
    """The window, and how many layers have it: all but each so-many-th."""
    if not pattern:
        return "", 0
    return facts["sliding_window"], facts["layers"] - facts["layers"] // pattern


def row(case):
    knobs, facts, out = case["case"], case["config"], case["out"]
    qwen2 = facts["model_type"] == "qwen2"
    bias = bool(facts.get("attention_bias"))
    family = FAMILY.get(facts["model_type"], {})
    plain = family.get("plain", 0)
    window, windowed = windows(facts, family.get("pattern"))
    expert, fp32_scores = family["experts"](facts) if "experts" in family else (0, 0)
    checkpointing = "off"
    if knobs["ckpt"]:
        checkpointing = "reentrant" if knobs["ckpt_reentrant"] else "on"
    return {
        "model": knobs["model"], "family": facts["model_type"], "hidden": facts["hidden"],
        "layers": facts["layers"], "heads": facts["heads"], "kv_heads": facts["kv_heads"],
        "head_dim": facts["head_dim"], "intermediate": facts["intermediate"],
        "vocab": facts["vocab"], "tied": int(facts["tied"]), "qkv_bias": int(bias or qwen2 or plain),
        "output_bias": int((bias and not qwen2) or plain), "qk_norm": int(bool(facts["qk_norm"])),
        "fused": family.get("fused", 0), "norm": family.get("norm", "rms"),
        "placement": family.get("placement", "before"),
        "qk_norm_whole": family.get("qk_norm_whole", 0), "softcap": family.get("softcap", 0),
        "rotary_tables": family.get("rotary_tables", 1), "window": window,
        "windowed_layers": windowed, "plain_mlp": plain,
        "activation": family.get("activation", "kernel"), "parallel": family.get("parallel", 0),
        "positions": facts["max_pos"] if family.get("positions") else 0,
        "residual_dropout": family.get("dropout", 0),
        "experts": facts["n_experts"] or 0, "active": facts["top_k"] or 0,
        "clamped": family.get("clamped", 0), "expert_intermediate": expert, "fp32_scores": fp32_scores,
        "partial_rotary": family.get("partial_rotary", 0),
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


def modelled(case):
    """Adapters on the tensors of experts are refused so far."""
    knobs = case["case"]
    return not case["config"].get("n_experts") or knobs["method"] == "full" \
        or knobs["lora_targets"] != "all-linear" or case["config"]["model_type"] == "gpt_oss"


def main():
    cases, families = sys.argv[1], sys.argv[2].split(",")
    rows = [row(case) for case in map(json.loads, open(cases))
            if case["config"]["model_type"] in families and modelled(case)]
    print("\t".join(rows[0]))
    for fields in rows:
        print("\t".join(map(str, fields.values())))


main()
