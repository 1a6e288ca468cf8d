/// The conformer that hears for Gemma 3n and Gemma 4: `Gemma3nAudioConformerBlock` of transformers
/// 5.23 (models/gemma3n), and `Gemma4AudioLayer` (models/gemma4), whose modules are as large.
extension TowerCount {
  /// Two MLPs, attention with positions relative to each other, and a convolution over `kernel`
  /// steps of each channel; nine norms.
  ///
  /// - Parameter clips: whether what its linear modules read and give is kept between bounds.
  mutating func addConformer(
    layers: Int, hidden: Int, heads: Int, kernel: Int, clips: Bool = false
  ) {
    add(times: layers) { layer in
      for _ in 0..<2 {
        layer.addClipped(hidden, 4 * hidden, clips: clips)
        layer.addClipped(4 * hidden, hidden, clips: clips)
        for _ in 0..<2 { layer.add(hidden) }
      }
      layer.add(hidden / heads)
      for _ in 0..<4 { layer.addClipped(hidden, hidden, clips: clips) }
      // Of positions relative to each other.
      layer.addLinear(hidden, hidden, bias: false)
      layer.addClipped(hidden, 2 * hidden, clips: clips)
      layer.addClipped(hidden, hidden, clips: clips)
      layer.add(hidden, kernel)
      for _ in 0..<5 { layer.add(hidden) }
    }
  }

  /// `Gemma4ClippableLinear`: four bounds beside a linear module, each a buffer.
  mutating func addClipped(_ input: Int, _ output: Int, clips: Bool) {
    if clips { for _ in 0..<4 { addBuffer(1, .buffer) } }
    addLinear(input, output, bias: false)
  }
}
