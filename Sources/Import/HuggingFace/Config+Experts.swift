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
}
