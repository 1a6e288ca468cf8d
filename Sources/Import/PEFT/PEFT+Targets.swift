import MemoryModel
import Step

/// What a key of a file chooses of all modules.
private enum Selector {
  case names(Set<String>)
  case pattern(Pattern)

  /// Whether a module at this path of the model is meant.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `check_target_module_exists`: a name is the whole path
  /// or its end behind a dot; a text is a regular expression for the whole path.
  func means(_ path: String) -> Bool { !hits(path).isEmpty }

  /// The names of a list, in their order.
  var names: [String] {
    if case .names(let names) = self { return names.sorted() }
    return []
  }

  /// The names that mean it; for a pattern, the path itself.
  func hits(_ path: String) -> [String] {
    switch self {
    case .pattern(let pattern): return pattern.matches(path) ? [path] : []
    case .names(let names):
      var hits = names.contains(path) ? [path] : []
      for index in path.indices where path[index] == "." {
        let end = String(path[path.index(after: index)...])
        if names.contains(end) { hits.append(end) }
      }
      return hits
    }
  }
}

extension Config {
  /// The modules that get adapters, and what is worth telling about them.
  ///
  /// - Parameter saved: what is trained whole: `target_modules` never means it (peft 0.21
  ///   tuners/tuners_utils.py `check_target_module_exists`).
  func targets(
    in model: Architecture?, saving saved: [String]
  ) throws(ImportFault) -> (chosen: Adapter.Targets, notes: [String]) {
    let key = "target_modules"
    if case .text(let text)? = self[key], text.lowercased() == "all-linear" {
      guard isOn("exclude_modules") else { return (.allLinear, []) }
      let model = try known(model, for: "exclude_modules")
      let chosen = try chosen(of: model, by: nil, saving: saved)
      return (.modules(chosen), [])
    }
    if let model {
      let selector = try selector(key, in: model)
      let experts = selector.names.filter(model.namesExperts)
      do throws(Refusal) {
        try model.checkExperts(experts)
      } catch {
        throw fault("\(key): \(error.message)", at: key, hint: error.hint)
      }
      let chosen = try chosen(of: model, by: selector, saving: saved, beside: experts)
      let notes = passedBy(selector, in: model)
      return (.modules(chosen.filter { !experts.contains($0) } + experts), notes)
    }
    guard let names = try plainNames(key, saving: saved), !isOn("exclude_modules") else {
      _ = try known(model, for: isOn("exclude_modules") ? "exclude_modules" : key)
      return (.allLinear, [])
    }
    return (.modules(names), [])
  }

  /// The model, which has to be known for what a key says.
  private func known(_ model: Architecture?, for key: String) throws(ImportFault) -> Architecture {
    if let model { return model }
    let what = isOn(key) ? "\(key) is \(self[key]?.shown ?? "set")" : "\(key) is not in the file"
    throw fault(
      "\(what): which modules that means depends on the model.", at: key,
      hint: "choose it first, `model = llama8b`, or for this call: `model: llama8b`")
  }

  /// A list of names that can be taken as they are.
  private func plainNames(
    _ key: String, saving saved: [String]
  ) throws(ImportFault) -> [String]? {
    guard case .list? = self[key] else { return nil }
    let names = (try texts(key) ?? []).filter { !saved.contains($0) }
    if names.isEmpty { throw fault("\(key) is empty: no module would be trained.", at: key) }
    // They are shown as they are.
    if let name = names.first(where: { !$0.isPath }) {
      throw fault("\(key) holds \(quoted(name)): no module is called that.", at: key)
    }
    let tables: Set = [
      "lm_head", "embed_tokens", "embed_positions", "embed_out", "embed_in", "wte", "wpe",
      "word_embeddings",
    ]
    if let name = names.first(where: tables.contains) { throw unmodelled(name) }
    return names
  }

  private func selector(_ key: String, in model: Architecture) throws(ImportFault) -> Selector {
    switch self[key] {
    case nil, .null: return try standard(for: model)
    case .text(let text)?: return try pattern(text, of: key)
    default:
      let names = try texts(key) ?? []
      if names.isEmpty { throw fault("\(key) is empty: no module would be trained.", at: key) }
      return .names(Set(names))
    }
  }

  private func pattern(_ text: String, of key: String) throws(ImportFault) -> Selector {
    do throws(Pattern.Problem) {
      return .pattern(try Pattern(text))
    } catch {
      throw fault(
        "\(key) is \(quoted(text)), a pattern that I cannot read: \(error.reason).", at: key,
        hint: "Name the modules in a list: [\"q_proj\", \"v_proj\"].")
    }
  }

