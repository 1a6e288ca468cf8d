import Language

/// What the message of torch's OutOfMemoryError says, in bytes.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `malloc`, and as it was up to 2.0: "(GPU 0; 23.69 GiB
/// total capacity; 21.3 GiB already allocated; …)", where "cached" stood for "reserved" up to 1.4.
struct Shortage {
  /// The segment that the driver was asked for.
  var tried: Int?
  var allocated: Int?
  var reserved: Int?
  var free: Int?
  var capacity: Int?
  /// By other processes.
  var others: Int?
  /// By this one.
  private var inUse: Int?
  private var unallocated: Int?

  init(
    tried: Int? = nil, allocated: Int? = nil, reserved: Int? = nil, free: Int? = nil,
    capacity: Int? = nil
  ) {
    (self.tried, self.allocated, self.reserved) = (tried, allocated, reserved)
    (self.free, self.capacity) = (free, capacity)
  }

  /// Finds figures by the words around them, whatever stands before and behind the message, and however
  /// its lines are broken.
  init(message: String) {
    let words = message.split { $0.isWhitespace || "(),;".contains($0) }.map(String.init)
    for place in words.indices.dropLast() {
      guard let bytes = Self.bytes(words[place], words[place + 1]) else { continue }
      let before = Array(words[..<place].suffix(3))
      let after = words[(place + 2)...].prefix(3).map { $0.drop { $0 == "." } }.map(String.init)
      take(bytes, before, after)
    }
    if reserved == nil, let allocated, let unallocated { reserved = allocated + unallocated }
  }

  private mutating func take(_ bytes: Int, _ before: [String], _ after: [String]) {
    func follows(_ words: String...) -> Bool { before.suffix(words.count).elementsEqual(words) }
    func precedes(_ words: String...) -> Bool { after.prefix(words.count).elementsEqual(words) }
    if follows("to", "allocate") || follows("Requested", "size:") {
      tried = tried ?? bytes
      // torch 2.1 spells it so.
    } else if precedes("total") || follows("capacity", "of") || follows("capacty", "of") {
      capacity = bytes
    } else if precedes("is", "free.") || precedes("is", "free") || precedes("free") {
      free = bytes
    } else if follows("this", "process", "has") {
      inUse = bytes
    } else if before.count == 3, before[0] == "Process", before[2] == "has" {
      others = (others ?? 0) + bytes
    } else if precedes("already", "allocated") || precedes("is", "allocated", "by") {
      allocated = bytes
    } else if precedes("reserved", "in", "total") || precedes("cached") {
      reserved = bytes
    } else if precedes("is", "reserved", "by") {
      unallocated = bytes
    }
  }

  /// `1.96`, `GiB`: at most what can be counted.
  private static func bytes(_ figure: String, _ unit: String) -> Int? {
    let name = String(unit.prefix { $0.isLetter })
    guard let number = Double(figure), number >= 0, let unit = Unit.named(name),
      unit.dimension == .memory, number * unit.scale < 0x1p53
    else { return nil }
    return Int((number * unit.scale).rounded())
  }

  /// Bytes that the card has for segments, where the message tells.
  func room(context: Int) -> Int? {
    if let reserved, let free { return reserved + free }
    return capacity.map { max(0, $0 - (others ?? 0) - context) }
  }

  /// Whether a figure is printed so.
  ///
  /// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `format_size`: two digits of GiB from 1 GiB on, of
  /// MiB from 1 MiB on, of KiB below.
  static func isPrinted(_ bytes: Int, as printed: Int) -> Bool {
    let unit = printed > 1 << 30 ? 1 << 30 : printed > 1 << 20 ? 1 << 20 : 1 << 10
    return Double((bytes - printed).magnitude) <= 0.00501 * Double(unit)
  }
}

extension Shortage {
  /// How the question is written, for a message that stands where a statement is expected.
  var call: String? {
    guard let tried else { return nil }
    let figures = [
      ("tried", tried), ("allocated", allocated), ("reserved", reserved), ("free", free),
      ("capacity", capacity),
    ]
    let parts = figures.compactMap { name, bytes in
      bytes.map { "\(name): \(Self.spelled($0))" }
    }
    return "oom(\(parts.joined(separator: ", ")))"
  }

  /// As torch prints it.
  static func spelled(_ bytes: Int) -> String {
    let (scale, name) =
      bytes > 1 << 30 ? (0x1p30, "GiB") : bytes > 1 << 20 ? (0x1p20, "MiB") : (0x1p10, "KiB")
    return "\(Figures.fixed(Double(bytes) / scale, 2)) \(name)"
  }
}

extension Shortage {
  /// What is said of torch's message where a statement is expected, or of one whose own quotes end the text
  /// that it was pasted into.
  static func diagnostic(for source: Source) -> Diagnostic? {
    let text = source.text(Span(0, source.bytes.count))
    guard text.utf8.count < 100_000, text.contains("out of memory"),
      let call = Shortage(message: text).call
    else { return nil }
    return Diagnostic(
      .outside, "This is what torch says when memory runs out, and no script.",
      hint: "ask about it by its figures: `\(call)`")
  }
}
