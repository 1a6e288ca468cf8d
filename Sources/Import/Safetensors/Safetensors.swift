/// The head of a safetensors file: eight bytes of length, then a JSON object that names every tensor
/// with its type and shape. The weights themselves, which follow, are never read.
///
/// Source: huggingface_hub 2.4 hf_api.py `parse_safetensors_file_metadata`.
enum Safetensors {
  /// Source: huggingface_hub 2.4 constants.py `SAFETENSORS_MAX_HEADER_LENGTH`.
  static let largestHead = 25_000_000
  /// Nearly all heads fit into so many bytes.
  static let firstBytes = 100_000
  private static let lengthBytes = 8

  /// How many bytes the file's head takes, with the eight before it.
  static func length(from start: [UInt8], of file: String) throws(ImportFault) -> Int {
    guard start.count >= lengthBytes else {
      throw ImportFault("\(file) ends within its first eight bytes.", hint: truncationHint)
    }
    let length = start.prefix(lengthBytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(largestHead) else {
      throw ImportFault(
        "\(file) says that its head has \(length) bytes: no real one comes near that.",
        hint: "Is it a safetensors file?")
    }
    return lengthBytes + Int(length)
  }

  /// The tensors that a head names.
  static func tensors(
    in head: [UInt8], of file: String
  ) throws(ImportFault) -> [String: StoredTensor] {
    let length = try length(from: head, of: file)
    guard head.count >= length else {
      throw ImportFault("\(file) ends within its head.", hint: truncationHint)
    }
    let json = try parsed(Array(head[lengthBytes..<length]), of: file)
    var tensors: [String: StoredTensor] = [:]
    for (name, member) in json where name != "__metadata__" {
      guard let tensor = StoredTensor(member.value) else {
        throw ImportFault("\(file) holds a tensor \(quoted(name)) without a type or a sound shape.")
      }
      tensors[name] = tensor
    }
    return tensors
  }

  /// The object that a file's bytes are; a fault says which file it is about.
  static func parsed(
    _ bytes: [UInt8], of file: String
  ) throws(ImportFault) -> [String: JSON.Member] {
    do throws(ImportFault) {
      guard case .object(let members) = try JSONParser.parse(bytes, upTo: largestHead) else {
        throw ImportFault("There is no object where the tensors should be named.")
      }
      return members
    } catch {
      throw ImportFault("\(file) cannot be read. \(error.message)", hint: error.hint)
    }
  }

  private static let truncationHint = "Was it copied or downloaded whole?"
}

/// A tensor of a checkpoint, as the head of its file describes it.
struct StoredTensor: Sendable, Hashable {
  /// `BF16`, `F32`, `U8`.
  let dtype: String
  let shape: [Int]
  /// How many numbers it holds: the product of its shape.
  let elements: Int

  /// No tensor of a real file has so many elements.
  private static let most = 1 << 50

  init?(_ json: JSON) {
    guard case .object(let members) = json, case .text(let dtype)? = members["dtype"]?.value,
      case .list(let items)? = members["shape"]?.value
    else { return nil }
    var shape: [Int] = []
    var elements = 1
    for item in items {
      guard case .whole(let size) = item, size >= 0 else { return nil }
      let (product, isTooMany) = elements.multipliedReportingOverflow(by: size)
      guard !isTooMany, product <= Self.most else { return nil }
      elements = product
      shape.append(size)
    }
    (self.dtype, self.shape, self.elements) = (dtype, shape, elements)
  }
}
