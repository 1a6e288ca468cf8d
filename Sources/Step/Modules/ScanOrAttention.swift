import MemoryModel

/// What a layer of a hybrid mixes its tokens with.
enum ScanOrAttention: SelfAttention {
  case scan(Mamba2)
  case attention(Attention)

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    switch self {
    case .scan(var scan):
      scan.adapt(load, adapter)
      self = .scan(scan)
    case .attention(var attention):
      attention.adapt(load, adapter)
      self = .attention(attention)
    }
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    switch self {
    case .scan(let scan): scan(x)
    case .attention(let attention): attention(x, shared)
    }
  }
}
