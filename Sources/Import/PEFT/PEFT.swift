import MemoryModel

/// Reads PEFT's `adapter_config.json` as PEFT does: a key that is missing has the default of
/// `LoraConfig`. What takes memory and is not modelled is refused by its name.
///
/// Source: peft 0.21 config.py `PeftConfigMixin`, tuners/lora/config.py `LoraConfig`.
package enum PEFT {
  /// The adapters that a file describes, and what is worth telling about how it was read.
  package struct Reading: Sendable, Hashable {
    package let adapter: Adapter
    package let notes: [String]
  }

  /// The adapters that a file describes.
  ///
  /// - Parameter model: whose modules are meant. Without one the file must say them plainly:
  ///   `all-linear`, or a list of names, which are taken as they are.
  package static func reading(
    of bytes: [UInt8], for model: Architecture?
  ) throws(ImportFault) -> Reading {
    let config = try Config(bytes)
    try config.checkKind()
    try config.checkVariants()
    try config.checkInitialisation()
    try config.checkRanks()
    try config.checkLayers(of: model)
    let saved = try config.saved(in: model)
    let targets = try config.targets(in: model, saving: saved)
    return Reading(
      adapter: Adapter(
        rank: try config.rank, alpha: try config.alpha, targets: targets.chosen,
        dropout: try config.dropout, save: saved, dora: try config.dora),
      notes: targets.notes + towerNotes(model) + config.unknownKeys)
  }

  /// What a file means of a tower is not known here: its modules are counted without their names.
  private static func towerNotes(_ model: Architecture?) -> [String] {
    guard let model, model.tower != nil else { return [] }
    return [
      "The tower of \(model.name) is left without adapters; where target_modules means modules of it "
        + "too, PEFT gives them some."
    ]
  }
}

extension Config {
  fileprivate var rank: Int {
    get throws(ImportFault) { try count("r", or: 8, upTo: 1 << 20) }
  }

  fileprivate var alpha: Double {
    get throws(ImportFault) {
      let key = "lora_alpha"
      guard has(key) else { return 8 }
      let alpha = try number(key)
      guard alpha >= 0, alpha <= 0x1p53 else {
        throw fault("\(key) is \(alpha): it must be a number from 0.", at: key)
      }
      return alpha
    }
  }

  fileprivate var dropout: Double {
    get throws(ImportFault) {
      let dropout = try share("lora_dropout", or: 0)
      guard dropout < 1 else {
        throw fault("lora_dropout is 1: nothing would reach the adapters.", at: "lora_dropout")
      }
      return dropout
    }
  }

  fileprivate var dora: Bool {
    get throws(ImportFault) { isSet("use_dora") ? try flag("use_dora", or: false) : false }
  }

  /// Refuses other methods, and tasks whose head PEFT trains besides.
  ///
  /// Source: peft 0.21 peft_model.py: all but `PeftModelForCausalLM` add to `modules_to_save`, or
  /// wrap a model of another shape.
  fileprivate func checkKind() throws(ImportFault) {
    guard let type = try text("peft_type") else {
      throw ImportFault(
        "The file has no peft_type.",
        hint: has("model_type")
          ? "It is a model's config: hf(…) reads it." : "An adapter_config.json of PEFT has one.")
    }
    guard type == "LORA" else {
      throw fault(
        "peft_type is \(quoted(type)): that method is not modelled.", at: "peft_type",
        hint: "I know LORA; full, lora(…) and qlora(…) are the methods there are.")
    }
    if let task = try text("task_type"), task != "CAUSAL_LM" {
      throw fault(
        "task_type is \(quoted(task)): its head is not modelled.", at: "task_type",
        hint: "I know CAUSAL_LM, the training of a language model.")
    }
    let bias = try text("bias") ?? "none"
    guard bias == "none" else {
      throw fault("bias is \(quoted(bias)): trained biases are not modelled.", at: "bias")
    }
  }

  /// Refuses what takes memory of its own, where it is on.
  fileprivate func checkVariants() throws(ImportFault) {
    for (key, what) in Self.variants where isOn(key) {
      throw fault(
        "\(key) is \(self[key]?.shown ?? "set"): \(what) not modelled.", at: key,
        hint: "Without it lora(…) says what the rest takes.")
    }
  }

