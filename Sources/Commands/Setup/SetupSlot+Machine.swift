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

  static let units = SetupSlot(
    "units", .choices(["GiB", "GB"]), .choice("GiB"), "GiB or GB, for showing memory",
    examples: ["units = GB; estimate.total", "units = GiB; estimate.total"])

  static let pager = SetupSlot(
    "pager", .truth, .truth(true),
    "whether long answers at the prompt go through $PAGER, else less",
    examples: ["pager = off; pager"])
}
