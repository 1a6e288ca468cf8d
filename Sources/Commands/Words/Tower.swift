import Language
import MemoryModel

extension Word {
  static let tower = Word(
    "tower", .shape, "what sees and hears for a model: an encoder and a projector, frozen",
    [
      Parameter("parameters", .whole(from: 1, of: .parameters), .required, "all that it has"),
      Parameter(
        "model_type", .choices(of: Architecture.Tower.Wrapper.self), .optional,
        "the class of transformers that it is of, in its config.json"),
      Parameter(
        "linear", .whole(from: 0, of: .parameters), .defaulted(.whole(0), shown: "0"),
        "of them, weights of linear modules, which qlora packs"),
      Parameter("layers", size, .defaulted(.whole(0), shown: "0"), "layers of the image encoder"),
      Parameter("hidden", size, .defaulted(.whole(0), shown: "0"), "width of its stream"),
      Parameter(
        "patches", size, .defaulted(.whole(0), shown: "0"), "patches of an image for one token"),
      Parameter(
        "pixels", size, .defaulted(.whole(0), shown: "0"), "values of a patch, in all channels"),
      Parameter(
        "reached", .truth, .defaulted(.truth(false), shown: "off"),
        "whether checkpointing keeps its layers' inputs, frozen as it is"),
      Parameter(
        "mask", .choices(of: Architecture.Tower.Mask.self),
        .defaulted(.choice(Architecture.Tower.Mask.none.rawValue), shown: "none"),
        "when attention gets a mask for tokens of images"),
      Parameter(
        "states", size, .defaulted(.whole(0), shown: "0"),
        "states that layers of the text model look at for one token, if they do"),
      Parameter(
        "heads", size, .defaulted(.whole(0), shown: "0"), "heads of its layers"),
      Parameter(
        "intermediate", size, .defaulted(.whole(0), shown: "0"), "width inside their MLP"),
      Parameter(
        "encoder", .choices(of: Architecture.Tower.Encoder.self), .optional,
        "the encoder of images, where batches may have some"),
      Parameter(
        "tokens", size, .defaulted(.whole(0), shown: "0"),
        "tokens of an image, where all have as many"),
      Parameter(
        "deepstack", .list(of: size), .defaulted(.list([]), shown: "[]"),
        "layers of the encoder whose stream is given to the first layers of the text model"),
      Parameter(
        "tensors", .list(of: .text), .defaulted(.list([]), shown: "[]"),
        "the elements of each tensor in the order of its modules: q behind what qlora packs, b and i "
          + "behind buffers, 27(…) for what stands so often, text where the text model stands"),
    ],
    makes: TowerValue.kind,
    examples: [
      Example("tower(parameters: 419816304, linear: 411070464)"),
      Example("gemma3_4b.parameters - gemma3_4b_text.parameters"),
    ],
    related: ["transformer", "hf"]
  ) { (arguments, _) throws(Fault) in
    var tower = Architecture.Tower(
      parameters: arguments.whole("parameters") ?? 0, linear: arguments.whole("linear") ?? 0)
    tower.layers = arguments.whole("layers") ?? 0
    tower.hidden = arguments.whole("hidden") ?? 0
    tower.patches = arguments.whole("patches") ?? 0
    tower.pixels = arguments.whole("pixels") ?? 0
    tower.isReached = arguments.truth("reached") ?? false
    tower.mask = arguments.text("mask").flatMap { Architecture.Tower.Mask(spelling: $0) } ?? .none
    tower.states = arguments.whole("states") ?? 0
    tower.heads = arguments.whole("heads") ?? 0
    tower.intermediate = arguments.whole("intermediate") ?? 0
    tower.encoder = arguments.text("encoder").flatMap { .init(spelling: $0) }
    tower.tokensOfImage = arguments.whole("tokens") ?? 0
    tower.deepLayers = places(arguments["deepstack"])
    tower.wrapper = arguments.text("model_type").flatMap { .init(spelling: $0) }
    do throws(Refusal) {
      try tower.read(tensorLines: lines(arguments["tensors"]))
      try tower.validate()
    } catch {
      throw error.fault(at: arguments.place)
    }
    return .entity(TowerValue(tower))
  }
}

private let size = Kind.whole(from: 0)

private func places(_ value: Value?) -> [Int] {
  guard case .list(let places)? = value else { return [] }
  return places.compactMap { if case .quantity(let place) = $0 { place.whole } else { nil } }
}

private func lines(_ value: Value?) -> [String] {
  guard case .list(let lines)? = value else { return [] }
  return lines.compactMap { if case .text(let line) = $0 { line } else { nil } }
}
