import Language
import MemoryModel

extension Word {
  static let oom = Word(
    "oom", .questions,
    "which tensor found no room when torch ran out of memory, when, and what helps",
    [
      Parameter(
        "message", .text, .optional, "what torch's OutOfMemoryError says, pasted between quotes"),
      Parameter(
        "tried", .quantity(.memory), .optional, "of the message, what torch tried to allocate"),
      Parameter("allocated", .quantity(.memory), .optional, "what was allocated by PyTorch"),
      Parameter("reserved", .quantity(.memory), .optional, "what was reserved, in all"),
      Parameter("free", .quantity(.memory), .optional, "what of the card was free"),
      Parameter("capacity", .quantity(.memory), .optional, "the card's total capacity"), .scenario,
    ],
    makes: OomValue.kind, takesSetup: true,
    examples: [
      Example(
        "model = llama8b; seq = 4K\noom(\"CUDA out of memory. Tried to allocate 1.96 GiB. GPU 0 has a "
          + "total capacity of 11.63 GiB of which 0.93 GiB is free. Of the allocated memory 9.58 GiB is "
          + "allocated by PyTorch, and 0.34 GiB is reserved by PyTorch but unallocated.\")"),
      Example("oom(tried: 1.96 GiB, allocated: 9.58 GiB, gpu: rtx3060)"),
      Example("oom(tried: 3.5 GiB)", "no tensor of the step has that size"),
    ],
    related: ["advise", "gap", "fits", "timeline"]
  ) { (arguments, frame) throws(Fault) in
    let shortage = try Shortage(arguments)
    guard let tried = shortage.tried else { throw arguments.noShortage }
    let session = frame.session
    return .entity(try OomValue(shortage, tried: tried, session, at: arguments.place))
  }
}

extension Shortage {
  /// What the message says; a figure that is given beside it counts.
  fileprivate init(_ arguments: Arguments) throws(Fault) {
    self.init(message: arguments.text("message") ?? "")
    tried = arguments.bytes("tried") ?? tried
    allocated = arguments.bytes("allocated") ?? allocated
    reserved = arguments.bytes("reserved") ?? reserved
    free = arguments.bytes("free") ?? free
    capacity = arguments.bytes("capacity") ?? capacity
    for (name, bytes) in [("tried", tried), ("allocated", allocated), ("capacity", capacity)] {
      guard let bytes, !(1..<(1 << 53) ~= bytes) else { continue }
      throw .value(
        "`\(name)` is a figure of torch's message, from 1 byte to 8 PiB.",
        at: arguments.place(of: name))
    }
  }
}

extension Arguments {
  /// The fault of a text that does not say what torch tried to allocate.
  fileprivate var noShortage: Fault {
    let form = "`oom(tried: 1.96 GiB, allocated: 21.3 GiB)`"
    guard let message = text("message") else {
      return .value(
        "`oom` needs torch's message, or what it tried to allocate.", at: place,
        hint: "for example \(form)")
    }
    let words = message.split { !$0.isLetter }.map { $0.lowercased() }
    let isOfMPS = words.contains("mps")
    if words.contains("memory") || isOfMPS {
      return .value(
        "This message does not say how much was asked for: it is not that of torch's allocator.",
        at: place(of: "message"),
        hint: "that one has \"Tried to allocate 1.96 GiB\"; with the figures: \(form)")
    }
    return .value(
      "This is no message of torch's OutOfMemoryError.", at: place(of: "message"),
      hint: "it begins \"CUDA out of memory. Tried to allocate …\"; with the figures: \(form)")
  }
}
