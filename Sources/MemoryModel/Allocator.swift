/// What the caching allocator holds beyond what is allocated.
enum Allocator {
  static func bytes(_ tally: Tally, _ setup: Setup) -> Double {
    roundUp(tally.allocated * 0.05, to: 2_097_152)
  }
}
