import MemoryModel
import Step

/// The weights of a model as they are stored: known by the heads of their files alone.
package enum Checkpoint {
  /// Gives the first bytes of a file beside the config, so many at most; nil where there is none.
  package typealias Head = (_ file: String, _ most: Int) throws(ImportFault) -> [UInt8]?

  /// How the weights compare with the model as it is counted here.
  package enum Finding: Sendable, Hashable {
    /// There are no safetensors files, or not all of them.
    case absent
    case agrees
    case differs(Difference)
    /// Several weights stand in one number: their count says nothing.
    case packed
    /// They disagree with the count, and lie in too many files to look why.
    case scattered(files: Int)
  }

  private static let single = "model.safetensors"
  private static let index = "model.safetensors.index.json"

  /// Compares the weights with a model.
  ///
  /// - Parameters:
  ///   - most: the number of files that may be opened.
  ///   - advance: takes the share of the files that were read.
  ///   - head: reads a file's first bytes.
  /// - Throws: why a file cannot be read; what is stored is a stranger's, and may be broken.
  package static func compare(
    with model: Architecture, files most: Int, advance: (Double) -> Void = { _ in }, _ head: Head
  ) throws(ImportFault) -> Finding {
    if let tensors = try tensors(of: single, head) {
      return finding(tensors, model)
    }
    let limit = Safetensors.largestHead + 1
    guard let bytes = try head(index, limit) else { return .absent }
    let index = try SafetensorsIndex(bytes, of: index)
    if index.agrees(with: model.parameters) { return .agrees }
    guard index.files.count <= most else { return .scattered(files: index.files.count) }
    var all: [String: StoredTensor] = [:]
    for (number, file) in index.files.enumerated() {
      advance(Double(number) / Double(index.files.count))
      guard let tensors = try tensors(of: file, head) else { return .absent }
      all.merge(tensors) { first, _ in first }
    }
    return finding(all, model)
  }

  private static func tensors(
    of file: String, _ head: Head
  ) throws(ImportFault) -> [String: StoredTensor]? {
    guard var start = try head(file, Safetensors.firstBytes) else { return nil }
    let length = try Safetensors.length(from: start, of: file)
    if length > start.count { start = try head(file, length) ?? start }
    return try Safetensors.tensors(in: start, of: file)
  }

  private static func finding(
    _ tensors: [String: StoredTensor], _ model: Architecture
  ) -> Finding {
    let parts = CheckpointParts(tensors, of: model)
    if parts.isPacked { return .packed }
    return parts.difference.map(Finding.differs) ?? .agrees
  }
}

extension SafetensorsIndex {
  /// Whether its sums are those of so many parameters, all of two bytes or all of four. What
  /// disagrees need not be wrong: some files were written with other sums.
  fileprivate func agrees(with count: Int) -> Bool {
    parameters == count || size == 2 * count || size == 4 * count
  }
}
