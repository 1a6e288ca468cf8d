import MemoryModel

extension Config {
  /// The layers that a list names, as a pattern of letters; nil where the file has no such list.
  ///
  /// - Parameters:
  ///   - layers: how many there must be; nil where the list decides.
  ///   - letters: what the list may hold, and the letter for it. Names of old are taken too.
  ///   - keys: the list's spellings; the first that the file has counts.
  func pattern(
    of layers: Int?, _ letters: [String: String], in keys: [String] = ["layer_types"]
  ) throws(ImportFault) -> String? {
    if let described = try describedPattern() { return described }
    for key in keys {
      guard let types = try texts(key) else { continue }
      if let layers, types.count != layers {
        throw fault(
          "\(key) lists \(types.count) layers and num_hidden_layers is \(layers).", at: key)
      }
      var pattern = ""
      for type in types {
        // transformers 5.23 configuration_utils.py `_LEGACY_LAYER_TYPE_REMAP`.
        let name =
          type == "mamba" ? "linear_attention" : type == "attention" ? "full_attention" : type
        guard let letter = letters[name] else {
          throw fault(
            "\(key) holds \(quoted(type)).", at: key,
            hint: "This family has \(letters.keys.sorted().joined(separator: ", ")).")
        }
        pattern += letter
      }
      return pattern
    }
    return nil
  }

  /// The letters themselves, where arguments stand for a file.
  func describedPattern() throws(ImportFault) -> String? {
    let key = "layer_types"
    guard isDescribed, case .text(let letters)? = self[key] else { return nil }
    let layers = try count("num_hidden_layers", or: 0, upTo: 1 << 14)
    guard letters.count == layers else {
      throw fault("layer_pattern has \(letters.count) letters for \(layers) layers.", at: key)
    }
    return letters
  }

  /// Builds the layers by a pattern of the family's letters; without one, which layer is what must be
  /// said.
  func build(
    _ model: inout Architecture, _ pattern: String?, of letters: String, hasExperts: [Bool]? = nil,
    at key: String
  ) throws(ImportFault) {
    guard let pattern, !pattern.isEmpty else {
      throw fault("\(key) is missing: which layer is what has no default.", at: key)
    }
    guard pattern.utf8.count <= 1 << 14 else {
      throw fault("\(pattern.utf8.count) layers: no model comes near that.", at: key)
    }
    if let strange = pattern.first(where: { !letters.contains($0) }) {
      throw fault(
        "The pattern of layers holds '\(strange)', which \(model.family.rawValue) has no layer for.",
        at: key, hint: "its letters are \(letters)")
    }
    do throws(Refusal) {
      try model.build(
        pattern: pattern, hasExperts: hasExperts, feedsApart: letters.contains("E"))
    } catch {
      throw fault(error.message, at: key, hint: error.hint)
    }
  }

  /// Mamba-2's sizes as Falcon H1, Granite 4 and Bamba state them.
  ///
  /// - Parameter inner: the width of all heads; `mamba_expand` times the stream's, unless stated.
  func mamba2(of model: Architecture, inner: Int? = nil) throws(ImportFault) -> Architecture.Mamba2
  {
    var width = inner ?? 0
    if inner == nil {
      width = try count("mamba_expand", or: 2, upTo: 1 << 10) * model.hidden
    }
    let heads = try count("mamba_n_heads", or: 128, upTo: 1 << 20)
    let isAutomatic = !has("mamba_d_head") || (try? text("mamba_d_head")) == "auto"
    let headDim =
      isAutomatic ? width / heads : try count("mamba_d_head", or: 64, upTo: 1 << 20)
    guard headDim * heads == width else {
      throw fault(
        "mamba_n_heads is \(heads) and mamba_d_head \(headDim): they do not make up the width of "
          + "all heads, \(width).", at: has("mamba_n_heads") ? "mamba_n_heads" : "mamba_d_head")
    }
    var mamba2 = Architecture.Mamba2(
      heads: heads, headDim: headDim, state: try count("mamba_d_state", or: 256, upTo: 1 << 20),
      groups: try count("mamba_n_groups", or: 1, upTo: 1 << 20))
    mamba2.convKernel = try count("mamba_d_conv", or: 4, upTo: 1 << 10)
    mamba2.chunk = try count("mamba_chunk_size", or: 256, upTo: 1 << 20)
    mamba2.convBias = try flag("mamba_conv_bias", or: true)
    mamba2.inBias = try flag("mamba_proj_bias", or: false)
    mamba2.outBias = mamba2.inBias
    return mamba2
  }
}
