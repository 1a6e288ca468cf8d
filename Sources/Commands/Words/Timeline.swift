import Language
import MemoryModel
import Step

extension Word {
  static let timeline = Word(
    "timeline", .questions, "memory through loading and two steps, as a picture: what lives when",
    [
      .scenario,
      Parameter(
        "layer", .whole(from: 0), .optional,
        "a layer to look into, from 0: its forward and backward, module by module"),
    ],
    makes: TimelineValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; timeline"),
      Example("timeline(layer: 12, checkpointing: off)"),
      Example("timeline.table | where(phase == \"loss\")", "its rows, also for CSV and JSON"),
    ],
    related: ["estimate", "explain", "fits"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    let estimate = try session.estimate(at: arguments.place)
    let layer = arguments.whole("layer")
    let layers = estimate.setup.architecture.layers
    if let layer, layer >= layers {
      throw .value(
        "`layer` is 0...\(layers - 1) for \(estimate.model.architecture.name).",
        at: arguments.place(of: "layer"), hint: "layers are counted from 0")
    }
    return .entity(TimelineValue(estimate, inside: layer))
  }
}
