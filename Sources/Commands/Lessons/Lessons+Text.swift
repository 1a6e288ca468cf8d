// swift-format-ignore-file
// Written by scripts/teach from scripts/lessons. Change those, then run the script.

let lessonTexts: [StaticString] = [
#"""
#!/usr/bin/env vram
# A tour: ten steps to a model of 70 billion weights on one card

## Say what you train
# Every question is about a setup, and a setup begins with its model. Type
model = llama8b
assert model == llama8b, "bind the name `model`"
# That is {round(model.parameters / 1B params, 2)} billion parameters. All else has a default, which
# `setup` lists: QLoRA adapters, one sequence of `seq = {seq}` tokens at a time, AdamW. Tab
# completes names and says what they are.

## Ask what it takes
# A question is a word. The first one to ask is
estimate
assert _.total == estimate.total, "ask for the `estimate`"
# {estimate.total} in all, the sum of the lines above it, at the fullest moment of a step, which is
# the {estimate.phase}. The weights are {estimate.weights} of it; what is computed on the way is
# often as much.

## Train all of it
# Adapters are a few weights beside the model. To train every weight instead, type
method = full; estimate
assert method == full and _.total == estimate.total, "set `method`, and ask again"
# {estimate.total}. A weight that is trained needs more than its own two bytes: a gradient, and two
# moments that AdamW keeps of it, here {estimate.optimizer}. It is not the model that is large, it
# is the training of all of it.

## Hold it against a card
# Does that run on a card of 24 GB?
fits(rtx4090)
assert method == full and _.gpu == rtx4090, "ask `fits` of the card `rtx4090`"
# No, and not nearly. Of the card's {rtx4090.memory} a program may use {rtx4090.usable}: the driver
# keeps the rest. `gpus` lists the cards that are known.

## Back to adapters
# Put the weights in 4 bits, and train adapters of rank 16 beside them:
method = qlora(r: 16); fits(rtx4090)
assert method.r == 16 and _.fits, "set `method` to `qlora(r: 16)`, and ask whether it fits"
# Now it does. The weights lie in {estimate.weights}, and only {round(estimate.trainable / 1M
# params)} million numbers are trained, whose gradients and moments are small.

## Ask why
# Every figure can say where it comes from. Ask about the largest part after the weights:
explain(estimate.logits)
assert _.bytes == estimate.logits, "ask `explain` for a part of the estimate"
# The loss looks at one number for each token and each of {model.vocab} words, and holds them three
# times in fp32. Each line of an explanation is an expression: type it, and you get its figure.

## See what grows
# A sweep asks the same for many values. Choose the card, and try longer sequences:
gpu = rtx4090; sweep(seq, 2K...16K by *2)
assert gpu == rtx4090 and loss == "standard" and _.seq.count > 1, "set `gpu`, and sweep `seq`"
# The weights stay as they are; activations and logits grow with the tokens, and soon are nearly all
# there is. Any name of the setup can be swept: `batch`, `optimizer`, `method`.

## Take the cause away
# A fused loss never holds the logits whole. Set it, and sweep again:
loss = fused; sweep(seq, 2K...16K by *2)
assert loss == "fused" and _.total[0] == estimate(seq: _.seq[0]).total,
  "set `loss`, and repeat the sweep: Up brings lines back"
# The same card takes `seq = {_.seq[_.count - 1]}` now. To find the part that is large, and what it
# grows with, is the whole art.

## A model of 70 billion weights
# Take a larger card, and the settings that most start with:
model = llama70b; gpu = rtx6000_ada; loss = standard; fits(gpu)
assert model == llama70b and gpu == rtx6000_ada and loss == "standard" and not _,
  "set the three names, and ask `fits(gpu)`"
# Close: it is {fits(gpu).needed - fits(gpu).usable} too much. In bf16 the weights alone would be
# {model.parameters * 2 bytes/param}; in 4 bits they are {estimate.weights}, and there is little
# room beside them.

## Make it fit
#? The last step is yours: the same model on the same card, with 2K tokens or more, so that
#? `fits(gpu)` says yes. `estimate` shows what is large.
loss = fused; fits(gpu)
assert model == llama70b and gpu == rtx6000_ada and seq >= 2K and fits(gpu),
  "it does not fit yet; what did step 8 take away?"
# A model of {round(model.parameters / 1B params)} billion parameters trains on one card, with
# {fits(gpu).headroom} to spare. That was the tour: `help` has the other words, and `save` with a
# name such as plan.vram keeps a session as a script.
"""#,
#"""
#!/usr/bin/env vram
# What a parameter costs
#
# A model is a list of numbers. Before anything is trained they have to lie on the card: here you
# count them, and find out what one of them takes.

## Count them
# Every question is about a setup. Say which model it is, and ask for its number of parameters:
model = llama3_2_1b; model.parameters
assert model == llama3_2_1b, "bind `model` to `llama3_2_1b`"
assert _ == model.parameters, "ask for `model.parameters`"
# {round(model.parameters / 1B params, 2)} billion. `parameters` lists the tensors that they are.

## Two bytes each
# Published weights are in bf16: a number of 16 bits. Multiply, and look at the unit of the answer:
model.parameters * 2 bytes/param
assert _ == model.parameters * 2 bytes/param, "multiply `model.parameters` by `2 bytes/param`"
# That is what a list of numbers takes. Units are part of the sum here: parameters times bytes a
# parameter are bytes.

## Does the model agree?
# Ask what the weights take in a training of all of them:
method = full; estimate.weights
assert method == full and _ == estimate.weights,
  "set `method = full`, and ask for `estimate.weights`"
# {estimate.weights}. The difference to your product is small: buffers that are no parameters, and
# torch's rounding of each tensor to whole blocks.

## Four bits
# bitsandbytes packs a weight into four bits. A quarter of two bytes: is a quarter left?
method = qlora(r: 16); estimate.weights / estimate(method: full).weights
assert method != full, "set `method = qlora(r: 16)`"
assert _ == estimate.weights / estimate(method: full).weights,
  "divide `estimate.weights` by that of `estimate(method: full)`"
# No: {round(100 * estimate.weights / estimate(method: full).weights)} % are. Embedding, head and norms
# stay in bf16, and of a small model with a large vocabulary they are a great part.

## Where is the rest?
#? Which models come closest to a quarter? Find one of the catalog whose weights in 4 bits are less
#? than 30 % of those in bf16, and bind `model` to it.
model = llama3_3_70b
assert estimate.weights < 30% * estimate(method: full).weights,
  "not yet: is its vocabulary small beside its layers?"
# {model.name}: the larger the layers, the less embedding and head count.
"""#,
#"""
#!/usr/bin/env vram
# The four components
#
# Weights, gradients, states of the optimizer, activations: guides name these four. Here you see how
# large each is, when it is there, and what is missing in the list.

## The ledger
# Choose a small model, train all of it, and ask for the whole ledger:
model = llama3_2_1b; method = full; estimate
assert model == llama3_2_1b and method == full, "set `model` and `method`"
assert _.total == estimate.total, "ask for the `estimate`"
# One line for each part. They are not all large at the same moment: the figures are those of the
# fullest one, which is the {estimate.phase}.

## Add them up
# `allocated` is what torch's own counter shows. Is it the sum of the parts above it?
estimate.allocated - estimate.weights - estimate.adapters - estimate.gradients - estimate.optimizer
assert _ == estimate.activations + estimate.logits + estimate.temporaries,
  "take the first parts from `estimate.allocated`"
# What is left are activations, logits and temporaries: the numbers that are computed on the way, and
# the words' scores, which no guide lists.

## When is what there?
# A part that is nothing at the peak may be large at another time. Look at the whole step:
timeline
assert _.peak == estimate.allocated, "ask for the `timeline`"
# Gradients come as backward goes down the layers, and go with the step; activations go the other way.
# The peak is where the sum is largest, not where a part is.

## The rule of thumb
# Guides add four constants. Hold them against the estimate:
compare(rule_of_thumb, estimate)
assert _.why.count > 0, "compare `rule_of_thumb` and `estimate`"
# The weights are told well. What lies between is what nobody multiplies by hand: the vocabulary, what
# torch caches, the context of CUDA.

## Which one dominates?
#? Set `method` so that the weights are the largest part of the estimate.
method = qlora(r: 16)
assert estimate.weights > estimate.optimizer,
  "the optimizer's states are still larger: train fewer numbers"
assert estimate.weights > estimate.activations, "the activations are still larger"
# With adapters few numbers are trained, so that gradients and states are small: what is left is the
# model itself, and what it computes.
"""#,
#"""
#!/usr/bin/env vram
# Why Adam is dear
#
# An optimizer remembers something of each number that it trains. AdamW remembers two.

## What it remembers
# Train all of a small model, and ask for the states:
model = llama3_2_1b; method = full; estimate.optimizer
assert model == llama3_2_1b and method == full, "set `model` and `method = full`"
assert _ == estimate.optimizer, "ask for `estimate.optimizer`"
# {estimate.optimizer}, and the weights are {estimate.weights}: two states, each in the weights' own
# format.

## In fp32
# Older recipes keep the weights in fp32, and so the states. Set it, and ask again:
precision = fp32_amp; estimate.optimizer
assert precision == "fp32_amp", "set `precision = fp32_amp`"
assert _ == estimate.optimizer, "ask for `estimate.optimizer`"
# Twice as much: 8 bytes a parameter, as guides say. They are right about this recipe, and wrong about
# bf16 weights.

## One state, or none
# Ask the same of several optimizers at once:
sweep(optimizer, [adamw, sgd_momentum, sgd, adafactor, adamw_8bit], estimate.optimizer)
assert _.count >= 3, "sweep `optimizer` over several of them"
# Momentum is one state, plain SGD none, Adafactor rows and columns in place of the whole matrix.
# In 8 bits a state is a byte.

## And with adapters?
# Now train adapters, and compare AdamW with its 8-bit form:
method = qlora(r: 16); estimate.total - estimate(optimizer: adamw_8bit).total
assert method != full, "set `method = qlora(r: 16)`"
assert _ == estimate.total - estimate(optimizer: adamw_8bit).total,
  "take one `total` from the other"
# Of {round(estimate.trainable / 1M params)} million numbers even two states of four bytes are little.

## Make it fit
#? Back to `method = full`. Which `optimizer` and `precision` bring the whole below 8 GiB?
method = full; precision = bf16_amp; optimizer = sgd; loss = fused
assert method == full, "set `method = full`"
assert estimate.total < 8 GiB, "not yet: bf16 weights, few states or none, and a look at the logits"
# {estimate.total}. SGD learns slower, and has no states: what is dear about Adam is that it remembers.
"""#,
#"""
#!/usr/bin/env vram
# Why LoRA saves less than hoped, and QLoRA can exceed LoRA
#
# Adapters train one number in a hundred. Does memory shrink as much?

## One in a hundred
# Choose a model and LoRA, and ask which share of the parameters is trained:
model = qwen2_5_7b; method = lora(r: 16); estimate.trainable / estimate.parameters
assert model == qwen2_5_7b, "set `model = qwen2_5_7b`"
assert _ == estimate.trainable / estimate.parameters, "divide `trainable` by `parameters`"
# {round(100 * estimate.trainable / estimate.parameters, 2)} %.

## What goes, what stays
# Hold it against full tuning, part by part:
compare(scenario(method: full), scenario(method: lora(r: 16)))
assert _.part[0] == "weights", "compare two scenarios"
# Gradients and states are gone. Weights are as they were, and what is computed on the way as well:
# backward still goes through every layer.

## Longer sequences
# What does not shrink decides as soon as sequences are long. Ask for both at 8K tokens:
estimate(seq: 8K).total / estimate(method: full, seq: 8K).total
assert _ == estimate(seq: 8K).total / estimate(method: full, seq: 8K).total,
  "divide the totals at `seq: 8K`"
# {round(100 * estimate(seq: 8K).total / estimate(method: full, seq: 8K).total)} % are left, of which
# {estimate(seq: 8K).logits} are logits.

## In four bits
# QLoRA packs the weights. With `upcast: on`, as `prepare_model_for_kbit_training` does it:
method = qlora(r: 16, upcast: on); estimate.weights
assert method.upcast, "set `method = qlora(r: 16, upcast: on)`"
assert _ == estimate.weights, "ask for `estimate.weights`"
# {estimate.weights}: what is not packed was taken to fp32, and embedding and head of this model are
# a billion numbers.

## QLoRA above LoRA
#? Find a `model` for which this QLoRA takes more in all than LoRA does.
model = qwen2_5_0_5b
assert method.upcast, "keep `method = qlora(r: 16, upcast: on)`"
assert estimate.total > estimate(method: lora(r: 16)).total,
  "not this one: think of a small model with a large vocabulary"
# {model.name}: {estimate.total} against {estimate(method: lora(r: 16)).total}. `upcast: off` is what
# saves it.
"""#,
#"""
#!/usr/bin/env vram
# Activations and checkpointing
#
# Backward needs what forward computed. It can be kept, or computed again.

## Keep all
# Switch checkpointing off, and ask for the activations:
model = llama3_2_3b; method = qlora(r: 16); checkpointing = off; estimate.activations
assert model == llama3_2_3b and checkpointing == "off", "set `model` and `checkpointing = off`"
assert _ == estimate.activations, "ask for `estimate.activations`"
# {estimate.activations}: for each layer the inputs of its modules, for each token.

## Per token
# How much is it for one token? Divide by their number:
estimate.activations / (batch * seq)
assert _ == estimate.activations / (batch * seq), "divide `estimate.activations` by `batch * seq`"
# It hardly matters whether tokens lie in one sequence or in several: flash attention keeps no
# table of all pairs.

## Compute again
# With checkpointing a layer keeps its input alone. Set it, and ask again:
checkpointing = on; estimate.activations
assert checkpointing == "on", "set `checkpointing = on`"
assert _ == estimate.activations, "ask for `estimate.activations`"
# {estimate.activations} at the peak. The price is a second forward: about a third more time for full
# tuning, nearly half more for adapters.

## One layer at a time
# While backward is in a layer, that layer's activations are all there. Look inside one:
timeline(layer: 12)
assert _.table.layer[0] == 12, "ask for `timeline(layer: 12)`"
# What was saved for all layers is now there for one: it is counted as temporaries.

## Eager attention
#? Which setting makes memory grow with the square of the sequence? Set it, and see that four times
#? the tokens need more than six times the activations and temporaries.
attention = eager; checkpointing = off; loss = fused
assert estimate(seq: 8K).activations > 6 * estimate(seq: 2K).activations,
  "not yet: an attention that writes its scores out"
# Scores of all pairs of tokens, for every head: that is what flash attention never writes.
"""#,
#"""
#!/usr/bin/env vram
# Why the loss is the peak
#
# A model gives one score for each token and each word of its vocabulary. There are many words.

## The logits
# Choose a model with a large vocabulary, and ask for the logits:
model = gemma3_1b; method = lora(r: 16); seq = 4K; estimate.logits
assert model == gemma3_1b and seq == 4K, "set `model` and `seq = 4K`"
assert _ == estimate.logits, "ask for `estimate.logits`"
# {estimate.logits}, beside weights of {estimate.weights}.

## One copy
# How large is one table of scores in fp32?
batch * seq * model.vocab * 4 bytes
assert _ == batch * seq * model.vocab * 4 bytes,
  "multiply `batch`, `seq`, `model.vocab` and `4 bytes`"
# {batch * seq * model.vocab * 4 bytes}. Log-softmax keeps one, its gradient is another, and a copy in
# the model's own format comes before.

## What is there at the peak
# Ask for the reasons of the part:
explain(estimate.logits)
assert _.bytes == estimate.logits, "explain `estimate.logits`"
# Each line is an expression: type it, and you get its figure.

## A small model, a large job
# Against a model of eight times as many parameters with half the vocabulary:
estimate.total / estimate(model: llama3_1_8b, method: qlora(r: 16)).total
assert _ == estimate.total / estimate(model: llama3_1_8b, method: qlora(r: 16)).total,
  "divide by the total of `llama3_1_8b` with `qlora(r: 16)`"
# {round(100 * estimate.total / estimate(model: llama3_1_8b, method: qlora(r: 16)).total)} %: not the
# parameters decide, but tokens times words.

## Never whole
#? Set `loss` so that the logits take less than a tenth of what they take now.
loss = fused
assert estimate.logits < 10% * estimate(loss: standard).logits,
  "not yet: a loss that never holds the scores whole"
# The kernel computes scores, loss and gradient piece by piece. The peak is now the {estimate.phase}.
"""#,
#"""
#!/usr/bin/env vram
# What the allocator keeps
#
# nvidia-smi shows more than torch says it has allocated. What is the difference?

## Three figures
# Choose a setup, and take what is allocated from what the process takes:
model = llama3_1_8b; method = qlora(r: 16); estimate.total - estimate.allocated
assert model == llama3_1_8b, "set `model = llama3_1_8b`"
assert _ == estimate.total - estimate.allocated, "take `estimate.allocated` from `estimate.total`"
# {estimate.allocator} that torch caches, and {estimate.context} of CUDA and its libraries.

## Why it caches
# To ask the driver for memory is slow, so torch keeps what is freed. Ask which pieces lie there:
explain(estimate.allocator)
assert _.bytes == estimate.allocator, "explain `estimate.allocator`"
# A piece is of use where it is large enough for what is asked for. Between tensors that live on, holes
# stay.

## Under pressure
# Where the card is full, torch gives cached pieces back and tries again. What is the least it needs?
estimate.needed
assert _ == estimate.needed, "ask for `estimate.needed`"
# {estimate.needed}, against {estimate.total} on a roomy card: found by going through the step on
# smaller and smaller cards.

## Tight
# So `fits` has three answers. Find one in the middle:
fits(rtx3060, seq: 3K)
assert _.verdict == "tight", "not tight: try another `seq` between 2K and 4K"
# `yes` has room for what is cached, `tight` runs by giving it back, which costs time, and `no` does not
# run.

## Fewer holes
#? Set `allocator` so that less is cached for `method = full`.
method = full; allocator = expandable_segments
assert method == full, "set `method = full` first"
assert estimate.allocator < estimate(allocator: default).allocator,
  "not yet: `help allocator` names what there is"
# Segments that grow have no holes between them that are too small: {estimate.allocator} in place of
# {estimate(allocator: default).allocator}.
"""#,
#"""
#!/usr/bin/env vram
# Make it fit
#
# A model, a card, and a message that memory ran out. What do you change first?

## Too large
# Eight billion parameters, LoRA, a batch of four, 24 GB:
model = llama3_1_8b; method = lora(r: 16); batch = 4; gpu = rtx4090; fits(gpu)
assert model == llama3_1_8b and batch == 4 and gpu == rtx4090, "set `model`, `batch` and `gpu`"
assert not _, "ask `fits(gpu)`"
# It is {fits(gpu).needed - gpu.usable} too much.

## What is large?
# Look at the ledger before you change anything:
estimate
assert _.total == estimate.total, "ask for the `estimate`"
# {estimate.logits} of it are logits, {estimate.weights} weights. What is small needs no thought.

## What costs nothing
# A fused loss computes the same gradients. Set it, and ask again:
loss = fused; fits(gpu)
assert loss == "fused", "set `loss = fused`"
assert _.gpu == gpu, "ask `fits(gpu)`"
# {estimate.total} now, and the same training.

## Ask for advice
# `advise` tries what there is to change, cheapest first. Ask it about a longer sequence:
advise(gpu, seq: 16K)
assert _.table.count > 0 and not _.fits, "ask `advise(gpu, seq: 16K)`"
# Each line can be pasted, and says what it saves and what it costs.

## Yours
#? `seq = 16K` on the same card: find settings so that `fits(gpu)` says yes, with LoRA or QLoRA of rank
#? 16 and at least one sequence.
seq = 16K; batch = 1; method = qlora(r: 16)
assert seq >= 16K and gpu == rtx4090, "`seq = 16K` on `gpu = rtx4090`"
assert method.r == 16, "adapters of rank 16"
assert fits(gpu), "it does not fit yet: `advise(gpu)` knows what does"
# {fits(gpu).headroom} to spare. That is the whole art: see what is large, and change that.
"""#,
]
