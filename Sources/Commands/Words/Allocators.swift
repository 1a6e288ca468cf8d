import Language
import MemoryModel

extension Word {
  static let defaultAllocator = Word(
    "default", .method, "torch's caching allocator, with segments of a fixed size",
    [
      Parameter(
        "max_split_size", .quantity(.memory), .optional,
        "larger blocks are not split: PYTORCH_CUDA_ALLOC_CONF's max_split_size_mb"),
      collectionParameter,
    ],
    makes: AllocatorValue.kind,
    examples: [
      Example("allocator = default(max_split_size: 128 MiB)"),
      Example("model = llama8b; estimate(allocator: default(max_split_size: 64 MiB)).reserved"),
    ],
    related: ["expandable_segments"]
  ) { (arguments, _) throws(Fault) in
    try allocator(
      AllocatorConfig(
        maxSplitSize: arguments.isGiven("max_split_size")
          ? arguments.bytes("max_split_size") ?? .max : nil,
        garbageCollection: arguments.number("garbage_collection")), arguments)
  }

  static let expandableSegments = Word(
    "expandable_segments", .method, "the same with segments that grow page by page",
    [collectionParameter],
    makes: AllocatorValue.kind,
    examples: [
      Example("allocator = expandable_segments"),
      Example("model = llama8b; estimate(allocator: expandable_segments).reserved"),
    ],
    related: ["default"]
  ) { (arguments, _) throws(Fault) in
    try allocator(
      AllocatorConfig(
        expandable: true, garbageCollection: arguments.number("garbage_collection")), arguments)
  }
}

private let collectionParameter = Parameter(
  "garbage_collection", .number(Kind.NumberKind(from: 0, to: 1, whole: false)), .optional,
  "PYTORCH_CUDA_ALLOC_CONF's garbage_collection_threshold")

private func allocator(
  _ config: AllocatorConfig, _ arguments: Arguments
) throws(Fault) -> Value {
  do throws(Refusal) { try config.validate() } catch { throw error.fault(at: arguments.place) }
  return .entity(AllocatorValue(config))
}
