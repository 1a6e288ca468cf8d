import Import
import Language

extension Checkpoint.Finding {
  /// What is worth telling of how the weights compare; nil where they agree.
  var note: String? {
    switch self {
    case .absent, .agrees: nil
    case .packed: "The weights are packed, several in one number: their count is not compared."
    case .scattered(let files):
      "The stored weights are not 2 or 4 bytes for each parameter counted here. They lie in "
        + "\(files) files, more than I look into from afar to see why."
    case .differs(let difference): difference.note
    }
  }
}

extension Checkpoint.Difference {
  fileprivate var note: String {
    let gap = stored - counted
    let compared =
      "The files hold \(Figures.prose(stored)) parameters, \(Figures.prose(abs(gap))) "
      + "\(gap > 0 ? "more" : "fewer") than are counted here"
    if reasons.isEmpty { return compared + "; the names of the tensors do not tell why." }
    let shown = reasons.map {
      reasons.count == 1 ? $0.cause.words : "\($0.cause.words) (\(Figures.prose($0.elements)))"
    }
    return "\(compared): \(shown.joined(separator: ", and "))."
  }
}

extension Checkpoint.Cause {
  fileprivate var words: String {
    switch self {
    case .tiedHead: "the head, though it is the embedding again"
    case .missingHead: "they lack the head, which the config does not tie to the embedding"
    case .furtherLayers: "layers that predict further tokens (MTP)"
    case .tower: "what sees or hears beside the text model"
    case .sharedKeys: "keys and values of layers that take an earlier layer's"
    case .buffers: "buffers that are computed, as rotary inv_freq"
    case .corrections: "offsets of the router, which no gradient moves"
    case .scales: "scales of quantised weights"
    }
  }
}
