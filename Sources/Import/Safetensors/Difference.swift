import MemoryModel
import Step

extension Checkpoint {
  /// How the stored weights differ from the model as it is counted here.
  package struct Difference: Sendable, Hashable {
    /// Elements of all tensors.
    package let stored: Int
    /// Parameters as they are counted here.
    package let counted: Int
    /// What makes up the difference, to the last element; empty where the names do not tell.
    package let reasons: [Reason]
  }

  /// Tensors that are stored and not counted, or counted and not stored.
  package struct Reason: Sendable, Hashable {
    package let cause: Cause
    /// How many elements they have.
    package let elements: Int
  }

  package enum Cause: Sendable, Hashable, CaseIterable {
    /// `lm_head.weight` though the head is the embedding.
    case tiedHead
    /// A head that the config asks for and the files do not have.
    case missingHead
    /// Layers behind the last that predict further tokens (multi-token prediction).
    case furtherLayers
    /// What sees or hears, and what leads from there into the text model.
    case tower
    /// Keys and values of layers that take them from an earlier layer (Gemma 3n and 4).
    case sharedKeys
    /// Tables that are computed: rotary `inv_freq`, causal masks.
    case buffers
    /// What moves with training but by no gradient: the offsets of a router.
    case corrections
    /// Scales of quantised weights.
    case scales
  }
}

/// The stored tensors, sorted by whether they are the model's own.
struct CheckpointParts {
  private let model: Architecture
  private var stored = 0
  private var elements: [Checkpoint.Cause: Int] = [:]
  /// Whether some weights are packed, several in one number.
  private(set) var isPacked = false
  private var hasHead = false

  init(_ tensors: [String: StoredTensor], of model: Architecture) {
    self.model = model
    for (name, tensor) in tensors {
      let name = TensorName(name)
      let cause = name.cause(of: tensor, in: model)
      if name.isHead { hasHead = true }
      stored = stored.adding(tensor.elements)
      if let cause { elements[cause] = (elements[cause] ?? 0).adding(tensor.elements) }
      if cause == nil && tensor.isPacked { isPacked = true }
    }
    if !hasHead && !model.tied { elements[.missingHead] = -model.vocab * model.hidden }
  }

  /// Nil where the stored count is the one here.
  var difference: Checkpoint.Difference? {
    let counted = model.parameters
    if stored == counted { return nil }
    let reasons = explanation(of: stored - counted).map {
      Checkpoint.Reason(cause: $0, elements: abs(elements[$0] ?? 0))
    }
    return Checkpoint.Difference(stored: stored, counted: counted, reasons: reasons)
  }

  /// The fewest causes whose elements make up the gap exactly. What is an extra in one model may be
  /// counted in another, a vision tower, so all sums are tried: there are 2 to the 8th.
  private func explanation(of gap: Int) -> [Checkpoint.Cause] {
    let causes = Checkpoint.Cause.allCases.filter { elements[$0] != nil && elements[$0] != 0 }
    let choices = (1..<(1 << causes.count)).sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }
    for choice in choices {
      let chosen = causes.indices.filter { choice & 1 << $0 != 0 }.map { causes[$0] }
      if chosen.reduce(0, { $0.adding(elements[$1] ?? 0) }) == gap { return chosen }
    }
    return []
  }
}

extension Int {
  /// The sum, or the greatest number: a stranger's tensors may have any size.
  fileprivate func adding(_ other: Int) -> Int {
    let (sum, isOver) = addingReportingOverflow(other)
    return isOver ? .max : sum
  }
}
