import MemoryModel

/// What stands behind a model's last hidden states: the head and the loss, by one of the forms in
/// which they are computed.
extension Decoder {
  /// What a forward pass gives: the loss, and the logits, which nobody asked for.
  struct Output: ~Copyable {
    let loss: Tensor
    /// Without storage where they never exist whole.
    let logits: Tensor
    /// `image_hidden_states`; without storage where the batch has none.
    let images: Tensor
  }

  /// Labels that a checkpoint is given.
  private final class Targets {
    let tensor: Tensor

    init(_ tensor: consuming Tensor) { self.tensor = tensor }
  }

  func output(_ states: borrowing States, _ labels: borrowing Tensor) -> Output {
    let x = states.last.share()
    let images = states.images.share()
    switch setup.loss {
    case .standard:
      let readsHeadAlone = setup.architecture.tower?.wrapper?.readsHeadAlone == true
      let read = readsHeadAlone ? x.share() : family.headInput(x)
      var logits = readsHeadAlone ? head(read) : family.logits(self, read)
      if setup.framework.freesLogits { logits = logits.to(.fp32) }
      let loss = causalLoss(logits, labels)
      _ = read.format
      return Output(loss: loss, logits: logits, images: images)
    case .fused:
      return Output(loss: fusedLoss(x, labels), logits: machine.hold(.none), images: images)
    case .chunked(let count):
      return Output(
        loss: chunkedLoss(x, labels, count), logits: machine.hold(.none), images: images)
    }
  }

  /// transformers 5.23 loss/loss_utils.py `ForCausalLMLoss`.
  private func causalLoss(_ logits: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let wide = logits.to(.fp32)
    if setup.framework.cutsLogits {
      let cut = wide.withoutLastTokens(dimensions.batch, of: dimensions.tokens)
      let shifted = machine.new(dimensions.tokens - dimensions.batch, .int64, .ids)
      return machine.crossEntropy(cut, shifted).scaled(.loss)
    }
    let padded = pad(labels)
    let shifted = machine.new(labels.elements, .int64, .ids)
    let sum = machine.crossEntropy(wide, shifted)
    _ = padded.format
    return sum.scaled(.loss)
  }

  /// Liger's kernel caps logits where they are. What scales them is multiplied into the hidden states.
  ///
  /// Source: liger_kernel 0.8.5 transformers/model/loss_utils.py `LigerForCausalLMLoss`,
  /// model/falcon_h1.py `lce_forward`.
  private func fusedLoss(_ x: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let read = family.headInput(x)
    let x = family.scalesLogits ? read.scaled() : read.share()
    let padded = pad(labels)
    let shifted = machine.new(labels.elements, .int64, .ids)
    let loss = FusedLinearCrossEntropy(
      machine: machine, x: x.view, weight: head, bias: headBias ?? .none,
      input: dimensions.embeddingWidth, output: dimensions.vocab)
    let sum = loss()
    _ = (read.format, padded.format, shifted.format)
    return sum.scaled(.loss)
  }

  /// Each chunk of the hidden states is a checkpoint, whose logits exist in its forward, and again in
  /// its backward.
  private func chunkedLoss(
    _ x: borrowing Tensor, _ labels: borrowing Tensor, _ count: Int
  ) -> Tensor {
    let read = family.headInput(x)
    let padded = pad(labels)
    let targets = Targets(machine.new(labels.elements, .int64, .ids))
    let rows = read.flat()
    var loss = machine.hold(.none)
    for chunk in rows.chunks(count, rows: dimensions.tokens) {
      let sum = machine.checkpoint(machine.hold(chunk)) { x in
        let logits = family.logits(self, x)
        let wide = logits.to(.fp32)
        return machine.crossEntropy(wide, targets.tensor)
      }
      loss = loss.view.isNone ? sum.plusConstant() : loss + sum
    }
    _ = (read.format, padded.format)
    return loss.scaled(.loss)
  }

  /// A token more for each sequence. All but the first of each are copied: of one sequence alone they
  /// would be a view, 8 B a token less.
  private func pad(_ labels: borrowing Tensor) -> Tensor {
    machine.new(dimensions.batch * (dimensions.seq + 1), .int64, .ids)
  }
}
