import MemoryModel
import Testing

@testable import Step

/// What a tensor takes in torch's caching allocator.
@Suite struct BlockTests {
  static let mebibyte = 1_048_576

  @Test(arguments: [
    (1, 512), (512, 512), (513, 1024), (5 * mebibyte, 5 * mebibyte),
    // From 10 MiB on a segment of its own, whose rest of up to 1 MiB is not split off.
    (11 * mebibyte, 12 * mebibyte), (10 * mebibyte, 10 * mebibyte),
    (10 * mebibyte + 512, 10 * mebibyte + 512), (12 * mebibyte - 1, 12 * mebibyte),
  ])
  func roundsAsTheAllocatorDoes(bytes: Int, block: Int) {
    #expect(AllocatorConfig().segmentBytes(Double(bytes)) == Double(block))
  }

  /// Expandable segments leave no rest.
  @Test func whatGrowsIsOnlyRounded() {
    let config = AllocatorConfig(expandable: true)
    #expect(config.segmentBytes(Double(11 * Self.mebibyte)) == Double(11 * Self.mebibyte))
  }
}
