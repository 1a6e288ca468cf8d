#!/usr/bin/env python3
"""Trim traced training steps of further families to what the tests need.

  families.py CASES.jsonl CONFIGS > families.tsv; families.py --configs CASES.jsonl CONFIGS > configs.jsonl

Each case is one run as those of traced.py, of a model that a config.json in the folder CONFIGS
describes, with few layers unless its name ends in `_full`; hybrids ran the host code of mamba_ssm
2.3.2, flash-linear-attention 0.6.0 and causal_conv1d 1.7.0.
"""
import json
import os
import sys

import traced

# What no tensor's size depends on, and what names people.
IDLE = ("architectures", "bos_token_id", "eos_token_id", "pad_token_id", "initializer_range",
        "transformers_version", "torch_dtype", "dtype", "use_cache", "_name_or_path", "auto_map")


def knobs(case):
    """A row as traced.py writes it, without the dimensions that the config says."""
    row = traced.row({**case, "config": {"model_type": "", "hidden": 0, "layers": 0, "heads": 0,
                                         "kv_heads": 0, "head_dim": 0, "intermediate": 0,
                                         "vocab": 0, "tied": 0, "sliding_window": None,
                                         "n_experts": 0, "top_k": 0, "moe_intermediate": 0}})
    named = list(row)
    return {name: row[name] for name in ["model", *named[named.index("method"):]]}


def main():
    listing = sys.argv[1] == "--configs"
    cases, folder = sys.argv[1 + listing:]
    # PEFT refuses a module of some hybrids: their adapters leave it out, which cannot be asked.
    cases = [case for case in map(json.loads, open(cases)) if not case["case"].get("exclude")]
    if listing:
        for name in sorted({case["case"]["model"] for case in cases}):
            config = json.load(open(os.path.join(folder, name + ".json")))
            config = {key: value for key, value in config.items() if key not in IDLE}
            print(json.dumps({"name": name, "config": config}, separators=(",", ":")))
        return
    rows = [knobs(case) for case in cases]
    print("\t".join(rows[0]))
    for fields in rows:
        print("\t".join(map(str, fields.values())))


if __name__ == "__main__":
    main()
