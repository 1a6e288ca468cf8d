/// The conformer that hears for Gemma 3n and Gemma 4: `Gemma3nAudioConformerBlock` of transformers
/// 5.23 (models/gemma3n), and `Gemma4AudioLayer` (models/gemma4), whose modules are as large.
extension TowerCount {
  /// Two MLPs, attention with positions relative to each other, and a convolution over `kernel`
  /// steps of each channel; nine norms.
  mutating func addConformer(layers: Int, hidden: Int, heads: Int, kernel: Int) {
    addLinear(hidden, 4 * hidden, bias: false, times: 4 * layers)
    addLinear(hidden, hidden, bias: false, times: 5 * layers)
    addLinear(hidden, 3 * hidden, bias: false, times: layers)
    add(hidden / heads, times: layers)
    add(hidden, kernel, times: layers)
    add(9, hidden, times: layers)
  }
}
