import Language
import MemoryModel

extension Word {
  static let gap = Word(
    "gap", .questions, "which other setting would explain a figure that was measured",
    [
      Parameter(
        "measured", .quantity(.memory), .required, "what was seen, by nvidia-smi or by torch"),
      Parameter(
        "of",
        .choice([
          Kind.Choice("total", "what nvidia-smi shows for the process"),
          Kind.Choice("reserved", "torch.cuda.max_memory_reserved()"),
          Kind.Choice("allocated", "torch.cuda.max_memory_allocated()"),
        ]), .defaulted(.choice("total"), shown: "total"),
        "which figure it is: total as nvidia-smi shows it, reserved or allocated"), .scenario,
    ],
    makes: GapValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; gap(9.26 GiB, of: allocated)", "it agrees"),
      Example("gap(12.35 GiB, of: allocated)"),
      Example("gap(22834 MiB)", "what nvidia-smi shows"),
    ],
    related: ["oom", "estimate", "compare", "explain"]
  ) { (arguments, frame) throws(Fault) in
    guard let measured = arguments.bytes("measured"), 1..<(1 << 53) ~= measured else {
      throw .value(
        "What was measured is from 1 byte to 8 PiB.", at: arguments.place(of: "measured"))
    }
    let figure = GapFigure(rawValue: arguments.text("of") ?? "") ?? .total
    let search = GapSearch(
      session: frame.session, measured: measured, figure: figure, place: arguments.place)
    return .entity(try GapValue(search))
  }
}
