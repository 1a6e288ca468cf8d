/// How torch's caching allocator is set up, as `PYTORCH_CUDA_ALLOC_CONF` says it.
///
/// Source: torch 2.15 c10/core/AllocatorConfig.cpp `parseArgs`.
package struct AllocatorConfig: Sendable, Hashable {
  /// `expandable_segments:True`: segments that grow page by page.
  package var expandable: Bool
  /// `max_split_size_mb`, in bytes: larger blocks are not split, nor used for less; nil for no limit.
  package var maxSplitSize: Int?
  /// `garbage_collection_threshold`: from which share of the memory on cached blocks are given back;
  /// nil for never.
  package var garbageCollection: Double?

  package init(
    expandable: Bool = false, maxSplitSize: Int? = nil, garbageCollection: Double? = nil
  ) {
    self.expandable = expandable
    self.maxSplitSize = maxSplitSize
    self.garbageCollection = garbageCollection
  }

  /// Segments for blocks of 1 MiB to 10 MiB, and pages of segments that grow.
  ///
  /// Source: the same, `kLargeBuffer`.
  package static let largeSegment = 20 << 20

  /// Where whole numbers of bytes stop being exact.
  private static let mostBytes = 1 << 53

  /// What is said of it in an estimate.
  var notes: [String] {
    guard garbageCollection != nil else { return [] }
    return [
      "allocator: torch collects garbage only where torch.cuda.set_per_process_memory_fraction limits "
        + "the process; without it garbage_collection changes nothing."
    ]
  }

  /// Refuses what torch refuses, or stops at.
  package func validate() throws(Refusal) {
    if let maxSplitSize {
      // `max_split_size_mb` is a whole number, which torch turns into bytes.
      let mebibyte = 1 << 20
      if maxSplitSize <= Self.largeSegment || maxSplitSize % mebibyte > 0
        || maxSplitSize > Self.mostBytes
      {
        throw Refusal(
          "torch expects a max_split_size of whole MiB, more than 20 of them and at most 2^53 bytes.",
          hint: "128 MiB is what many use")
      }
      if expandable {
        throw Refusal(
          "max_split_size is for segments of a fixed size: torch stops where it gives expandable ones "
            + "back by it.", hint: "take one of the two")
      }
    }
    if let garbageCollection, !(garbageCollection > 0 && garbageCollection < 1) {
      throw Refusal(
        "garbage_collection is \(garbageCollection); torch expects a share between 0 and 1.",
        hint: "0.8 begins at 80 % of the memory")
    }
  }
}
