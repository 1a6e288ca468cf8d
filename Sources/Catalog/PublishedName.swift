/// A model's name as it is published, taken apart: `unsloth/Qwen2.5-7B-Instruct-bnb-4bit`, or
/// `qwen2_5_7b_instruct`.
///
/// What may tell one shape from another always counts: the family's words, sizes, versions. Left out
/// is what one shape is published with several times: how it was tuned, and how it is stored.
struct PublishedName {
  /// The organisation before the slash, in lower case; nil where there is none.
  let owner: String?
  /// All words of the name in lower case.
  private let all: [Substring]
  /// The words without those on storage.
  private let unstored: [Substring]
  /// Whether it says that the weights are stored quantised.
  let isQuantised: Bool

  init(_ text: String) {
    let lower = text.lowercased()
    let hasOwner = lower.utf8.contains(UInt8(ascii: "/"))
    let parts = hasOwner ? lower.split(separator: "/") : [lower[...]]
    owner = parts.count > 1 ? String(parts[parts.count - 2]) : nil
    all = Self.words(of: parts.last ?? "")
    let end = all.dropFirst().reversed().prefix { Self.isStorage($0) }
    isQuantised = end.contains(where: Self.isQuantisation)
    let isStored = isQuantised || end.contains(where: Self.plain.contains)
    unstored = all.dropLast(isStored ? end.count : 0)
  }

  /// The name as it stands, whatever signs are between its words: `qwen 2 5 7 b instruct`.
  var whole: String { Self.key(all) }

  func has(_ word: String) -> Bool { all.contains { $0 == word } }

  /// The name but for its storage, the fullest first; then without the date, where a size tells the
  /// shape, and without the words of one of these organisations in front.
  func names(owners: Set<String>) -> [String] { Self.variants(of: unstored, owners) }

  /// The same of what tells the shape alone: without how it was tuned.
  func shapes(owners: Set<String>) -> [String] {
    Self.variants(of: unstored.filter { !Self.tunings.contains($0) }, owners)
  }

  private static func variants(of words: [Substring], _ owners: Set<String>) -> [String] {
    var variants = [words]
    let undated = words.filter { !isDate($0) }
    if undated.count < words.count, undated.contains(where: isSize) { variants.append(undated) }
    if owners.isEmpty { return variants.map(key) }
    // `meta_llama_meta_llama_3_8b` begins with two.
    var next = 0
    while next < variants.count {
      let words = variants[next]
      for count in 1..<max(2, min(words.count, 4))
      where owners.contains(words.prefix(count).joined(separator: " ")) {
        variants.append(Array(words.dropFirst(count)))
      }
      next += 1
    }
    return variants.map(key)
  }

  /// `meta llama` and its beginnings, of `meta-llama`.
  static func beginnings(ofOwner owner: String) -> [String] {
    let words = words(of: owner.lowercased()[...])
    return words.indices.map { words[...$0].joined(separator: " ") }
  }

  private static func words(of text: Substring) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    for index in text.utf8.indices where !text.utf8[index].isLetter && !text.utf8[index].isDigit {
      if start < index { words.append(text[start..<index]) }
      start = text.utf8.index(after: index)
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }

  /// Letters and digits apart, so that `llama3_1_8b` and `Llama-3.1-8B` are alike, and 18B is never
  /// 1.8B.
  private static func key(_ words: [Substring]) -> String {
    var key: [UInt8] = []
    for word in words {
      var last: Bool?
      for byte in word.utf8 {
        if last != byte.isDigit, !key.isEmpty { key.append(UInt8(ascii: " ")) }
        last = byte.isDigit
        key.append(byte)
      }
    }
    return String(decoding: key, as: UTF8.self)
  }

  // MARK: what leaves the shape alone

  /// How a model was tuned.
  private static let tunings: Set<Substring> = [
    "base", "pt", "hf", "instruct", "it", "chat", "sft", "dpo", "think", "thinking", "reasoning",
  ]

  /// How its weights are stored, at the end of a name.
  private static let formats: Set<Substring> = [
    "bnb", "gptq", "awq", "gguf", "exl2", "hqq", "aqlm", "quanto", "qat",
  ]
  private static let plain: Set<Substring> = ["bf16", "fp16", "fp32"]
  /// Words beside those: `unsloth-bnb-4bit`, `FP8-dynamic`.
  private static let besides: Set<Substring> = ["unsloth", "dynamic"]

  private static func isStorage(_ word: Substring) -> Bool {
    plain.contains(word) || besides.contains(word) || isQuantisation(word)
  }

  /// `gptq`, `4bit`, `int8`, `fp8`, `nvfp4`, `w4a16`.
  private static func isQuantisation(_ word: Substring) -> Bool {
    if formats.contains(word) { return true }
    guard let bits = Int(word.bytes(where: \.isDigit)) else { return false }
    switch word.bytes(where: \.isLetter) {
    case "bit", "bits", "int", "fp", "nf", "mxfp", "nvfp": return bits <= 8
    case "wa": return word.first == "w"
    default: return false
    }
  }

  /// `7b`, `0_5b` by its end, `135m`, `e2b`, `8x7b`: a number of parameters.
  private static func isSize(_ word: Substring) -> Bool {
    guard let unit = word.last, unit == "b" || unit == "m" else { return false }
    return word.utf8.dropLast().last?.isDigit == true
  }

  /// `2507`, `0414`, `20240522`: a month of a year, a day of a month, a day.
  private static func isDate(_ word: Substring) -> Bool {
    guard word.utf8.allSatisfy(\.isDigit), let number = Int(word) else { return false }
    func isMonth(_ number: Int) -> Bool { (1...12).contains(number) }
    func isDay(_ number: Int) -> Bool { (1...31).contains(number) }
    switch word.utf8.count {
    case 4:
      let (first, second) = (number / 100, number % 100)
      return (23...39).contains(first) && isMonth(second) || isMonth(first) && isDay(second)
    case 8:
      return (2023...2039).contains(number / 10000) && isMonth(number / 100 % 100)
        && isDay(number % 100)
    default: return false
    }
  }
}

extension Substring {
  fileprivate func bytes(where isKept: (UInt8) -> Bool) -> String {
    String(decoding: utf8.filter(isKept), as: UTF8.self)
  }
}
