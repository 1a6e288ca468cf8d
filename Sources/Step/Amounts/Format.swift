import MemoryModel

/// How one element of a tensor is stored.
package enum Format: UInt8, Sendable {
  case bf16, fp16, fp32, fp64, int64, int32, uint8, int8, bool

  /// Bytes of one element. Weights of 4 bits are `uint8` with two in each.
  package var bytes: Int {
    switch self {
    case .bf16, .fp16: 2
    case .fp32, .int32: 4
    case .fp64, .int64: 8
    case .uint8, .int8, .bool: 1
    }
  }

  /// The format of a result of both: torch's `result_type` of floating-point tensors.
  ///
  /// Source: torch 2.15 c10/core/ScalarType.cpp `promoteTypes`.
  func promoted(with other: Format) -> Format {
    self == other ? self : bytes == other.bytes ? .fp32 : bytes > other.bytes ? self : other
  }

  init(_ dtype: Dtype) {
    self =
      switch dtype {
      case .fp32: .fp32
      case .fp16: .fp16
      case .bf16: .bf16
      }
  }
}
