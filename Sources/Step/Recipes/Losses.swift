import MemoryModel

/// What stands behind a model's last hidden states: the head and the loss, by one of the forms in
/// which they are computed.
extension Decoder {
  /// What a forward pass gives: the loss, and the logits, which nobody asked for.
  struct Output: ~Copyable {
    let loss: Tensor
    /// Without storage where they never exist whole.
    let logits: Tensor
  }

  func output(_ x: borrowing Tensor, _ labels: borrowing Tensor) -> Output {
    switch setup.loss {
    case .standard:
      let readsHeadAlone = setup.architecture.tower?.wrapper?.readsHeadAlone == true
      let read = readsHeadAlone ? x.share() : family.headInput(x)
      var logits = readsHeadAlone ? head(read) : family.logits(self, read)
      if setup.framework.freesLogits { logits = logits.to(.fp32) }
      let loss = causalLoss(logits, labels)
      _ = read.format
      return Output(loss: loss, logits: logits)
    case .fused:
      return Output(loss: fusedLoss(x, labels), logits: machine.hold(.none))
    case .chunked:
      return Output(loss: machine.hold(.none), logits: machine.hold(.none))
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

  /// liger_kernel 0.8.5 transformers/model/loss_utils.py `LigerForCausalLMLoss`.
  private func fusedLoss(_ x: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let padded = pad(labels)
    let shifted = machine.new(labels.elements, .int64, .ids)
    let x = x.to(head.format)
    let loss = machine.fusedLinearCrossEntropy(
      x, head, from: dimensions.hidden, to: dimensions.vocab)
    _ = (padded.format, shifted.format)
    return loss
  }

  /// A token more for each sequence. All but the first of each are copied: of one sequence alone they
  /// would be a view, 8 B a token less.
  private func pad(_ labels: borrowing Tensor) -> Tensor {
    machine.new(dimensions.batch * (dimensions.seq + 1), .int64, .ids)
  }
}