  /// What PEFT adapts where the file does not say it.
  private func standard(for model: Architecture) throws(ImportFault) -> Selector {
    let family = model.family.rawValue
    if model.tower != nil {
      // "gemma4" stands there with a pattern for the text model alone; no other that sees does.
      if family == "gemma4_text" { return .names(["q_proj", "v_proj"]) }
      throw fault(
        "target_modules is not in the file, and PEFT has no default for \(model.name), which sees.",
        at: "target_modules", hint: "Name the modules of its text model.")
    }
    guard let names = Self.standardTargets[family] else {
      throw fault(
        "target_modules is not in the file, and PEFT has no default for the family \(family).",
        at: "target_modules", hint: "Name the modules: \"target_modules\": \"all-linear\".")
    }
    return .names(Set(names))
  }

  /// Source: peft 0.21 utils/constants.py `TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING`, the
  /// decoders of it, by `model_type`. Mixtral stands there too, but PEFT looks for its experts first,
  /// and raises.
  private static let standardTargets: [String: [String]] = {
    var all = [
      "gpt2": ["c_attn"], "gpt_bigcode": ["c_attn"], "codegen": ["qkv_proj"], "mpt": ["Wqkv"],
      "phi": ["q_proj", "v_proj", "fc1", "fc2"],
      "nemotron_h": ["q_proj", "k_proj", "v_proj", "o_proj"],
    ]
    for family in ["bloom", "gpt_neox", "falcon"] { all[family] = ["query_key_value"] }
    for family in [
      "opt", "gptj", "gpt_neo", "llama", "llama4", "mistral", "stablelm", "gemma",
      "gemma2", "gemma3_text", "qwen2", "qwen3",
    ] {
      all[family] = ["q_proj", "v_proj"]
    }
    return all
  }()

  // MARK: - The modules of a model

  /// The names of the linear modules that are meant: of each all or none, as layers are modelled alike.
  ///
  /// - Parameter experts: names that PEFT reads as tensors of the experts.
  private func chosen(
    of model: Architecture, by selector: Selector?, saving saved: [String],
    beside experts: [String] = []
  ) throws(ImportFault) -> [String] {
    let excluded = isOn("exclude_modules") ? try self.selector("exclude_modules", in: model) : nil
    func isMeant(_ path: String) -> Bool {
      selector?.means(path) != false && excluded?.means(path) != true
    }
    let left = model.tablePaths.filter { path in
      !saved.contains { path == $0 || path.hasSuffix("." + $0) }
    }
    if selector != nil, let table = left.first(where: isMeant) {
      throw unmodelled(table)
    }
    let modules = model.linearModules
    var chosen: [LinearModule] = []
    for module in modules {
      let count = module.paths.count(where: isMeant)
      if count == module.paths.count { chosen.append(module) }
      if count == 0 || count == module.paths.count { continue }
      throw fault(
        "target_modules means \(modules.name(of: module)) in \(count) of \(module.paths.count) layers: "
          + "adapters in some layers only are not modelled.", at: "target_modules")
    }
    if chosen.isEmpty && experts.isEmpty {
      throw fault(
        "target_modules means no linear module of \(model.name).", at: "target_modules",
        hint: "It has \(modules.map(modules.name).joined(separator: ", ")).")
    }
    return modules.names(of: chosen)
  }

  /// What is said of names that the model has no module for, which PEFT passes over.
  private func passedBy(_ selector: Selector, in model: Architecture) -> [String] {
    guard case .names(var left) = selector else { return [] }
    for path in model.linearModules.flatMap(\.paths) { left.subtract(selector.hits(path)) }
    // What is left of tables is saved: others were refused.
    for path in model.tablePaths { left.subtract(selector.hits(path)) }
    let names = left.filter { !model.namesExperts($0) }.sorted()
    if names.isEmpty { return [] }
    return [
      "\(model.name) has no linear module \(listed(names)): PEFT passes over what is not there."
    ]
  }

  private func unmodelled(_ table: String) -> ImportFault {
    fault(
      "target_modules means \(quoted(table)): adapters of the embedding or the head are not "
        + "modelled.", at: "target_modules")
  }
}

extension String {
  /// Whether it can be the path of a module, or a part of one.
  fileprivate var isPath: Bool {
    !isEmpty && utf8.count <= 200
      && unicodeScalars.allSatisfy { $0 == "." || Pattern.Letters.word.holds($0.value) }
  }
}

/// The first of some texts of the file in quotes, and how many more there are.
func listed(_ texts: [String]) -> String {
  let first = texts.prefix(5).map(quoted).joined(separator: ", ")
  return texts.count > 5 ? "\(first) and \(texts.count - 5) more" : first
}
