import MemoryModel

// What a person is told of tensors that are alike: a sentence without its part's name.
extension Heap {
  var words: String {
    switch key.kind {
    case .packed: "linear modules take 4 bits a weight"
    case .constants:
      key.role == .state ? "a scale for each block of 8-bit states" : "scales of the 4-bit weights"
    case .experts: "all experts of all layers, in \(key.format)"
    case .small: "small tensors, each of a whole block"
    case .checkpoint: "checkpoints keep what goes into each layer"
    case .kept: "what the layers keep for backward, in \(key.format)"
    case .passing: "what lives in a layer for a moment, in \(key.format)"
    case .weights: ofParameters
    case .logits: "\(tensors) of tokens × vocabulary, in \(key.format)"
    case .tensor(let name, let isGradient):
      (isGradient ? "gradients of " : "") + (name.inPlainWords ?? name.told.name) + purpose
    }
  }

  private var ofParameters: String {
    let place = key.isInLayer ? "in layers" : "outside layers"
    return switch key.role {
    case .weight: key.isInLayer ? "the layers, in \(key.format)" : "\(list), in \(key.format)"
    case .adapter:
      (key.isInLayer ? "lora_A and lora_B of each target" : list) + ", in \(key.format)"
    case .gradient: "of what is trained \(place), in \(key.format)"
    default: "states of what is trained \(place), in \(key.format)"
    }
  }

  private var purpose: String {
    switch key.role {
    case .saved: ", kept for backward, in \(key.format)\(key.isInLayer ? "" : ", outside layers")"
    case .workspace: ""
    case .cache: " of all tokens, \(key.format == .uint8 ? "in 8 bits" : "in \(key.format)")"
    default: ", for a moment, in \(key.format)\(key.isInLayer ? "" : ", outside layers")"
    }
  }

  private var tensors: String {
    let count = blocks.reduce(0) { $0 + $1.count }
    return count == 1 ? "a tensor" : "\(count) tensors"
  }

  /// The names of the largest.
  private var list: String {
    names.prefix(2).joined(separator: " and ") + (names.count > 2 ? " and others" : "")
  }
}

extension Name {
  /// What a reader knows it by, where that is not its own name.
  fileprivate var inPlainWords: String? {
    switch self {
    case .product: "matrix products"
    case .sum: "sums"
    case .converted: "casts"
    case .silu, .tanh, .activation: "results of the activation"
    case .attention: "results of attention"
    case .normed: "results of norms"
    case .scaled: "products with a factor"
    case .rotated: "rotated queries and keys"
    case .dequantised: "weights unpacked from 4 bits"
    case .scores: "attention's scores"
    case .softmax: "attention's scores after softmax"
    case .dropout: "dropout's masks"
    case .workspace: "room for matrix products to work in"
    case .copies: "copies of tokens for their experts"
    default: nil
    }
  }
}