  /// Source: peft 0.21 tuners/lora/config.py `LoraConfig`.
  private static let variants = [
    ("trainable_token_indices", "trained rows of the embedding are"),
    ("target_parameters", "adapters of parameters outside of linear modules are"),
    ("lora_bias", "a bias in the adapters is"),
    ("use_qalora", "QA-LoRA's pooled inputs are"),
    ("use_bdlora", "adapters of blocks are"),
    ("layer_replication", "layers that are used twice are"),
    ("megatron_config", "Megatron's parallel layers are"),
    ("alora_invocation_tokens", "adapters that wait for a token are"),
    ("arrow_config", "Arrow's routing of adapters is"),
    ("kasa_config", "KaSA's third factor is"),
    ("velora_config", "VeLoRA's compressed activations are"),
    ("monteclora_config", "Monte Carlo sampling of adapters is"),
  ]

  /// Ways to begin take no memory once training runs, but for two.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `update_layer`; eva.py redistributes the ranks, and
  /// variants.py `MiCALinearVariant` trains one matrix of each pair.
  fileprivate func checkInitialisation() throws(ImportFault) {
    let key = "init_lora_weights"
    switch self[key] {
    case nil, .null, .truth: return
    case .text(let text):
      let plain = ["gaussian", "olora", "pissa", "corda", "loftq", "orthogonal", "lora_ga"]
      let name = text.lowercased()
      if plain.contains(name) || name.hasPrefix("pissa_niter_") { return }
      throw fault(
        "\(key) is \(quoted(text)): what it trains is not modelled.", at: key,
        hint: "Others are: true, false, \(plain.joined(separator: ", ")).")
    case let other?:
      throw fault("\(key) is \(other.shown): it must be true, false or a text.", at: key)
    }
  }

  /// Refuses ranks that differ among modules.
  fileprivate func checkRanks() throws(ImportFault) {
    let key = "rank_pattern"
    guard isOn(key) else { return }
    guard case .object(let ranks)? = self[key] else {
      throw fault("\(key) is \(self[key]?.shown ?? "null"): it must be an object.", at: key)
    }
    let rank = try rank
    for (name, member) in ranks.sorted(by: { $0.key < $1.key }) {
      if case .whole(rank) = member.value { continue }
      throw fault(
        "\(key) gives \(quoted(name)) a rank of \(member.value.shown) beside r, \(rank): ranks that "
          + "differ are not modelled.", at: key)
    }
  }

  /// Refuses adapters in some layers only.
  fileprivate func checkLayers(of model: Architecture?) throws(ImportFault) {
    let key = "layers_to_transform"
    let chosen: [JSON]
    switch self[key] {
    case nil, .null: return
    case .list(let items)?: chosen = items
    case let one?: chosen = [one]
    }
    var layers: Set<Int> = []
    for item in chosen {
      guard case .whole(let layer) = item else {
        throw fault("\(key) holds \(item.shown): it must hold whole numbers.", at: key)
      }
      layers.insert(layer)
    }
    if layers.isEmpty || model.map({ Set(0..<$0.layers).isSubset(of: layers) }) ?? false { return }
    throw fault(
      "\(key) names \(layers.count) layer\(layers.count == 1 ? "" : "s"): adapters in some layers "
        + "only are not modelled.", at: key)
  }

  /// A note on the keys that this reader has never heard of, where they say anything.
  fileprivate var unknownKeys: [String] {
    let known = Self.settled.union(Self.variants.map(\.0))
    let unknown = keys.subtracting(known).filter(isOn).sorted()
    if unknown.isEmpty { return [] }
    return ["PEFT 0.21 knows no \(listed(unknown)): whatever it means is left out."]
  }

  /// What is read, and what takes no memory: how adapters are scaled, begun, named and loaded.
  private static let settled: Set<String> = [
    "peft_type", "task_type", "r", "lora_alpha", "lora_dropout", "target_modules",
    "exclude_modules", "bias", "init_lora_weights", "rank_pattern", "layers_to_transform",
    "layers_pattern", "alpha_pattern", "use_rslora", "fan_in_fan_out", "inference_mode",
    "base_model_name_or_path", "revision", "auto_mapping", "peft_version", "megatron_core",
    "loftq_config", "eva_config", "corda_config", "lora_ga_config", "qalora_group_size",
    "runtime_config", "ensure_weight_tying", "modules_to_save",
    "use_dora",
  ]

  /// Whether a key says more than `null`, `false`, nothing or an empty list.
  func isOn(_ key: String) -> Bool {
    switch self[key] {
    case nil, .null, .truth(false), .whole(0): false
    case .text(let text)?: !text.isEmpty
    case .list(let items)?: !items.isEmpty
    case .object(let members)?: !members.isEmpty
    case .truth, .whole, .number: true
    }
  }
}
