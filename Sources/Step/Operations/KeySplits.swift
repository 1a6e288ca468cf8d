/// Attention whose blocks of queries are too few for the card splits the keys: into the fewest parts with
/// which its waves are nearly as full as they can be.
///
/// Source: torch 2.15 flash_attn/flash_api.cpp `set_params_splitkv`, `num_splits_heuristic`.
struct KeySplits {
  /// Blocks of queries, of all heads.
  let blocks: Double
  let keys: Double
  let multiprocessors: Int

  var count: Double {
    // Two blocks of 128 threads run on a multiprocessor.
    let places = Double(multiprocessors * 2)
    if blocks >= 0.8 * places { return 1 }
    let eligible = (1...Int(min(128, places, keys))).map(Double.init).filter(isEligible)
    let best = eligible.map { fullness($0, places) }.max() ?? 1
    return eligible.first { fullness($0, places) >= 0.85 * best } ?? 1
  }

  /// So many parts are more than one less would be.
  private func isEligible(_ splits: Double) -> Bool {
    splits == 1 || (keys / splits).rounded(.up) != (keys / (splits - 1)).rounded(.up)
  }

  private func fullness(_ splits: Double, _ places: Double) -> Double {
    let waves = blocks * splits / places
    return waves / waves.rounded(.up)
  }
}
