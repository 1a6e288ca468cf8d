/// What is said when a text is not JSON.
extension JSONParser {
  func fault(_ message: String, hint: String? = nil, at offset: Int? = nil) -> ImportFault {
    ImportFault(message, hint: hint, at: offset ?? position, of: bytes)
  }

  func unexpected(_ expected: String) -> ImportFault {
    guard peek != nil else { return truncated("a value") }
    return fault("I expected \(expected) and found \(shownByte).", hint: hintForThisByte)
  }

  func truncated(_ inside: String) -> ImportFault {
    fault("The file ends within \(inside).", hint: "Was it copied or downloaded whole?")
  }

  func hint(forWord word: String) -> String? {
    switch word {
    case "None", "True", "False": "This is Python's own notation; JSON has null, true, false."
    case "nan", "inf", "NAN", "INF": "Python's json writes NaN and Infinity."
    default: nil
    }
  }

  /// What the file is, when its first bytes say that it is something else.
  func hintForAnotherFormat() -> String? {
    let start = bytes[position...].prefix(8)
    if start.starts(with: "version ".utf8) {
      return "It is a pointer of git-lfs, not the file itself: git lfs pull fetches it."
    }
    if start.first == UInt8(ascii: "<") { return "It looks like a web page." }
    if start.starts(with: "GGUF".utf8) { return "It is a GGUF file; I read config.json." }
    if start.starts(with: [0x1F, 0x8B]) || start.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return "It is compressed."
    }
    // Eight bytes of length, the last ones zero in any real file, and then an object.
    if start.suffix(3) == [0, 0, 0], bytes.dropFirst(position + 8).first == UInt8(ascii: "{") {
      return "It is a safetensors file; config.json lies beside it."
    }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || start.contains(0) {
      return "It is not UTF-8 text."
    }
    return nil
  }

  /// The byte at the present position as a message shows it.
  var shownByte: String {
    guard let byte = peek else { return "the end of the file" }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return "the end of the line" }
    guard byte > 0x20, byte < 0x7F else {
      return byte < 0x80 ? "a control character" : "a character outside ASCII"
    }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }

  private var hintForThisByte: String? {
    switch peek {
    case UInt8(ascii: "'"): "JSON puts texts in double quotes."
    case UInt8(ascii: "/"), UInt8(ascii: "#"): "JSON has no comments."
    case UInt8(ascii: "}"), UInt8(ascii: "]"): "JSON has no comma after the last element."
    default: nil
    }
  }
}
