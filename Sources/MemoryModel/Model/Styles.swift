// How modules compute that many families have in one of some ways.
extension Architecture {
  /// Which RMSNorm: they differ in what is multiplied in fp32.
  package enum NormStyle: String, Sendable, CaseIterable {
    /// `weight * x̂.to(dtype)` (Llama).
    case rms
    /// `x̂.to(dtype) * weight` (Llama 4).
    case weightLast
    /// `(weight * x̂).to(dtype)` (OLMo 2).
    case wide
    /// `(x̂ * (1 + weight.float())).to(dtype)` (Gemma 2 and 3).
    case offset
    /// `(x * mean(x²)^-0.5 * weight.float()).to(dtype)` (Gemma 4).
    case power
    /// torch's own LayerNorm, with a bias (GPT-2).
    case layer
    /// LayerNorm written out in fp32, with a weight alone (Cohere).
    case centered
    /// LayerNorm in fp32 without weight or bias (OLMo).
    case bare
    /// LayerNorm with `weight + 1`, which autocast does not widen (Nemotron).
    case shifted
    /// torch's own LayerNorm without a bias (MPT).
    case unbiased

    /// Vectors of parameters in one norm.
    package var vectors: Int {
      switch self {
      case .rms, .weightLast, .wide, .offset, .power, .centered, .unbiased: 1
      case .layer, .shifted: 2
      case .bare: 0
      }
    }
  }

  /// What the MLP's activation keeps.
  package enum Activation: String, Sendable, CaseIterable {
    /// One kernel, which keeps its input: SiLU, GELU.
    case kernel
    /// GPT-2's GELU in five operations, which keep four tensors.
    case written
    /// A function of the model's own, which keeps its input and computes the rest again (BLOOM).
    case recomputed
    /// ReLU keeps its result, which the next module may read (OPT).
    case relu
    /// The square of ReLU (Nemotron, Nemotron H).
    case squaredRelu = "relu2"
    /// xIELU, written out, with two parameters of its own (Apertus).
    case xielu
  }

  /// How the result of one module becomes queries, keys and values.
  package enum FusedSplit: String, Sendable, CaseIterable {
    /// Three views of it (GPT-NeoX).
    case views
    /// A view, and copies of the one head of keys and values, which the kernel takes as it is
    /// (Falcon 7B).
    case picked
    /// Copies, of keys and values one for each query head (Falcon 40B).
    case spread
  }

  /// How positions reach the scores where nothing is rotated: a slope for each head.
  package enum ALiBi: String, Sendable, CaseIterable {
    /// By a mask of its own for every head, in the stream's format (Falcon).
    case inMask
    /// Added by the product of queries and keys itself (BLOOM).
    case inProduct
    /// Added to the scores in fp32, which a mask of truths fills then (MPT).
    case inScores
  }

  /// Around each branch of a layer, attention and MLP.
  package enum NormPlacement: String, Sendable, CaseIterable {
    case before, after, around
    /// One before both branches, which read the same (Phi).
    case once
    /// One before each, and the stream goes on from its result (MiniMax).
    case inStream
  }
}
