import MemoryModel

extension Setup {
  /// Refuses targets of adapters that PEFT fails on, or that would train nothing.
  func checkTargets() throws(Refusal) {
    switch method.adapter?.targets {
    case nil, .allLinear, .attention: break
    case .qv:
      if architecture.latent?.queryRank == nil && architecture.compressed == nil { return }
      throw Refusal(
        "\(architecture.name) has no module q_proj or v_proj, which `qv` means.",
        hint: choices(of: architecture.linearModules))
    case .modules(let names): _ = try missing(of: names)
    }
  }

  /// What is said of names that the model has no module for.
  var targetNotes: [String] {
    guard case .modules(let names)? = method.adapter?.targets,
      let missing = try? missing(of: names), !missing.isEmpty
    else { return [] }
    return [
      "targets: \(architecture.name) has no module \(anyOf(missing)); PEFT passes over what is not "
        + "there."
    ]
  }

  /// The names of a list that the model has no module for: LFM2's `out_proj` ends attention and
  /// convolution.
  ///
  /// PEFT takes a list of which some name is there, and fails on a module that it has no adapter for.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `BaseTuner.inject_adapter`; tuners/lora/model.py
  /// `LoraModel._create_new_module`.
  private func missing(of names: [String]) throws(Refusal) -> [String] {
    try architecture.checkExperts(names)
    let modules = architecture.linearModules
    var missing: [String] = []
    for name in names where !(try means(name, modules)) { missing.append(name) }
    if missing.count < names.count { return missing }
    let what =
      missing.isEmpty ? "targets is empty" : "\(architecture.name) has no module \(anyOf(missing))"
    throw Refusal("\(what): no module would be trained.", hint: choices(of: modules))
  }

  /// Whether a name means something that PEFT adapts; false where the model lacks it.
  private func means(_ name: String, _ modules: [LinearModule]) throws(Refusal) -> Bool {
    if architecture.namesExperts(name) { return true }
    let meant = modules.filter { $0.isMeant(by: name) }
    if meant.contains(where: \.isAdaptable) { return true }
    if !meant.isEmpty || isNoLinearModule(name, modules) {
      throw Refusal(
        "PEFT does not adapt '\(name)' of \(architecture.name).", hint: choices(of: modules))
    }
    if architecture.tablePaths.contains(where: { $0 == name || $0.hasSuffix("." + name) }) {
      throw Refusal(
        "'\(name)' is no linear module of a layer: adapters of the embedding or the head are not "
          + "modelled.", hint: "trained whole they are: `save: [\(name)]`")
    }
    return false
  }

  /// Whether the name is that of a norm, or of a module around linear ones.
  private func isNoLinearModule(_ name: String, _ modules: [LinearModule]) -> Bool {
    if name.contains("norm") || name.hasPrefix("ln_") { return true }
    return modules.contains { module in
      module.paths.contains { $0.hasPrefix(name + ".") || $0.contains("." + name + ".") }
    }
  }

  private func choices(of modules: [LinearModule]) -> String {
    var names: [String] = []
    for module in modules where module.isAdaptable {
      let name = modules.name(of: module)
      if !names.contains(name) { names.append(name) }
    }
    return "name some of " + names.joined(separator: ", ")
  }
}

/// `q_proj`, `q_proj or v_proj`, `q_proj, k_proj or v_proj`.
private func anyOf(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " or " + last
}
