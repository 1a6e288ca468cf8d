// What an estimate says: its parts and its sums.
extension HelpTopic {
  static let parts = [
    HelpTopic(
      ["weights", "weight"], "a part of an estimate: the model as it lies on the card",
      "With qlora(…) most linear modules are packed in 4 bits, with constants for each block; the "
        + "embedding, the head and the norms are not. `precision` says in which format the rest lies.",
      "estimate.weights", "explain(estimate.weights)"),
    HelpTopic(
      ["adapters"], "a part of an estimate: what LoRA adds to the model",
      "Two narrow matrices for each module of `targets`, in `dtype`, which is fp32 unless the "
        + "method says otherwise.", "estimate.adapters", "estimate(method: qlora(r: 64)).adapters"),
    HelpTopic(
      ["gradients", "gradient"], "a part of an estimate: one for each parameter that is trained",
      "Where the peak is at the loss there are none yet, and the part is 0. `accumulation` keeps "
        + "them from one micro-batch to the next.", "estimate.gradients",
      "estimate(method: full).gradients"),
    HelpTopic(
      ["states", "moments", "momentum"], "what an optimizer keeps between steps",
      "`optimizers` lists the bytes for each parameter; the part is called `optimizer`.",
      "estimate.optimizer", "estimate(optimizer: adamw_8bit).optimizer"),
    HelpTopic(
      ["activations", "activation"],
      "a part of an estimate: what forward keeps for backward, at the peak",
      "It grows with batch * seq. With `checkpointing = on` a layer keeps its input alone, and is "
        + "computed again in backward; with `off` every module keeps what its gradient needs.",
      "estimate.activations", "estimate(checkpointing: off).activations"),
    HelpTopic(
      ["logits", "logit", "head"],
      "a part of an estimate: a score for each token and each word of the vocabulary",
      "batch * seq * vocab of them, in fp32, and their gradients: for large vocabularies the peak "
        + "is there. `loss = fused` and `loss = chunked(n)` never hold them whole.",
      "estimate.logits", "estimate(loss: fused).logits", "explain(estimate.logits)"),
    HelpTopic(
      ["temporaries", "temporary", "scratch"],
      "a part of an estimate: what is there for a moment, at the peak",
      "Gradients of activations, a layer computed again, weights unpacked from 4 bits, casts.",
      "estimate.temporaries", "explain(estimate.temporaries)"),
    HelpTopic(
      ["cache", "fragmentation", "reserved"],
      "a part of an estimate: what torch's caching allocator holds beyond what is allocated",
      "Two steps are gone through with torch's own rules for blocks and segments. `reserved` is `allocated` "
        + "with it: what torch.cuda.max_memory_reserved() says on a card with room to spare.",
      "estimate.allocator", "estimate.reserved"),
    HelpTopic(
      ["context", "cuda"], "a part of an estimate: CUDA itself and its libraries",
      "It is on the card before the first tensor, and torch does not count it.",
      "estimate.context"),
    HelpTopic(
      ["allocated"], "of an estimate: all tensors at the peak",
      "What torch.cuda.max_memory_allocated() says: the parts from weights to temporaries.",
      "estimate.allocated"),
    HelpTopic(
      ["total"], "of an estimate: what nvidia-smi shows for the process",
      "`allocated` with `allocator` and `context`.", "estimate.total"),
    HelpTopic(
      ["needed", "tight"], "of an estimate: the least memory in which the step still runs",
      "Under pressure the allocator gives back what it caches. `fits` says yes where `total` is "
        + "within what the card has usable, and tight where only `needed` is.", "estimate.needed",
      "fits(rtx4090, seq: 8K)"),
    HelpTopic(
      ["phase", "peak"], "of an estimate: the moment when most memory is taken",
      "load, forward, loss, backward or step. All figures are of that moment.",
      "estimate.phase"),
    HelpTopic(
      ["trainable"], "of an estimate: how many parameters get gradients", "",
      "estimate.trainable", "estimate.trainable / estimate.parameters in percent"),
    HelpTopic(
      ["margin", "accuracy", "error"], "of an estimate: how far it was from traced steps",
      "A share: 0.005 is 0.5 %. It speaks of `allocated`.", "estimate.margin"),
    HelpTopic(
      ["usable", "headroom", "verdict"], "of a verdict: what a card leaves to programs",
      "The driver keeps some of a card's memory. `headroom` is what is left of the rest.",
      "rtx4090.usable", "fits(rtx4090).headroom"),
    HelpTopic(
      ["products", "elementwise", "dequantise", "launches"],
      "of a time: what a step on a card goes into",
      "Products of matrices, attention, what only streams (norms, sums, casts), adapters, the loss, and "
        + "weights unpacked from 4 bits are the GPU's. The CPU issues its kernels beside that: `launches` "
        + "is what shows of short sequences.",
      "time(gpu: a100).products", "time(gpu: a100, seq: 128).launches"),
    HelpTopic(
      ["flops", "throughput", "tokens_per_second"], "of a time: how much is computed, and how fast",
      "FLOPs are those of a step's products and attention, with what checkpoints compute again.",
      "time(gpu: a100).flops", "time(gpu: a100).tokens_per_second"),
  ]
}
