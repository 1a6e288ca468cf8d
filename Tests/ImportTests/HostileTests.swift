import Import
import Support
import Testing

/// A config is a stranger's file: whatever it holds, there is a sentence and no crash.
@Suite struct HostileTests {
  @Test(arguments: [
    ("", 1, 1, "The file is empty."),
    (" \n\t ", 2, 3, "The file is empty."),
    ("{", 1, 2, "The file ends within an object."),
    (#"{"a""#, 1, 5, "The file ends within an object."),
    (#"{"a":"#, 1, 6, "The file ends within a value."),
    (#"{"a": 1"#, 1, 8, "The file ends within an object."),
    (#"{"a": 1,"#, 1, 9, "The file ends within an object."),
    (#"{"a": 1,}"#, 1, 9, "I expected a key in double quotes and found '}'."),
    (#"{"a": [1, 2"#, 1, 12, "The file ends within a list."),
    (#"{"a": [1, ]}"#, 1, 11, "I expected a value and found ']'."),
    (#"{"a": "open"#, 1, 7, "The file ends within a text that begins here."),
    ("{\"a\": \"li\nne\"}", 1, 10, "A text holds a line break or another control character."),
    ("{\n  'a': 1}", 2, 3, "I expected a key in double quotes and found '''."),
    (#"{"a" 1}"#, 1, 6, "I expected a ':' and found '1'."),
    (#"{"a": 1 "b": 2}"#, 1, 9, "I expected a ',' or a '}' and found '\"'."),
    (#"{"a": 1} x"#, 1, 10, "There is more after the end of the JSON value: 'x'."),
    (#"{"a": None}"#, 1, 7, #""None" is no value of JSON."#),
    (#"{"a": 01}"#, 1, 7, "A number does not begin with 0."),
    (#"{"a": -}"#, 1, 8, "I expected a digit and found '}'."),
    (#"{"a": -Inf}"#, 1, 7, "After a '-' I expected a number."),
    (#"{"a": 1.}"#, 1, 9, "I expected a digit and found '}'."),
    (#"{"a": 1e}"#, 1, 9, "I expected a digit and found '}'."),
    (#"{"a": 1e"#, 1, 9, "The file ends within a number."),
    (#"{"ä": 1, "ä": 2}"#, 1, 10, #"The key "ä" occurs twice in one object."#),
    (#"{"a": "\ud83d"}"#, 1, 8, "Half of a surrogate pair stands alone in a text."),
    (#"{"a": "\ude00\ud83d"}"#, 1, 8, "Half of a surrogate pair stands alone in a text."),
    (#"{"a": "\ud83dx"}"#, 1, 8, "Half of a surrogate pair stands alone in a text."),
    (#"{"a": "\u12"}"#, 1, 12, "I expected four hexadecimal digits after \\u and found '\"'."),
    (#"{"a": "\q"}"#, 1, 8, "JSON has no such escape in a text."),
    (#"{"a": /* b */ 1}"#, 1, 7, "I expected a value and found '/'."),
    ("<!DOCTYPE html>", 1, 1, "This is not JSON."),
    ("version https://git-lfs.github.com/spec/v1", 1, 1, "This is not JSON."),
  ])
  func aBrokenTextHasAPlaceAndASentence(
    _ text: String, _ line: Int, _ column: Int, _ message: String
  ) {
    let fault = refusal(of: text)
    #expect(fault?.message == message)
    #expect(fault?.line == line)
    #expect(fault?.column == column)
  }

  @Test(arguments: [
    #"{"model_type": "llama", "x": [0.0, Infinity, -Infinity, NaN, -0, 1e400, 1E-400]}"#,
    #"{"model_type": "llama", "x": "\ud83d\ude00 \u00e4 \/ \n"}"#,
    "\u{FEFF}{\"model_type\": \"llama\"}",
    "\r\n{\r\n\"model_type\"\r:\t\"ll\\u0061ma\" }\r\n",
  ])
  func whatRealToolsWriteIsAccepted(_ text: String) {
    #expect(refusal(of: text) == nil)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func depthIsBounded(_ opening: String) {
    let fault = refusal(of: String(repeating: opening, count: 100_000))
    #expect(fault?.message == "Lists and objects are nested more than 64 deep here.")
  }

  @Test(
    arguments: [
      ([], "a few kilobytes"), (Array("GGUF".utf8), "It is a GGUF file"),
      (SafetensorsFile.length(50_000) + [0x7B], "It is a safetensors file"),
    ] as [([UInt8], String)])
  func sizeIsBounded(_ start: [UInt8], _ hint: String) {
    let bytes = start + [UInt8](repeating: UInt8(ascii: " "), count: 100_000_000)
    let fault = #expect(throws: ImportFault.self) {
      try HuggingFace.architecture(bytes: bytes, name: "m")
    }
    #expect(fault?.message == "The file is larger than 8 MiB, and I read no more.")
    #expect(fault?.hint?.contains(hint) == true, "\(fault?.hint ?? "")")
  }

  @Test(arguments: [
    [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D], [0xFF, 0xFE, 0x7B, 0x00], [0x00], [0x80],
    [0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x3A, 0x31, 0x7D], [0xEF, 0xBB, 0xBF], [0x1F, 0x8B, 8],
    [0x47, 0x47, 0x55, 0x46, 3, 0, 0, 0],
  ])
  func bytesThatAreNoTextAreRefused(_ bytes: [UInt8]) {
    #expect(throws: ImportFault.self) { try HuggingFace.architecture(bytes: bytes, name: "m") }
  }

  /// Every fixture, broken in many ways: each is read or refused, and what is read is sound.
  @Test(arguments: HuggingFace.families + HuggingFace.wrappers)
  func noMutationCrashes(_ type: String) throws {
    let original = Array(try Fixtures.config(of: type).utf8)
    var chance = SeededGenerator(state: UInt64(original.count))
    var refused = 0
    for _ in 0..<1_500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &chance) { bytes.mutate(&chance) }
      do throws(ImportFault) {
        let model = try HuggingFace.architecture(bytes: bytes, name: "m")
        #expect(model.parameters > 0 && model.heads % model.kvHeads == 0)
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 300)
  }
}

extension [UInt8] {
  /// Changes, drops or doubles some of the bytes.
  mutating func mutate(_ chance: inout SeededGenerator) {
    guard let place = indices.randomElement(using: &chance) else { return }
    let end = Swift.min(count, place + Int.random(in: 1...40, using: &chance))
    switch Int.random(in: 0..<6, using: &chance) {
    case 0: self[place] = UInt8.random(in: 0...255, using: &chance)
    case 1: removeSubrange(place..<end)
    case 2: insert(contentsOf: self[place..<end], at: place)
    case 3: removeSubrange(place...)
    case 4: insert(contentsOf: #"{}[]",:\-e0"#.utf8.shuffled(using: &chance), at: place)
    default: self[place] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &chance)
    }
  }
}

/// SplitMix64: the same numbers on every machine, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
