// Tensors of a tower as text, in the order of its modules: the elements of each, `q` behind those that
// bitsandbytes packs, `b` and `i` behind buffers in the model's format and of 64-bit integers. What is
// repeated stands in brackets behind how often, and `text` where the text model stands.
extension Architecture.Tower {
  /// In lines that a page has room for.
  package var tensorLines: [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.utf8.count + word.utf8.count < 80 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private var words: [String] {
    var words: [String] = []
    for (place, stretch) in stretches.enumerated() {
      if place == beforeText { words.append("text") }
      var tensors = stretch.tensors.map(\.word)
      if stretch.copies > 1, let first = tensors.first {
        tensors[0] = "\(stretch.copies)(" + first
        tensors[tensors.count - 1] += ")"
      }
      words += tensors
    }
    return words
  }

  /// Takes the tensors from lines.
  package mutating func read(tensorLines lines: [String]) throws(Refusal) {
    var reader = TensorReader()
    for word in lines.flatMap({ $0.split(separator: " ") }) {
      guard reader.read(word) else {
        throw Refusal(
          "“\(word)” is no tensor of a tower.", hint: "like 588 or 1024q, or 27(1024q 1024)")
      }
    }
    if reader.isOpen { throw Refusal("A bracket of the tower's tensors is not closed.") }
    stretches = reader.stretches
    beforeText = reader.beforeText ?? stretches.count
  }

  /// Refuses tensors that are not what the tower counts.
  func validateTensors() throws(Refusal) {
    if stretches.isEmpty { return }
    func sum(_ isCounted: (Tensor.Kind) -> Bool) -> Double {
      stretches.reduce(0) { sum, stretch in
        stretch.tensors.reduce(sum) {
          isCounted($1.kind) ? $0 + Double($1.elements) * Double(stretch.copies) : $0
        }
      }
    }
    let (all, packed) = (sum(\.isParameter), sum { $0 == .linear })
    if all != Double(parameters) || packed != Double(linear) {
      throw Refusal(
        "The tensors of the tower make \(all.whole) parameters, \(packed.whole) of them linear; "
          + "expected \(parameters) and \(linear).")
    }
  }
}

extension Double {
  fileprivate var whole: Int { Int(Swift.min(self, 0x1p53)) }
}

extension Architecture.Tower.Tensor {
  fileprivate var word: String {
    switch kind {
    case .parameter: "\(elements)"
    case .linear: "\(elements)q"
    case .buffer: "\(elements)b"
    case .indices: "\(elements)i"
    }
  }

  fileprivate init?(_ word: Substring) {
    var digits = word
    switch digits.last {
    case "q": kind = .linear
    case "b": kind = .buffer
    case "i": kind = .indices
    default: kind = .parameter
    }
    if kind != .parameter { digits.removeLast() }
    guard let elements = Int(digits), 1...(1 << 53) ~= elements else { return nil }
    self.elements = elements
  }
}

/// Reads tensors word by word.
private struct TensorReader {
  var stretches: [Architecture.Tower.Stretch] = []
  var beforeText: Int?
  /// How often the tensors stand that are read now; nil outside of brackets.
  private var copies: Int?
  private var tensors: [Architecture.Tower.Tensor] = []

  var isOpen: Bool { copies != nil }

  mutating func read(_ word: Substring) -> Bool {
    if word == "text" {
      if copies != nil || beforeText != nil { return false }
      beforeText = stretches.count
      return true
    }
    var word = word
    if let bracket = word.firstIndex(of: "(") {
      guard copies == nil, let times = Int(word[..<bracket]), 1...(1 << 14) ~= times else {
        return false
      }
      copies = times
      word = word[word.index(after: bracket)...]
    }
    let closes = word.last == ")"
    if closes { word.removeLast() }
    guard let tensor = Architecture.Tower.Tensor(word) else { return false }
    return add(tensor, closes: closes)
  }

  private mutating func add(_ tensor: Architecture.Tower.Tensor, closes: Bool) -> Bool {
    guard let copies else {
      if closes { return false }
      let isFirst = stretches.count == beforeText ?? 0
      if !isFirst, stretches.last?.copies == 1 {
        stretches[stretches.count - 1].tensors.append(tensor)
      } else {
        stretches.append(Architecture.Tower.Stretch(1, of: [tensor]))
      }
      return true
    }
    tensors.append(tensor)
    if closes {
      stretches.append(Architecture.Tower.Stretch(copies, of: tensors))
      (self.copies, tensors) = (nil, [])
    }
    return true
  }
}
