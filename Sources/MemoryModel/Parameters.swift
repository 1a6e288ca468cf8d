/// How many parameters a model has, by what they are for.
package struct Parameters: Sendable, Hashable {
  package let embedding: Int
  /// The head's own weight: 0 where it shares the embedding's.
  package let head: Int
  package let attention: Int
  package let mlp: Int
  package let norms: Int
  /// Of what makes tokens of images and sound.
  package let tower: Int

  package var total: Int { embedding + head + attention + mlp + norms + tower }

  /// Counts a model tensor by tensor. Beyond 2^53 the count is 2^53.
  package init(_ architecture: Architecture) {
    var sums = (embedding: 0.0, head: 0.0, attention: 0.0, mlp: 0.0, norms: 0.0)
    for group in Group<Double>.all(Setup(architecture: architecture), adapting: Projections()) {
      for tensor in group.tensors {
        let count = tensor.elements * tensor.copies(group.count)
        switch (tensor.kind, tensor.projection) {
        case (.embedding, _), (.perLayerEmbedding, _), (.positions, _): sums.embedding += count
        case (.head, _): sums.head += count
        case (.norm, _): sums.norms += count
        case (_, .q), (_, .k), (_, .v), (_, .qkv), (_, .o): sums.attention += count
        case (_, .qA), (_, .qB), (_, .kvA), (_, .kvB): sums.attention += count
        default: sums.mlp += count
        }
      }
    }
    embedding = whole(sums.embedding)
    head = whole(sums.head)
    attention = whole(sums.attention)
    mlp = whole(sums.mlp)
    norms = whole(sums.norms)
    tower = architecture.tower?.parameters ?? 0
  }
}

extension Architecture {
  /// All parameters of the model.
  package var parameters: Int { Parameters(self).total }
}

/// A whole number of a double, kept within 0 and 2^53.
func whole(_ value: Double) -> Int {
  value >= 0 ? Int(min(value, 9_007_199_254_740_992)) : 0
}
