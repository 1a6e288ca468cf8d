/// What a card adds to the figures of the model: its library workspaces and its context.
package struct Device: Sendable, Hashable {
  /// The compute capability times ten: 80 is an A100, 89 an RTX 4090, 90 an H100.
  package var capability: Int
  /// Bytes that `nvidia-smi` shows beyond what torch has reserved.
  package var contextBytes: Int

  /// Whether it runs CUDA, whose programs the figures are of.
  package var runsCUDA: Bool

  package init(capability: Int = 80, contextBytes: Int? = nil, runsCUDA: Bool = true) {
    self.runsCUDA = runsCUDA
    self.capability = capability
    self.contextBytes = contextBytes ?? Context.bytes
  }

  /// The workspace of one cuBLASLt product, taken and given back at each call.
  ///
  /// Source: torch 2.15 ATen/cuda/CUDABlas.cpp `_getWorkspaceSize`: 32 MiB from Hopper on,
  /// 4096 * 2 * 1024 + 16 * 8 * 1024 B before.
  package var workspaceBytes: Int { capability >= 90 ? 33_554_432 : 8_519_680 }
}
