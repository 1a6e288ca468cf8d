/// `model.safetensors.index.json`: which file holds which tensor, and how much they are in all.
struct SafetensorsIndex: Sendable {
  /// The names of the files, each once.
  let files: [String]
  /// Bytes of all weights, where it says so.
  let size: Int?
  /// `total_parameters`: what the saved model had, its head once if it is tied.
  ///
  /// Source: transformers 5.23 modeling_utils.py `save_pretrained`.
  let parameters: Int?

  init(_ bytes: [UInt8], of file: String) throws(ImportFault) {
    let json = try Safetensors.parsed(bytes, of: file)
    guard case .object(let map)? = json["weight_map"]?.value, !map.isEmpty else {
      throw ImportFault("\(file) has no weight_map, which names the file of each tensor.")
    }
    var files: Set<String> = []
    for member in map.values {
      guard case .text(let name) = member.value, Self.isPlain(name) else {
        throw ImportFault(
          "\(file) names a file \(member.value.shown): I look for safetensors files in its own "
            + "folder only.")
      }
      files.insert(name)
    }
    self.files = files.sorted()
    let metadata = json["metadata"]?.value
    size = metadata?.count("total_size")
    parameters = metadata?.count("total_parameters")
  }

  /// A name that leads nowhere else: not `../../x`, and not `.hidden`.
  private static func isPlain(_ name: String) -> Bool {
    name.hasSuffix(".safetensors") && name.utf8.first != UInt8(ascii: ".")
      && name.utf8.allSatisfy { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }
}

extension JSON {
  /// A count under a key of an object. Some files write it as `1.6e10`.
  fileprivate func count(_ key: String) -> Int? {
    guard case .object(let members) = self else { return nil }
    switch members[key]?.value {
    case .whole(let whole): return whole
    case .number(let number): return Int(exactly: number)
    default: return nil
    }
  }
}
