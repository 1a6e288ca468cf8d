import MemoryModel

extension Config {
  /// The experts of a mixture.
  ///
  /// - Parameter intermediate: the width inside one of them.
  func addExperts(
    count keys: [String], or standard: Int, active: Int, intermediate: Int,
    to model: inout Architecture
  ) throws(ImportFault) {
    let count = try count(keys, or: standard, upTo: 1 << 16)
    let active = try self.count("num_experts_per_tok", or: active, upTo: 1 << 16)
    guard active <= count else {
      throw fault(
        "num_experts_per_tok is \(active), and a layer has \(count) experts.",
        at: "num_experts_per_tok")
    }
    model.experts = model.family.experts(count: count, active: active, intermediate: intermediate)
  }

  /// Which layers of Qwen's mixtures have experts: each `decoder_sparse_step`-th, but those that
  /// `mlp_only_layers` lists.
  ///
  /// Source: transformers 5.23 models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeDecoderLayer.__init__`.
  func sparseLayers(of layers: Int) throws(ImportFault) -> [Bool] {
    let step = try count("decoder_sparse_step", or: 1, upTo: 1 << 14)
    let plain = Set(try counts("mlp_only_layers") ?? [])
    return (0..<layers).map { ($0 + 1) % step == 0 && !plain.contains($0) }
  }

  /// Gives the layers an MLP or experts, as listed, and each the window that the model has.
  func buildMixture(_ hasExperts: [Bool], _ model: inout Architecture) {
    let hasWindow = model.slidingLayers > 0
    model.build(
      layers: hasExperts.map {
        Architecture.Build(.attention, $0 ? .experts : .mlp, hasWindow: hasWindow)
      })
  }
}
