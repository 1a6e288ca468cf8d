import Language
import MemoryModel

// What it runs on, whose code runs it, and how answers are shown.
extension SetupSlot {
  static let gpu = SetupSlot(
    "gpu", .either([.entity(CardValue.kind), .choices(["none"])]), .choice("none"),
    "the card, or none for an A100's figures",
    examples: ["gpu = rtx4090; fits", "gpu = none; estimate.total"],
    title: { value in
      if case .entity(let card as CardValue) = value { card.text(Style()) } else { "no card" }
    })

  static let parallel = SetupSlot(
    "parallel", .choices(["single"]), .choice("single"), "how the work is spread over GPUs",
    examples: ["parallel = single; parallel"])

  static let framework = SetupSlot(
    "framework", Framework.today, "whose code runs the step: of today, or of a version",
    examples: ["framework = transformers_4_48; estimate.total"],
    set: { $1.framework = $0 },
    heading: { $0.framework == .today ? nil : $0.framework.rawValue })

  static let allocator = SetupSlot(
    "allocator", .entity(AllocatorValue.kind), .entity(AllocatorValue(AllocatorConfig())),
    "how torch's allocator is set up: default(…) or expandable_segments",
    examples: [
      "allocator = expandable_segments; estimate.reserved",
      "estimate(allocator: default(max_split_size: 64 MiB)).reserved",
    ],
    read: { value, setup in
      if case .entity(let allocator as AllocatorValue) = value {
        setup.allocator = allocator.config
      }
    },
    heading: {
      $0.allocator == AllocatorConfig() ? nil : AllocatorValue($0.allocator).text(Style())
    })

  static let units = SetupSlot(
    "units", .choices(["GiB", "GB"]), .choice("GiB"), "GiB or GB, for showing memory",
    examples: ["units = GB; estimate.total", "units = GiB; estimate.total"])

  static let pager = SetupSlot(
    "pager", .truth, .truth(true),
    "whether long answers at the prompt go through $PAGER, else less",
    examples: ["pager = off; pager"])
}
