/// A step of the tour: what is asked for, how to see that it was done, and what to say then.
struct TourStep: Sendable {
  let title: String
  /// What to do; names of the language stand in backticks.
  let task: String
  /// What a learner types who does as told; the tests type it.
  let answer: String
  /// Whether the answer is shown; the last step leaves it to be found.
  var isGiven = true
  /// Holds, in the language, once the step is done.
  let check: String
  /// For a line that did not do it.
  let hint: String
  /// Why it came out so: a text of the language, whose braces are evaluated.
  let lesson: String
}

extension TourStep {
  /// From the first estimate to a model of 70 billion weights on one card.
  static let all = [
    TourStep(
      title: "Say what you train",
      task: "Every question is about a setup, and a setup begins with its model. Type",
      answer: "model = llama8b",
      check: "model == llama8b",
      hint: "bind the name `model`",
      lesson:
        "That is {round(model.parameters / 1B params, 2)} billion parameters. All else has a default, which `setup` lists: "
        + "QLoRA adapters, one sequence of `seq = {seq}` tokens at a time, AdamW. Tab completes names and "
        + "says what they are."),
    TourStep(
      title: "Ask what it takes",
      task: "A question is a word. The first one to ask is",
      answer: "estimate",
      check: "_.total == estimate.total",
      hint: "ask for the `estimate`",
      lesson: "{estimate.total} in all, the sum of the lines above it, at the fullest moment of a "
        + "step, which is the {estimate.phase}. The weights are {estimate.weights} of it; "
        + "what is computed on the way is often as much."),
    TourStep(
      title: "Train all of it",
      task: "Adapters are a few weights beside the model. To train every weight instead, type",
      answer: "method = full; estimate",
      check: "method == full and _.total == estimate.total",
      hint: "set `method`, and ask again",
      lesson: "{estimate.total}. A weight that is trained needs more than its own two bytes: a "
        + "gradient, and two moments that AdamW keeps of it, here {estimate.optimizer}. It is not "
        + "the model that is large, it is the training of all of it."),
    TourStep(
      title: "Hold it against a card",
      task: "Does that run on a card of 24 GB?",
      answer: "fits(rtx4090)",
      check: "method == full and _.gpu == rtx4090",
      hint: "ask `fits` of the card `rtx4090`",
      lesson: "No, and not nearly. Of the card's {rtx4090.memory} a program may use "
        + "{rtx4090.usable}: the driver keeps the rest. `gpus` lists the cards that are known."),
    TourStep(
      title: "Back to adapters",
      task: "Put the weights in 4 bits, and train adapters of rank 16 beside them:",
      answer: "method = qlora(r: 16); fits(rtx4090)",
      check: "method.r == 16 and _.fits",
      hint: "set `method` to `qlora(r: 16)`, and ask whether it fits",
      lesson:
        "Now it does. The weights lie in {estimate.weights}, and only {round(estimate.trainable / 1M params)} "
        + "million numbers are trained, whose gradients and moments are small."),
    TourStep(
      title: "Ask why",
      task:
        "Every figure can say where it comes from. Ask about the largest part after the weights:",
      answer: "explain(estimate.logits)",
      check: "_.bytes == estimate.logits",
      hint: "ask `explain` for a part of the estimate",
      lesson: "The loss looks at one number for each token and each of {model.vocab} words, and "
        + "holds them three times in fp32. Each line of an explanation is an expression: type it, "
        + "and you get its figure."),
    TourStep(
      title: "See what grows",
      task: "A sweep asks the same for many values. Choose the card, and try longer sequences:",
      answer: "gpu = rtx4090; sweep(seq, 2K...16K by *2)",
      check: "gpu == rtx4090 and loss == \"standard\" and _.seq.count > 1",
      hint: "set `gpu`, and sweep `seq`",
      lesson: "The weights stay as they are; activations and logits grow with the tokens, and soon "
        + "are nearly all there is. Any name of the setup can be swept: `batch`, `optimizer`, `method`."
    ),
    TourStep(
      title: "Take the cause away",
      task: "A fused loss never holds the logits whole. Set it, and sweep again:",
      answer: "loss = fused; sweep(seq, 2K...16K by *2)",
      check: "loss == \"fused\" and _.total[0] == estimate(seq: _.seq[0]).total",
      hint: "set `loss`, and repeat the sweep: Up brings lines back",
      lesson:
        "The same card takes `seq = {_.seq[_.count - 1]}` now. To find the part that is large, "
        + "and what it grows with, is the whole art."),
    TourStep(
      title: "A model of 70 billion weights",
      task: "Take a larger card, and the settings that most start with:",
      answer: "model = llama70b; gpu = rtx6000_ada; loss = standard; fits(gpu)",
      check: "model == llama70b and gpu == rtx6000_ada and loss == \"standard\" and not _",
      hint: "set the three names, and ask `fits(gpu)`",
      lesson:
        "Close: it is {fits(gpu).needed - fits(gpu).usable} too much. In bf16 the weights alone would be "
        + "{model.parameters * 2 bytes/param}; in 4 bits they are {estimate.weights}, and there is "
        + "little room beside them."),
    TourStep(
      title: "Make it fit",
      task: "The last step is yours: the same model on the same card, with 2K tokens or more, so "
        + "that `fits(gpu)` says yes. `estimate` shows what is large.",
      answer: "loss = fused; fits(gpu)", isGiven: false,
      check: "model == llama70b and gpu == rtx6000_ada and seq >= 2K and fits(gpu)",
      hint: "it does not fit yet; what did step 8 take away?",
      lesson:
        "A model of {round(model.parameters / 1B params)} billion parameters trains on one card, with {fits(gpu).headroom} to "
        + "spare. That was the tour: `help` has the other words, and `save` with a name such as "
        + "plan.vram keeps a session as a script."),
  ]
}
