import MemoryModel

extension Architecture.Family {
  package static let vaultgemma = Self("vaultgemma", .gemma2)
}

/// `VaultGemmaConfig` and `VaultGemmaForCausalLM` of transformers 5.23 (models/vaultgemma): Gemma 2
/// without the norms behind its branches.
extension ConfigClass {
  static let vaultgemma = ConfigClass(modelType: "vaultgemma", name: "VaultGemmaConfig") {
    (config, name) throws(ImportFault) in
    try config.gemma2(.vaultgemma, name, .before)
  }
}
